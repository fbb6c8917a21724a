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
	if s := x.screen(); s.alt || writtenKey.MatchString(s.text()) || strings.Contains(x.since(0), passphrase) {
		t.Errorf("the terminal still shows %q", s.text())
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
