//go:build !windows

package e2e

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"goldenthread/store"
	"goldenthread/store/vault"
)

const (
	sealedWith = "a quiet river"
	marker     = "Quillwort"
)

var aGroup = regexp.MustCompile(`\b[0-9A-HJKMNP-TV-Z]{4}\b`)

// seal seals the workbook, which must not be open, as the command line does, and
// leaves nothing beside it that is plain.
func (m *machine) seal() {
	m.t.Helper()
	m.write(func(st *store.Store) error {
		keys, header, _, err := vault.Create([]byte(sealedWith), vault.CostHere())
		if err != nil {
			return err
		}
		if err := st.Seal(header, keys); err != nil {
			return err
		}
		copies, err := st.UnsealedCopies()
		for _, l := range copies {
			if err == nil {
				err = st.RemoveUnsealedCopy(l)
			}
		}
		return err
	})
}

func (x *terminal) unlock() {
	x.t.Helper()
	x.want("Locked", "passphrase")
	x.keys(sealedWith + "<enter>")
}

// absent fails if a text is in a file of this machine.
func (m *machine) absent(text string) {
	m.t.Helper()
	err := filepath.WalkDir(m.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		file, err := os.ReadFile(path)
		if bytes.Contains(file, []byte(text)) {
			m.t.Errorf("%q is in %s", text, path)
		}
		return err
	})
	if err != nil {
		m.t.Error(err)
	}
}

// A sealed workbook is opened, written in, locked in the midst of a sentence,
// killed while it is locked, and opened again: no word is missing, none is on the
// screen in between, and none is ever in a file. What is shared out of it in the end
// goes straight into an age file, which the program age opens.
func TestSealedInATerminal(t *testing.T) {
	m := newMachine(t)
	m.write(func(st *store.Store) error { return nil })
	m.seal()
	x := m.start(80, 24, "open", mastery+"/notice")
	x.want("Your workbook is sealed.")
	x.keys("a quiet brook<enter>")
	x.want("That is not the passphrase. Nothing was changed.")
	x.paste(sealedWith)
	x.keys("<enter>")
	x.want("   Notice", "Where in the last two weeks")
	x.keys(marker + " asked two quest<left><left>")
	before := x.saved(marker + " asked two quest")

	locked := x.written()
	x.keys("<ctrl+l>")
	x.want("Locked. Everything that you typed is saved.")
	x.taken()
	x.never(locked, marker)
	x.unlock()
	x.until("all as before", func(s screen) bool {
		return body(s) == body(before) && s.cursor == before.cursor && s.visible
	})
	x.keys("!")
	x.saved(marker + " asked two que!st")
	x.keys("<esc>")
	x.want("2  Notice")
	x.keys("L")
	x.want("Locked. Everything that you typed is saved.")
	x.kill()
	m.absent(marker)
	m.absent(sealedWith)

	x = m.start(80, 24)
	x.unlock()
	x.want("Five disciplines › Personal mastery", marker+" asked two que!st")
	x.keys("2")
	x.want("   Notice", marker+" asked two que!st")
	x.keys("\x10") // ctrl+p
	x.want("□ shareable")
	x.keys("<ctrl+l>")
	x.want("Locked.")
	x.keys("<esc>")
	x.ends(0)

	phrase := filepath.Join(t.TempDir(), "passphrase")
	if err := os.WriteFile(phrase, []byte(sealedWith+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if said, text := m.givenAway("--unlock-file", phrase); !strings.Contains(text, marker+" asked two que!st") {
		t.Errorf("%s\n%s", said, text)
	}
	m.absent(marker)
	x.never(0, sealedWith)
}

// The door of the first run: a passphrase is put on from inside the program, and is
// asked for from then on. What could be read without it is gone.
func TestSealFromTheFirstScreen(t *testing.T) {
	m := newMachine(t)
	x := m.openAt(mastery+"/notice", "Notice", 80, 24)
	x.keys(marker + " at first")
	x.saved(marker + " at first")
	x.keys("<ctrl+g><ctrl+c>")
	x.ends(0)
	x = m.start(100, 30)
	x.want(marker + " at first")
	x.back()
	x.keys("<esc>")
	x.want("Team learning")
	x.keys("<esc>")
	x.want("Carry on")
	x.keys("p")
	x.want("Privacy", "Keep it under a passphrase")
	x.keys("<end><enter>")
	x.want("Choose a passphrase.")
	x.keys(sealedWith)
	x.want("It is fair")
	x.keys(" in the far hills<enter>")
	x.want("The same once more.")
	x.keys(sealedWith + " in the far hills<enter>")
	s := x.until("the recovery key", func(now screen) bool { return len(aGroup.FindAllString(now.text(), -1)) == 9 })
	groups := aGroup.FindAllString(s.text(), -1)
	x.keys("<enter>")
	for _, last := range []bool{false, true} {
		s = x.want("from your paper.")
		asked, _ := strconv.Atoi(askedGroup.FindStringSubmatch(s.text())[1])
		x.keys(groups[asked-1] + "<enter>")
		if !last {
			x.until("another group is asked for", func(now screen) bool {
				found := askedGroup.FindStringSubmatch(now.text())
				return found != nil && found[1] != strconv.Itoa(asked)
			})
		}
	}
	x.want("Sealed: every value was read again.", "can still be read without it")
	x.keys("d")
	x.want("deleted.")
	x.keys("<ctrl+c>")
	x.ends(0)
	m.absent(marker)
	m.absent(sealedWith)

	x = m.start(80, 24)
	x.want("Your workbook is sealed.")
	x.keys("<tab>")
	x.want("nine groups")
	x.keys(strings.Join(groups, " ") + "<enter>")
	x.want("Privacy")
	x.keys("<esc>")
	x.want("Carry on")
	x.never(0, sealedWith)
}
