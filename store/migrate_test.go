package store

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"goldenthread/store/file"
	"goldenthread/store/internal/disk"
	"goldenthread/store/related"
)

// A damaged value is no reason to keep anyone from the others: it is as damaged
// after a migration as before.
func TestMigrateWithADamagedAnswer(t *testing.T) {
	path, _ := golden(t, goldenSchema(1)+".db")
	flipText(t, path, "The door was shut.")
	s := openAt(t, path, Options{})
	audit, err := s.Audit()
	if err != nil || audit.Schema != schema || len(audit.Damage) != 1 {
		t.Fatalf("%+v %v", audit, err)
	}
	wantDamage(t, "audit", audit.Damage[0], bucketRev, noticed)
	all, err := Snapshots(path)
	if err != nil || len(all) != 1 || all[0].Err != nil {
		t.Fatalf("%+v %v", all, err)
	}
	wantDamage(t, "the snapshot before", Verify(all[0].Path).Err, bucketRev, noticed)
	if _, found, err := NewestSnapshot(path); found || err != nil {
		t.Errorf("it is offered as a sound one: %v", err)
	}
}

func TestMigrateWithADamagedIndex(t *testing.T) {
	path, _ := golden(t, goldenSchema(1)+".db")
	changed(t, path, func(tx transaction) error {
		heads := tx.Bucket([]byte(bucketHead))
		value := bytes.Clone(heads.Get(tx.slotKey(noticed)))
		return errors.Join(heads.Put(tx.slotKey(noticed), flip(value, len(value)-1)), putHeads(tx, rated, []ID{{7}}))
	})
	s := openAt(t, path, Options{})
	same(t, "what it holds", holdingOf(t, s, "theme"), expected(t, 1))
	audit, err := s.Audit()
	if err != nil || audit.Damage != nil {
		t.Errorf("%+v %v", audit, err)
	}
}

// Without a snapshot nothing is migrated, and it can still be read.
func TestMigrateWithoutRoomForASnapshot(t *testing.T) {
	path, file := golden(t, goldenSchema(1)+".db")
	check0(t, os.WriteFile(related.SnapshotFolder(path), nil, 0o600))
	if _, err := Open(path, Options{}); err == nil {
		t.Fatal("migrated")
	}
	check0(t, os.Remove(related.SnapshotFolder(path)))
	untouched(t, path, file)
	s := openAt(t, path, Options{ReadOnly: true})
	same(t, "what it holds", holdingOf(t, s, "theme"), expected(t, 1))
}

// openSteps opens a workbook with other steps than those there are.
func openSteps(d disk.Disk, path string, steps ...func(tx file.Tx) error) (*Store, error) {
	s := schemaOf(DefaultKinds())
	s.Steps = steps
	return openFile(path, DefaultKinds(), s, Options{}.on(d))
}

func openStepsAt(t *testing.T, path string, steps []func(tx file.Tx) error) *Store {
	t.Helper()
	s, err := openSteps(disk.Disk{}, path, steps...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// migrateBy opens a workbook with another step than the one there is.
func migrateBy(t *testing.T, path string, step func(tx transaction) error, d disk.Disk) error {
	t.Helper()
	s, err := openSteps(d, path, func(tx file.Tx) error { return step(transaction{tx, DefaultKinds()}) })
	if err == nil {
		closeStore(t, s)
	}
	return err
}

// A step that would lose something is undone.
func TestMigrateThatWouldLose(t *testing.T) {
	wrong := errors.New("wrong")
	for name, step := range map[string]func(tx transaction) error{
		"fails":  func(tx transaction) error { return errors.Join(tx.DeleteBucket([]byte(bucketDraft)), wrong) },
		"panics": func(tx transaction) error { panic(wrong) },
		"loses a revision": func(tx transaction) error {
			key, _ := tx.Bucket([]byte(bucketRev)).Cursor().First()
			return tx.Bucket([]byte(bucketRev)).Delete(key)
		},
		"changes a key": func(tx transaction) error {
			revisions := tx.Bucket([]byte(bucketRev))
			key, value := revisions.Cursor().Last()
			key, value = bytes.Clone(key), bytes.Clone(value)
			return errors.Join(revisions.Delete(key), revisions.Put(flip(key, idSize-1), value))
		},
		"leaves a head without its revision": func(tx transaction) error { return putHeads(tx, rated, []ID{{7}}) },
	} {
		t.Run(name, func(t *testing.T) {
			path, _ := golden(t, goldenSchema(1)+".db")
			if err := migrateBy(t, path, step, disk.Disk{}); err == nil {
				t.Fatal("migrated")
			}
			elsewhere := workbookPath(t) // after a panic bbolt holds its lock as long as this process lives
			check0(t, disk.Disk{}.Copy(path, elsewhere))
			s := openAt(t, elsewhere, Options{ReadOnly: true})
			same(t, "what it holds", holdingOf(t, s, "theme"), expected(t, 1))
			if audit, err := s.Audit(); err != nil || audit.Damage != nil || audit.Schema != 1 {
				t.Errorf("%+v %v", audit, err)
			}
			closeStore(t, s)
			s = openAt(t, elsewhere, Options{}) // and with the right step it goes well
			same(t, "migrated", holdingOf(t, s, "theme"), expected(t, 1))
		})
	}
}

// Whatever part of a migration's pages has reached the disk when the power goes,
// the file is the old one or the new one.
func TestMigrateCutShortAtEveryPage(t *testing.T) {
	path, before := golden(t, goldenSchema(1)+".db")
	check0(t, migrateBy(t, path, func(tx transaction) error {
		err := file.CountSaves(tx.Tx)
		for i := range byte(40) {
			err = errors.Join(err, tx.Put(bucketContent, tagWording, bytes.Repeat([]byte{i}, 32), bytes.Repeat([]byte{i}, 1000)))
		}
		return err
	}, disk.Disk{}))
	after, err := os.ReadFile(path)
	check0(t, err)
	size := pageSizeOf(before)
	var data []int // the pages that the commit wrote, but for the headers
	for at := 2 * size; at < len(after); at += size {
		if at >= len(before) || !bytes.Equal(before[at:at+size], after[at:at+size]) {
			data = append(data, at)
		}
	}
	if len(data) < 10 {
		t.Fatalf("%d pages were written: the test shows nothing", len(data))
	}
	seen := map[int]int{}
	look := func(image []byte) {
		t.Helper()
		cut := filepath.Join(t.TempDir(), "workbook.db")
		check0(t, os.WriteFile(cut, image, 0o600))
		s, err := openOn(quick, cut, Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		same(t, "what it holds", holdingOf(t, s, "theme"), expected(t, 1))
		audit, err := s.Audit()
		if err != nil || audit.Damage != nil {
			t.Fatalf("%+v %v", audit, err)
		}
		seen[audit.Schema]++
		closeStore(t, s)
	}
	image := make([]byte, max(len(before), len(after)))
	copy(image, before)
	look(image)
	for _, order := range []bool{true, false} {
		clear(image)
		copy(image, before)
		for i := range data {
			at := data[i]
			if !order {
				at = data[len(data)-1-i]
			}
			half := at + size/2
			copy(image[at:half], after[at:half])
			look(image) // torn in the middle of a page
			copy(image[at:at+size], after[at:at+size])
			look(image)
		}
	}
	for at := 0; at < 2*size; at += 512 { // a disk writes a sector whole
		copy(image[at:at+512], after[at:at+512])
		look(image)
	}
	if seen[1] == 0 || seen[schema] == 0 {
		t.Errorf("seen by schema: %v, want both", seen)
	}
}

func TestMigrateOnAFullDisk(t *testing.T) {
	path, file := golden(t, goldenSchema(1)+".db")
	err := migrateBy(t, path, func(tx transaction) error {
		return tx.Put(bucketContent, tagWording, bytes.Repeat([]byte{7}, 32), make([]byte, 1<<20))
	}, disk.Disk{MaxSize: 2 * len(file)})
	var p *Problem
	if !errors.As(err, &p) || p.Kind != ProblemDiskFull || p.Path != path {
		t.Fatalf("%v, want %s", err, ProblemDiskFull)
	}
	s := openAt(t, path, Options{ReadOnly: true})
	same(t, "what it holds", holdingOf(t, s, "theme"), expected(t, 1))
	closeStore(t, s)
	s = openAt(t, path, Options{}) // there is room again
	same(t, "what it holds", holdingOf(t, s, "theme"), expected(t, 1))
}

// Killed as soon as there is a snapshot, or a little later, a migration leaves
// the old workbook or the new one.
func TestMigrateKilled(t *testing.T) {
	t.Parallel()
	want := expected(t, 1)
	for n := range 20 {
		path, _ := golden(t, goldenSchema(1)+".db")
		p := exec.Command(os.Args[0])
		p.Env = append(os.Environ(), childEnv+"="+path, openEnv+"=1")
		check0(t, p.Start())
		ended := make(chan error, 1)
		go func() { ended <- p.Wait() }()
		for looks := 0; looks < n*n; {
			all, err := file.NamedSnapshots(disk.Disk{}, path)
			check0(t, err)
			select {
			case err := <-ended:
				check0(t, err) // it was faster
				ended <- nil
				looks = n * n
			default:
				if len(all) > 0 {
					looks++
				}
			}
		}
		_ = p.Process.Kill()
		<-ended
		s := openAt(t, path, Options{ReadOnly: true})
		same(t, "what it holds", holdingOf(t, s, "theme"), want)
		if audit, err := s.Audit(); err != nil || audit.Damage != nil {
			t.Fatalf("%+v %v", audit, err)
		}
		closeStore(t, s)
		s = openAt(t, path, Options{})
		same(t, "what it holds in the end", holdingOf(t, s, "theme"), want)
		closeStore(t, s)
	}
}
