package step

import (
	"errors"
	"fmt"
	"reflect"
	"time"

	tea "charm.land/bubbletea/v2"

	"goldenthread/store"
	"goldenthread/ui/autosave"
	"goldenthread/ui/env"
)

// revisionPause is how long somebody writes before a revision is made without
// leaving the step.
const revisionPause = 10 * time.Minute

// answer ties one slot of the store to what is on the screen. It is loaded
// when the step opens, saved as a draft while it is written, and made a
// revision when the step is left.
type answer struct {
	env   *env.Env
	slot  store.Slot
	kind  store.Kind
	visit int
	asked string // the words as shown

	body  func() store.Body         // what is on the screen now
	where func() (string, int, int) // focus, cursor and first row; nil when they do not matter

	auto    *autosave.Draft
	dirty   bool // there may be something that is not a revision yet
	mark    mark
	revised time.Time
}

// loaded is what was in a slot when its step was opened.
type loaded struct {
	store.Body
	focus       string
	cursor, top int
	draft       bool // it is a draft: cursor and top are where the writer was
}

// newAnswer reads a field of a step. The caller sets body, and where when it
// matters.
func newAnswer(e *env.Env, p Place, kind store.Kind, field, asked string) (*answer, loaded, error) {
	return newAnswerAt(e, p.slot(field), p.Visit, kind, asked)
}

// newAnswerAt reads a slot, as newAnswer does.
func newAnswerAt(e *env.Env, slot store.Slot, visit int, kind store.Kind, asked string) (*answer, loaded, error) {
	a := &answer{env: e, slot: slot, kind: kind, visit: visit, asked: asked, revised: e.Now()}
	a.auto = autosave.New(e.Now, e.Tick, a.snapshot)
	draft, ok, err := e.Store.Draft(a.slot)
	if err != nil {
		return nil, loaded{}, fmt.Errorf("step: open %s: %w", a.slot, err)
	}
	if err := a.readMark(); err != nil {
		return nil, loaded{}, fmt.Errorf("step: open %s: %w", a.slot, err)
	}
	if ok && draft.Visit == visit {
		a.dirty = true
		a.mark.stale = a.mark.as != store.Private && !reflect.DeepEqual(draft.Body, a.mark.of)
		return a, loaded{draft.Body, draft.Focus, draft.Cursor, draft.Top, true}, nil
	}
	latest, _, err := e.Store.LatestOf(a.slot, visit)
	if err != nil {
		return nil, loaded{}, fmt.Errorf("step: open %s: %w", a.slot, err)
	}
	return a, loaded{Body: latest.Body}, nil
}

// touch says that what is on the screen has changed.
func (a *answer) touch() tea.Cmd {
	a.dirty = true
	a.compareMark()
	return a.auto.Touch()
}

// snapshot returns the save of the draft as it is now. After a long stretch of
// writing it makes a revision as well, so that the way a thought grew is kept.
func (a *answer) snapshot() autosave.Save {
	now := a.env.Now()
	d := store.Draft{Kind: a.kind, Slot: a.slot, Visit: a.visit, Body: a.body(), At: now}
	if a.where != nil {
		d.Focus, d.Cursor, d.Top = a.where()
	}
	revise := now.Sub(a.revised) >= revisionPause
	if revise {
		a.revised = now
	}
	st, asked := a.env.Store, a.asked
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

// leave makes a revision of what is on the screen, unless it is what the
// newest revision of this visit says already.
func (a *answer) leave() error {
	if !a.dirty {
		return nil
	}
	err := a.auto.Finish(func() error { return a.revise(a.body()) })
	if err == nil {
		a.dirty = false
		a.revised = a.env.Now()
	}
	return err
}

func (a *answer) revise(body store.Body) error {
	st := a.env.Store
	latest, ok, err := st.LatestOf(a.slot, a.visit)
	if err == nil && (ok && reflect.DeepEqual(latest.Body, body) || !ok && blank(body)) {
		return st.DropDraft(a.slot)
	}
	_, err = st.Add(store.Revision{Kind: a.kind, Slot: a.slot, Visit: a.visit, Body: body}, a.asked)
	return err
}

func blank(b store.Body) bool { return reflect.DeepEqual(b, store.Body{}) }

// earlier returns the newest revision of the visits before this one, if any.
func (a *answer) earlier() (store.Revision, bool, error) {
	for visit := a.visit - 1; visit > 0; visit-- {
		r, ok, err := a.env.Store.LatestOf(a.slot, visit)
		if err != nil || ok && !blank(r.Body) {
			return r, ok, err
		}
	}
	return store.Revision{}, false, nil
}

// answers is all the slots of a step.
type answers []*answer

func (as answers) update(msg tea.Msg) tea.Cmd {
	var cmds []tea.Cmd
	for _, a := range as {
		cmds = append(cmds, a.auto.Update(msg))
	}
	return tea.Batch(cmds...)
}

// leave leaves all of them, also after one of them failed: each error says where
// its words are.
func (as answers) leave() error {
	var errs []error
	for _, a := range as {
		errs = append(errs, a.leave())
	}
	return errors.Join(errs...)
}

// flush puts every draft on the disk, now.
func (as answers) flush() error {
	var errs []error
	for _, a := range as {
		errs = append(errs, a.auto.Flush())
	}
	return errors.Join(errs...)
}

// state returns the state of the whole step: an error before everything else,
// and saved only when all of it is.
func (as answers) state() autosave.State {
	var sum autosave.State
	for _, a := range as {
		s := a.auto.State()
		if s.Err != nil && (sum.Err == nil || s.Unsaved.Before(sum.Unsaved)) {
			sum.Unsaved = s.Unsaved
		}
		sum.Err = errors.Join(sum.Err, s.Err)
		sum.Saving = sum.Saving || s.Saving
		if s.SavedAt.After(sum.SavedAt) {
			sum.SavedAt = s.SavedAt
		}
	}
	return sum
}
