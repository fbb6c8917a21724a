package store

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"goldenthread/store/file"
	"goldenthread/store/internal/disk"
	"goldenthread/store/related"

	bolt "go.etcd.io/bbolt"
)

const (
	stepEnv  = "GOLDENTHREAD_TEST_STEP"
	purgeEnv = "GOLDENTHREAD_TEST_PURGE"
)

var rewriteSteps = []string{"filled", "synced", "verified", "aside", "renamed", "swapped"}

// without drops every revision of a slot.
func without(slot Slot) file.Rewriting {
	return file.Rewriting{Change: func(tx file.Tx, bucket string, key, value []byte) ([]byte, []byte, error) {
		if bucket != bucketRev {
			return key, value, nil
		}
		r, err := openRevision(transaction{tx, DefaultKinds()}, ID(key), value)
		if err == nil && r.Slot == slot {
			key = nil
		}
		return key, value, err
	}}
}

// Every value comes over, and of what was overwritten no byte does.
func TestRewriteKeepsEverything(t *testing.T) {
	path := workbookPath(t)
	fillGolden(t, path)
	s := openAt(t, path, Options{})
	check0(t, s.PutDraft(Draft{Kind: KindAnswer, Slot: noticed, Body: Body{Text: strings.Repeat("soon overwritten", 999)}}, ""))
	check0(t, s.PutDraft(Draft{Kind: KindAnswer, Slot: noticed, Body: Body{Text: "now"}}, "What do you notice now?"))
	want, indexes, before := holdingOf(t, s, "theme"), dump(t, s), metaOf(t, s)
	generation := generationOf(s)
	if !holdsBytes(t, path, "soon overwritten") {
		t.Fatal("bbolt itself removed it: the test shows nothing")
	}
	check0(t, s.file.Rewrite(file.Rewriting{}))
	before[metaGeneration] = fmt.Sprint(generationOf(s)) // it counts as a save
	if generationOf(s) != generation+1 {
		t.Errorf("generation %d after %d", generationOf(s), generation)
	}
	for range 2 {
		same(t, "what it holds", holdingOf(t, s, "theme"), want)
		same(t, "meta", metaOf(t, s), before)
		if !maps.Equal(indexes, dump(t, s)) {
			t.Error("the indexes differ")
		}
		if holdsBytes(t, path, "soon overwritten") {
			t.Error("what was overwritten is still in the file")
		}
		closeStore(t, s)
		s = openAt(t, path, Options{})
	}
	if r := add(t, s, answer(noticed, "and on it goes")); len(r.Parents) != 1 {
		t.Errorf("it follows %v", r.Parents)
	}
	untouchedFolder(t, path)
}

func metaOf(t *testing.T, s *Store) map[string]string {
	t.Helper()
	all := map[string]string{}
	check0(t, s.read(func(tx transaction) error {
		return tx.Bucket([]byte(bucketMeta)).ForEach(func(key, value []byte) error {
			payload, err := tx.DecodeAs(tagMeta, bucketMeta, key, value)
			all[string(key)] = string(payload)
			return err
		})
	}))
	return all
}

func holdsBytes(t *testing.T, path, text string) bool {
	t.Helper()
	file, err := os.ReadFile(path)
	check0(t, err)
	return bytes.Contains(file, []byte(text))
}

// untouchedFolder checks that nothing was left beside a workbook.
func untouchedFolder(t *testing.T, path string) {
	t.Helper()
	for _, name := range files(t, filepath.Dir(path)) {
		if name != "snapshots" && name != "recovery" && !slices.Contains([]string{path, related.LockPath(path), related.OwnerPath(path), related.MarkerPath(path)}, filepath.Join(filepath.Dir(path), name)) {
			t.Errorf("%s was left in the folder", name)
		}
	}
}

// Keys and values may be others in the new file, what is dropped is gone from
// the indexes too, and what is added is there.
func TestRewriteChanges(t *testing.T) {
	path := workbookPath(t)
	s := openAt(t, path, Options{})
	for n := range 3 * 512 / 2 {
		add(t, s, answer(Slot{notice, fmt.Sprint("field", n%7)}, fmt.Sprint("kept ", n)))
	}
	add(t, s, answer(noticed, "dropped"))
	check0(t, s.SetSetting("theme", "paper"))
	r := without(noticed)
	drop := r.Change
	r.Change = func(tx file.Tx, bucket string, key, value []byte) ([]byte, []byte, error) {
		if string(key) != metaSetting+"theme" {
			return drop(tx, bucket, key, value)
		}
		key = []byte(metaSetting + "look")
		value, err := tx.Encode(bucket, tagMeta, key, []byte(`"dark"`))
		return key, value, err
	}
	r.Finish = func(tx file.Tx) error { return tx.PutMeta(metaSetting+"new", "yes") }
	check0(t, s.file.Rewrite(r))
	for name, want := range map[string]string{"theme": "", "look": "dark", "new": "yes"} {
		if got, err := s.Setting(name); err != nil || got != want {
			t.Errorf("setting %s: %q %v, want %q", name, got, err, want)
		}
	}
	if _, found, err := s.Latest(noticed); found || err != nil {
		t.Errorf("latest: %t %v", found, err)
	}
	kept, err := s.Answers()
	if err != nil || kept != 7 || holdsBytes(t, path, "dropped") {
		t.Errorf("%d answers, %v", kept, err)
	}
	indexes := dump(t, s)
	check0(t, s.Rebuild())
	if !maps.Equal(indexes, dump(t, s)) {
		t.Error("rebuilt is not what the rewriting made")
	}
}

// Whatever cannot be copied whole stays as it is.
func TestRewriteRefuses(t *testing.T) {
	wrong := errors.New("wrong")
	for name, r := range map[string]file.Rewriting{
		"change": {Change: func(file.Tx, string, []byte, []byte) ([]byte, []byte, error) { return nil, nil, wrong }},
		"finish": {Finish: func(file.Tx) error { return wrong }},
		"two to one": {Change: func(tx file.Tx, bucket string, key, value []byte) ([]byte, []byte, error) {
			if bucket == bucketRev {
				key = bytes.Repeat([]byte{1}, idSize)
			}
			return key, value, nil
		}},
		"values elsewhere": {Change: func(tx file.Tx, bucket string, key, value []byte) ([]byte, []byte, error) {
			if bucket == bucketRev {
				key = append(bytes.Clone(key[:idSize-1]), key[idSize-1]^1)
			}
			return key, value, nil
		}},
		"bucket lost": {Finish: func(tx file.Tx) error { return tx.DeleteBucket([]byte(bucketDraft)) }},
	} {
		path := workbookPath(t)
		s := openAt(t, path, Options{})
		add(t, s, answer(noticed, "one"))
		add(t, s, answer(noticed, "two"))
		before, err := os.ReadFile(path)
		check0(t, err)
		if err := s.file.Rewrite(r); err == nil {
			t.Errorf("%s: no error", name)
		}
		after, err := os.ReadFile(path)
		if err != nil || !bytes.Equal(before, after) {
			t.Errorf("%s: the file was changed, %v", name, err)
		}
		untouchedFolder(t, path)
		add(t, s, answer(noticed, "three"))
		holdsOpen(t, s, "one", "two", "three")
	}
}

// A copy of something damaged would be damaged, and look new.
func TestRewriteOfDamage(t *testing.T) {
	path := damaged(t, "the head's office", func(s *Store) {
		add(t, s, answer(noticed, "the head's office"))
		add(t, s, answer(rated, "the corridor"))
	})
	s := openAt(t, path, Options{})
	wantDamage(t, "rewrite", s.file.Rewrite(file.Rewriting{}), bucketRev, noticed)
	untouchedFolder(t, path)
	if r, found, err := s.Latest(rated); err != nil || !found || r.Text != "the corridor" {
		t.Errorf("%q %t %v", r.Text, found, err)
	}
}

func TestRewriteOnFullDisk(t *testing.T) {
	path := workbookPath(t)
	s := openAtOn(disk.Disk{Opened: func(db *bolt.DB) {
		if strings.HasSuffix(db.Path(), ".rewriting") {
			db.MaxSize = 1 << 17
		}
	}}, t, path, Options{})
	for range 9 {
		add(t, s, answer(noticed, strings.Repeat("x", 1<<15)))
	}
	var p *Problem
	if err := s.file.Rewrite(file.Rewriting{}); !errors.As(err, &p) || p.Kind != ProblemDiskFull {
		t.Errorf("%v, want %s", err, ProblemDiskFull)
	}
	untouchedFolder(t, path)
	add(t, s, answer(noticed, "y"))
}

func TestRewriteOfReadOnly(t *testing.T) {
	path := workbookPath(t)
	closeStore(t, openAt(t, path, Options{}))
	s := openAt(t, path, Options{ReadOnly: true})
	if err := s.file.Rewrite(file.Rewriting{}); err == nil {
		t.Error("no error")
	}
	untouchedFolder(t, path)
}

// The old file stays under another name if it is to.
func TestRewriteKeepsTheOldFile(t *testing.T) {
	path := workbookPath(t)
	s := openAt(t, path, Options{Now: newClock().now})
	add(t, s, answer(noticed, "one"))
	before, err := os.ReadFile(path)
	check0(t, err)
	r := without(noticed)
	r.Aside = related.AsideSound()
	check0(t, s.file.Rewrite(r))
	after, err := os.ReadFile(path + ".before-restore-20261122-130300")
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("the old file: %v", err)
	}
	holdsOpen(t, s)
}

// What a program that carries files has meanwhile put in the place stays there.
func TestRewriteOfReplacedFile(t *testing.T) {
	path := workbookPath(t)
	newcomer := []byte("from the other computer")
	s := openAtOn(disk.Disk{Reached: func(step string) error {
		if step != "verified" {
			return nil
		}
		return errors.Join(os.Remove(path), os.WriteFile(path, newcomer, 0o600))
	}}, t, path, Options{})
	add(t, s, answer(noticed, "one"))
	var p *Problem
	if err := s.file.Rewrite(file.Rewriting{}); !errors.As(err, &p) || p.Kind != ProblemReplaced {
		t.Errorf("%v, want %s", err, ProblemReplaced)
	}
	if file, err := os.ReadFile(path); err != nil || !bytes.Equal(file, newcomer) {
		t.Errorf("the newcomer: %q %v", file, err)
	}
	holdsOpen(t, s, "one")
	untouchedFolder(t, path)
}

// Whichever step fails, the old file or the new one is there, and the same
// window goes on with it.
func TestRewriteFails(t *testing.T) {
	for _, aside := range []related.Reason{{}, related.AsideSound()} {
		for _, step := range rewriteSteps {
			wrong := errors.New("wrong")
			path := workbookPath(t)
			s := openAtOn(disk.Disk{Reached: func(at string) error {
				if at == step {
					return wrong
				}
				return nil
			}}, t, path, Options{})
			add(t, s, answer(noticed, "old"))
			add(t, s, answer(rated, "kept"))
			r := without(noticed)
			r.Aside = aside
			if err := s.file.Rewrite(r); !errors.Is(err, wrong) {
				t.Errorf("%s: %v", step, err)
			}
			want := []string{"old", "kept", "on"}
			if swapped := step == "renamed" || step == "swapped"; swapped {
				want = want[1:]
			} else {
				untouchedFolder(t, path)
			}
			add(t, s, answer(rated, "on"))
			holdsOpen(t, s, want...)
			closeStore(t, s)
			holds(t, path, want...)
		}
	}
}

// rewritingChild takes an answer out of a workbook or out of its copies, and is
// killed on the way.
func rewritingChild(path, step string) int {
	s, err := openOn(disk.Disk{Reached: dieAt(step)}, path, Options{})
	switch {
	case err != nil:
	case os.Getenv(purgeEnv) != "":
		_, err = s.Purge(justNoticed)
	default:
		_, err = s.Forget(justNoticed)
	}
	fmt.Fprintln(os.Stderr, "not killed:", err)
	return 1
}

// dieAt kills this process at a step.
func dieAt(step string) func(at string) error {
	return func(at string) error {
		if at != step {
			return nil
		}
		self, err := os.FindProcess(os.Getpid())
		if err != nil || self.Kill() != nil {
			return errors.New("it cannot be killed")
		}
		select {} // until it has come
	}
}

// Killed at any step, a rewriting leaves the old workbook or the new one, whole,
// and what it has left beside goes when it is opened.
func TestRewriteKilled(t *testing.T) {
	for _, step := range rewriteSteps {
		path := workbookPath(t)
		s := openAt(t, path, Options{})
		add(t, s, answer(noticed, "old"))
		add(t, s, answer(rated, "kept"))
		closeStore(t, s)
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), childEnv+"="+path, stepEnv+"="+step)
		if out, err := child.CombinedOutput(); err == nil || len(out) > 0 {
			t.Fatalf("%s: %s %v", step, out, err)
		}
		want := []string{"old", "kept"}
		if step == "renamed" || step == "swapped" {
			want = want[1:]
		} else if _, err := os.Stat(related.RewritingPath(path)); err != nil {
			t.Errorf("%s: killed elsewhere: %v", step, err)
		}
		check0(t, Verify(path).Err)
		holds(t, path, want...)
		s = openAt(t, path, Options{})
		holdsOpen(t, s, want...)
		untouchedFolder(t, path)
		if gone, err := s.Tombstones(); err != nil || len(gone) != 2-len(want) {
			t.Errorf("%s: forgotten %v, %v", step, gone, err)
		}
		closeStore(t, s)
	}
}

// Those who read and write meanwhile notice nothing.
func TestRewriteWhileInUse(t *testing.T) {
	path := workbookPath(t)
	s := openAtOn(quick, t, path, Options{})
	add(t, s, answer(noticed, "first"))
	var group sync.WaitGroup
	var mu sync.Mutex
	var wrong []error
	run := func(work func(n int) error) {
		group.Go(func() {
			for n := range 20 {
				if err := work(n); err != nil {
					mu.Lock()
					wrong = append(wrong, err)
					mu.Unlock()
				}
			}
		})
	}
	run(func(int) error { return s.file.Rewrite(file.Rewriting{}) })
	for writer := range 3 {
		run(func(n int) error {
			_, err := s.Add(answer(Slot{notice, fmt.Sprint(writer)}, fmt.Sprint(n)), "")
			return err
		})
		run(func(int) error {
			r, found, err := s.Latest(noticed)
			if err == nil && (!found || r.Text != "first") {
				err = fmt.Errorf("read %q", r.Text)
			}
			return err
		})
	}
	run(func(n int) error {
		_, err := s.Backup(filepath.Join(t.TempDir(), fmt.Sprint(n, ".db")), false)
		return err
	})
	group.Wait()
	check0(t, errors.Join(wrong...))
	closeStore(t, s)
	s = openAt(t, path, Options{})
	for writer := range 3 {
		history, err := s.History(Slot{notice, fmt.Sprint(writer)})
		if err != nil || len(history) != 20 {
			t.Errorf("%d answers of 20, %v", len(history), err)
		}
	}
}

// A snapshot is made anew without being opened for writing.
func TestRewriteFile(t *testing.T) {
	path, snap := withSnapshot(t)
	s := openAt(t, path, Options{})
	check0(t, file.RewriteFile(snap.Path, schemaOf(DefaultKinds()), without(noticed), file.Options{}))
	holds(t, snap.Path)
	same(t, "files", files(t, related.SnapshotFolder(path)), []string{filepath.Base(snap.Path)})
	holdsOpen(t, s, "the head's office", "the corridor")

	flipped := filepath.Join(t.TempDir(), "flipped.db")
	other, err := s.Backup(flipped, false)
	check0(t, err)
	flipText(t, other.Path, "the corridor")
	before, err := os.ReadFile(flipped)
	check0(t, err)
	wantDamage(t, "rewrite", file.RewriteFile(flipped, schemaOf(DefaultKinds()), file.Rewriting{}, file.Options{}), bucketRev, noticed)
	untouched(t, flipped, before)
}

// A link to a workbook stays one.
func TestRewriteThroughLink(t *testing.T) {
	path := workbookPath(t)
	closeStore(t, openAt(t, path, Options{}))
	link := filepath.Join(t.TempDir(), "link.db")
	if err := os.Symlink(path, link); err != nil {
		t.Skip(err)
	}
	s := openAt(t, link, Options{})
	add(t, s, answer(noticed, "one"))
	check0(t, s.file.Rewrite(without(noticed)))
	if target, err := os.Readlink(link); err != nil || target != path {
		t.Errorf("it leads to %q, %v", target, err)
	}
	add(t, s, answer(noticed, "two"))
	closeStore(t, s)
	holds(t, path, "two")
}

// What was left half made goes when the workbook is opened, and not while it is
// only read.
func TestOpenSweeps(t *testing.T) {
	path := workbookPath(t)
	closeStore(t, openAt(t, path, Options{}))
	before, err := related.Files(path)
	check0(t, err)
	half := 0
	for _, f := range related.Every(path, newClock().now()) {
		if f.Half {
			touch(t, f.Path)
			half++
		}
	}
	closeStore(t, openAt(t, path, Options{ReadOnly: true}))
	all, err := related.Files(path)
	check0(t, err)
	same(t, "read", len(all), len(before)+half)
	closeStore(t, openAt(t, path, Options{}))
	all, err = related.Files(path)
	check0(t, err)
	if !slices.EqualFunc(all, before, func(a, b related.File) bool { return a.Path == b.Path }) {
		t.Errorf("left %v, before %v", all, before)
	}
}
