package facilitate

import (
	"fmt"
	"time"
)

// action changes a running session. Tables of bindings turn keys into actions.
// Every change is an action and goes through do, on the goroutine of the program,
// whoever asks for it.
type action interface {
	apply(*run) error
}

// do applies an action. If that fails the note says why, and the error is
// returned to whoever has more to do after it.
func (r *run) do(a action) error {
	err := a.apply(r)
	if err != nil {
		r.note = why(err)
	}
	return err
}

// door lets a panel reach do.
type door func(action) error

// refusal says in words for the room why something cannot be done.
type refusal string

// Error returns the words.
func (e refusal) Error() string { return string(e) }

// What moves the session from step to step.
type (
	goNext struct{} // the next page of the step, what is not revealed yet, or the next step
	goBack struct{}
	goTo   struct{ step int } // from 0
)

func (goNext) apply(r *run) error {
	switch last := len(r.place.steps) - 1; {
	case !r.pager.last():
		r.pager.page++
	case r.place.Reveal < r.reveals() && !r.refused:
		return r.reveal()
	case r.place.Step < last:
		return r.enter(r.place.Step+1, 0)
	default: // a key that was pressed once too often ends nothing
		return refusal("That was the last step: q ends the session.")
	}
	return nil
}

func (goBack) apply(r *run) error {
	switch {
	case r.pager.page > 0:
		r.pager.page--
	case r.place.Reveal > 0:
		r.refused = false
		p := r.place
		p.Reveal--
		return r.keep(p)
	case r.place.Step > 0:
		return r.enter(r.place.Step-1, r.revealsOf(r.place.steps[r.place.Step-1]))
	}
	return nil
}

func (a goTo) apply(r *run) error {
	if a.step < 0 || a.step >= len(r.place.steps) {
		return noStep(fmt.Sprint(a.step+1), len(r.place.steps))
	}
	return r.enter(a.step, 0)
}

func noStep(number string, steps int) refusal {
	return refusal(fmt.Sprintf("There is no step %q: they go from 1 to %d.", number, steps))
}

// enter goes to a step, with so much of it shown. What lies over it is closed.
func (r *run) enter(step, reveal int) error {
	now := r.env.Now()
	p, _ := r.withUnsent()
	if err := r.keep(p.enter(step, reveal, now)); err != nil {
		return err
	}
	r.panel, r.pager, r.refused = nil, pager{}, false
	r.ticker.rang = r.place.left(now) <= 0
	return nil
}

// reveal shows the next part of the step. A spread is opened by it; if it cannot
// be, the next time goes on without it.
func (r *run) reveal() error {
	if r.spreadIsNext() {
		if err := r.openSpreads(); err != nil {
			r.refused = true
			return err
		}
	}
	p := r.place
	p.Reveal++
	if err := r.keep(p); err != nil {
		return err
	}
	r.pager = pager{}
	if name := kindOf(r.step()).opens; name != "" {
		return openPanel{name}.apply(r)
	}
	return nil
}

// What changes the clock of the step.
type (
	pauseClock struct{}                     // stops it, or lets it go on
	giveTime   struct{ more time.Duration } // negative takes it away
)

func (pauseClock) apply(r *run) error { return r.keep(r.place.pause(r.env.Now())) }

func (a giveTime) apply(r *run) error {
	now := r.env.Now()
	err := r.keep(r.place.give(a.more, now))
	if a.more > 0 {
		r.ticker.rang = r.place.left(now) <= 0
	}
	return err
}

// What lies over the step.
type (
	setBlank   struct{ on bool }
	showKeys   struct{}
	askStep    struct{} // for a number, to go there
	openPanel  struct{ name string }
	closePanel struct{}
	saveUnsent struct{} // what is typed into the panel and not kept yet
)

func (a setBlank) apply(r *run) error {
	r.blank = a.on
	return nil
}

func (showKeys) apply(r *run) error {
	r.help = &helpPages{}
	return nil
}

func (askStep) apply(r *run) error {
	r.jump = &jump{}
	return nil
}

// apply opens a panel, and keeps that it is open.
func (a openPanel) apply(r *run) error {
	p, _ := r.withUnsent()
	p.Panel = a.name
	if err := r.keep(p); err != nil {
		return err
	}
	r.open(a.name)
	return nil
}

// apply closes the panel. What was typed into it and not kept is kept for the
// next time.
func (closePanel) apply(r *run) error {
	p, _ := r.withUnsent()
	p.Panel = ""
	r.panel, r.refused = nil, false
	return r.keep(p)
}

func (saveUnsent) apply(r *run) error {
	p, changed := r.withUnsent()
	if !changed {
		return nil
	}
	return r.keep(p)
}
