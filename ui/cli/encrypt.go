package cli

import (
	"bytes"
	"errors"
	"fmt"

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
// lock everybody out. The caller overwrites it.
func (a *app) newPassphrase() ([]byte, error) {
	ask := a.prompt()
	if !ask.Possible() {
		return nil, &outfile.Uncryptable{Err: errors.New("there is no terminal to ask for the passphrase; in scripts use --passphrase-file")}
	}
	first, err := ask.Secret("Passphrase: ")
	if err != nil {
		return nil, err
	}
	defer first.Clear()
	if err := first.Wrong(); err != nil {
		return nil, &outfile.Uncryptable{Err: fmt.Errorf("that cannot be the passphrase: %w", err)}
	}
	second, err := ask.Secret("The same once more: ")
	if err != nil {
		return nil, err
	}
	defer second.Clear()
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		return nil, &outfile.Uncryptable{Err: errors.New("these were two different passphrases")}
	}
	return first.Take(), nil
}
