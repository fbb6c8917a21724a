// Package answer is one answer while it is being given: loaded from its slot,
// kept as a draft, made a revision, marked, and checked out to another editor. It owns
// the rules of that and none of the words on a screen. It knows no terminal and
// no form, so that whatever can ask a question can take an answer with it. Start
// with Open.
package answer

import (
	"fmt"
	"reflect"
	"time"

	"goldenthread/store"
)

// revisionPause is the time of writing after which a revision is made without
// leaving the step.
const revisionPause = 10 * time.Minute

// Question names what is asked: the slot and kind of the answer, and the words as
// they are shown.
type Question struct {
	store.Slot
	Kind  store.Kind
	Visit int
	Asked string
}

// Answer ties one slot of a workbook to what somebody is writing. Its methods are
// called from one goroutine; the saves that Draft returns may run on another.
type Answer struct {
	Question
	store   func() *store.Store
	now     func() time.Time
	dirty   bool // there may be something that is not a revision yet
	mark    mark
	revised time.Time
}

// Loaded is the content of a slot when it is opened.
type Loaded struct {
	store.Body
	Place
	Draft bool // it is a draft: Place is where the writer was
}

// Place is a point in the text that is being written.
type Place struct {
	Focus       string // the part of the answer
	Cursor, Top int    // bytes before the cursor, and rows above the window
}

// Open reads the slot of a question: the draft of this visit, else
// its newest revision, else nothing. What is damaged there is passed over: it must not
// stand between a person and a new answer, and it is named elsewhere. in returns the
// workbook, which may go on in another file while an answer is given.
func Open(in func() *store.Store, now func() time.Time, q Question) (*Answer, Loaded, error) {
	a := &Answer{Question: q, store: in, now: now, revised: now()}
	draft, found, err := in().Draft(q.Slot)
	if _, err = store.Unreadable(err); err != nil {
		return nil, Loaded{}, fmt.Errorf("answer: open %s: %w", q.Slot, err)
	}
	if err := a.readMark(); err != nil {
		return nil, Loaded{}, fmt.Errorf("answer: open %s: %w", q.Slot, err)
	}
	if found && store.VisitNumber(draft.Visit) == q.Visit {
		a.dirty = true
		a.mark.stale = a.mark.as != store.Private && !reflect.DeepEqual(draft.Body, a.mark.of)
		return a, Loaded{draft.Body, Place{draft.Focus, draft.Cursor, draft.Top}, true}, nil
	}
	latest, _, err := in().LatestOf(q.Slot, q.Visit)
	if _, err = store.Unreadable(err); err != nil {
		return nil, Loaded{}, fmt.Errorf("answer: open %s: %w", q.Slot, err)
	}
	return a, Loaded{Body: latest.Body}, nil
}

// Touch notes that the answer has changed. body returns it as it now is, and is
// called only where that matters.
func (a *Answer) Touch(body func() store.Body) {
	a.dirty = true
	a.compareMark(body)
}

// Dirty reports whether there may be something that is not a revision yet.
func (a *Answer) Dirty() bool { return a.dirty }

// Draft returns the save of an answer as it now is. After a long stretch of writing
// it makes a revision as well, so that the way a thought grew is kept.
func (a *Answer) Draft(body store.Body, at Place) (save func() error) {
	now := a.now()
	d := store.Draft{
		Kind: a.Kind, Slot: a.Slot, Visit: a.Visit, Body: body, At: now,
		Focus: at.Focus, Cursor: at.Cursor, Top: at.Top,
	}
	revise := now.Sub(a.revised) >= revisionPause
	if revise {
		a.revised = now
	}
	st, asked := a.store(), a.Asked
	return func() error {
		if revise {
			if _, err := st.Add(revisionOf(d), asked); err != nil {
				return err
			}
		}
		return st.PutDraft(d, asked)
	}
}

func revisionOf(d store.Draft) store.Revision {
	return store.Revision{Kind: d.Kind, Slot: d.Slot, Visit: d.Visit, Body: d.Body}
}

// Revise makes a revision of an answer, unless that is what the newest revision of
// this visit says already. After an error the answer is as dirty as before.
func (a *Answer) Revise(body store.Body) error {
	if err := a.revise(body); err != nil {
		return err
	}
	a.dirty, a.revised = false, a.now()
	return nil
}

func (a *Answer) revise(body store.Body) error {
	latest, ok, err := a.store().LatestOf(a.Slot, a.Visit)
	if err == nil && (ok && reflect.DeepEqual(latest.Body, body) || !ok && isNothing(body)) {
		return a.store().DropDraft(a.Slot)
	}
	_, err = a.store().Add(store.Revision{Kind: a.Kind, Slot: a.Slot, Visit: a.Visit, Body: body}, a.Asked)
	return err
}

func isNothing(b store.Body) bool { return reflect.DeepEqual(b, store.Body{}) }

// Earlier returns the newest revision of the visits before this one, if any.
func (a *Answer) Earlier() (store.Revision, bool, error) {
	for visit := a.Visit - 1; visit > 0; visit-- {
		r, ok, err := a.store().LatestOf(a.Slot, visit)
		if _, err = store.Unreadable(err); err != nil || ok && !isNothing(r.Body) {
			return r, ok, err
		}
	}
	return store.Revision{}, false, nil
}
