package ui

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"goldenthread/store"
	"goldenthread/store/vault"
)

var (
	keyGroups  = regexp.MustCompile(`\b[0-9A-HJKMNP-TV-Z]{4}\b`)
	askedGroup = regexp.MustCompile(`group ([1-9])`)
)

// toPaper goes as far as the recovery key, and returns its groups.
func toPaper(d *driver) []string {
	d.press("p")
	for range 3 {
		d.press("down")
	}
	d.press("enter")
	d.want("Choose a passphrase.")
	d.write(passphrase)
	d.press("enter")
	d.want("The same once more.")
	d.write(passphrase)
	d.press("enter")
	d.want("This is your recovery key.")
	groups := keyGroups.FindAllString(d.screen(), -1)
	if len(groups) != vault.Groups {
		d.t.Fatalf("%q in\n%s", groups, d.screen())
	}
	return groups
}

// typeBack types the group that is asked for.
func (d *driver) typeBack(groups []string) {
	d.t.Helper()
	asked := askedGroup.FindStringSubmatch(d.screen())
	if asked == nil {
		d.t.Fatalf("no group is asked for:\n%s", d.screen())
	}
	n, _ := strconv.Atoi(asked[1])
	d.write(strings.ToLower(groups[n-1]))
	d.press("enter")
}

func sealedHere(d *driver) {
	groups := toPaper(d)
	d.press("enter")
	d.typeBack(groups)
	d.typeBack(groups)
}

var seals = []scene{
	{name: "seal", same: sameSeal, play: func(d *driver) { d.press("p", "down", "down", "down", "enter") }},
	{name: "seal-weak", same: sameSeal, play: func(d *driver) { d.press("p", "down", "down", "down", "enter"); d.write("secret") }},
	{name: "seal-key", same: sameSeal, play: func(d *driver) { toPaper(d) }},
	{name: "seal-back", same: sameSeal, play: func(d *driver) { toPaper(d); d.press("enter"); d.write("0000"); d.press("enter") }},
	{name: "seal-done", same: sameSeal, play: sealedHere},
	{name: "seal-removed", same: sameSeal, play: func(d *driver) { sealedHere(d); d.press("d") }},
}

// sameSeal takes out the groups of a key, and the paths of the test.
func sameSeal(body string) string {
	body = keyGroups.ReplaceAllString(body, "A1B2")
	body = askedGroup.ReplaceAllString(body, "group 5")
	before, _, _ := strings.Cut(body, "These can")
	return before
}

// A passphrase is put on a workbook from inside the program: typed twice, with the
// recovery key written down. Nothing is sealed before that.
func TestSealInside(t *testing.T) {
	d := newDriver(t, 80, 24)
	wroteNotice(d)
	d.press("esc", "esc", "esc")
	groups := toPaper(d)
	d.wantNot(passphrase)
	d.press("enter")
	if asked := askedGroup.FindString(d.screen()); asked == "" {
		t.Fatal("no group is asked for")
	}
	d.wantNot(groups[0], groups[8])
	d.write("0000")
	d.press("enter")
	d.want("That is not group")
	d.press("tab")
	d.want(groups[0], groups[8])
	d.press("enter")
	d.typeBack(groups)
	if d.store.Sealed() {
		t.Fatal("it is sealed after one group")
	}
	d.typeBack(groups)
	d.want("Sealed: every value was read again.", "These can still be read without it")
	if !d.store.Sealed() || d.store.Locked() {
		t.Fatal("it is not sealed, or locked")
	}
	left, err := d.store.UnsealedCopies()
	if err != nil || len(left) == 0 {
		t.Fatalf("%v %v", left, err)
	}
	d.press("d")
	d.want("deleted.")
	left, err = d.store.UnsealedCopies()
	for _, l := range left {
		if l.Plain && l.What != store.UnsealedJournal {
			t.Errorf("left: %s", l.Path)
		}
	}
	if err != nil {
		t.Error(err)
	}
	d.press("esc")
	d.wantNot("Keep it under a passphrase")
	d.restart(80, 24)
	d.unlock()
	d.press("L")
	d.press("tab")
	d.write(strings.Join(groups, ""))
	d.press("enter")
	d.wantNot("Locked")
}

// Whoever leaves before the end has changed nothing, and nothing of what was typed
// is there when they come back.
func TestSealLeft(t *testing.T) {
	d := newDriver(t, 80, 24)
	before := read(t, d.path)
	d.press("end", "enter") // the door of the first run
	d.want("Choose a passphrase.")
	d.write("a quiet river")
	d.press("enter")
	d.write("a quiet brook")
	d.press("enter")
	d.want("These were two different ones.", "Choose a passphrase.")
	d.press("esc")
	toPaper(d)
	d.press("esc")
	d.press("up", "down")
	if d.store.Sealed() {
		t.Error("it is sealed")
	}
	d.press("enter")
	d.want("Choose a passphrase.")
	d.wantNot("●")
	d.press("ctrl+c")
	if now := read(t, d.path); len(now) != len(before) {
		t.Error("the file was changed")
	}
}
