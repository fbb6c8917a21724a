package outfile

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"filippo.io/age"

	"goldenthread/content/textfile"
	"goldenthread/store/guarded"
	"goldenthread/ui/explain"
	"goldenthread/ui/passphrase"
	"goldenthread/ui/phrase"
)

// ScryptCost is the logarithm of what trying one passphrase costs. It is fixed:
// what a fast computer would choose by itself, a telephone could not open.
const ScryptCost = 18

// AgeEnding ends the name of an age file.
const AgeEnding = ".age"

// Encryption says how a file is to be encrypted. The zero value means not at all.
type Encryption struct {
	To             []string // recipients, or files of them
	Ask            bool     // for a passphrase
	PassphraseFile string   // a file of one line
}

// Wanted reports whether anything is to be encrypted.
func (e Encryption) Wanted() bool { return len(e.To) > 0 || e.Ask || e.PassphraseFile != "" }

// Readers says who can open a file that was encrypted, and with what.
func (e Encryption) Readers() string {
	if len(e.To) > 0 {
		return "Only the recipients can open it, with: age --decrypt -i THEIR-KEY"
	}
	return "Only the passphrase opens it, with: age --decrypt"
}

// Key holds the recipients of an encrypted file. A nil Key encrypts nothing.
type Key []age.Recipient

// Key reads the recipients, or the passphrase: from its file, or from ask. It is
// nil if nothing is to be encrypted. The errors of its own are *Uncryptable.
func (e Encryption) Key(ask func() ([]byte, error)) (Key, error) {
	if !e.Wanted() {
		return nil, nil
	}
	ways := 0
	for _, way := range []bool{len(e.To) > 0, e.Ask, e.PassphraseFile != ""} {
		if way {
			ways++
		}
	}
	if ways > 1 {
		return nil, &Uncryptable{errors.New("--encrypt-to, --encrypt and --passphrase-file exclude each other")}
	}
	if len(e.To) > 0 {
		return recipients(e.To)
	}
	passphrase, err := e.passphrase(ask)
	if err != nil {
		return nil, err
	}
	defer clear(passphrase)
	recipient, err := age.NewScryptRecipient(string(passphrase))
	if err != nil {
		return nil, &Uncryptable{err}
	}
	recipient.SetWorkFactor(ScryptCost)
	return Key{recipient}, nil
}

func (e Encryption) passphrase(ask func() ([]byte, error)) ([]byte, error) {
	if e.PassphraseFile == "" {
		return ask()
	}
	text, err := passphrase.File(e.PassphraseFile)
	if err != nil {
		return nil, &Uncryptable{err}
	}
	if err := passphrase.Check(text); err != nil {
		clear(text)
		return nil, &Uncryptable{fmt.Errorf("what is in %s cannot be a passphrase: %w", e.PassphraseFile, err)}
	}
	return text, nil
}

// mostRecipients bounds the bytes of a file of recipients.
const mostRecipients = 1 << 20

// recipients reads the keys of those who may open a file. Only the usual ones are
// taken: every age program can open what is encrypted for them.
func recipients(names []string) (Key, error) {
	var all Key
	for _, name := range names {
		if strings.HasPrefix(strings.ToUpper(name), "AGE-SECRET-KEY-") {
			return nil, &Uncryptable{errors.New("that is a secret key, which belongs on no command line; name the one that begins with age1")}
		}
		text := []byte(name)
		if !strings.HasPrefix(name, "age1") {
			var err error
			if text, err = guarded.Read(name, mostRecipients); err != nil {
				return nil, &Uncryptable{err}
			}
			if text, err = textfile.Decode(text); err != nil {
				return nil, &Uncryptable{fmt.Errorf("%s: %w", shortened(name), err)}
			}
		}
		found, err := age.ParseRecipients(bytes.NewReader(text))
		if err != nil {
			return nil, &Uncryptable{fmt.Errorf("no age recipients are in %s", shortened(name))}
		}
		for _, recipient := range found {
			if _, usual := recipient.(*age.X25519Recipient); !usual {
				return nil, &Uncryptable{fmt.Errorf("%s is of a kind that not every age program can open", shortened(name))}
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

// Encrypt returns a text as an age file; with no key, the text itself.
func (k Key) Encrypt(text []byte) ([]byte, error) {
	if k == nil {
		return text, nil
	}
	var out bytes.Buffer
	w, err := age.Encrypt(&out, k...)
	if err != nil {
		return nil, &Uncryptable{err}
	}
	if _, err := w.Write(text); err != nil {
		return nil, &Uncryptable{err}
	}
	if err := w.Close(); err != nil {
		return nil, &Uncryptable{err}
	}
	return out.Bytes(), nil
}

// Uncryptable is the error of what cannot be encrypted as it was asked for.
type Uncryptable struct{ Err error }

// Error returns one line for a log.
func (e *Uncryptable) Error() string { return "outfile: encrypt: " + e.Err.Error() }

// Unwrap returns Err.
func (e *Uncryptable) Unwrap() error { return e.Err }

// Code returns explain.Failed.
func (e *Uncryptable) Code() int { return explain.Failed }

// Words say why, and which ways there are.
func (e *Uncryptable) Words() explain.Words {
	return explain.Lines("It cannot be encrypted"+phrase.Because(e.Err)+".", "Nothing was written.",
		"Name a recipient with --encrypt-to age1..., or use --encrypt for a passphrase.")
}
