package reflection

import (
	"errors"
	"reflect"
	"strings"

	"goldenthread/store"
	"goldenthread/store/insight"
	"goldenthread/ui/answer"
	"goldenthread/ui/env"
)

// memories holds the answers that can be looked back on in a place, the newest first.
type memories struct {
	entries []memory
	damaged int // answers that cannot be read
}

// memory is one revision with the words that it answered, and how far it may go.
type memory struct {
	store.Revision
	asked  string
	beside bool // another computer has written on, too
	answer.Sharing
}

// remember reads the answers of a scope: a step, a unit, a framework, or with "" all of
// them. Of the revisions that were made while one answer grew, only the last of each
// visit is returned, unless the scope is a step. Where two computers have each written
// on, both last ones are.
func remember(e *env.Env, scope string) (m memories, err error) {
	all := insight.NewOrder()
	for r, err := range e.Store.Revisions() {
		if n, err := store.Unreadable(err); err != nil {
			return m, err
		} else if n > 0 {
			m.damaged++
			continue
		}
		if within(scope, string(r.Step)) && e.Kinds.Of(r.Kind).Lines != nil {
			all.Add(r)
		}
	}
	for _, r := range all.NewestFirst() {
		last, beside := all.IsEnd(r)
		if !last && string(r.Step) != scope {
			continue
		}
		asked, _, err := e.Store.Wording(r.Wording)
		if n, err := store.Unreadable(err); err != nil {
			return m, err
		} else if n > 0 {
			asked = lostQuestion
		}
		shared, damaged, err := sharedAs(e, r)
		if err != nil {
			return m, err
		}
		m.damaged += damaged
		m.entries = append(m.entries, memory{r, asked, beside, shared})
	}
	return m, nil
}

// lostQuestion takes the place of the words of a question that are damaged: the answer
// is whole.
const lostQuestion = "(The question that this answers cannot be read any more.)"

// within reports whether a step is in a scope.
func within(scope, step string) bool {
	return scope == "" || step == scope || strings.HasPrefix(step, scope+"/")
}

// sharedAs returns how far a revision may go; one that is being written on may go
// nowhere. damaged counts the marks that cannot be read.
func sharedAs(e *env.Env, r store.Revision) (s answer.Sharing, damaged int, err error) {
	shared, err := e.Store.SharedAs(r)
	if damaged, err = store.Unreadable(err); err != nil {
		return s, damaged, err
	}
	s = answer.Sharing{As: shared.As, Lapsed: shared.Lapsed != ""}
	draft, found, err := e.Store.Draft(r.Slot)
	if _, err := store.Unreadable(err); err != nil {
		return s, damaged, err
	}
	if found && store.VisitNumber(draft.Visit) == store.VisitNumber(r.Visit) && s.As != store.Private && !reflect.DeepEqual(draft.Body, r.Body) {
		s = answer.Sharing{As: store.Private, Lapsed: true}
	}
	return s, damaged, nil
}

// share lets the answer go one step further than it may now.
func (m *memory) share(e *env.Env) error {
	err := e.Store.Share(m.Slot, m.Visit, m.As.Next())
	if errors.Is(err, store.ErrNothingToShare) {
		m.Empty = true
		return nil
	}
	if err == nil {
		m.Sharing, _, err = sharedAs(e, m.Revision)
	}
	return err
}
