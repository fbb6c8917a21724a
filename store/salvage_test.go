package store

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"goldenthread/store/internal/disk"
	"goldenthread/store/vault"
)

// salvage makes a new workbook out of what is left of a file.
func salvage(t *testing.T, file []byte) (done Salvaged, to string) {
	t.Helper()
	from := workbookPath(t)
	check0(t, os.WriteFile(from, file, 0o600))
	to = filepath.Join(t.TempDir(), "saved.db")
	done, err := Salvage(from, to, nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	untouched(t, from, file)
	same(t, "files beside it", files(t, filepath.Dir(to)), []string{"saved.db"})
	return done, to
}

// manyAnswers returns a workbook of many answers, and each by its ID.
func manyAnswers(t *testing.T, n int) (file []byte, written map[ID]Revision) {
	t.Helper()
	path := workbookPath(t)
	s := openAtOn(quick, t, path, Options{})
	written = map[ID]Revision{}
	for i := range n {
		slot := Slot{notice, fmt.Sprint("field", i)}
		r, err := s.Add(answer(slot, text15+fmt.Sprint(i)), "What did you notice?")
		check0(t, err)
		written[r.ID] = r
	}
	closeStore(t, s)
	file, err := os.ReadFile(path)
	check0(t, err)
	return file, written
}

// Without both headers and one page in twenty, at least nine answers in ten come
// back, each as it was written, and those that do not are named.
func TestSalvage(t *testing.T) {
	const n = 2000
	file, written := manyAnswers(t, n)
	size := pageSizeOf(file)
	random := rand.New(rand.NewPCG(5, 11))
	for seed := range 3 {
		damaged := bytes.Clone(file)
		clear(damaged[:2*size])
		for page := 2; page < len(file)/size; page++ {
			if random.IntN(20) == 0 {
				at := damaged[page*size : (page+1)*size]
				for i := range at {
					at[i] = byte(random.Uint32())
				}
			}
		}
		done, to := salvage(t, damaged)
		if done.Answers < n*9/10 || done.Revisions != done.Answers {
			t.Errorf("%d: %d of %d answers came back", seed, done.Answers, n)
		}
		if named := done.Revisions + len(done.Lost); named < n*99/100 || named > n {
			t.Errorf("%d: %d came back and %d are named as lost, of %d", seed, done.Revisions, len(done.Lost), n)
		}
		s := openAt(t, to, Options{})
		for r, err := range s.Revisions() {
			check0(t, err)
			same(t, "a revision", r, written[r.ID])
		}
		for _, lost := range done.Lost {
			if lost.Slot != written[lost.ID].Slot {
				t.Errorf("%d: %s of %s is named as of %s", seed, lost.ID, written[lost.ID].Slot, lost.Slot)
			}
		}
		add(t, s, answer(noticed, "and on it goes"))
		closeStore(t, s)
		t.Logf("%d: %d of %d answers", seed, done.Answers, n)
	}
}

// All of a sound workbook comes along, but for the place and the settings.
func TestSalvageOfEverything(t *testing.T) {
	for n := 1; n <= schema; n++ {
		file, err := os.ReadFile(goldenSchema(n) + ".db")
		check0(t, err)
		done, to := salvage(t, file)
		want := expected(t, n)
		s := openAt(t, to, Options{ReadOnly: true})
		got := holdingOf(t, s)
		same(t, "revisions", got.Revisions, want.Revisions)
		same(t, "drafts", got.Drafts, want.Drafts)
		same(t, "wordings", got.Wordings, want.Wordings)
		if len(done.Lost) != 0 || done.Revisions != len(want.Revisions) || done.Drafts != len(want.Drafts) {
			t.Errorf("schema %d: %+v", n, done)
		}
		audit, err := s.Audit()
		if err != nil || audit.Damage != nil || audit.Answers != done.Answers {
			t.Errorf("schema %d: %+v %v", n, audit, err)
		}
	}
}

// Of a draft that was overwritten the newest copy counts, and one that has become
// an answer does not come back.
func TestSalvageOfDrafts(t *testing.T) {
	c := newClock()
	path := workbookPath(t)
	s := openAt(t, path, Options{Now: c.now})
	draft := func(slot Slot, text string) {
		t.Helper()
		c.pass(time.Second)
		check0(t, s.PutDraft(Draft{Kind: KindAnswer, Slot: slot, Body: Body{Text: text}}, ""))
	}
	reason := Slot{notice, FieldReason1}
	for i := range 50 {
		draft(noticed, fmt.Sprint("as of ", i))
		draft(reason, fmt.Sprint("because of ", i))
	}
	c.pass(time.Second)
	add(t, s, answer(reason, "because"))
	closeStore(t, s)
	file, err := os.ReadFile(path)
	check0(t, err)
	clear(file[:2*pageSizeOf(file)])
	_, to := salvage(t, file)
	s = openAt(t, to, Options{ReadOnly: true})
	drafts, err := s.Drafts()
	if err != nil || len(drafts) != 1 || drafts[0].Text != "as of 49" {
		t.Errorf("%v %v", drafts, err)
	}
	holdsOpen(t, s, "because")
}

// A flipped bit costs the answer that it is in.
func TestSalvageLeavesWhatIsDamaged(t *testing.T) {
	file, err := os.ReadFile(filepath.Join(goldenFolder, "broken", "answer-flipped.db"))
	check0(t, err)
	done, to := salvage(t, file)
	want := expected(t, 1)
	if len(done.Lost) != 1 || done.Lost[0].Slot != noticed || done.Revisions != len(want.Revisions)-1 {
		t.Errorf("%+v", done)
	}
	s := openAt(t, to, Options{ReadOnly: true})
	history, err := s.History(noticed)
	if err != nil || len(history) != 1 {
		t.Errorf("%v %v", history, err)
	}
}

func TestSalvageRefuses(t *testing.T) {
	file, _ := manyAnswers(t, 3)
	from, dir := workbookPath(t), t.TempDir()
	check0(t, os.WriteFile(from, file, 0o600))
	there := filepath.Join(dir, "there.db")
	check0(t, os.WriteFile(there, []byte("mine"), 0o600))
	letter := filepath.Join(dir, "letter.txt")
	check0(t, os.WriteFile(letter, bytes.Repeat([]byte("Dear all, "), 2000), 0o600))
	before := files(t, dir)
	if _, err := Salvage(from, there, nil, Options{}); !errors.Is(err, fs.ErrExist) {
		t.Errorf("onto a file: %v", err)
	}
	if _, err := Salvage(from, from, nil, Options{}); !errors.Is(err, fs.ErrExist) {
		t.Errorf("onto itself: %v", err)
	}
	new := filepath.Join(dir, "new.db")
	for _, from := range []string{letter, there} {
		if _, err := Salvage(from, new, nil, Options{}); !errors.Is(err, ErrNothingToSalvage) {
			t.Errorf("from %s: %v", from, err)
		}
	}
	for from, want := range map[string]ProblemKind{dir: ProblemNotAFile, filepath.Join(dir, "none.db"): ProblemMissing} {
		_, err := Salvage(from, new, nil, Options{})
		var p *Problem
		if !errors.As(err, &p) || p.Kind != want {
			t.Errorf("from %s: %v, want %s", from, err, want)
		}
	}
	same(t, "files", files(t, dir), before)
	s := openAt(t, from, Options{})
	_, err := Salvage(from, new, nil, Options{})
	var p *Problem
	if !errors.As(err, &p) || p.Kind != ProblemInUse || p.Holder == nil {
		t.Errorf("while it is open: %v", err)
	}
	closeStore(t, s)
	if sum, err := Salvageable(from); err != nil || sum.Answers != 3 {
		t.Errorf("%+v %v", sum, err)
	}
}

// Whatever fails while the new workbook is written, nothing is left half made.
func TestSalvageFails(t *testing.T) {
	file, _ := manyAnswers(t, 3)
	from, dir := workbookPath(t), t.TempDir()
	check0(t, os.WriteFile(from, file, 0o600))
	wrong := errors.New("wrong")
	for _, call := range []string{"open", "rename", "syncdir"} {
		_, err := salvageOn(disk.Disk{Before: func(made, _ string) error {
			if made == call {
				return wrong
			}
			return nil
		}}, from, filepath.Join(dir, "new.db"), nil, Options{})
		if !errors.Is(err, wrong) {
			t.Errorf("%s: %v", call, err)
		}
		if call != "syncdir" {
			same(t, call, files(t, dir), []string{})
		}
	}
}

// What was deleted for good does not come back, though a copy of it turns up; and
// the new workbook knows that it was deleted.
func TestSalvageOfWhatWasDeleted(t *testing.T) {
	for _, headers := range []bool{true, false} {
		c := newClock()
		path := workbookPath(t)
		s := openAt(t, path, Options{Now: c.now})
		secret := add(t, s, answer(noticed, "the head's office"))
		add(t, s, answer(rated, "the corridor"))
		check0(t, s.PutDraft(Draft{Kind: KindAnswer, Slot: noticed, Body: Body{Text: "the head's off"}}, ""))
		c.pass(time.Hour)
		if _, err := s.Forget(Only(noticed)); err != nil {
			t.Fatal(err)
		}
		c.pass(time.Hour)
		later := add(t, s, answer(noticed, "the yard"))
		closeStore(t, s)
		changed(t, path, func(tx transaction) error {
			payload, err := encodeRevision(secret)
			return errors.Join(err, tx.Put(bucketRev, tx.kinds.tag(secret.Kind), secret.ID[:], payload))
		})
		file, err := os.ReadFile(path)
		check0(t, err)
		if !headers {
			clear(file[:2*pageSizeOf(file)])
		}
		done, to := salvage(t, file)
		if len(done.Deleted) != 1 || done.Deleted[0].Slot != noticed || len(done.Lost) != 0 || done.Answers != 2 {
			t.Errorf("headers %t: %+v", headers, done)
		}
		new, err := os.ReadFile(to)
		check0(t, err)
		if bytes.Contains(new, []byte("the head's")) {
			t.Errorf("headers %t: it is back", headers)
		}
		s = openAt(t, to, Options{ReadOnly: true})
		gone, err := s.Tombstones()
		if err != nil || len(gone) != 1 || gone[0].Slot != noticed {
			t.Errorf("headers %t: %v %v", headers, gone, err)
		}
		if r, _, err := s.Latest(noticed); err != nil || r.ID != later.ID {
			t.Errorf("headers %t: %v %v", headers, r, err)
		}
		closeStore(t, s)
	}
}

// What was taken in again after it had been deleted is not deleted.
func TestSalvageOfWhatCameBack(t *testing.T) {
	c := newClock()
	path := workbookPath(t)
	s := openAt(t, path, Options{Now: c.now})
	add(t, s, answer(noticed, "the head's office"))
	record, err := s.Record(nil)
	check0(t, err)
	c.pass(time.Hour)
	if _, err := s.Forget(Only(noticed)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.ImportDeleted(record); err != nil {
		t.Fatal(err)
	}
	closeStore(t, s)
	file, err := os.ReadFile(path)
	check0(t, err)
	done, to := salvage(t, file)
	if done.Revisions != 1 || len(done.Deleted) != 0 {
		t.Errorf("%+v", done)
	}
	holds(t, to, "the head's office")
}

// What is sealed is not put into a file that is not, and not said to be missing.
func TestSalvageOfASealedWorkbook(t *testing.T) {
	from, file := golden(t, goldenSchema(2)+"-sealed.db")
	to := filepath.Join(t.TempDir(), "new.db")
	if _, err := Salvage(from, to, nil, Options{}); !errors.Is(err, ErrSalvageSealed) {
		t.Errorf("%v", err)
	}
	untouched(t, from, file)
	same(t, "files", files(t, filepath.Dir(to)), []string{})
}

// With its passphrase everything that is whole comes out of a sealed workbook, and
// into one that the same passphrase opens.
func TestSalvageOfASealedWorkbookUnlocked(t *testing.T) {
	from, _ := golden(t, goldenSchema(schema)+"-sealed.db")
	want := openAt(t, from, Options{})
	check0(t, want.Unlock([]byte(quiet)))
	holds := recordOf(t, want)
	closeStore(t, want)
	file, err := os.ReadFile(from) // opening it has counted
	check0(t, err)
	headless := slices.Clone(file)
	clear(headless[:2*os.Getpagesize()])
	check0(t, os.WriteFile(from, headless, 0o600))

	to := filepath.Join(t.TempDir(), "new.db")
	unlock := func(typed string) func(h *vault.Header) (*vault.Keys, error) {
		return func(h *vault.Header) (*vault.Keys, error) { return h.OpenTyped([]byte(typed)) }
	}
	if _, err := Salvage(from, to, unlock("another river"), Options{}); !errors.Is(err, vault.ErrWrong) {
		t.Errorf("%v", err)
	}
	same(t, "files", files(t, filepath.Dir(to)), []string{})
	done, err := Salvage(from, to, unlock(quiet), Options{})
	check0(t, err)
	if done.Revisions != len(holds.Revisions) || done.Drafts != len(holds.Drafts) || len(done.Lost) != 0 {
		t.Errorf("%+v of %d revisions and %d drafts", done, len(holds.Revisions), len(holds.Drafts))
	}
	same(t, "files", files(t, filepath.Dir(to)), []string{"new.db"})
	untouched(t, from, headless)
	made, err := os.ReadFile(to)
	check0(t, err)
	for _, word := range []string{"The door was", "mastery", "What did you notice"} {
		if bytes.Contains(made, []byte(word)) {
			t.Errorf("%q is in it", word)
		}
	}
	s := openAt(t, to, Options{})
	check0(t, s.Unlock([]byte(quiet)))
	same(t, "what it holds", recordOf(t, s), holds)
}

// An older version let in steps whose names have characters that cannot be seen. What was
// written there is salvaged like all else; none of that kind comes in anew.
func TestSalvageOfNamesThatCannotBeSeen(t *testing.T) {
	path := workbookPath(t)
	s := openAt(t, path, Options{})
	steered := Slot{"ours/e\x1b]0;title\x07/notice", FieldAnswer}
	asked := add(t, s, answer(noticed, "seen"))
	old := asked
	old.ID, old.Slot, old.Parents, old.Text = ID{1}, steered, nil, "unseen"
	check0(t, s.update(func(tx transaction) error {
		return (&Imported{}).addRevision(tx, RecordedRevision{Revision: old})
	}))
	if _, err := s.Add(answer(steered, "anew"), ""); err == nil {
		t.Error("a name that cannot be seen comes in anew")
	}
	if err := s.PutDraft(Draft{Kind: KindAnswer, Slot: steered, Body: Body{Text: "anew"}}, ""); err == nil {
		t.Error("a draft of a name that cannot be seen comes in anew")
	}
	if _, err := s.Import(Record{Revisions: []RecordedRevision{{Revision: old}}}); err == nil {
		t.Error("an import of a name that cannot be seen")
	}
	closeStore(t, s)
	file, err := os.ReadFile(path)
	check0(t, err)
	done, to := salvage(t, file)
	if done.Revisions != 2 || len(done.Lost) != 0 {
		t.Errorf("%d revisions came back, lost %v", done.Revisions, done.Lost)
	}
	holds(t, to, "unseen", "seen")
}
