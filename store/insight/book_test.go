package insight

import (
	"path/filepath"
	"testing"
	"time"

	"goldenthread/content"
	"goldenthread/store"
)

const mastery = content.UnitID("disciplines/mastery")

// embedded returns the real book.
func embedded(t testing.TB) *content.Workbook {
	t.Helper()
	book, err := content.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// clock is a clock that only moves when it is told to, or by a second a look.
type clock struct{ at time.Time }

func (c *clock) now() time.Time {
	c.at = c.at.Add(time.Second)
	return c.at
}

func openStore(t testing.TB) (*store.Store, *clock) {
	t.Helper()
	c := &clock{time.Date(2026, time.November, 22, 9, 0, 0, 0, time.UTC)}
	st, err := store.Open(filepath.Join(t.TempDir(), "workbook.db"), store.Options{Now: c.now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	return st, c
}

func add(t testing.TB, st *store.Store, r store.Revision) store.Revision {
	t.Helper()
	added, err := st.Add(r, "asked")
	if err != nil {
		t.Fatal(err)
	}
	return added
}

func draft(t testing.TB, st *store.Store, r store.Revision) {
	t.Helper()
	if err := st.PutDraft(store.Draft{Kind: r.Kind, Slot: r.Slot, Visit: r.Visit, Body: r.Body}, "asked"); err != nil {
		t.Fatal(err)
	}
}

// The revisions below are of visit 1 of personal mastery.

func slot(stage content.Stage, field string) store.Slot {
	return store.Slot{Step: mastery.Step(stage), Field: field}
}

func answer(stage content.Stage, field, text string) store.Revision {
	return store.Revision{Kind: store.KindAnswer, Slot: slot(stage, field), Visit: 1, Body: store.Body{Text: text}}
}

func read() store.Revision {
	return store.Revision{Kind: store.KindRead, Slot: slot(content.Read, store.FieldRead), Visit: 1}
}

func rating(level, visit int) store.Revision {
	return store.Revision{Kind: store.KindRating, Slot: slot(content.Rate, store.FieldRating), Visit: visit,
		Body: store.Body{Rating: &store.Rating{Level: level}}}
}

func test(who, predicted, heard string) store.Revision {
	return store.Revision{Kind: store.KindTest, Slot: slot(content.Test, store.FieldTest), Visit: 1,
		Body: store.Body{Test: &store.Test{Who: who, Ask: "What have you got better at?", Predicted: predicted, Heard: heard}}}
}

func visit(n int) store.Revision {
	return store.Revision{Kind: store.KindVisit, Slot: slot(content.Read, store.FieldVisit), Visit: n}
}

func commitment(t testing.TB, st *store.Store, c store.Commitment) store.Revision {
	t.Helper()
	if c.ID.IsZero() {
		id, err := st.NewID()
		if err != nil {
			t.Fatal(err)
		}
		c.ID = id
	}
	if c.State == "" {
		c.State = store.StateOpen
	}
	return store.Revision{Kind: store.KindCommitment, Slot: slot(content.Commit, store.CommitmentField(c.ID)), Visit: 1,
		Body: store.Body{Commitment: &c}}
}
