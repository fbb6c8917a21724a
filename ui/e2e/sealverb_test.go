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
	"syscall"
	"testing"

	"goldenthread/store"
	"goldenthread/store/vault"
)

var (
	writtenKey = regexp.MustCompile(`(?:[0-9A-Z]{4}-){8}[0-9A-Z]{4}`)
	askedGroup = regexp.MustCompile(`group (\d)`)
)

// typeBack types the group of the recovery key that is asked for, as often as n
// says that it was asked.
func (x *terminal) typeBack(n int) {
	x.t.Helper()
	s := x.until("a group is asked for", func(s screen) bool { return strings.Count(s.text(), "from your paper:") == n })
	asked := askedGroup.FindAllStringSubmatch(s.text(), -1)
	group, _ := strconv.Atoi(asked[len(asked)-1][1])
	x.keys(strings.Split(writtenKey.FindString(s.text()), "-")[group-1] + "<enter>")
}

// From a plain workbook to a sealed one by hand, with the recovery key typed back
// from the screen, which keeps nothing of it; and what a script needs then.
func TestSealByHand(t *testing.T) {
	const passphrase = "kettle harbour window"
	m := newMachine(t)
	x := m.openAt(mastery+"/notice", "Notice", 80, 24)
	x.keys("confidential at first")
	x.saved("confidential at first")
	x.keys("<ctrl+c>")
	x.ends(0)

	x = m.start(80, 24, "seal")
	x.want("New passphrase:")
	x.keys(passphrase + "<enter>")
	x.want("The same once more:")
	x.keys(passphrase + "<enter>")
	x.typeBack(1)
	x.typeBack(2)
	x.want("Delete them?")
	x.keys("yes<enter>")
	x.ends(0)
	x.leftAside(writtenKey)
	if strings.Contains(x.since(0), passphrase) {
		t.Error("the passphrase was shown")
	}

	x = m.start(80, 24, "open", mastery+"/notice")
	x.want("Your workbook is sealed.")
	x.keys(passphrase + "<enter>")
	x.want("confidential at first")
	x.keys("<end>, and later")
	x.saved("confidential at first, and later")
	x.keys("<ctrl+c>")
	x.ends(0)

	code, _, stderr := m.run("export")
	if code != 1 || !strings.Contains(stderr, "sealed") {
		t.Errorf("export: %d %s", code, stderr)
	}
	if err := os.WriteFile(m.path("passphrase"), []byte(passphrase+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, stdout, _ := m.run("export", "--unlock-file", m.path("passphrase")); code != 0 || !strings.Contains(stdout, "and later") {
		t.Errorf("export with the passphrase: %d %s", code, stdout)
	}
	err := filepath.WalkDir(filepath.Dir(m.workbook()), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		file, err := os.ReadFile(path)
		if bytes.Contains(file, []byte("confidential")) && !strings.Contains(path, "snapshots") {
			t.Errorf("%s holds the words", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// leftAside fails unless the terminal is on its own screen again, and what was shown on
// the other one is nowhere else: in no line that could be scrolled back to.
func (x *terminal) leftAside(key *regexp.Regexp) {
	x.t.Helper()
	if s := x.screen(); s.alt || key.MatchString(s.text()) {
		x.t.Errorf("the terminal still shows %q", s.text())
	}
	own := ""
	for rest := x.since(0); rest != ""; {
		before, other, _ := strings.Cut(rest, "\x1b[?1049h")
		own += before
		_, rest, _ = strings.Cut(other, "\x1b[?1049l")
	}
	if found := key.FindString(own); found != "" {
		x.t.Errorf("%q is in the scrollback", found)
	}
	if x.before == nil || x.after == nil || *x.before != *x.after {
		x.t.Error("the terminal is not as it was")
	}
}

// sealQuickly seals the workbook, which must not be open, with a passphrase that is
// quick to try, and returns its recovery key.
func (m *machine) sealQuickly() (recovery vault.RecoveryKey) {
	m.t.Helper()
	m.write(func(st *store.Store) error {
		keys, header, made, err := vault.Create([]byte(sealedWith), vault.Cost{Memory: 32, Passes: 1, Lanes: 1})
		if err != nil {
			return err
		}
		recovery = made
		return st.Seal(header, keys)
	})
	return recovery
}

// Whatever ends the program while the recovery key is on the screen takes the key with
// it: while it is written down, while it is typed back, and while it is typed to unlock.
func TestRecoveryKeyIsGone(t *testing.T) {
	anyGroup := regexp.MustCompile(`\b[0-9A-Z]{4}-[0-9A-Z]{4}\b`)
	for name, end := range map[string]struct {
		send func(x *terminal)
		code int
	}{
		"ctrl+c":    {func(x *terminal) { x.keys("\x03") }, 130},
		"interrupt": {func(x *terminal) { x.signal(syscall.SIGINT) }, 130},
		"terminate": {func(x *terminal) { x.signal(syscall.SIGTERM) }, 143},
		"quit":      {func(x *terminal) { x.signal(syscall.SIGQUIT) }, 131},
		"hang-up":   {func(x *terminal) { x.signal(syscall.SIGHUP) }, 129},
	} {
		t.Run(name, func(t *testing.T) {
			m := newMachine(t)
			m.write(func(*store.Store) error { return nil })
			x := m.open(window{width: 80, height: 24, plain: true}, "seal")
			x.want("New passphrase:")
			x.keys("kettle harbour window<enter>")
			x.want("The same once more:")
			x.keys("kettle harbour window<enter>")
			if s := x.until("the key", func(s screen) bool { return writtenKey.MatchString(s.text()) && s.has("from your paper:") }); !s.alt {
				t.Error("the key is on the terminal's own screen")
			}
			if name == "terminate" { // in the midst of a group
				x.keys("AB")
				x.want("from your paper: AB")
			}
			end.send(x)
			x.ends(end.code)
			x.leftAside(anyGroup)

			m.sealQuickly()
			x = m.open(window{width: 80, height: 24, plain: true}, "seal", "--recover")
			if s := x.want("Recovery key:"); !s.alt {
				t.Error("the key is typed on the terminal's own screen")
			}
			x.keys("ABCD-EFGH")
			x.want("ABCD-EFGH")
			end.send(x)
			x.ends(end.code)
			x.leftAside(anyGroup)
		})
	}
}

// A recovery key that opens the workbook is nowhere in the scrollback either.
func TestRecoverByHand(t *testing.T) {
	m := newMachine(t)
	recovery := m.sealQuickly()
	x := m.open(window{width: 80, height: 24, plain: true}, "seal", "--recover")
	x.want("Recovery key:")
	x.keys(recovery.Written()[:20] + "<enter>")
	x.want("letters and digits, and you typed")
	x.keys(strings.ToLower(recovery.Written()) + "<enter>")
	x.want("New passphrase:")
	x.keys("kettle harbour window<enter>")
	x.want("The same once more:")
	x.keys("kettle harbour window<enter>")
	x.want("Delete them?")
	x.keys("no<enter>")
	x.until("another question, or the end", func(s screen) bool { return strings.Count(s.text(), "Delete them?") == 2 || s.has("A disk may keep") })
	if x.screen().has("A disk may keep") {
		x.ends(0)
	} else {
		x.keys("no<enter>")
		x.ends(0)
	}
	x.leftAside(regexp.MustCompile("(?i)" + recovery.Group(2)))
}
