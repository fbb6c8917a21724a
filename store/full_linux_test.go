package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"goldenthread/store/related"
)

// smallDisk is a folder on a disk of 2 MB. Only root may; else the test is
// skipped.
func smallDisk(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size=2m,mode=700"); err != nil {
		t.Skip("no disk of its own: ", err)
	}
	t.Cleanup(func() { check0(t, syscall.Unmount(folder, syscall.MNT_DETACH)) })
	return folder
}

// fillUp writes a file until there is no room for another byte.
func fillUp(t *testing.T, path string) {
	t.Helper()
	file, err := os.Create(path)
	check0(t, err)
	defer file.Close()
	for block := make([]byte, 1<<16); len(block) > 0; {
		if _, err := file.Write(block); err != nil {
			block = block[:len(block)/2]
		}
	}
}

// The reserve makes room for the journal; what finds none even there is said to
// be lost, and nothing else is.
func TestFullDiskWithAReserve(t *testing.T) {
	folder := smallDisk(t)
	path, fill := filepath.Join(folder, "workbook.db"), filepath.Join(folder, "fill")
	s := openAt(t, path, Options{})
	reserve := filepath.Join(related.RecoveryFolder(path), "workbook-reserve")
	if _, err := os.Stat(reserve); err != nil {
		t.Fatal(err)
	}
	first := add(t, s, answer(noticed, "first"))
	fillUp(t, fill)
	text := strings.Repeat("What I noticed first. ", 6000)
	wantKept(t, s.PutDraft(draft(noticed, text), ""))
	if _, err := os.Stat(reserve); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the reserve is still there, %v", err)
	}
	long := strings.Repeat("Even more. ", 40000)
	err := s.PutDraft(draft(rated, long), "")
	var u *Unsaved
	if !errors.As(err, &u) || u.Lost == nil {
		t.Errorf("%v", err)
	}
	wantDraft(t, s, rated, long)
	check0(t, os.Remove(fill))
	check0(t, s.SaveUnsaved())
	wantDraft(t, s, noticed, text)
	wantDraft(t, s, rated, long)
	wantJournals(t, path, 0)
	if _, err := os.Stat(reserve); err != nil {
		t.Errorf("there is no reserve again, %v", err)
	}
	closeStore(t, s)
	s = openAt(t, path, Options{})
	history, err := s.History(noticed)
	check0(t, err)
	same(t, "history", history, []Revision{first})
	wantDraft(t, s, rated, long)
}
