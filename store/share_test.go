package store

import (
	"errors"
	"testing"
	"time"
)

func share(t *testing.T, s *Store, slot Slot, visit int, as Sharing) {
	t.Helper()
	if err := s.Share(slot, visit, as); err != nil {
		t.Fatal(err)
	}
}

func wantShared(t *testing.T, s *Store, r Revision, as, lapsed Sharing) Shared {
	t.Helper()
	shared, err := s.SharedAs(r)
	if err != nil || shared.As != as || shared.Lapsed != lapsed {
		t.Errorf("%s, visit %d, is %+v (%v); want %q, lapsed %q", r.Slot, r.Visit, shared, err, as, lapsed)
	}
	return shared
}

func inVisit(visit int, text string) Revision {
	r := answer(noticed, text)
	r.Visit = visit
	return r
}

// A mark holds for the words that it was put on, of its visit alone. It hides no
// answer, counts as none, and everything before it stays in its history.
func TestShare(t *testing.T) {
	c := newClock()
	s := openAt(t, workbookPath(t), Options{Now: c.now})
	first := add(t, s, inVisit(1, "first"))
	wantShared(t, s, first, Private, "")
	share(t, s, noticed, 1, Shareable)
	if at := wantShared(t, s, first, Shareable, "").At; !at.Equal(c.now()) {
		t.Errorf("marked at %v", at)
	}
	share(t, s, noticed, 1, Evidence)
	wantShared(t, s, first, Evidence, "")

	changed := add(t, s, inVisit(1, "changed"))
	wantShared(t, s, changed, Private, Evidence)
	wantShared(t, s, first, Evidence, "")
	second := add(t, s, inVisit(2, "second"))
	wantShared(t, s, second, Private, "")
	share(t, s, noticed, 2, Shareable)
	wantShared(t, s, second, Shareable, "")
	wantShared(t, s, changed, Private, Evidence)
	share(t, s, noticed, 1, Private)
	wantShared(t, s, changed, Private, "")

	if latest, _, err := s.Latest(noticed); err != nil || latest.ID != second.ID {
		t.Errorf("the latest answer is %v (%v)", latest, err)
	}
	if n, err := s.Answers(); err != nil || n != 1 {
		t.Errorf("%d answers (%v)", n, err)
	}
	history, err := s.History(Slot{notice, ShareField(FieldAnswer, 1)})
	if err != nil || len(history) != 3 || history[1].Share.As != Evidence || history[1].Share.Of != first.ID {
		t.Errorf("%v %v", history, err)
	}
}

func TestShareOfNothing(t *testing.T) {
	s := openAt(t, workbookPath(t), Options{})
	if err := s.Share(noticed, 1, Shareable); !errors.Is(err, ErrNothingToShare) {
		t.Errorf("no answer: %v", err)
	}
	add(t, s, inVisit(1, "written"))
	if err := s.Share(noticed, 2, Shareable); !errors.Is(err, ErrNothingToShare) {
		t.Errorf("another visit: %v", err)
	}
	add(t, s, inVisit(1, " \n"))
	if err := s.Share(noticed, 1, Shareable); !errors.Is(err, ErrNothingToShare) {
		t.Errorf("taken back: %v", err)
	}
	add(t, s, inVisit(1, "again"))
	if err := s.Share(noticed, 1, "published"); err == nil {
		t.Error("a step that is none was taken")
	}
}

// Marks travel with the answers. Where two computers differ, the nearer step holds.
func TestShareImported(t *testing.T) {
	here, there := openAt(t, workbookPath(t), Options{}), openAt(t, workbookPath(t), Options{})
	r := add(t, here, inVisit(1, "together"))
	share(t, here, noticed, 1, Shareable)
	importInto(t, there, recordOf(t, here))
	same(t, "what it holds", recordOf(t, there), recordOf(t, here))
	wantShared(t, there, r, Shareable, "")

	share(t, here, noticed, 1, Private)
	share(t, there, noticed, 1, Evidence)
	importInto(t, here, recordOf(t, there))
	importInto(t, there, recordOf(t, here))
	wantShared(t, here, r, Private, "")
	wantShared(t, there, r, Private, "")
	share(t, here, noticed, 1, Shareable)
	wantShared(t, here, r, Shareable, "")
}

// A mark that names another text than the other computer's is no leave for either.
func TestShareOfTwoTexts(t *testing.T) {
	here, there := openAt(t, workbookPath(t), Options{}), openAt(t, workbookPath(t), Options{})
	add(t, here, inVisit(1, "together"))
	importInto(t, there, recordOf(t, here))
	one, two := add(t, here, inVisit(1, "here")), add(t, there, inVisit(1, "there"))
	share(t, here, noticed, 1, Shareable)
	share(t, there, noticed, 1, Shareable)
	importInto(t, here, recordOf(t, there))
	wantShared(t, here, one, Private, Shareable)
	wantShared(t, here, two, Private, Shareable)
}

// A damaged mark is none.
func TestShareDamaged(t *testing.T) {
	var r Revision
	path := damaged(t, `"as":"shareable"`, func(s *Store) {
		r = add(t, s, inVisit(1, "written"))
		share(t, s, noticed, 1, Shareable)
	})
	var damage *Damage
	if shared, err := openAt(t, path, Options{}).SharedAs(r); shared.As != Private || !errors.As(err, &damage) {
		t.Errorf("%+v (%v)", shared, err)
	}
}

func TestShareValidation(t *testing.T) {
	s := openAt(t, workbookPath(t), Options{})
	r := add(t, s, inVisit(1, "written"))
	mark := Revision{Kind: KindShare, Slot: noticed, Visit: 1, Body: Body{Share: &Share{As: Shareable, Of: r.ID}}}
	if _, err := s.Add(mark, ""); err == nil {
		t.Error("a mark stands among the answers")
	}
	among := inVisit(1, "an answer")
	among.Field = ShareField(FieldAnswer, 1)
	if _, err := s.Add(among, ""); err == nil {
		t.Error("an answer stands among the marks")
	}
	mark.Slot, mark.Share = among.Slot, &Share{As: Shareable}
	if _, err := s.Add(mark, ""); err == nil {
		t.Error("a mark of nothing was taken")
	}
}

func TestSharingNext(t *testing.T) {
	s := Private
	for _, want := range []Sharing{Shareable, Evidence, Private} {
		if s = s.Next(); s != want {
			t.Errorf("%q, want %q", s, want)
		}
	}
}

// BenchmarkSharedAs measures the lookup made for every item of an export and of
// looking back.
func BenchmarkSharedAs(b *testing.B) {
	s := openAt(b, workbookPath(b), Options{Now: func() time.Time { return newClock().Time }})
	r := add(b, s, inVisit(1, "written"))
	for range 20 {
		if err := s.Share(noticed, 1, Shareable); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		if _, err := s.SharedAs(r); err != nil {
			b.Fatal(err)
		}
	}
}
