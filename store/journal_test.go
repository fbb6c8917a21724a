package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"goldenthread/store/calendar"
	"goldenthread/store/file"
	"goldenthread/store/internal/disk"
	"goldenthread/store/related"
)

// written is a journal with three entries, and where each frame ends.
func written(t *testing.T) (path string, text []byte, ends []int) {
	t.Helper()
	workbook := workbookPath(t)
	s := openAt(t, workbook, Options{})
	away(t, workbook)
	for n := range 3 {
		slot := Slot{notice, fmt.Sprint("field", n)}
		wantKept(t, s.PutDraft(draft(slot, fmt.Sprint("words ", n)), "asked"))
		path = wantJournals(t, workbook, 1)[0].Path
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		ends = append(ends, int(info.Size()))
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return path, text, ends
}

func TestATornFrameIsSkipped(t *testing.T) {
	path, text, ends := written(t)
	for cut := range len(text) {
		if err := os.WriteFile(path, text[:cut], 0o600); err != nil {
			t.Fatal(err)
		}
		whole := len(slices.DeleteFunc(slices.Clone(ends), func(end int) bool { return end > cut }))
		if entries, unreadable, err := DefaultKinds().readJournal(disk.Disk{}, path, file.Codec{}); len(entries) != whole || unreadable != 0 || err != nil {
			t.Fatalf("cut to %d of %d: %d entries, %d unreadable, %v, want %d", cut, len(text), len(entries), unreadable, err, whole)
		}
	}
}

func TestADamagedFrameIsCountedAndTheRestIsRead(t *testing.T) {
	path, text, ends := written(t)
	for at := range len(text) {
		if err := os.WriteFile(path, flip(bytes.Clone(text), at), 0o600); err != nil {
			t.Fatal(err)
		}
		entries, unreadable, err := DefaultKinds().readJournal(disk.Disk{}, path, file.Codec{})
		torn := at >= ends[1] && at < ends[1]+4 // it may be longer now than the file
		if len(entries) != 2 || unreadable != 1 && !torn || err != nil {
			t.Fatalf("flipped at %d: %d entries, %d unreadable, %v", at, len(entries), unreadable, err)
		}
	}
}

func TestADamagedJournalIsSetAside(t *testing.T) {
	path, text, _ := written(t)
	workbook := filepath.Join(filepath.Dir(filepath.Dir(path)), "workbook.db")
	if err := os.WriteFile(path, flip(text, 40), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(workbook+".aside", workbook); err != nil {
		t.Fatal(err)
	}
	other := workbookPath(t)
	s := openAt(t, other, Options{})
	done, err := s.Recover(path)
	if err != nil || len(done.Back) != 2 || done.Aside != "" {
		t.Errorf("into another workbook: %+v %v", done, err)
	}
	wantJournals(t, workbook, 1)
}

// Every kind of answer, and what JSON cannot hold, comes back as it was.
func TestEntriesLoseNothing(t *testing.T) {
	c := newClock()
	id := ID{1}
	level := 2
	for kind, body := range map[Kind]Body{
		KindAnswer:     {Text: "not UTF-8: \xff, <&>"},
		KindRating:     {Rating: &Rating{Level: 0, Confidence: "fairly", Evidence: "data", ThenLevel: &level}},
		KindTest:       {Test: &Test{Who: "the caretaker \xfe", Heard: "x"}},
		KindTension:    {Tension: &Tension{Leaning: -2, Note: "both"}},
		KindCommitment: {Commitment: &Commitment{ID: id, Will: "ask", Due: calendar.DateOf(c.now()), State: StateOpen, Log: []LogEntry{{c.now(), StateTried, "\xff"}}}},
	} {
		e := unsavedEntry{V: unsavedVersion, ID: id, Draft: draft(noticed, ""), Left: true, Over: c.now(), Asked: "asked \xff"}
		e.Kind, e.Body, e.At = kind, body, c.now()
		payload, err := encodeEntry(e)
		if err != nil {
			t.Fatal(err)
		}
		got, err := DefaultKinds().decodeEntry(payload)
		if err != nil || !got.says(e.Draft) || got.Asked != e.Asked || got.ID != id || !got.Left || !got.At.Equal(e.At) || !got.Over.Equal(e.Over) || got.Cursor != e.Cursor {
			t.Errorf("%s: %+v %v, want %+v", kind, got, err, e)
		}
	}
}

// Somebody who writes on for hours while nothing can be saved fills no disk.
func TestTheJournalStaysShort(t *testing.T) {
	path := workbookPath(t)
	s := openAt(t, path, Options{})
	away(t, path)
	text := strings.Repeat("words ", 1000)
	for n := range 200 {
		wantKept(t, s.PutDraft(draft(noticed, fmt.Sprint(text, n)), ""))
		wantKept(t, s.PutDraft(draft(noticed, fmt.Sprint(text, n)), "")) // tried again
	}
	info, err := os.Stat(wantJournals(t, path, 1)[0].Path)
	if err != nil || info.Size() > 64<<10+2*int64(len(text)) {
		t.Errorf("%d bytes, %v", info.Size(), err)
	}
	entries, unreadable, err := DefaultKinds().readJournal(disk.Disk{}, wantJournals(t, path, 1)[0].Path, file.Codec{})
	if len(entries) != 1 || !strings.HasSuffix(entries[0].Text, "199") || unreadable != 0 || err != nil {
		t.Errorf("%d entries, %d unreadable, %v", len(entries), unreadable, err)
	}
}

// After a frame that could not be written, the next one goes into a new file.
func TestAJournalThatBreaksIsWrittenAnew(t *testing.T) {
	workbook := workbookPath(t)
	s := openAt(t, workbook, Options{})
	away(t, workbook)
	wantKept(t, s.PutDraft(draft(noticed, "one"), ""))
	path := wantJournals(t, workbook, 1)[0].Path
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	wantKept(t, s.PutDraft(draft(Slot{notice, FieldReason1}, "two"), ""))
	if entries, _, err := DefaultKinds().readJournal(disk.Disk{}, path, file.Codec{}); err != nil || len(entries) != 2 {
		t.Errorf("%d entries, %v", len(entries), err)
	}
}

func TestTwoWorkbooksInOneFolder(t *testing.T) {
	dir := t.TempDir()
	one, two := filepath.Join(dir, "work.db"), filepath.Join(dir, "work-2.db")
	for _, path := range []string{one, two} {
		s := openAt(t, path, Options{})
		away(t, path)
		wantKept(t, s.PutDraft(draft(noticed, path), ""))
		closeStore(t, s)
	}
	for _, path := range []string{one, two} {
		r := wantJournals(t, path, 1)[0]
		if entries, _, err := DefaultKinds().readJournal(disk.Disk{}, r.Path, file.Codec{}); err != nil || entries[0].Text != path {
			t.Errorf("%s: %v", r.Path, err)
		}
	}
}

func TestTheReserve(t *testing.T) {
	path := workbookPath(t)
	s := openAt(t, path, Options{})
	reserve := filepath.Join(related.RecoveryFolder(path), "workbook-reserve")
	if info, err := os.Stat(reserve); err != nil || info.Size() != 256<<10 || info.Mode().Perm() != 0o600 {
		t.Fatalf("%v %v", info, err)
	}
	closeStore(t, s)
	// That there can be none is no reason not to open.
	if err := errors.Join(os.RemoveAll(related.RecoveryFolder(path)), os.WriteFile(related.RecoveryFolder(path), nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	openAt(t, path, Options{})
}

func TestDiscard(t *testing.T) {
	path := workbookPath(t)
	s := openAt(t, path, Options{})
	back := away(t, path)
	wantKept(t, s.PutDraft(draft(noticed, "x"), ""))
	closeStore(t, s)
	back()
	if err := Discard(wantJournals(t, path, 1)[0]); err != nil {
		t.Error(err)
	}
	wantJournals(t, path, 0)
	s = openAt(t, path, Options{Now: func() time.Time { return time.Now() }})
	wantDraft(t, s, noticed, "")
}

func FuzzJournal(f *testing.F) {
	e := unsavedEntry{V: unsavedVersion, ID: ID{1}, Draft: draft(noticed, "words")}
	payload, err := encodeEntry(e)
	if err != nil {
		f.Fatal(err)
	}
	value, err := file.Codec{}.Encode("recovery", 'u', nil, payload)
	if err != nil {
		f.Fatal(err)
	}
	frame := append(binary.BigEndian.AppendUint32(nil, uint32(len(value))), value...)
	f.Add(frame)
	f.Add(append(frame, frame...))
	f.Add([]byte("\xff\xff\xff\xffWB1u"))
	path := filepath.Join(f.TempDir(), "x.journal")
	f.Fuzz(func(t *testing.T, text []byte) {
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		entries, _, err := DefaultKinds().readJournal(disk.Disk{}, path, file.Codec{})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if err := DefaultKinds().validate(e.Kind, e.Slot, e.Visit, &e.Body); err != nil {
				t.Error(err)
			}
		}
	})
}
