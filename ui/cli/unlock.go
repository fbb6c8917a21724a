package cli

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"goldenthread/store"
	"goldenthread/store/vault"
	"goldenthread/ui/phrase"
)

// unlockTries is how often a passphrase is asked for.
const unlockTries = 3

// openStore is readStore for a verb that needs what was written: a sealed
// workbook is unlocked first.
func (a *app) openStore() (*store.Store, error) {
	st, err := a.readStore()
	if st == nil || err != nil {
		return nil, err
	}
	return a.unlocked(st)
}

// writeStore opens the answers to be written to, and unlocks them.
func (a *app) writeStore() (*store.Store, error) {
	path, named := a.dataPath()
	st, err := store.Open(path, store.Options{Now: a.Now, Named: named, Older: a.flags.useOlder})
	if err != nil {
		return nil, err
	}
	return a.unlocked(st)
}

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

// unlockHeader unlocks a file that cannot be opened.
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
		typed, err := passphraseIn(a.flags.unlockFile)
		if err != nil {
			return &unreadablePassphrase{a.flags.unlockFile, err}
		}
		return try([]byte(typed))
	}
	if !a.asks(a.IO) {
		return &store.Problem{Kind: store.ProblemLocked, Path: path}
	}
	for tries := 1; ; tries++ {
		typed, err := a.secret("Passphrase of the workbook: ")
		if err != nil {
			return err
		}
		err = try([]byte(typed))
		why := "That is another passphrase; nothing was changed. The recovery key works here, too."
		var mistake *vault.Mistake
		switch {
		case errors.As(err, &mistake):
			why = fmt.Sprintf("If this was the recovery key: look at group %d again. Nothing was changed.", mistake.Group)
			err = vault.ErrWrong
		case !errors.Is(err, vault.ErrWrong):
			return err
		}
		if tries == unlockTries {
			return err
		}
		if err := a.hint(why); err != nil {
			return err
		}
	}
}

// passphraseIn reads a file of one line.
func passphraseIn(file string) (string, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	line := strings.TrimSuffix(strings.TrimSuffix(string(text), "\n"), "\r")
	if line == "" || strings.ContainsAny(line, "\r\n") {
		return "", errors.New("it must hold one line, the passphrase")
	}
	return line, nil
}

// unreadablePassphrase is that the file of --unlock-file is of no use.
type unreadablePassphrase struct {
	file string
	err  error
}

func (e *unreadablePassphrase) Error() string { return "cli: " + e.file + ": " + e.err.Error() }
func (e *unreadablePassphrase) Unwrap() error { return e.err }

func (e *unreadablePassphrase) words() words {
	return words{"No passphrase can be read from " + e.file + phrase.Because(e.err) + ".", unchanged, "Name a file that holds one line, the passphrase."}
}

var wrongWords = words{"That is another passphrase.", "Nothing was changed, and nothing is lost.",
	"Try again, or use the recovery key, which opens it, too: " + program + " seal --recover"}
