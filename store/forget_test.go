package store

import (
	"bytes"
	"errors"
	"fmt"
	"goldenthread/store/file"
	"goldenthread/store/file/journal"
	"goldenthread/store/ids"
	"goldenthread/store/internal/disk"
	"goldenthread/store/related"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func justNoticed(slot Slot) bool { return slot == noticed }

func inStep(slot Slot) bool { return slot.Step == notice }

func forget(t *testing.T, s *Store, in func(Slot) bool) Traces {
	t.Helper()
	went, err := s.Forget(in)
	check0(t, err)
	return went
}

func purge(t *testing.T, s *Store, in func(Slot) bool) []CopyWithDeleted {
	t.Helper()
	left, err := s.Purge(in)
	check0(t, err)
	return left
}

// secrets are words to look for in files, each once.
type secrets struct{ n int }

func (m *secrets) next() string {
	m.n++
	return fmt.Sprintf("secret-%04d-of-the-head", m.n)
}

// found says which files under a folder hold a text, and how often.
func found(t *testing.T, dir, text string) map[string]int {
	t.Helper()
	all := map[string]int{}
	check0(t, filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		file, err := os.ReadFile(path)
		if n := bytes.Count(file, []byte(text)); n > 0 {
			name, _ := filepath.Rel(dir, path)
			all[name] = n
		}
		return err
	}))
	return all
}

// plant writes 500 secrets into a step: answers and their earlier versions,
// drafts that were overwritten, dropped and kept, tests, commitments and their
// notes, tensions, words that were only asked here.
func plant(t *testing.T, s *Store, m *secrets) {
	t.Helper()
	asked := func() string { return "What did you notice? " + m.next() }
	for n := 0; m.n < 500; n++ {
		field := fmt.Sprint("field", n%9)
		id, err := s.NewID()
		check0(t, err)
		c := Commitment{ID: id, When: m.next(), Will: m.next(), Obstacle: m.next(), Fallback: m.next(), Witness: m.next(),
			DueText: m.next(), State: StateOpen, Log: []LogEntry{{time.Now(), StateOpen, m.next()}}}
		for _, r := range []Revision{
			answer(Slot{notice, field}, m.next()+strings.Repeat(" and more", n%5*200)),
			{Kind: KindTest, Slot: Slot{notice, FieldTest}, Body: Body{Test: &Test{m.next(), m.next(), m.next(), m.next()}}},
			{Kind: KindCommitment, Slot: Slot{notice, CommitmentField(id)}, Body: Body{Commitment: &c}},
			{Kind: KindTension, Slot: Slot{notice, FieldTension}, Body: Body{Tension: &Tension{Note: m.next()}}},
		} {
			_, err := s.Add(r, asked())
			check0(t, err)
		}
		d := Draft{Kind: KindAnswer, Slot: Slot{notice, field}, Body: Body{Text: m.next()}}
		check0(t, s.PutDraft(d, asked()))
		d.Text = m.next()
		check0(t, s.PutDraft(d, asked()))
		if n%3 == 0 {
			check0(t, s.DropDraft(d.Slot))
		}
	}
}

// Nothing that was planted is in any file of the folder, and everything else is.
func TestForgetLeavesNoByte(t *testing.T) {
	c := newClock()
	path := workbookPath(t)
	dir := filepath.Dir(path)
	s := openAtOn(quick, t, path, Options{Now: c.now})
	m := &secrets{}
	kept := func(text string) { add(t, s, answer(rated, text)) }
	kept("kept: the corridor")
	snapshot(t, s, "")
	plant(t, s, m)
	kept("kept: the yard")
	c.pass(time.Hour)
	snap := snapshot(t, s, "")
	check0(t, s.DropDraft(Slot{notice, "field1"}))
	c.pass(time.Hour)
	snapshot(t, s, "")
	closeStore(t, s)
	damaged := path + ".damaged-" + "20261101-120000"
	check0(t, (disk.Disk{}).Copy(path, damaged))
	check0(t, os.Truncate(damaged, 60_000))
	if _, err := Restore(path, snap.Path, Options{Now: c.now}); err != nil {
		t.Fatal(err)
	}
	s = openAtOn(quick, t, path, Options{Now: c.now})
	journalOf(t, path, "20261101-120000", noticed, m.next(), rated, "kept: unsaved")
	journalOf(t, path, "20261102-120000", noticed, m.next())
	journalOf(t, path, "20261103-120000", noticed, m.next(), rated, "kept: unsaved")
	torn := filepath.Join(related.RecoveryFolder(path), "workbook-20261103-120000.journal")
	flipText(t, torn, "kept: unsaved")
	check0(t, os.Rename(torn, related.DamagedJournal(torn)))
	for _, name := range []string{".workbook-20261122-160300.db.part", "workbook-20261122-160300.db.rewriting"} {
		check0(t, (disk.Disk{}).Copy(snap.Path, filepath.Join(related.SnapshotFolder(path), name)))
	}
	if got := found(t, dir, "secret-"); len(got) != 10 {
		t.Fatalf("%v: the test shows little", got)
	}

	copies, err := s.CopiesWithDeleted(inStep)
	check0(t, err)
	broken := 0
	for _, r := range copies {
		if r.Err != nil {
			broken++
		}
	}
	if len(copies) != 7 || broken != 2 {
		t.Errorf("%d files hold it, %d broken: %+v", len(copies), broken, copies)
	}
	went := forget(t, s, inStep).Total()
	if went.Revisions < 80 || went.Drafts < 4 || went.First.IsZero() || went.Last.Before(went.First) {
		t.Errorf("%+v", went)
	}
	if got := found(t, dir, "secret-"); got["workbook.db"] > 0 || len(got) != 7 {
		t.Errorf("after the forgetting: %v", got)
	}
	left := purge(t, s, inStep)
	if len(left) != 2 || left[0].Path != damaged || left[1].Path != related.DamagedJournal(torn) {
		t.Fatalf("left: %+v", left)
	}
	same(t, "after the purge", len(found(t, dir, "secret-")), 2)
	for _, r := range left {
		check0(t, s.RemoveCopyWithDeleted(r))
	}
	same(t, "in the end", found(t, dir, "secret-"), map[string]int{})

	holdsOpen(t, s, "kept: the corridor", "kept: the yard")
	all, err := Snapshots(path)
	if err != nil || len(all) != 3 {
		t.Fatalf("%+v %v", all, err)
	}
	holds(t, all[0].Path, "kept: the corridor", "kept: the yard")
	holds(t, all[2].Path, "kept: the corridor")
	journals, err := s.Recoveries()
	if err != nil || len(journals) != 1 || len(journals[0].Slots) != 1 || journals[0].Slots[0] != rated {
		t.Errorf("journals: %+v %v", journals, err)
	}
	again, err := s.CopiesWithDeleted(inStep)
	if err != nil || len(again) != 0 {
		t.Errorf("%+v %v", again, err)
	}
}

// journalOf leaves a recovery journal with words for slots.
func journalOf(t *testing.T, path, stamp string, pairs ...any) {
	t.Helper()
	form := func() file.Codec { return file.Codec{} }
	j := journal.New(path, encodeEntry, form, file.Options{Now: newClock().now}).At(filepath.Join(related.RecoveryFolder(path), "workbook-"+stamp+".journal"))
	var all []unsavedEntry
	for i := 0; i < len(pairs); i += 2 {
		id, err := ids.NewSource(newClock().now, nil).Next()
		check0(t, err)
		all = append(all, unsavedEntry{V: unsavedVersion, ID: id, Draft: Draft{Kind: KindAnswer, Slot: pairs[i].(Slot), At: newClock().Time,
			Body: Body{Text: pairs[i+1].(string)}}})
	}
	check0(t, j.Rewrite(all))
}

// What this window could not save is forgotten with the rest.
func TestForgetWhatIsNotSaved(t *testing.T) {
	path := workbookPath(t)
	f := &trap{t: t, after: -1, err: errors.New("the disk fails")}
	s := openAtOn(f.disk(), t, path, Options{})
	for slot, text := range map[Slot]string{noticed: "the head's office", {notice, FieldReason1}: "the corridor"} {
		f.after, f.stays = len(f.calls), false
		if err := s.PutDraft(Draft{Kind: KindAnswer, Slot: slot, Body: Body{Text: text}}, ""); !Kept(err) || err == nil {
			t.Fatalf("%v: the test shows nothing", err)
		}
	}
	f.mend()
	forget(t, s, justNoticed)
	if d, there, err := s.Draft(noticed); there || err != nil {
		t.Errorf("%s %v", d.Slot, err)
	}
	if d, there, err := s.Draft(Slot{notice, FieldReason1}); !there || err != nil || d.Text != "the corridor" {
		t.Errorf("%q %t %v", d.Text, there, err)
	}
	same(t, "files", found(t, filepath.Dir(path), "the head's office"), map[string]int{})
	check0(t, s.SaveUnsaved())
	if d, there, err := s.Draft(Slot{notice, FieldReason1}); !there || err != nil || d.Text != "the corridor" {
		t.Errorf("%q %t %v", d.Text, there, err)
	}
}

// Only what is in the slots goes, and the words that nothing else names.
func TestForgetTakesNothingElse(t *testing.T) {
	path := workbookPath(t)
	fillGolden(t, path)
	s := openAt(t, path, Options{})
	want := holdingOf(t, s, "theme")
	before := want.Forgotten
	want.Revisions = slices.DeleteFunc(want.Revisions, func(r revisionRecord) bool { return r.Slot == noticed })
	want.Drafts = slices.DeleteFunc(want.Drafts, func(d draftRecord) bool { return d.Slot == noticed })
	maps.DeleteFunc(want.Wordings, func(name string, _ wordingRecord) bool {
		return !slices.ContainsFunc(want.Revisions, func(r revisionRecord) bool { return r.Wording == name }) &&
			!slices.ContainsFunc(want.Drafts, func(d draftRecord) bool { return d.Wording == name })
	})
	went := forget(t, s, justNoticed)
	if len(went) != 1 || went[0].Slot != noticed || went[0].Revisions != 2 || went[0].Drafts != 1 {
		t.Errorf("%+v", went)
	}
	got := holdingOf(t, s, "theme")
	if len(got.Forgotten) <= len(before) || !slices.ContainsFunc(got.Forgotten, func(f Tombstone) bool { return f.Slot == noticed }) {
		t.Errorf("deleted before: %v; now: %v", before, got.Forgotten)
	}
	got.Forgotten = before
	same(t, "what it holds", got, want)
	if _, there, err := s.Wording(WordingOf("What do you notice now?")); there || err != nil {
		t.Errorf("the words that were asked: %t %v", there, err)
	}
	kept := dump(t, s)
	check0(t, s.Rebuild())
	if !maps.Equal(kept, dump(t, s)) {
		t.Error("the indexes are others")
	}
	if first := add(t, s, answer(noticed, "anew")); len(first.Parents) != 0 {
		t.Errorf("it follows %v", first.Parents)
	}
}

func TestForgetWhatIsNotThere(t *testing.T) {
	path := workbookPath(t)
	s := openAt(t, path, Options{})
	add(t, s, answer(rated, "one"))
	if went := forget(t, s, justNoticed); len(went) != 0 {
		t.Errorf("%+v", went)
	}
	if gone, err := s.Tombstones(); err != nil || len(gone) != 0 {
		t.Errorf("%+v %v", gone, err)
	}
	holdsOpen(t, s, "one")
}

// What was written anew stays until it is forgotten, too.
func TestForgetTwice(t *testing.T) {
	c := newClock()
	s := openAt(t, workbookPath(t), Options{Now: c.now})
	for n := range 3 {
		c.pass(time.Hour)
		add(t, s, answer(noticed, fmt.Sprint("text ", n)))
		holdsOpen(t, s, fmt.Sprint("text ", n))
		c.pass(time.Hour)
		same(t, "went", forget(t, s, justNoticed).Total().Revisions, 1)
		gone, err := s.Tombstones()
		check0(t, err)
		same(t, "forgotten", gone, []Tombstone{{Slot: noticed, At: c.Time, Until: c.Time}})
	}
	forget(t, s, justNoticed)
	gone, err := s.Tombstones()
	check0(t, err)
	same(t, "forgotten", gone, []Tombstone{{Slot: noticed, At: c.Time, Until: c.Time}})
}

func TestForgetWithDamage(t *testing.T) {
	path := damaged(t, "the head's office", func(s *Store) {
		add(t, s, answer(noticed, "the head's office"))
		add(t, s, answer(rated, "the corridor"))
	})
	s := openAt(t, path, Options{})
	_, err := s.Forget(func(slot Slot) bool { return slot == rated })
	wantDamage(t, "forget another", err, bucketRev, noticed)
	if r, there, err := s.Latest(rated); err != nil || !there || r.Text != "the corridor" {
		t.Errorf("%q %t %v", r.Text, there, err)
	}
	same(t, "went", forget(t, s, justNoticed).Total().Revisions, 1)
	holdsOpen(t, s, "the corridor")
	if audit, err := s.Audit(); err != nil || audit.Damage != nil {
		t.Errorf("%+v %v", audit, err)
	}
}

// What was deleted stays out of later imports, and what came after comes in.
func TestImportOfWhatWasForgotten(t *testing.T) {
	c := newClock()
	s := openAt(t, workbookPath(t), Options{Now: c.now})
	add(t, s, answer(noticed, "the head's office"))
	c.pass(time.Hour)
	check0(t, s.PutDraft(Draft{Kind: KindAnswer, Slot: noticed, Body: Body{Text: "and"}}, "And now?"))
	add(t, s, answer(rated, "the corridor"))
	older := recordOf(t, s)
	c.pass(time.Hour)
	forget(t, s, justNoticed)
	gone := Tombstone{noticed, c.Time, c.Time}
	for range 2 {
		same(t, "imported", importInto(t, s, older), Imported{Deleted: []Tombstone{gone}})
		holdsOpen(t, s, "the corridor")
		if _, there, err := s.Wording(WordingOf("And now?")); there || err != nil {
			t.Errorf("the words that were asked: %t %v", there, err)
		}
		if drafts, err := s.Drafts(); len(drafts) != 0 || err != nil {
			t.Errorf("drafts %v, %v", drafts, err)
		}
	}
	c.pass(time.Hour)
	add(t, s, answer(noticed, "anew"))
	newer := recordOf(t, s)
	same(t, "its own", importInto(t, s, newer), Imported{})

	// Another computer takes over what was deleted, too.
	other := openAt(t, workbookPath(t), Options{Now: c.now})
	same(t, "elsewhere", importInto(t, other, newer), Imported{Revisions: 2, Buried: []Tombstone{gone}})
	same(t, "the same there", recordOf(t, other), newer)
	same(t, "the older there", importInto(t, other, older), Imported{Deleted: []Tombstone{gone}})

	// But an import takes nothing away.
	behind := openAt(t, workbookPath(t), Options{Now: c.now})
	importInto(t, behind, older)
	for range 2 {
		done := importInto(t, behind, newer)
		same(t, "still here", done.Elsewhere, []Tombstone{gone})
	}
	holdsOpen(t, behind, "the head's office", "the corridor", "anew")

	done, err := s.ImportDeleted(older)
	check0(t, err)
	same(t, "taken in again", done, Imported{Revisions: 1, Left: []Slot{noticed}})
	history, err := s.History(noticed)
	if err != nil || len(history) != 2 || history[0].Text != "the head's office" {
		t.Errorf("%v %v", history, err)
	}
	if all, err := s.Tombstones(); err != nil || len(all) != 0 {
		t.Errorf("forgotten: %v %v", all, err)
	}
}

// A clock that was ahead when something was written does not bring it back.
func TestForgetWithAClockThatWasAhead(t *testing.T) {
	c := newClock()
	s := openAt(t, workbookPath(t), Options{Now: c.now})
	c.pass(366 * 24 * time.Hour)
	ahead := add(t, s, answer(noticed, "next year"))
	older := recordOf(t, s)
	c.pass(-366 * 24 * time.Hour)
	forget(t, s, justNoticed)
	same(t, "imported", importInto(t, s, older).Deleted, []Tombstone{{noticed, c.Time, ahead.At}})
	holdsOpen(t, s)
}

// An export cannot keep out what is yet to be written, and what it keeps out is told,
// once.
func TestImportDoesNotBuryTheFuture(t *testing.T) {
	c := newClock()
	s := openAt(t, workbookPath(t), Options{Now: c.now})
	bound := c.Time.Add(buryAhead)
	far := time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
	record := Record{Tombstones: []Tombstone{{noticed, c.Time, far}, {rated, c.Time, c.Time}}}
	done := importInto(t, s, record)
	same(t, "shortened", done.Shortened, []Tombstone{{noticed, c.Time, bound}})
	same(t, "buried", done.Buried, []Tombstone{{noticed, c.Time, bound}, {rated, c.Time, c.Time}})
	c.pass(48 * time.Hour)
	same(t, "once more", importInto(t, s, record), Imported{})

	other := openAt(t, workbookPath(t), Options{Now: c.now})
	add(t, other, answer(noticed, "two days later"))
	same(t, "written later", importInto(t, s, recordOf(t, other)), Imported{Revisions: 1})
	holdsOpen(t, s, "two days later")

	third := openAt(t, workbookPath(t), Options{Now: c.now})
	done = importInto(t, third, Record{Tombstones: []Tombstone{{noticed, far, far}}})
	bound = c.Time.Add(buryAhead)
	same(t, "deleted in the future", done.Buried, []Tombstone{{noticed, bound, bound}})
}

func TestImportRefusesATombstoneOfNoTime(t *testing.T) {
	s := openAt(t, workbookPath(t), Options{})
	now := newClock().Time
	for _, one := range []Tombstone{{}, {Slot: noticed}, {Slot: noticed, At: now}, {At: now, Until: now}} {
		if _, err := s.Import(Record{Tombstones: []Tombstone{one}}); err == nil {
			t.Errorf("%+v: no error", one)
		}
	}
}

// A snapshot that is put back brings back what it holds, and says so. What it
// does not hold stays deleted.
func TestRestoreAfterForget(t *testing.T) {
	c := newClock()
	path := workbookPath(t)
	s := openAt(t, path, Options{Now: c.now})
	add(t, s, answer(rated, "the corridor"))
	before := snapshot(t, s, "")
	c.pass(time.Hour)
	add(t, s, answer(noticed, "the head's office"))
	with := snapshot(t, s, "")
	older := recordOf(t, s)
	c.pass(time.Hour)
	forget(t, s, justNoticed)
	gone := []Tombstone{{noticed, c.Time, c.Time}}
	closeStore(t, s)

	done, err := Restore(path, before.Path, Options{Now: c.now})
	check0(t, err)
	same(t, "brought back", done.Back, []Tombstone(nil))
	s = openAt(t, path, Options{Now: c.now})
	same(t, "imported", importInto(t, s, older).Deleted, gone)
	holdsOpen(t, s, "the corridor")
	closeStore(t, s)

	done, err = Restore(path, with.Path, Options{Now: c.now})
	check0(t, err)
	same(t, "brought back", done.Back, gone)
	holds(t, path, "the corridor", "the head's office")
	check0(t, Verify(path).Err)
}

// Purging also keeps out what only a copy had.
func TestPurgeBuriesWhatOnlyACopyHolds(t *testing.T) {
	path, snap := withSnapshot(t)
	if _, err := Restore(path, snap.Path, Options{Now: newClock().now}); err != nil {
		t.Fatal(err)
	}
	s := openAt(t, path, Options{})
	add(t, s, answer(Slot{notice, FieldReason1}, "the yard"))
	record := recordOf(t, s)
	check0(t, s.DropDraft(noticed))
	forget(t, s, justNoticed)
	// A window of long ago, of which a copy was set aside.
	aside := path + ".before-restore-" + "20260101-000000"
	old := openAt(t, aside, Options{Now: newClock().now})
	add(t, old, answer(rated, "from long ago"))
	other := recordOf(t, old)
	closeStore(t, old)
	if left := purge(t, s, func(slot Slot) bool { return slot == rated || slot == noticed }); len(left) != 0 {
		t.Fatalf("%+v", left)
	}
	same(t, "imported", len(importInto(t, s, other).Deleted)+len(importInto(t, s, record).Deleted), 2)
	holdsOpen(t, s, "the yard")
}

// A file that is damaged is left as it is; only a copy of the workbook is removed.
func TestPurgeLeavesWhatItCannotRead(t *testing.T) {
	path, snap := withSnapshot(t)
	flipText(t, snap.Path, "the head's office")
	s := openAt(t, path, Options{})
	add(t, s, answer(rated, "the yard"))
	before, err := os.ReadFile(snap.Path)
	check0(t, err)
	copies, err := s.CopiesWithDeleted(func(slot Slot) bool { return slot == rated })
	if err != nil || len(copies) != 1 || copies[0].Err == nil {
		t.Errorf("%+v %v", copies, err)
	}
	left := purge(t, s, func(slot Slot) bool { return slot == rated })
	after, err := os.ReadFile(snap.Path)
	if err != nil || !bytes.Equal(before, after) || len(left) != 1 || left[0].Path != snap.Path {
		t.Errorf("%+v %v", left, err)
	}
	if err := s.RemoveCopyWithDeleted(CopyWithDeleted{Path: path}); err == nil {
		t.Error("the workbook itself was removed")
	}
	check0(t, s.RemoveCopyWithDeleted(left[0]))
	same(t, "snapshots", files(t, related.SnapshotFolder(path)), []string{})
	// What is damaged and is to go, goes.
	snap = snapshot(t, s, "")
	flipText(t, snap.Path, "the corridor")
	if left := purge(t, s, justNoticed); len(left) != 0 {
		t.Errorf("%+v", left)
	}
	holds(t, snap.Path, "the yard")
}

// Killed in the middle of a purge, every copy is whole, the old one or the new
// one; the next purge finds no more of it.
func TestPurgeKilled(t *testing.T) {
	for _, step := range rewriteSteps {
		path, _ := withSnapshot(t)
		dir := filepath.Dir(path)
		s := openAt(t, path, Options{})
		forget(t, s, justNoticed)
		closeStore(t, s)
		aside := path + ".before-restore-" + "20260101-000000"
		old := openAt(t, aside, Options{})
		add(t, old, answer(noticed, "the head's office"))
		closeStore(t, old)
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), childEnv+"="+path, stepEnv+"="+step, purgeEnv+"=1")
		if out, err := child.CombinedOutput(); err == nil || len(out) > 0 {
			t.Fatalf("%s: %s %v", step, out, err)
		}
		s = openAt(t, path, Options{})
		holdsOpen(t, s)
		copies, err := s.copies()
		if err != nil || len(copies) != 2 {
			t.Fatalf("%s: %v %v", step, copies, err)
		}
		for _, path := range copies {
			check0(t, Verify(path).Err)
		}
		if left := purge(t, s, justNoticed); len(left) != 0 {
			t.Errorf("%s: %+v", step, left)
		}
		same(t, "left", found(t, dir, "the head's office"), map[string]int{})
		same(t, "snapshots", len(files(t, related.SnapshotFolder(path))), 1)
	}
}

// Whichever call to the disk fails, all of it is gone or nothing is, and what was
// said holds.
func TestForgetOnAFailingDisk(t *testing.T) {
	for after := 0; ; after++ {
		path := workbookPath(t)
		f := &trap{t: t, after: -1, err: errors.New("the disk fails")}
		s := openAtOn(f.disk(), t, path, Options{})
		add(t, s, answer(noticed, "the head's office"))
		add(t, s, answer(rated, "the corridor"))
		f.after = len(f.calls) + after
		_, err := s.Forget(justNoticed)
		sprung := f.sprung()
		f.mend()
		closeStore(t, s)
		s = openAt(t, path, Options{})
		_, there, wrong := s.Latest(noticed)
		check0(t, wrong)
		if r, kept, wrong := s.Latest(rated); wrong != nil || !kept || r.Text != "the corridor" {
			t.Errorf("call %d: %q %t %v", after, r.Text, kept, wrong)
		}
		if err == nil && there {
			t.Errorf("call %d: it is said to be gone", after)
		}
		untouchedFolder(t, path)
		closeStore(t, s)
		if !sprung {
			if err != nil || after < 10 {
				t.Errorf("%d calls, %v", after, err)
			}
			return
		}
	}
}

// Everything goes, in whatever state it is, and nothing of others.
func TestForgetAll(t *testing.T) {
	for name, spoil := range map[string]func(t *testing.T, path string){
		"sound":   func(*testing.T, string) {},
		"damaged": func(t *testing.T, path string) { check0(t, os.Truncate(path, 5000)) },
		"empty":   func(t *testing.T, path string) { check0(t, os.Truncate(path, 0)) },
		"missing": func(t *testing.T, path string) { check0(t, os.Remove(path)) },
		"unfinished": func(t *testing.T, path string) {
			for _, f := range related.Every(path, time.Date(2026, 11, 22, 16, 3, 0, 0, time.UTC)) {
				if f.Half || f.Kind == related.Stray {
					check0(t, os.MkdirAll(filepath.Dir(f.Path), 0o700))
					check0(t, (disk.Disk{}).Copy(path, f.Path))
				}
			}
		},
	} {
		path, snap := withSnapshot(t)
		dir := filepath.Dir(path)
		if _, err := Restore(path, snap.Path, Options{Now: newClock().now}); err != nil {
			t.Fatal(err)
		}
		journalOf(t, path, "20261101-120000", noticed, "the head's office")
		spoil(t, path)
		removed, err := ForgetAll(path, Options{})
		check0(t, err)
		if len(removed) < 2 || name != "missing" && removed[len(removed)-1] != path {
			t.Errorf("%s: removed %v", name, removed)
		}
		same(t, name, files(t, dir), []string{"workbook.db.lock"})
		s := openAt(t, path, Options{}) // and one can begin anew
		holdsOpen(t, s)
		closeStore(t, s)
	}
}

func TestForgetAllRefusesAnOpenWorkbook(t *testing.T) {
	path, _ := withSnapshot(t)
	s := openAt(t, path, Options{})
	_, err := ForgetAll(path, Options{})
	var p *Problem
	if !errors.As(err, &p) || p.Kind != ProblemInUse || p.Holder == nil {
		t.Errorf("%v", err)
	}
	holdsOpen(t, s, "the head's office", "the corridor")
	same(t, "snapshots", len(files(t, related.SnapshotFolder(path))), 1)
}

func TestForgetAllLeavesAnotherWorkbook(t *testing.T) {
	path, _ := withSnapshot(t)
	dir := filepath.Dir(path)
	other := filepath.Join(dir, "second.db")
	s := openAt(t, other, Options{Now: newClock().now})
	add(t, s, answer(noticed, "another"))
	snap := snapshot(t, s, "")
	closeStore(t, s)
	if _, err := ForgetAll(path, Options{}); err != nil {
		t.Fatal(err)
	}
	holds(t, other, "another")
	holds(t, snap.Path, "another")
	same(t, "files", files(t, dir), []string{"recovery", "second.db", "second.db.lock", "second.db.seen", "snapshots", "workbook.db.lock"})
}

func TestForgetAllThroughLink(t *testing.T) {
	path, _ := withSnapshot(t)
	link := filepath.Join(t.TempDir(), "link.db")
	if err := os.Symlink(path, link); err != nil {
		t.Skip(err)
	}
	if _, err := ForgetAll(link, Options{}); err != nil {
		t.Fatal(err)
	}
	same(t, "files", files(t, filepath.Dir(path)), []string{"workbook.db.lock"})
	same(t, "the link", files(t, filepath.Dir(link)), []string{})
}

// Marks and visits are no versions of what was written.
func TestVersions(t *testing.T) {
	s := openAt(t, workbookPath(t), Options{Now: newClock().now})
	add(t, s, inVisit(1, "first"))
	add(t, s, inVisit(1, "second"))
	share(t, s, noticed, 1, Shareable)
	share(t, s, noticed, 1, Evidence)
	all, err := s.Traces(inStep)
	check0(t, err)
	if all.Versions() != 2 || all.Answers() != 1 || all.Total().Revisions != 4 {
		t.Errorf("%d versions of %d answers, %d revisions", all.Versions(), all.Answers(), all.Total().Revisions)
	}
}
