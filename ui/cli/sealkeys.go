package cli

import (
	"errors"
	"fmt"

	"goldenthread/content/safetext"
	"goldenthread/store"
	"goldenthread/store/vault"
	"goldenthread/ui/prompt"
	"goldenthread/ui/sealing"
)

// writtenDown shows the recovery key, and goes on when two groups of it were typed
// back. It is shown on the other screen of the terminal, which keeps nothing.
func (v *sealVerb) writtenDown(c *sealing.Ceremony) (err error) {
	if term := v.getenv("TERM"); term != "" && term != "dumb" {
		if _, err := fmt.Fprint(safetext.Raw(v.Err), "\x1b[?1049h\x1b[H"); err != nil {
			return err
		}
		defer func() {
			_, left := fmt.Fprint(safetext.Raw(v.Err), "\x1b[?1049l")
			err = errors.Join(err, left)
		}()
	}
	if err := v.prompt().Hint(sealing.Key+" "+sealing.WriteDown, ""); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(v.Err, "    %s\n\n", c.Recovery().Written()); err != nil {
		return err
	}
	for c.Draw(); c.Asked() > 0; {
		if err := v.typedBack(c); err != nil {
			return err
		}
	}
	return nil
}

// typedBack asks for a group until it is right.
func (v *sealVerb) typedBack(c *sealing.Ceremony) error {
	group := c.Asked()
	question := sealing.Ask(group) + ": "
	for range prompt.Tries {
		typed, err := v.prompt().Line(question)
		if err != nil {
			return err
		}
		if c.TypedBack(typed) {
			return nil
		}
		question = sealing.NotGroup(group) + ", and type it: "
	}
	return &unsealable{"The recovery key was not typed back as it is.", "Start again, with paper and a pencil; there will be a new key."}
}

// choosePassphrase asks for a new passphrase twice, and says how strong it is.
func choosePassphrase(ask prompt.Prompt) ([]byte, error) {
	if err := ask.Hint(sealing.Choose + " " + sealing.Good); err != nil {
		return nil, err
	}
	for range prompt.Tries {
		first, second, err := twice(ask)
		switch {
		case err != nil:
			return nil, err
		case first == second:
			return []byte(first), nil
		}
		if err := ask.Hint(sealing.Different); err != nil {
			return nil, err
		}
	}
	return nil, &unsealable{"These were two different passphrases.", "Try again."}
}

func twice(ask prompt.Prompt) (first, second string, err error) {
	if first, err = ask.Secret("New passphrase: "); err != nil {
		return "", "", err
	}
	if first == "" {
		return "", "", &unsealable{"No passphrase was typed.", "Start again when you have chosen one."}
	}
	if err = ask.Hint(sealing.Strength([]byte(first))); err != nil {
		return "", "", err
	}
	second, err = ask.Secret("The same once more: ")
	return first, second, err
}

// unlockByKey asks for the recovery key, which may be seen: it is typed from paper.
func (v *sealVerb) unlockByKey(st *store.Store) error {
	for try := 1; ; try++ {
		typed, err := v.prompt().Line("Recovery key: ")
		if err != nil {
			return err
		}
		why, err := tryKey(st, typed)
		if err != nil || why == "" {
			return err
		}
		if try == prompt.Tries {
			return &unsealable{why, "Try again: " + v.again("seal --recover")}
		}
		if err := v.prompt().Hint(why); err != nil {
			return err
		}
	}
}

// tryKey unlocks with a recovery key as it was typed; why says what is wrong with it.
func tryKey(st *store.Store, typed string) (why string, err error) {
	key, err := vault.ParseRecoveryKey([]byte(typed))
	var mistake *vault.Mistake
	if errors.As(err, &mistake) {
		return sealing.Mistake(mistake), nil
	}
	if err == nil {
		err = st.UnlockWithRecoveryKey(key)
	}
	if errors.Is(err, vault.ErrWrong) {
		return "That is the recovery key of another workbook, or of another time.", nil
	}
	return "", err
}
