package cli

import (
	"errors"

	"github.com/spf13/cobra"

	"goldenthread/ui/outfile"
)

// encryptFlags adds the flags of a verb that can encrypt what it writes.
func encryptFlags(c *cobra.Command, e *outfile.Encryption) {
	f := c.Flags()
	f.StringArrayVar(&e.To, "encrypt-to", nil, "encrypt for this age recipient (age1...), or those in this file; may be repeated")
	f.BoolVar(&e.Ask, "encrypt", false, "encrypt with a passphrase, which is asked for twice")
	f.StringVar(&e.PassphraseFile, "passphrase-file", "", "encrypt with the passphrase that stands in this file")
}

// newPassphrase asks for a passphrase, and once more: one that was mistyped would
// lock everybody out.
func (a *app) newPassphrase() (string, error) {
	ask := a.prompt()
	if !ask.Possible() {
		return "", &outfile.Uncryptable{Err: errors.New("there is no terminal to ask for the passphrase; in scripts use --passphrase-file")}
	}
	first, err := ask.Secret("Passphrase: ")
	if err != nil {
		return "", err
	}
	if first == "" {
		return "", &outfile.Uncryptable{Err: errors.New("a passphrase has at least one character")}
	}
	second, err := ask.Secret("The same once more: ")
	if err != nil {
		return "", err
	}
	if first != second {
		return "", &outfile.Uncryptable{Err: errors.New("these were two different passphrases")}
	}
	return first, nil
}
