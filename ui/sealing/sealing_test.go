package sealing

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"goldenthread/store"
	"goldenthread/store/vault"
)

// cost makes trying a passphrase quick.
var cost = vault.Cost{Memory: 32, Passes: 1, Lanes: 1}

func workbook(t *testing.T) *store.Store {
	t.Helper()
	st, err := store.Open(filepath.Join(t.TempDir(), "workbook.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	slot := store.Slot{Step: "disciplines/mastery/notice", Field: store.FieldAnswer}
	_, err = st.Add(store.Revision{Kind: store.KindAnswer, Slot: slot, Body: store.Body{Text: "Nobody came in."}}, "What did you notice?")
	if err == nil {
		_, err = st.Snapshot("")
	}
	if err != nil {
		t.Fatal(err)
	}
	return st
}

// From a passphrase to a file that tells nothing, and nothing of what was typed is
// left in memory.
func TestCeremony(t *testing.T) {
	st := workbook(t)
	passphrase := []byte("kettle harbour window seven")
	c, err := Begin(passphrase, cost)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Wipe()
	for range 50 { // each time other groups, the first before the second
		c.Draw()
		first := c.Asked()
		if c.TypedBack([]byte("0000")) || c.Asked() != first {
			t.Fatal("another group was taken")
		}
		if first < 1 || !c.TypedBack([]byte(c.Recovery().Group(first))) || c.Asked() <= first || c.Asked() > vault.Groups {
			t.Fatalf("groups %d and %d", first, c.Asked())
		}
	}
	if !c.TypedBack([]byte(c.Recovery().Group(c.Asked()))) || c.Asked() != 0 || c.TypedBack(nil) {
		t.Error("more than two groups are asked for")
	}
	recovery := c.Recovery()
	if err := c.Seal(st); err != nil {
		t.Fatal(err)
	}
	if !st.Sealed() || !bytes.Equal(passphrase, make([]byte, len(passphrase))) {
		t.Errorf("sealed %v, passphrase %q", st.Sealed(), passphrase)
	}
	c.Wipe() // the keys are the store's
	if err := st.UnlockWithRecoveryKey(recovery); err != nil {
		t.Errorf("after wiping: %v", err)
	}
}

// What the passphrase does not protect is named, and deleted if that is wanted.
func TestUnsealedCopies(t *testing.T) {
	st := workbook(t)
	c, err := Begin([]byte("kettle"), cost)
	if err == nil {
		err = c.Seal(st)
	}
	if err != nil {
		t.Fatal(err)
	}
	groups, err := Groups(st)
	if err != nil || len(groups) != 2 || !groups[0].Plain || groups[1].Name != "snapshots of before" {
		t.Fatalf("%+v %v", groups, err)
	}
	plain := Plain(st)
	if n, err := Remove(st, plain); n != 2 || err != nil {
		t.Errorf("%d %v", n, err)
	}
	for _, l := range plain {
		if _, err := os.Stat(l.Path); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: %v", l.Path, err)
		}
	}
	if left := Plain(st); len(left) > 0 {
		t.Errorf("left: %+v", left)
	}
}

// Wiping takes everything with it, also before anything was sealed.
func TestWipe(t *testing.T) {
	passphrase := []byte("kettle")
	c, err := Begin(passphrase, cost)
	if err != nil {
		t.Fatal(err)
	}
	c.Wipe()
	c.Wipe()
	if !bytes.Equal(passphrase, make([]byte, 6)) {
		t.Errorf("%q is left", passphrase)
	}
	(*Ceremony)(nil).Wipe()
}
