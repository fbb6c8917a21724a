package store

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Sharing says how far an answer may go.
type Sharing string

// The steps of sharing, from nobody to anybody. Each is written into the file
// and never renamed.
const (
	Private   Sharing = "private"   // nobody is given it; every answer is, until it is marked
	Shareable Sharing = "shareable" // it may be given to somebody
	Evidence  Sharing = "evidence"  // it may stand in a file about the work
)

// Sharings are the steps in their order.
var Sharings = [...]Sharing{Private, Shareable, Evidence}

// Next returns the step after s; private comes after the last.
func (s Sharing) Next() Sharing {
	return Sharings[(slices.Index(Sharings[:], s)+1)%len(Sharings)]
}

// Share is that somebody marked an answer: the words of one revision and no
// others. Words that are written later are private until they are marked.
type Share struct {
	As Sharing `json:"as"`
	Of ID      `json:"of"` // the revision
}

const shareFieldPrefix = "share/"

// ShareField returns the field that the marks of a field are kept in, one for
// each visit of the unit.
func ShareField(field string, visit int) string {
	return shareFieldPrefix + field + "/" + strconv.Itoa(max(visit, 1))
}

func shareSlot(r Revision) Slot { return Slot{r.Step, ShareField(r.Field, r.Visit)} }

// Shared is how far a revision may go.
type Shared struct {
	As     Sharing
	At     time.Time // when it was marked; zero if it never was
	Lapsed Sharing   // what an earlier text of the visit was marked as, if that was not private; "" else
}

// ErrNothingToShare is that there is nothing that could be marked.
var ErrNothingToShare = errors.New("store: there is no answer to mark")

// Share marks the newest revision that a slot got in a visit. What was marked
// before stays in the history of the marks.
func (s *Store) Share(slot Slot, visit int, as Sharing) error {
	r, found, err := s.LatestOf(slot, visit)
	if err != nil {
		return err
	}
	if !found || !r.Body.sharable() {
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
	err = s.view(func(tx transaction) error {
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

// sharable reports whether there is something in it to be marked.
func (b *Body) sharable() bool {
	return strings.TrimSpace(b.Text) != "" || b.Rating != nil || b.Test != nil || b.Commitment != nil || b.Tension != nil
}

// validateShare keeps marks and answers apart: a mark that stood among answers
// would hide one.
func validateShare(kind Kind, slot Slot, share *Share) error {
	if strings.HasPrefix(slot.Field, shareFieldPrefix) != (kind == KindShare) {
		return fmt.Errorf("store: %s: not the field of a %s", slot, kind)
	}
	if share != nil && (!slices.Contains(Sharings[:], share.As) || share.Of.IsZero()) {
		return fmt.Errorf("store: %s: a mark needs a step and a revision", slot)
	}
	return nil
}

// isAnswer reports whether a slot is a place in which something is written.
func (s Slot) isAnswer() bool {
	return s.Field != FieldRead && s.Field != FieldVisit && !strings.HasPrefix(s.Field, shareFieldPrefix)
}
