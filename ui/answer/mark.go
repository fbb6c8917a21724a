package answer

import (
	"errors"
	"reflect"

	"goldenthread/store"
)

// Sharing holds the share mark of an answer, and the outcome of setting it.
type Sharing struct {
	As     store.Sharing
	Lapsed bool  // it was marked, and its words have changed since
	Empty  bool  // it was to be marked, and there is nothing in it
	Err    error // why it could not be marked; nil when it could
}

// mark is the last mark of an answer, and the words that were marked.
type mark struct {
	as     store.Sharing
	of     store.Body
	stale  bool // the words are others now
	lapsed bool // an earlier revision was marked, and this one is not
	empty  bool
	err    error
}

// Reread reads the mark anew, which may have been changed while looking back.
func (a *Answer) Reread(body func() store.Body) error {
	if err := a.readMark(); err != nil {
		return err
	}
	a.compareMark(body)
	return nil
}

// readMark reads the mark of the newest revision of the visit.
func (a *Answer) readMark() error {
	a.mark = mark{as: store.Private}
	latest, found, err := a.store().LatestOf(a.Slot, a.Visit)
	if _, err = store.Unreadable(err); err != nil || !found {
		return err
	}
	shared, err := a.store().SharedAs(latest)
	a.mark = mark{as: shared.As, of: latest.Body, lapsed: shared.Lapsed != ""}
	_, err = store.Unreadable(err) // where the mark is, the answer is private, and a new mark can be set
	return err
}

// compareMark compares the words with those that were marked. Where nothing was
// marked, which is nearly everywhere, it costs nothing.
func (a *Answer) compareMark(body func() store.Body) {
	a.mark.empty, a.mark.err = false, nil
	if a.mark.as != store.Private {
		a.mark.stale = !reflect.DeepEqual(body(), a.mark.of)
	}
}

// Share marks the answer one step further than it is. leave makes a revision of it
// first, as Revise does: only a revision can be marked.
func (a *Answer) Share(leave func() error) {
	as := a.Sharing().As.Next()
	a.mark.empty, a.mark.err = false, nil
	err := leave()
	if err == nil {
		err = a.store().Share(a.Slot, a.Visit, as)
	}
	if err == nil {
		err = a.readMark()
	}
	if a.mark.empty = errors.Is(err, store.ErrNothingToShare); !a.mark.empty {
		a.mark.err = err
	}
}

// Sharing returns how far the answer may go as it now is.
func (a *Answer) Sharing() Sharing {
	s := Sharing{As: a.mark.as, Lapsed: a.mark.stale || a.mark.lapsed, Empty: a.mark.empty, Err: a.mark.err}
	if s.Lapsed {
		s.As = store.Private
	}
	return s
}
