package deleting

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"goldenthread/store"
)

const notice, rate = "disciplines/mastery/notice", "disciplines/mastery/rate"

// What is deleted is found before, in the workbook and in its copies, and nowhere
// afterwards.
func TestFind(t *testing.T) {
	st, err := store.Open(filepath.Join(t.TempDir(), "workbook.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	}()
	_, err = st.Add(store.Revision{Kind: store.KindAnswer, Slot: store.Slot{Step: notice, Field: store.FieldAnswer}, Body: store.Body{Text: "Nobody came in."}}, "What?")
	if err == nil {
		_, err = st.Snapshot("")
	}
	if err != nil {
		t.Fatal(err)
	}
	in := store.Within("disciplines/mastery")
	if f, err := Find(st, in); err != nil || f.Here.Answers() != 1 || len(f.Copies) != 1 || len(f.Holding()) != 1 {
		t.Errorf("before: %+v %v", f, err)
	}
	_, gone := st.Forget(in)
	_, purged := st.Purge(in)
	if err := errors.Join(gone, purged); err != nil {
		t.Fatal(err)
	}
	if f, err := Find(st, in); err != nil || f.Here.Answers() != 0 || len(f.Holding()) != 0 {
		t.Errorf("after: %+v %v", f, err)
	}
}

func TestSteps(t *testing.T) {
	all := store.Traces{{Slot: store.Slot{Step: notice, Field: "a"}}, {Slot: store.Slot{Step: notice, Field: "b"}}, {Slot: store.Slot{Step: rate}}}
	steps := Steps(all)
	if len(steps) != 2 || len(steps[0]) != 2 || steps[1][0].Step != rate || Steps(nil) != nil {
		t.Errorf("%+v", steps)
	}
}

func TestLatest(t *testing.T) {
	at := time.Date(2026, time.October, 4, 14, 3, 0, 0, time.UTC)
	all := []store.Tombstone{{Slot: store.Slot{Step: notice}, At: at}, {Slot: store.Slot{Step: notice}, At: at.Add(time.Hour)}, {Slot: store.Slot{Step: rate}, At: at}}
	latest := Latest(all)
	if len(latest) != 2 || !latest[0].At.Equal(at.Add(time.Hour)) || latest[1].Step != rate {
		t.Errorf("%+v", latest)
	}
}

func TestAmount(t *testing.T) {
	day := func(year int, month time.Month, day int) time.Time {
		return time.Date(year, month, day, 12, 0, 0, 0, time.UTC)
	}
	answer := store.Slot{Step: notice, Field: store.FieldAnswer}
	now := day(2026, time.November, 22)
	for want, all := range map[string]store.Traces{
		"1 answer, 1 version, 22 Nov":                 {{Slot: answer, Revisions: 1, First: now, Last: now}},
		"2 answers, 5 versions, 4 Oct 2025 to 22 Nov": {{Slot: answer, Revisions: 3, Drafts: 1, First: day(2025, time.October, 4), Last: now}, {Slot: store.Slot{Step: notice, Field: store.FieldReason1}, Drafts: 1, First: now, Last: now}},
		"1 answer, 1 version":                         {{Slot: answer, Revisions: 1}},
		"that it was read, 3 Jan":                     {{Slot: store.Slot{Step: "disciplines/mastery/read", Field: store.FieldRead}, Revisions: 1, First: day(2026, time.January, 3), Last: day(2026, time.January, 3)}},
	} {
		if got := Amount(all, now); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
