package private

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"goldenthread/store"
	"goldenthread/store/vault"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/screen/screentest"
	"goldenthread/ui/sealing"
)

const (
	goodWords = "kettle harbour window seven"
	seen      = "The caretaker showed a new colleague the boiler log."
)

var (
	keyGroups  = regexp.MustCompile(`\b[0-9A-HJKMNP-TV-Z]{4}\b`)
	askedGroup = regexp.MustCompile(`group ([1-9])`)
)

// choose types a passphrase twice and returns the groups of the recovery key.
func choose(t *testing.T, d *screentest.Desk, first, again string) []string {
	t.Helper()
	d.Want("Choose a passphrase.")
	d.Write(first)
	d.WantNot(first)
	d.Press("enter")
	d.Want("The same once more.")
	d.Write(again)
	d.Press("enter")
	return keyGroups.FindAllString(d.Text(), -1)
}

// typeBack types the group that is asked for.
func typeBack(t *testing.T, d *screentest.Desk, groups []string) {
	t.Helper()
	asked := askedGroup.FindStringSubmatch(d.Text())
	if asked == nil {
		t.Fatalf("no group is asked for:\n%s", d.Text())
	}
	n, err := strconv.Atoi(asked[1])
	if err != nil {
		t.Fatal(err)
	}
	d.Write(strings.ToLower(groups[n-1]))
	d.Press("enter")
}

// seal puts the passphrase on the workbook of a desk, and returns its recovery key.
func seal(t *testing.T, d *screentest.Desk) []string {
	t.Helper()
	d.Open(route.Seal{})
	groups := choose(t, d, goodWords, goodWords)
	if len(groups) != vault.Groups {
		t.Fatalf("%d groups:\n%s", len(groups), d.Text())
	}
	d.Press("enter")
	typeBack(t, d, groups)
	typeBack(t, d, groups)
	d.Want("Sealed: every value was read again.")
	return groups
}

func TestSeal(t *testing.T) {
	d := screentest.New(t, Screens())
	d.Notice("disciplines/mastery", seen)
	if _, err := d.Env.Store.Snapshot(""); err != nil {
		t.Fatal(err)
	}
	seal(t, d)
	if !d.Env.Store.Sealed() {
		t.Fatal("it is not sealed")
	}
	d.Resize(screentest.Width, 40)
	d.Want("These can still be read without it")
	d.WantFit()
	d.Press("d")
	d.Want("files deleted.")
	d.WantNot("These can still be read without it")
	d.Press("enter")
	d.WantMove(nav.Pop{})
	d.Close()
}

// Nothing is sealed before everything was typed back, and nothing of it stays behind
// when the screen is left.
func TestSealIsLeftHalfway(t *testing.T) {
	d := screentest.New(t, Screens())
	d.Open(route.Seal{})
	d.Press("enter") // nothing was typed
	choose(t, d, goodWords, "another one")
	d.Want("These were two different ones.", "Choose a passphrase.")
	groups := choose(t, d, goodWords, goodWords)
	d.WantFit()
	d.Press("enter")
	d.Write("0000")
	d.Press("enter")
	d.Want("Look again; tab shows the key.")
	d.Press("tab")
	d.Want(groups[0], "This is your recovery key.")
	if d.Back() {
		t.Error("esc does not leave")
	}
	if err := d.Top().(nav.Leaving).Leave(); err != nil {
		t.Fatal(err)
	}
	d.Want("Choose a passphrase.")
	d.WantNot(groups...)
	if d.Env.Store.Sealed() {
		t.Error("it is sealed")
	}
}

func TestUnlock(t *testing.T) {
	d := screentest.New(t, Screens())
	groups := seal(t, d)
	if err := d.Env.Store.Lock(); err != nil {
		t.Fatal(err)
	}
	d.Open(route.Unlock{Said: "Your workbook is sealed."})
	d.Press("enter") // nothing was typed
	d.Write("not this one")
	d.WantNot("not this one")
	d.Press("enter")
	d.Want("That is not the passphrase. Nothing was changed.")
	d.WantFit()
	if len(d.Said) == 0 || d.Said[len(d.Said)-1].(nav.Adopt).Err == nil {
		t.Error("the App is not told")
	}
	d.Write(goodWords)
	d.Press("enter")
	if last := d.Said[len(d.Said)-1].(nav.Adopt); last.Err != nil || last.Store != d.Env.Store || d.Env.Store.Locked() {
		t.Errorf("it is not unlocked: %v", last.Err)
	}
	if err := d.Env.Store.Lock(); err != nil {
		t.Fatal(err)
	}
	d.Press("tab")
	d.Want("Type your recovery key")
	d.Write(strings.Join(groups[:4], ""))
	d.Press("enter")
	d.WantFit()
	if !d.Env.Store.Locked() {
		t.Error("half a key opens it")
	}
	d.Press("tab", "tab") // to the passphrase and back: nothing of it is left
	d.Write(strings.Join(groups, ""))
	d.Press("enter")
	if d.Env.Store.Locked() {
		t.Errorf("it stays locked:\n%s", d.Text())
	}
}

// Every reason why it stays locked has its own words.
func TestUnlockSaysWhyNot(t *testing.T) {
	d := screentest.New(t, Screens())
	d.Open(route.Unlock{Said: "Locked."})
	for words, err := range map[string]error{
		"That is not the passphrase.":          vault.ErrWrong,
		"was changed by somebody":              vault.ErrAltered,
		"Look at group 3 again: it is short.":  &vault.Mistake{Group: 3, Why: "it is short"},
		"That is no recovery key: too short.":  &vault.Mistake{Why: "too short"},
		"That did not work: the disk is full.": &store.Problem{Kind: store.ProblemDiskFull},
	} {
		d.Send(nav.Adopt{Store: d.Env.Store, Err: err})
		d.Want(words)
	}
	d.Press("tab")
	d.Send(nav.Adopt{Store: d.Env.Store, Err: vault.ErrWrong})
	d.Want("That is the recovery key of another workbook.")
}

// What cannot be typed at every door is refused while it is chosen, with the reason.
func TestSealRefusesWhatCannotBeTyped(t *testing.T) {
	d := screentest.New(t, Screens())
	d.Open(route.Seal{})
	for text, why := range map[string]string{
		"a\tquiet river":          "is no character, such as a tab",
		"two\nlines":              "is no character, such as a tab",
		"Zo\xeb":                  "it is not UTF-8",
		strings.Repeat("x", 1025): "longer than 1,024 bytes",
	} {
		d.Send(tea.PasteMsg{Content: text})
		d.Press("enter")
		d.Want("That cannot be your passphrase", why, "Choose a passphrase.")
		d.WantFit()
	}
	d.Send(tea.PasteMsg{Content: goodWords + "\r\n"}) // as it comes from a file
	d.Press("enter")
	d.Want("The same once more.")
	d.Write(goodWords)
	d.Press("enter")
	d.Want("This is your recovery key.")
}

// What was made for a screen that has gone is wiped.
func TestMadeTooLate(t *testing.T) {
	chosen := []byte(goodWords)
	made, err := sealing.Begin(chosen, vault.Cost{Memory: 32, Passes: 1, Lanes: 1})
	if err != nil {
		t.Fatal(err)
	}
	madeMsg{nil, made, nil}.Drop()
	if made.Recovery() != (vault.RecoveryKey{}) || !bytes.Equal(chosen, make([]byte, len(chosen))) {
		t.Error("something is left of it")
	}
	madeMsg{err: vault.ErrWiped}.Drop() // there was nothing
}
