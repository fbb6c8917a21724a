package step

import (
	"errors"
	"reflect"

	"charm.land/bubbles/v2/key"

	"goldenthread/store"
)

// Sharing is how far the answer that has the focus may go.
type Sharing struct {
	As     store.Sharing
	Lapsed bool  // it was marked, and its words have changed since
	Empty  bool  // it was to be marked, and there is nothing in it
	Err    error // why it could not be marked; nil when it could
}

// NewShareKey makes the binding that marks an answer. It has no other key with alt:
// esc and a letter in quick succession are the same, and nothing is to be marked by
// mistake.
func NewShareKey() key.Binding {
	return key.NewBinding(key.WithKeys("ctrl+p"), key.WithHelp("ctrl+p", "private or shared"))
}

// Resume reads the marks anew, which may have been changed while looking back.
func (w *writing) Resume() error { return w.answers.readMarks() }

// Resume reads the mark anew, which may have been changed while looking back.
func (r *rate) Resume() error { return r.answers.readMarks() }

func (as answers) readMarks() error {
	for _, a := range as {
		if err := a.readMark(); err != nil {
			return err
		}
		a.compareMark()
	}
	return nil
}

// mark is what an answer was last marked as, and the words that were marked.
type mark struct {
	as     store.Sharing
	of     store.Body
	stale  bool // the words on the screen are others now
	lapsed bool // an earlier revision was marked, and this one is not
	empty  bool
	err    error
}

// readMark reads how the newest revision of the visit is marked.
func (a *answer) readMark() error {
	a.mark = mark{as: store.Private}
	latest, found, err := a.env.Store.LatestOf(a.slot, a.visit)
	if err != nil || !found {
		return err
	}
	shared, err := a.env.Store.SharedAs(latest)
	a.mark = mark{as: shared.As, of: latest.Body, lapsed: shared.Lapsed != ""}
	var damage *store.Damage
	if errors.As(err, &damage) {
		return nil // it is private, and a new mark can be set
	}
	return err
}

// compareMark says whether the words are still those that were marked. Where
// nothing was marked, which is nearly everywhere, it costs nothing.
func (a *answer) compareMark() {
	a.mark.empty, a.mark.err = false, nil
	if a.mark.as != store.Private {
		a.mark.stale = !reflect.DeepEqual(a.body(), a.mark.of)
	}
}

// share marks the answer as it stands on the screen, one step further than it is.
func (a *answer) share() {
	as := a.sharing().As.Next()
	a.mark.empty, a.mark.err = false, nil
	err := a.leave()
	if err == nil {
		err = a.env.Store.Share(a.slot, a.visit, as)
	}
	if err == nil {
		err = a.readMark()
	}
	if a.mark.empty = errors.Is(err, store.ErrNothingToShare); !a.mark.empty {
		a.mark.err = err
	}
}

func (a *answer) sharing() Sharing {
	s := Sharing{As: a.mark.as, Lapsed: a.mark.stale || a.mark.lapsed, Empty: a.mark.empty, Err: a.mark.err}
	if s.Lapsed {
		s.As = store.Private
	}
	return s
}

// sharingSays explains what a mark means, where there is room for it.
func sharingSays(s Sharing) string {
	switch {
	case s.Err != nil:
		return "It could not be marked, and is as private as before."
	case s.Empty:
		return "There is nothing to mark yet. Write first."
	case s.As == store.Shareable:
		return "Shareable, in these words: `goldenthread export --share` takes it. If you change the words, it is private again."
	case s.As == store.Evidence:
		return "Evidence, in these words: `goldenthread export --evidence` takes it. If you change the words, it is private again."
	}
	return "Private: nothing takes it but your own export of everything."
}
