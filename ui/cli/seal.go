package cli

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/store"
	"goldenthread/store/vault"
	"goldenthread/ui/phrase"
	"goldenthread/ui/privacy"
)

// sealing is what seal was asked for.
type sealing struct {
	change, newKey, recover bool
	lockAfter               int // minutes; below 0 if it stays as it is
}

func (a *app) sealCommand() *cobra.Command {
	var x sealing
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
		Args: func(c *cobra.Command, args []string) error { return x.take(c, args) },
		RunE: a.later(func([]string) error {
			if x.lockAfter >= 0 {
				return a.lockAfter(x.lockAfter)
			}
			return a.seal(x)
		}),
	}
	c.Flags().IntVar(&x.lockAfter, "lock-after", -1, "lock after so many minutes without a key; 0 is never")
	c.Flags().Lookup("lock-after").DefValue = "10"
	c.Flags().BoolVar(&x.change, "change", false, "another passphrase; what was sealed stays as it is")
	c.Flags().BoolVar(&x.newKey, "new-key", false, "seal everything anew, with a new passphrase and a new recovery key")
	c.Flags().BoolVar(&x.recover, "recover", false, "a new passphrase, with the recovery key in the place of the old one")
	return c
}

func (x *sealing) take(c *cobra.Command, args []string) error {
	ways := 0
	for _, way := range []bool{x.change, x.newKey, x.recover, x.lockAfter >= 0} {
		if way {
			ways++
		}
	}
	if ways > 1 {
		return &misuse{command: c.CommandPath(), err: errors.New("--change, --new-key, --recover and --lock-after exclude each other")}
	}
	return noArguments(c, args)
}

func (a *app) unsealCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "unseal",
		Short: "Take the passphrase off the workbook",
		Long: `Write the workbook anew without a passphrase, after you were asked. From then on whoever can read your files can read it.

As with seal, every value is read again before the new file takes the old one's place. The snapshots that were made before stay sealed, and open with the passphrase of their time.`,
		Example: `goldenthread unseal`,
		Args:    noArguments,
		RunE:    a.later(func([]string) error { return a.unseal() }),
	}
}

// errNobodyToAsk is that a passphrase is wanted, and nobody can type one.
var errNobodyToAsk = errors.New("cli: no terminal for a passphrase")

// sealable opens the workbook to be sealed, changed or unsealed. A person must be
// there: a passphrase that nobody has typed twice locks people out.
func (a *app) sealable(x sealing) (*store.Store, error) {
	if !a.asks(a.IO) {
		return nil, errNobodyToAsk
	}
	path, named := a.dataPath()
	st, err := store.Open(path, store.Options{Now: a.Now, Named: named, Older: a.flags.useOlder})
	if err != nil {
		return nil, err
	}
	again := x.change || x.newKey || x.recover
	switch {
	case st.Sealed() && !again:
		err = &unsealable{"The workbook is sealed already.", "Another passphrase: " + a.again("seal --change")}
	case !st.Sealed() && again:
		err = &unsealable{"The workbook is not sealed yet.", "Seal it with: " + a.again("seal")}
	case x.recover:
		err = a.unlockByKey(st)
	default:
		err = a.unlock(st)
	}
	if err != nil {
		return nil, errors.Join(err, st.Close())
	}
	return st, nil
}

func (a *app) seal(x sealing) (err error) {
	st, err := a.sealable(x)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	passphrase, err := a.choosePassphrase()
	if err != nil {
		return err
	}
	defer clear(passphrase)
	if x.change || x.recover {
		return a.changePassphrase(st, passphrase)
	}
	keys, header, recovery, err := vault.Create(passphrase, a.cost())
	if err != nil {
		return err
	}
	err = a.writtenDown(recovery)
	if err == nil {
		err = opensBoth(header, passphrase, recovery)
	}
	if err != nil {
		keys.Wipe()
		return err
	}
	if err := st.Seal(header, keys); err != nil {
		return err
	}
	if err := a.say("Sealed: every value was read again. From now on the passphrase is asked for at every start."); err != nil {
		return err
	}
	return a.offerLeftovers(st)
}

// lockAfter chooses how long an open workbook waits for a key.
func (a *app) lockAfter(minutes int) (err error) {
	st, err := a.writeStore()
	if err != nil {
		return err
	}
	defer closing(st, &err)
	if !st.Sealed() {
		return &unsealable{"The workbook is not sealed yet, so there is nothing to lock.", "Seal it with: " + a.again("seal")}
	}
	if err := st.SetSetting(privacy.LockAfter, strconv.Itoa(minutes)); err != nil {
		return err
	}
	if minutes == 0 {
		return a.say("The workbook stays open until you lock it with L, or quit.")
	}
	return a.say("The workbook locks after " + phrase.Count(minutes, "minute") + " without a key.")
}

// opensBoth tries both ways in before anything is sealed.
func opensBoth(header *vault.Header, passphrase []byte, recovery vault.RecoveryKey) error {
	for _, unlock := range []func() (*vault.Keys, error){
		func() (*vault.Keys, error) { return header.Unlock(passphrase) },
		func() (*vault.Keys, error) { return header.Recover(recovery) },
	} {
		keys, err := unlock()
		if err != nil {
			return err
		}
		keys.Wipe()
	}
	return nil
}

func (a *app) changePassphrase(st *store.Store, passphrase []byte) error {
	if err := st.SetPassphrase(passphrase, a.cost()); err != nil {
		return err
	}
	if err := a.say("The workbook has a new passphrase. The recovery key is the same as before."); err != nil {
		return err
	}
	return a.offerLeftovers(st)
}

func (a *app) unseal() (err error) {
	st, err := a.sealable(sealing{change: true})
	if err != nil {
		return err
	}
	defer closing(st, &err)
	yes, err := a.confirmed("Take the passphrase off? Whoever can read your files can then read the workbook.")
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

// say writes sentences, each on lines that are not too long for a terminal.
func (a *app) say(sentences ...string) error { return write(a.Out, sentences) }

// hint is say for what belongs to a question.
func (a *app) hint(sentences ...string) error { return write(a.Err, sentences) }

func write(w io.Writer, sentences []string) error {
	var b strings.Builder
	for _, s := range sentences {
		b.WriteString(strings.Join(phrase.Wrap(s, proseWidth), "\n") + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (a *app) ask(question string) (string, error) {
	if _, err := fmt.Fprint(a.Err, question); err != nil {
		return "", err
	}
	line, err := readLine(a.In)
	if errors.Is(err, io.EOF) && line != "" {
		err = nil
	}
	return strings.TrimSpace(line), err
}

// choosePassphrase asks for a new passphrase twice, and says how strong it is.
func (a *app) choosePassphrase() ([]byte, error) {
	err := a.hint("Choose a passphrase: four or five words that do not belong together, which you can remember.")
	for try := 1; err == nil; try++ {
		var first, second string
		if first, err = a.secret("New passphrase: "); err != nil {
			return nil, err
		}
		if first == "" {
			return nil, &unsealable{"No passphrase was typed.", "Start again when you have chosen one."}
		}
		strength := vault.StrengthOf([]byte(first))
		if err = a.hint(fmt.Sprintf("It is %s: %s.", strength.Word, strength.Why)); err != nil {
			return nil, err
		}
		if second, err = a.secret("The same once more: "); err != nil {
			return nil, err
		}
		if first == second {
			return []byte(first), nil
		}
		if try == unlockTries {
			return nil, &unsealable{"These were two different passphrases.", "Try again."}
		}
		err = a.hint("These were two different ones. Once more from the beginning.")
	}
	return nil, err
}

// writtenDown shows the recovery key, and goes on when two groups of it were typed
// back. It is shown on the other screen of the terminal, which keeps nothing.
func (a *app) writtenDown(key vault.RecoveryKey) (err error) {
	if term := a.lookup("TERM"); term != "" && term != "dumb" {
		if _, err := fmt.Fprint(a.Err, "\x1b[?1049h\x1b[H"); err != nil {
			return err
		}
		defer func() {
			_, left := fmt.Fprint(a.Err, "\x1b[?1049l")
			err = errors.Join(err, left)
		}()
	}
	if _, err := fmt.Fprintf(a.Err, `This is the recovery key. It opens the workbook if you forget the passphrase.
Write it down on paper, now, and keep it where nobody finds it by chance. It is
not shown again, and it is stored nowhere.

    %s

`, key.Written()); err != nil {
		return err
	}
	first := 1 + rand.IntN(vault.Groups-1)
	second := first + 1 + rand.IntN(vault.Groups-first)
	for _, n := range []int{first, second} {
		if err := a.typedBack(key, n); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) typedBack(key vault.RecoveryKey, n int) error {
	question := fmt.Sprintf("To see that you have it: type group %d of the nine, from your paper: ", n)
	for range unlockTries {
		typed, err := a.ask(question)
		if err != nil {
			return err
		}
		if vault.SameGroup(typed, key.Group(n)) {
			return nil
		}
		question = fmt.Sprintf("That is not group %d. Look again, and type it: ", n)
	}
	return &unsealable{"The recovery key was not typed back as it is.", "Start again, with paper and a pencil; there will be a new key."}
}

// unlockByKey asks for the recovery key, which may be seen: it is typed from paper.
func (a *app) unlockByKey(st *store.Store) error {
	for try := 1; ; try++ {
		typed, err := a.ask("Recovery key: ")
		if err != nil {
			return err
		}
		why := ""
		key, err := vault.ParseRecoveryKey([]byte(typed))
		var mistake *vault.Mistake
		switch {
		case errors.As(err, &mistake) && mistake.Group > 0:
			why = fmt.Sprintf("Look at group %d again: %s.", mistake.Group, mistake.Why)
		case errors.As(err, &mistake):
			why = phrase.Sentence(mistake.Why)
		case err != nil:
			return err
		default:
			if err = st.UnlockWithRecoveryKey(key); !errors.Is(err, vault.ErrWrong) {
				return err
			}
			why = "That is the recovery key of another workbook, or of another time."
		}
		if try == unlockTries {
			return &unsealable{why, "Try again: " + a.again("seal --recover")}
		}
		if err := a.hint(why); err != nil {
			return err
		}
	}
}

// offerLeftovers lists what the passphrase does not protect, and deletes what the
// person wants to be deleted.
func (a *app) offerLeftovers(st *store.Store) error {
	leftovers, err := st.Leftovers()
	if err != nil {
		return err
	}
	for _, kind := range []struct {
		what store.LeftoverKind
		name string
	}{
		{store.LeftoverOld, "the workbook as it was before it was sealed"},
		{store.LeftoverSnapshot, "snapshots of before"},
		{store.LeftoverAside, "files that were set aside"},
		{store.LeftoverJournal, "words that could not be saved, and are not in the workbook yet"},
	} {
		for _, plain := range []bool{true, false} {
			if err := a.offer(st, kind.name, leftoversOf(leftovers, kind.what, plain), plain); err != nil {
				return err
			}
		}
	}
	return a.say("", "What this program cannot promise: a disk may keep blocks of deleted files for a while, and backups, sync services and exports that you made still hold what they hold.")
}

func leftoversOf(all []store.Leftover, what store.LeftoverKind, plain bool) (found []store.Leftover) {
	for _, l := range all {
		if l.What == what && l.Plain == plain {
			found = append(found, l)
		}
	}
	return found
}

func (a *app) offer(st *store.Store, name string, found []store.Leftover, plain bool) error {
	if len(found) == 0 {
		return nil
	}
	opens := "can be read without a passphrase"
	if !plain {
		opens = "open with the passphrase of before"
	}
	if err := a.say("", fmt.Sprintf("These %s: %s.", opens, name)); err != nil {
		return err
	}
	for _, l := range found {
		if _, err := fmt.Fprintf(a.Out, "  %9s  %s\n", phrase.Size(l.Size), l.Path); err != nil {
			return err
		}
	}
	yes, err := a.confirmed("Delete them?")
	if err != nil || !yes {
		return err
	}
	for _, l := range found {
		if err := st.RemoveLeftover(l); err != nil {
			return err
		}
	}
	return a.say(phrase.Count(len(found), "file") + " deleted.")
}

// unsealable is why nothing was sealed.
type unsealable struct{ why, next string }

func (e *unsealable) Error() string { return "cli: seal: " + e.why }

func (e *unsealable) words() words { return words{e.why, unchanged, e.next} }
