package store

import (
	"errors"
	"slices"
	"strings"
	"time"

	"goldenthread/store/file"
)

// Shared holds how far a revision may go.
type Shared struct {
	As     Sharing
	At     time.Time // when it was marked; zero if it never was
	Lapsed Sharing   // what an earlier text of the visit was marked as, if that was not private; "" else
}

// ErrNothingToShare reports that there is nothing that could be marked.
var ErrNothingToShare = errors.New("store: there is no answer to mark")

// Share marks the newest revision that a slot got in a visit. What was marked
// before stays in the history of the marks.
func (s *Store) Share(slot Slot, visit int, as Sharing) error {
	r, found, err := s.LatestOf(slot, visit)
	if err != nil {
		return err
	}
	if spec := s.kinds.Of(r.Kind); !found || spec == nil || !spec.Written || r.Body.isBlank() {
		return ErrNothingToShare
	}
	_, err = s.Add(Revision{Kind: KindShare, Slot: shareSlot(r), Visit: r.Visit, Body: Body{Share: &Share{As: as, Of: r.ID}}}, "")
	return err
}

// SharedAs returns how far a revision may go. Where two computers have marked it
// differently it is the nearer step, and where a mark cannot be read it is private.
func (s *Store) SharedAs(r Revision) (shared Shared, err error) {
	shared.As = Private
	var found []Share
	err = s.read(func(tx transaction) error {
		slot := shareSlot(r)
		ids, err := heads(tx, slot)
		if err != nil {
			return err
		}
		for _, id := range ids {
			m, err := revisionAt(tx, slot, id)
			if err != nil {
				return err
			}
			if m.Share == nil {
				return damageTo(bucketRev, Origin{slot, id}, file.ErrMisplaced)
			}
			found = append(found, *m.Share)
			if m.At.After(shared.At) {
				shared.At = m.At
			}
		}
		return nil
	})
	if err != nil || len(found) == 0 {
		return Shared{As: Private}, err
	}
	nearest := slices.MinFunc(found, func(a, b Share) int {
		return slices.Index(Sharings[:], a.As) - slices.Index(Sharings[:], b.As)
	})
	switch other := slices.ContainsFunc(found, func(m Share) bool { return m.Of != r.ID }); {
	case !other:
		shared.As = nearest.As
	case nearest.As != Private:
		shared.Lapsed = nearest.As
	}
	return shared, nil
}

// isAnswer reports whether a slot is a place in which something is written.
func (s Slot) isAnswer() bool {
	return s.Field != FieldRead && s.Field != FieldVisit && !strings.HasPrefix(s.Field, shareFieldPrefix)
}
