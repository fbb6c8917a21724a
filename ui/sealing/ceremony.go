// Package sealing holds the steps and the words of putting a passphrase on a
// workbook: a recovery key is shown and two groups of it are typed back, both ways
// in are tried, and only then is anything sealed; afterwards the files beside it
// that the passphrase does not protect are offered for deletion. The screen and the
// command line both go through it. It asks nobody and shows nothing.
//
// Start reading with Ceremony.
package sealing

import (
	"math/rand/v2"

	"goldenthread/store"
	"goldenthread/store/vault"
)

// Ceremony is a passphrase on its way onto a workbook. It holds secrets: whoever
// begins one calls Wipe, whatever comes of it.
type Ceremony struct {
	passphrase []byte
	keys       *vault.Keys // nil once they are the store's, or wiped
	header     *vault.Header
	recovery   vault.RecoveryKey
	asked      []int // the groups that are still to be typed back
}

// Begin makes the keys for a passphrase, which takes the better part of a second.
// The passphrase is the ceremony's from then on.
func Begin(passphrase []byte, cost vault.Cost) (*Ceremony, error) {
	keys, header, recovery, err := vault.Create(passphrase, cost)
	if err != nil {
		clear(passphrase)
		return nil, err
	}
	return &Ceremony{passphrase: passphrase, keys: keys, header: header, recovery: recovery}, nil
}

// Recovery returns the recovery key, to be written down.
func (c *Ceremony) Recovery() vault.RecoveryKey { return c.recovery }

// Draw chooses the two groups that are to be typed back, the first one before the
// second.
func (c *Ceremony) Draw() {
	first := 1 + rand.IntN(vault.Groups-1)
	c.asked = []int{first, first + 1 + rand.IntN(vault.Groups-first)}
}

// Asked returns the group that is to be typed back next, 0 if none is.
func (c *Ceremony) Asked() int {
	if len(c.asked) == 0 {
		return 0
	}
	return c.asked[0]
}

// TypedBack reports whether a text is the group that is asked for, and goes on to
// the next one if it is.
func (c *Ceremony) TypedBack(text []byte) bool {
	if len(c.asked) == 0 || !vault.SameGroup(text, c.recovery.Group(c.asked[0])) {
		return false
	}
	c.asked = c.asked[1:]
	return true
}

// Seal tries both ways in, and seals the workbook. The keys are the store's then,
// and nothing of the passphrase is left. If it fails nothing was sealed.
func (c *Ceremony) Seal(st *store.Store) error {
	if err := c.opensBoth(); err != nil {
		return err
	}
	if err := st.Seal(c.header, c.keys); err != nil {
		return err
	}
	c.keys = nil
	c.Wipe()
	return nil
}

func (c *Ceremony) opensBoth() error {
	for _, unlock := range []func() (*vault.Keys, error){
		func() (*vault.Keys, error) { return c.header.Unlock(c.passphrase) },
		func() (*vault.Keys, error) { return c.header.Recover(c.recovery) },
	} {
		keys, err := unlock()
		if err != nil {
			return err
		}
		keys.Wipe()
	}
	return nil
}

// Wipe overwrites the passphrase, and the keys unless they are the store's. It may
// be called on a nil Ceremony and more than once.
func (c *Ceremony) Wipe() {
	if c == nil {
		return
	}
	clear(c.passphrase)
	c.recovery.Wipe()
	if c.keys != nil {
		c.keys.Wipe()
	}
	c.passphrase, c.keys, c.asked = nil, nil, nil
}
