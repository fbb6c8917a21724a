//go:build unix

package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"goldenthread/store/file/journal"
	"goldenthread/store/related"
)

// names are those of every file that the program opens because of a workbook, in
// each of which something else may lie.
func names(path string) []string {
	at := time.Date(2026, 11, 22, 14, 3, 0, 0, time.UTC)
	var all []string
	for _, f := range related.Every(path, at) {
		all = append(all, f.Path)
	}
	return all
}

// plants puts something else at a name; precious is a file that nobody has named.
var plants = map[string]func(path, precious string) error{
	"a link":                    func(path, precious string) error { return os.Symlink(precious, path) },
	"a link that leads nowhere": func(path, precious string) error { return os.Symlink(precious+"-gone", path) },
	"a pipe":                    func(path, _ string) error { return syscall.Mkfifo(path, 0o600) },
	"a folder":                  func(path, _ string) error { return os.Mkdir(path, 0o700) },
	"a device":                  plantDevice,
	"a giant": func(path, _ string) error {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			return err
		}
		return os.Truncate(path, journal.Most+1<<20) // a hole
	},
	"another account's": func(path, _ string) error {
		if os.Geteuid() != 0 {
			return errors.ErrUnsupported
		}
		return errors.Join(os.WriteFile(path, []byte("planted"), 0o644), os.Chown(path, 65534, 65534))
	},
}

// Whatever lies at a name that the program opens, it waits for nobody, reads no
// giant, and writes through no link: it goes on, or says what is in the way.
func TestPlantedAtEveryName(t *testing.T) {
	dir := t.TempDir()
	for i := range names(filepath.Join(dir, "workbook.db")) {
		for what, plant := range plants {
			dir := filepath.Join(dir, fmt.Sprint(i, what))
			path := filepath.Join(dir, "workbook.db")
			name := names(path)[i]
			t.Run(strings.TrimPrefix(name, dir+"/")+" is "+what, func(t *testing.T) {
				precious := filepath.Join(dir, "precious")
				for _, folder := range []string{dir, related.SnapshotFolder(path), related.RecoveryFolder(path)} {
					check0(t, os.MkdirAll(folder, 0o700))
				}
				check0(t, os.WriteFile(precious, []byte("precious"), 0o600))
				if name != path {
					s := openAt(t, path, Options{})
					add(t, s, answer(noticed, "the corridor"))
					closeStore(t, s)
					check0(t, os.RemoveAll(name)) // what the program itself has put there
				}
				if err := plant(name, precious); err != nil {
					t.Skip("it cannot be put there here:", err)
				}
				aDay(t, path, name)
				if text, err := os.ReadFile(precious); err != nil || string(text) != "precious" {
					t.Errorf("what the link led to is %q (%v)", text, err)
				}
				if _, err := os.Lstat(precious + "-gone"); err == nil {
					t.Error("a file was made where the link led to")
				}
			})
		}
	}
}

// aDay does with a workbook what a day does. Opening may say what is in the way of
// the lock, or in the workbook's own place, and nothing else.
func aDay(t *testing.T, path, planted string) {
	t.Helper()
	for range 2 {
		_, _ = Examine(path, true)
		_, _ = Recoveries(path)
		_, _ = Snapshots(path)
		s, err := Open(path, Options{Older: true})
		if err != nil {
			var p *Problem
			if !errors.As(err, &p) || planted != path && (planted != related.LockPath(path) || p.Kind != ProblemInTheWay) {
				t.Fatalf("%v", err)
			}
			continue
		}
		if planted == path {
			t.Fatal("it was taken for a workbook")
		}
		add(t, s, answer(noticed, "the playground"))
		_, err = s.Recoveries()
		_, sealed := s.UnsealedCopies()
		check0(t, errors.Join(err, sealed))
		if _, err := s.Snapshot(""); err != nil {
			t.Errorf("snapshot: %v", err)
		}
		closeStore(t, s)
	}
	_, _ = Salvage(path, filepath.Join(t.TempDir(), "saved.db"), nil, Options{})
	_, _ = Restore(path, planted, Options{})
}
