package cli

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"

	"filippo.io/age"
	"github.com/spf13/cobra"

	"goldenthread/ui/phrase"
)

// scryptCost is the logarithm of what trying one passphrase costs. It is fixed:
// what a fast computer would choose by itself, a telephone could not open.
const scryptCost = 18

// ageEnding ends the name of an age file.
const ageEnding = ".age"

// encrypting is how a file is to be encrypted. The zero value is not at all.
type encrypting struct {
	to             []string // recipients, or files of them
	passphrase     bool
	passphraseFile string
}

func (e encrypting) wanted() bool { return len(e.to) > 0 || e.passphrase || e.passphraseFile != "" }

// encryptFlags adds the flags of a verb that can encrypt what it writes.
func encryptFlags(c *cobra.Command, e *encrypting) {
	f := c.Flags()
	f.StringArrayVar(&e.to, "encrypt-to", nil, "encrypt for this age recipient (age1...), or those in this file; may be repeated")
	f.BoolVar(&e.passphrase, "encrypt", false, "encrypt with a passphrase, which is asked for twice")
	f.StringVar(&e.passphraseFile, "passphrase-file", "", "encrypt with the passphrase that stands in this file")
}

// readersOf says who can open a file that was encrypted.
func readersOf(e encrypting) string {
	if len(e.to) > 0 {
		return "Only the recipients can open it, with: age --decrypt -i THEIR-KEY"
	}
	return "Only the passphrase opens it, with: age --decrypt"
}

// key reads what the encryption is for: recipients, or a passphrase that may be
// asked for. nil means that nothing is to be encrypted.
func (a *app) key(e encrypting) ([]age.Recipient, error) {
	if !e.wanted() {
		return nil, nil
	}
	ways := 0
	for _, way := range []bool{len(e.to) > 0, e.passphrase, e.passphraseFile != ""} {
		if way {
			ways++
		}
	}
	if ways > 1 {
		return nil, &uncryptable{errors.New("--encrypt-to, --encrypt and --passphrase-file exclude each other")}
	}
	if len(e.to) > 0 {
		return recipients(e.to)
	}
	passphrase, err := a.passphrase(e)
	if err != nil {
		return nil, err
	}
	recipient, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, &uncryptable{err}
	}
	recipient.SetWorkFactor(scryptCost)
	return []age.Recipient{recipient}, nil
}

func (a *app) passphrase(e encrypting) (string, error) {
	if e.passphraseFile == "" {
		return a.newPassphrase()
	}
	text, err := os.ReadFile(e.passphraseFile)
	if err != nil {
		return "", &uncryptable{err}
	}
	line := strings.TrimSuffix(strings.TrimSuffix(string(text), "\n"), "\r")
	if line == "" || strings.ContainsAny(line, "\r\n") {
		return "", &uncryptable{fmt.Errorf("%s must hold one line, the passphrase", e.passphraseFile)}
	}
	return line, nil
}

// recipients reads the keys of those who may open a file. Only the usual ones are
// taken: every age program can open what is encrypted for them.
func recipients(names []string) ([]age.Recipient, error) {
	var all []age.Recipient
	for _, name := range names {
		if strings.HasPrefix(strings.ToUpper(name), "AGE-SECRET-KEY-") {
			return nil, &uncryptable{errors.New("that is a secret key, which belongs on no command line; name the one that begins with age1")}
		}
		text := []byte(name)
		if !strings.HasPrefix(name, "age1") {
			var err error
			if text, err = os.ReadFile(name); err != nil {
				return nil, &uncryptable{err}
			}
		}
		found, err := age.ParseRecipients(bytes.NewReader(text))
		if err != nil {
			return nil, &uncryptable{fmt.Errorf("no age recipients are in %s", shortened(name))}
		}
		for _, recipient := range found {
			if _, usual := recipient.(*age.X25519Recipient); !usual {
				return nil, &uncryptable{fmt.Errorf("%s is of a kind that not every age program can open", shortened(name))}
			}
		}
		all = append(all, found...)
	}
	return all, nil
}

func shortened(name string) string {
	const most = 60
	if len(name) > most {
		return name[:most] + "…"
	}
	return name
}

// encrypted returns a text as an age file.
func encrypted(text []byte, key []age.Recipient) ([]byte, error) {
	var out bytes.Buffer
	w, err := age.Encrypt(&out, key...)
	if err != nil {
		return nil, &uncryptable{err}
	}
	if _, err := w.Write(text); err != nil {
		return nil, &uncryptable{err}
	}
	if err := w.Close(); err != nil {
		return nil, &uncryptable{err}
	}
	return out.Bytes(), nil
}

// uncryptable is that something cannot be encrypted as it was asked for.
type uncryptable struct{ err error }

func (e *uncryptable) Error() string { return "cli: encrypt: " + e.err.Error() }
func (e *uncryptable) Unwrap() error { return e.err }

func (e *uncryptable) words() words {
	return words{"It cannot be encrypted" + phrase.Because(e.err) + ".", "Nothing was written.",
		"Name a recipient with --encrypt-to age1..., or use --encrypt for a passphrase."}
}
