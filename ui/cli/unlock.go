package cli

import (
	"errors"
	"fmt"

	"goldenthread/store"
	"goldenthread/store/vault"
	"goldenthread/ui/explain"
	"goldenthread/ui/passphrase"
	"goldenthread/ui/phrase"
	"goldenthread/ui/prompt"
)

// unlocked unlocks a workbook that is sealed, and closes it if that fails.
func (a *app) unlocked(st *store.Store) (*store.Store, error) {
	err := a.unlock(st)
	if err != nil {
		return nil, errors.Join(err, st.Close())
	}
	return st, nil
}

// unlock asks for the passphrase, or reads it from the file of --unlock-file. The
// recovery key does, too.
func (a *app) unlock(st *store.Store) error {
	if !st.Locked() {
		return nil
	}
	return a.unlocking(st.Path(), st.UnlockTyped)
}

// unlockHeader returns what unlocks a file that cannot be opened.
func (a *app) unlockHeader(path string) func(*vault.Header) (*vault.Keys, error) {
	return func(h *vault.Header) (keys *vault.Keys, err error) {
		err = a.unlocking(path, func(typed []byte) (err error) {
			keys, err = h.OpenTyped(typed)
			return err
		})
		return keys, err
	}
}

// unlocking tries what --unlock-file or the person says.
func (a *app) unlocking(path string, try func(typed []byte) error) error {
	if a.flags.unlockFile != "" {
		return unlockingByFile(a.flags.unlockFile, try)
	}
	ask := a.prompt()
	if !ask.Possible() {
		return &store.Problem{Kind: store.ProblemLocked, Path: path}
	}
	for tries := 1; ; tries++ {
		typed, err := ask.Secret("Passphrase of the workbook: ")
		if err != nil {
			return err
		}
		err = try(typed.Bytes())
		typed.Clear()
		why := "That is another passphrase; nothing was changed. The recovery key works here, too."
		var mistake *vault.Mistake
		switch {
		case errors.As(err, &mistake):
			why = fmt.Sprintf("If this was the recovery key: look at group %d again. Nothing was changed.", mistake.Group)
			err = vault.ErrWrong
		case !errors.Is(err, vault.ErrWrong):
			return err
		}
		if tries == prompt.Tries {
			return err
		}
		if err := ask.Hint(why); err != nil {
			return err
		}
	}
}

// unlockingByFile tries what is in a file, as it is: an older version let people
// choose what can be typed nowhere.
func unlockingByFile(file string, try func(typed []byte) error) error {
	typed, err := passphrase.File(file)
	if err != nil {
		return &unreadablePassphrase{file, err}
	}
	defer clear(typed)
	err = try(typed)
	if unfit := passphrase.Check(typed); errors.Is(err, vault.ErrWrong) && unfit != nil {
		return &unreadablePassphrase{file, unfit}
	}
	return err
}

// unreadablePassphrase is the error of a file of --unlock-file that is of no use.
type unreadablePassphrase struct {
	file string
	err  error
}

func (e *unreadablePassphrase) Error() string { return "cli: " + e.file + ": " + e.err.Error() }
func (e *unreadablePassphrase) Unwrap() error { return e.err }
func (e *unreadablePassphrase) Code() int     { return explain.Failed }

func (e *unreadablePassphrase) Words() explain.Words {
	return explain.Lines("No passphrase can be read from "+e.file+phrase.Because(e.err)+".", explain.Unchanged, "Name a file that holds one line, the passphrase.")
}
