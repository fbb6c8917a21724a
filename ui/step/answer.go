package step

import (
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"goldenthread/store"
	"goldenthread/ui/answer"
	"goldenthread/ui/autosave"
	"goldenthread/ui/env"
)

// answering ties an answer to its fields on the screen: it is saved as a draft
// while they are written in, and made a revision when the step is left.
type answering struct {
	*answer.Answer
	body  func() store.Body   // what is on the screen now
	where func() answer.Place // where the writer is; nil when that does not matter
	auto  *autosave.Draft
}

// newAnswer reads a field of a step. The caller sets body, and where when it
// matters.
func newAnswer(e *env.Env, p Place, kind store.Kind, field, asked string) (*answering, answer.Loaded, error) {
	return open(e, answer.Question{Slot: p.Slot(field), Kind: kind, Visit: p.Visit, Asked: asked})
}

// open reads the slot of a question, as newAnswer does.
func open(e *env.Env, q answer.Question) (*answering, answer.Loaded, error) {
	opened, l, err := answer.Open(func() *store.Store { return e.Store }, e.Now, q)
	if err != nil {
		return nil, answer.Loaded{}, fmt.Errorf("step: %w", err)
	}
	a := &answering{Answer: opened}
	a.auto = autosave.New(e.Now, e.Tick, a.snapshot)
	return a, l, nil
}

// touch notes that the text on the screen has changed.
func (a *answering) touch() tea.Cmd {
	a.Touch(a.body)
	return a.auto.Touch()
}

// snapshot returns the save of the draft as it is now.
func (a *answering) snapshot() autosave.Save {
	var at answer.Place
	if a.where != nil {
		at = a.where()
	}
	return a.Draft(a.body(), at)
}

// leave makes a revision of the text on the screen.
func (a *answering) leave() error {
	if !a.Dirty() {
		return nil
	}
	return a.auto.Finish(func() error { return a.Revise(a.body()) })
}

// keepEarlier keeps a text of a field among the earlier versions.
func (a *answering) keepEarlier(part, text string) error {
	return a.auto.Finish(func() error { return a.KeepEarlier(a.body(), part, text) })
}

// share marks the answer as it is on the screen, one step further than it is.
func (a *answering) share() { a.Share(a.leave) }

// answers are those of a step.
type answers []*answering

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

// readMarks reads the marks anew, which may have been changed while looking back.
func (as answers) readMarks() error {
	for _, a := range as {
		if err := a.Reread(a.body); err != nil {
			return err
		}
	}
	return nil
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
		sum.Pending = sum.Pending || s.Pending
		if s.SavedAt.After(sum.SavedAt) {
			sum.SavedAt = s.SavedAt
		}
	}
	return sum
}
