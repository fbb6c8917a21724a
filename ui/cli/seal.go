package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/store"
	"goldenthread/ui/explain"
	"goldenthread/ui/phrase"
	"goldenthread/ui/prompt"
	"goldenthread/ui/sealing"
)

// sealVerb puts a passphrase on the workbook, or changes it.
type sealVerb struct {
	*app
	change, newKey, recover bool
	lockAfter               int // minutes; below 0 if it stays as it is
}

func sealCommand(a *app) *cobra.Command {
	v := &sealVerb{app: a, lockAfter: -1}
	c := &cobra.Command{
		Use:   "seal [--change | --new-key | --recover | --lock-after MINUTES]",
		Short: "Put a passphrase on the workbook, or change it",
		Long: `Seal the workbook: from then on everything in it can be read only with your passphrase. It is asked for at every start, and never shown.

You also get a recovery key, once, to write down on paper. It opens the workbook if you forget the passphrase. Without both, nobody can open it, also not those who made this program.

The workbook is written anew into a new file, every value of it is read again, and only then it takes the old one's place. Whatever happens meanwhile, you have the old one or the new one. Then you are asked about every file that can still be read without the passphrase.`,
		Example: strings.TrimSpace(`
goldenthread seal
# another passphrase
goldenthread seal --change
# somebody may know it: seal everything anew
goldenthread seal --new-key
# it is forgotten: a new one, with the recovery key
goldenthread seal --recover
# lock after five minutes without a key
goldenthread seal --lock-after 5`),
		Args: v.take,
		RunE: a.later(func([]string) error {
			if v.lockAfter >= 0 {
				return lockAfter(a, v.lockAfter)
			}
			return v.run()
		}),
	}
	c.Flags().Var(&number{&v.lockAfter, 0, 1440, "it takes minutes, from 0, which is never, to 1440"}, "lock-after", "lock after so many minutes without a key; 0 is never")
	c.Flags().Lookup("lock-after").DefValue = "10"
	c.Flags().BoolVar(&v.change, "change", false, "another passphrase; what was sealed stays as it is")
	c.Flags().BoolVar(&v.newKey, "new-key", false, "seal everything anew, with a new passphrase and a new recovery key")
	c.Flags().BoolVar(&v.recover, "recover", false, "a new passphrase, with the recovery key in the place of the old one")
	return c
}

// take refuses what cannot be meant together.
func (v *sealVerb) take(c *cobra.Command, args []string) error {
	if countTrue(v.change, v.newKey, v.recover, v.lockAfter >= 0) > 1 {
		return &explain.Misuse{Command: c.CommandPath(), Err: errors.New("--change, --new-key, --recover and --lock-after exclude each other")}
	}
	return noArguments(c, args)
}

// run seals the workbook, or changes what opens it.
func (v *sealVerb) run() (err error) {
	st, err := v.sealable()
	if err != nil {
		return err
	}
	defer closing(st, &err)
	if st.Sealed() && !v.changes() {
		if err := v.say("The workbook is sealed already. Another passphrase: " + v.again("seal --change")); err != nil {
			return err
		}
		return v.offerLeftovers(st)
	}
	passphrase, err := choosePassphrase(v.prompt())
	if err != nil {
		return err
	}
	defer clear(passphrase)
	if v.change || v.recover {
		err = v.changePassphrase(st, passphrase)
	} else {
		err = v.seal(st, passphrase)
	}
	if err != nil {
		return err
	}
	return v.offerLeftovers(st)
}

// changes reports whether a sealed workbook is sealed anew, or opened otherwise.
func (v *sealVerb) changes() bool { return v.change || v.newKey || v.recover }

// sealable opens the workbook that is to be sealed or changed.
func (v *sealVerb) sealable() (*store.Store, error) {
	again := v.changes()
	return v.openFor(func(st *store.Store) error {
		switch {
		case st.Sealed() && !again:
			if left, err := st.UnsealedCopies(); err != nil || len(left) > 0 {
				return err // it goes on with what is left
			}
			return &unsealable{"The workbook is sealed already.", "Another passphrase: " + v.again("seal --change")}
		case !st.Sealed() && again:
			return v.notSealed("The workbook is not sealed yet.")
		case v.recover:
			return v.unlockByKey(st)
		}
		return v.unlock(st)
	})
}

// openFor opens the workbook to be sealed, changed or unsealed, and lets ready say
// whether it can be. A person must be there: a passphrase that nobody has typed
// twice locks people out.
func (a *app) openFor(ready func(*store.Store) error) (*store.Store, error) {
	if !a.prompt().Possible() {
		return nil, prompt.ErrNobody
	}
	path, _ := a.dataPath()
	st, err := store.Open(path, a.options())
	if err != nil {
		return nil, err
	}
	if err := ready(st); err != nil {
		return nil, errors.Join(err, st.Close())
	}
	return st, nil
}

// seal goes through the ceremony.
func (v *sealVerb) seal(st *store.Store, passphrase []byte) error {
	c, err := sealing.Begin(passphrase, v.cost())
	if err != nil {
		return err
	}
	defer c.Wipe()
	if err := v.writtenDown(c); err != nil {
		return err
	}
	if err := c.Seal(st); err != nil {
		return err
	}
	return v.say(sealing.Sealed + " " + sealing.AskedFor)
}

func (v *sealVerb) changePassphrase(st *store.Store, passphrase []byte) error {
	if err := st.SetPassphrase(passphrase, v.cost()); err != nil {
		return err
	}
	return v.say("The workbook has a new passphrase. The recovery key is the same as before.")
}

// offerLeftovers lists what the passphrase does not protect, and deletes what the
// person wants to be deleted.
func (v *sealVerb) offerLeftovers(st *store.Store) error {
	groups, err := sealing.Groups(st)
	if err != nil {
		return err
	}
	for _, g := range groups {
		if err := v.offer(st, g); err != nil {
			return err
		}
	}
	if err := store.AskSealed.Answer(st); err != nil {
		return err
	}
	return v.say("", sealing.Unreached)
}

func (v *sealVerb) offer(st *store.Store, g sealing.Group) error {
	opens := "can be read without a passphrase"
	if !g.Plain {
		opens = "open with the passphrase of before"
	}
	if err := v.say("", fmt.Sprintf("These %s: %s.", opens, g.Name)); err != nil {
		return err
	}
	for _, l := range g.Files {
		if _, err := fmt.Fprintf(v.Out, "  %9s  %s\n", phrase.Size(l.Size), l.Path); err != nil {
			return err
		}
	}
	yes, err := v.prompt().Confirm("Delete them?")
	if err != nil || !yes {
		return err
	}
	removed, err := sealing.Remove(st, g.Files)
	if err != nil {
		return err
	}
	return v.say(sealing.Deleted(removed))
}

// unsealable is the error of a workbook that cannot be sealed or unsealed now.
type unsealable struct{ why, next string }

func (e *unsealable) Error() string        { return "cli: seal: " + e.why }
func (e *unsealable) Code() int            { return explain.Failed }
func (e *unsealable) Words() explain.Words { return explain.Lines(e.why, explain.Unchanged, e.next) }

// notSealed returns the error of a workbook that would have to be sealed first.
func (a *app) notSealed(why string) error {
	return &unsealable{why, "Seal it with: " + a.again("seal")}
}
