package cli

import (
	"bytes"
	"errors"
	"fmt"

	"goldenthread/store"
	"goldenthread/store/vault"
	"goldenthread/ui/passphrase"
	"goldenthread/ui/prompt"
	"goldenthread/ui/sealing"
)

// aside shows something on the other screen of the terminal, which keeps nothing.
func (v *sealVerb) aside(show func(prompt.Prompt) error) error {
	term := v.getenv("TERM")
	return v.prompt().Aside(term == "" || term == "dumb", show)
}

// writtenDown shows the recovery key, and goes on when two groups of it were typed
// back.
func (v *sealVerb) writtenDown(c *sealing.Ceremony) error {
	return v.aside(func(ask prompt.Prompt) error {
		if err := ask.Hint(sealing.Key+" "+sealing.WriteDown, ""); err != nil {
			return err
		}
		if _, err := fmt.Fprintf(v.Err, "    %s\n\n", c.Recovery().Written()); err != nil {
			return err
		}
		for c.Draw(); c.Asked() > 0; {
			if err := typedBack(ask, c); err != nil {
				return err
			}
		}
		return nil
	})
}

// typedBack asks for a group until it is right.
func typedBack(ask prompt.Prompt, c *sealing.Ceremony) error {
	group := c.Asked()
	question := sealing.Ask(group) + ": "
	for range prompt.Tries {
		typed, err := ask.Visible(question)
		if err != nil {
			return err
		}
		same := c.TypedBack(typed.Bytes())
		typed.Clear()
		if same {
			return nil
		}
		question = sealing.NotGroup(group) + ", and type it: "
	}
	return &unsealable{"The recovery key was not typed back as it is.", "Start again, with paper and a pencil; there will be a new key."}
}

// choosePassphrase asks for a new passphrase twice, and says how strong it is. Who
// asks for it overwrites it.
func choosePassphrase(ask prompt.Prompt) ([]byte, error) {
	if err := ask.Hint(sealing.Choose + " " + sealing.Good); err != nil {
		return nil, err
	}
	why := "These were two different passphrases."
	for range prompt.Tries {
		chosen, refused, err := twice(ask)
		if err != nil || refused == "" {
			return chosen, err
		}
		if err := ask.Hint(refused); err != nil {
			return nil, err
		}
		if refused != sealing.Different {
			why = "No passphrase was chosen."
		}
	}
	return nil, &unsealable{why, "Try again."}
}

// twice asks for a passphrase, and for the same once more. refused says what is wrong
// with it, if anything.
func twice(ask prompt.Prompt) (chosen []byte, refused string, err error) {
	first, err := ask.Secret("New passphrase: ")
	if err != nil {
		return nil, "", err
	}
	defer first.Clear()
	switch wrong := first.Wrong(); wrong {
	case nil:
	case passphrase.ErrNothing:
		return nil, "", &unsealable{"No passphrase was typed.", "Start again when you have chosen one."}
	default:
		return nil, sealing.Unfit(wrong), nil
	}
	if err = ask.Hint(sealing.Strength(first.Bytes())); err != nil {
		return nil, "", err
	}
	second, err := ask.Secret("The same once more: ")
	if err != nil {
		return nil, "", err
	}
	defer second.Clear()
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		return nil, sealing.Different, nil
	}
	return first.Take(), "", nil
}

// unlockByKey asks for the recovery key, which may be seen: it is typed from paper, on
// the screen of the terminal that keeps nothing.
func (v *sealVerb) unlockByKey(st *store.Store) error {
	return v.aside(func(ask prompt.Prompt) error {
		for try := 1; ; try++ {
			why, err := tryKey(ask, st)
			if err != nil || why == "" {
				return err
			}
			if try == prompt.Tries {
				return &unsealable{why, "Try again: " + v.again("seal --recover")}
			}
			if err := ask.Hint(why); err != nil {
				return err
			}
		}
	})
}

// tryKey asks for a recovery key and unlocks with it; why says what is wrong with it.
func tryKey(ask prompt.Prompt, st *store.Store) (why string, err error) {
	typed, err := ask.Visible("Recovery key: ")
	if err != nil {
		return "", err
	}
	key, err := vault.ParseRecoveryKey(typed.Bytes())
	typed.Clear()
	defer key.Wipe()
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
