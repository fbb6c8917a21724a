package cli

import (
	"strconv"

	"github.com/spf13/cobra"

	"goldenthread/store"
	"goldenthread/ui/phrase"
	"goldenthread/ui/privacy"
)

func unsealCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "unseal",
		Short: "Take the passphrase off the workbook",
		Long: `Write the workbook anew without a passphrase, after you were asked. From then on whoever can read your files can read it.

As with seal, every value is read again before the new file takes the old one's place. The snapshots that were made before stay sealed, and open with the passphrase of their time.`,
		Example: `goldenthread unseal`,
		Args:    noArguments,
		RunE:    a.later(func([]string) error { return unseal(a) }),
	}
}

// unseal writes the workbook anew without a passphrase, after it was asked.
func unseal(a *app) (err error) {
	st, err := a.openFor(func(st *store.Store) error {
		if !st.Sealed() {
			return a.notSealed("The workbook is not sealed yet.")
		}
		return a.unlock(st)
	})
	if err != nil {
		return err
	}
	defer closing(st, &err)
	yes, err := a.prompt().Confirm("Take the passphrase off? Whoever can read your files can then read the workbook.")
	if err != nil {
		return err
	}
	if !yes {
		return a.say("It stays sealed; nothing was changed.")
	}
	if err := st.Unseal(); err != nil {
		return err
	}
	return a.say("The workbook has no passphrase any more: every value was read again. Snapshots of before stay sealed.")
}

// lockAfter chooses how long an open workbook waits for a key.
func lockAfter(a *app, minutes int) (err error) {
	st, err := a.writeStore()
	if err != nil {
		return err
	}
	defer closing(st, &err)
	if !st.Sealed() {
		return a.notSealed("The workbook is not sealed yet, so there is nothing to lock.")
	}
	if err := st.SetSetting(privacy.LockAfter, strconv.Itoa(minutes)); err != nil {
		return err
	}
	if minutes == 0 {
		return a.say("The workbook stays open until you lock it with L, or quit.")
	}
	return a.say("The workbook locks after " + phrase.Count(minutes, "minute") + " without a key.")
}
