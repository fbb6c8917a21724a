package file

import (
	"fmt"
	"slices"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/store"
	"goldenthread/ui/component/dialog"
	"goldenthread/ui/component/list"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/phrase"
	"goldenthread/ui/route"
	"goldenthread/ui/theme"
	"goldenthread/ui/trouble"
)

// recovering offers what could not be saved the last time: to put it back, to
// keep it for later, or, when asked twice, to throw it away.
type recovering struct {
	dialog.Dialog[recoverStage]
	env     *env.Env
	offered []store.Recovery
	done    []store.Recovered
	trouble error // why the last try failed
	later   key.Binding
}

type recoverStage int

const (
	offering recoverStage = iota
	doubting
	recovered
)

func newRecovering(e *env.Env, _ route.Recover) (*recovering, error) {
	offered, err := e.Store.Recoveries()
	if err != nil {
		return nil, err
	}
	r := &recovering{
		Dialog: dialog.New(e.Theme, offering), env: e, offered: offered,
		later: key.NewBinding(key.WithKeys("esc"), key.WithHelp("esc", "keep for later")),
	}
	r.Keys = r.Keys.ForQuestions()
	r.Build = r.print
	return r, nil
}

func (r *recovering) print() {
	switch r.Stage() {
	case doubting:
		r.printDoubt()
	case recovered:
		r.printDone()
	default:
		r.printOffer()
	}
}

func (r *recovering) printOffer() {
	slots := r.slots()
	r.Say("Not everything that you wrote could be saved "+r.when()+".", theme.Loud)
	if len(slots) > 0 {
		r.Say(fmt.Sprintf("The recovery journal has %s that the workbook has not:", phrase.Count(len(slots), "answer")), theme.Body)
		r.Page.Gap()
		for _, name := range r.names(slots) {
			r.Under(name)
		}
	}
	r.sayUnreadable()
	if r.trouble != nil {
		r.Page.Gap()
		r.Say("That did not work: "+trouble.Why(r.trouble)+". The journal is as it was.", theme.Loud)
	}
	r.Page.Gap()
	if len(slots) > 0 {
		r.Choice('1', "Put it back", "What you wrote since stays", r.putBack)
	}
	r.Choice('2', "Keep it for later", "Offered at the next start", list.To(nav.Pop{}))
	r.Choice('3', "Throw it away", "You are asked once more", r.Asking(doubting))
}

// sayUnreadable names the journals that are damaged themselves.
func (r *recovering) sayUnreadable() {
	for _, o := range r.offered {
		switch {
		case o.Err != nil:
			r.Page.Gap()
			r.Say("A journal cannot be read, and is left as it is:", theme.Body)
			r.Under(o.Path)
		case o.Unreadable > 0:
			r.Page.Gap()
			r.Say("Part of a journal is damaged. What can be read of it is offered, and the file is kept.", theme.Body)
		}
	}
}

func (r *recovering) printDoubt() {
	r.Say(fmt.Sprintf("Throw %s away for good?", phrase.Count(len(r.slots()), "answer")), theme.Loud)
	r.Say("What you wrote there is nowhere else, and there is no way back.", theme.Body)
	r.Page.Gap()
	r.Choice('1', "No, keep it", "", r.Returning)
	r.Choice('2', "Yes, throw it away", "", r.discard)
}

func (r *recovering) printDone() {
	var back, earlier []store.Slot
	var aside []string
	for _, d := range r.done {
		back, earlier = append(back, d.Back...), append(earlier, d.Earlier...)
		if d.Aside != "" {
			aside = append(aside, d.Aside)
		}
	}
	r.Say("Your words are in the workbook.", theme.Loud)
	r.printWhere("In their places:", back)
	r.printWhere("You had written on here, so they are among the earlier answers:", earlier)
	for _, path := range aside {
		r.Page.Gap()
		r.Say("What was damaged of the journal is kept:", theme.Body)
		r.Under(path)
	}
	r.Page.Gap()
	r.Choice('1', "Go on", "", list.To(nav.Pop{}))
}

func (r *recovering) printWhere(says string, slots []store.Slot) {
	if len(slots) == 0 {
		return
	}
	r.Page.Gap()
	r.Say(says, theme.Body)
	for _, name := range r.names(slots) {
		r.Under(name)
	}
}

func (r *recovering) putBack() (nav.Move, tea.Cmd) {
	for len(r.offered) > 0 {
		if r.offered[0].Err == nil {
			done, err := r.env.Store.Recover(r.offered[0].Path)
			if err != nil {
				return r.failed(err)
			}
			r.done = append(r.done, done)
		}
		r.offered = r.offered[1:]
	}
	r.Turn(recovered)
	return nil, nil
}

func (r *recovering) discard() (nav.Move, tea.Cmd) {
	for len(r.offered) > 0 {
		if err := store.Discard(r.offered[0]); err != nil {
			return r.failed(err)
		}
		r.offered = r.offered[1:]
	}
	return nav.Pop{}, nil
}

// failed offers what is still there, and says why the last try failed.
func (r *recovering) failed(err error) (nav.Move, tea.Cmd) {
	r.trouble = err
	r.Turn(offering)
	return nil, nil
}

// slots returns what is offered, each once.
func (r *recovering) slots() []store.Slot {
	var slots []store.Slot
	for _, o := range r.offered {
		for _, slot := range o.Slots {
			if !slices.Contains(slots, slot) {
				slots = append(slots, slot)
			}
		}
	}
	return slots
}

// names returns the places of slots as a person knows them, each once.
func (r *recovering) names(slots []store.Slot) []string {
	var names []string
	for _, slot := range slots {
		if name := r.env.PlaceOf(slot); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// when returns the time in which the words were written: "on Sunday 22 November, 14:03".
func (r *recovering) when() string {
	var since, at time.Time
	for _, o := range r.offered {
		if o.At.IsZero() {
			continue
		}
		if since.IsZero() || o.Since.Before(since) {
			since = o.Since
		}
		if o.At.After(at) {
			at = o.At
		}
	}
	const day, clock = "Monday 2 January", "15:04"
	switch {
	case at.IsZero():
		return "the last time"
	case since.Equal(at):
		return "on " + at.Format(day+", "+clock)
	case since.Format(day) == at.Format(day):
		return "on " + at.Format(day) + ", from " + since.Format(clock) + " to " + at.Format(clock)
	default:
		return "from " + since.Format(day+", "+clock) + " to " + at.Format(day+", "+clock)
	}
}

// Title names the purpose.
func (r *recovering) Title() string { return "Words that could not be saved" }

// ShortHelp lists the keys of the footer.
func (r *recovering) ShortHelp() []key.Binding {
	if r.Stage() == offering {
		return []key.Binding{r.Keys.Open, r.later, r.Keys.Choose}
	}
	return []key.Binding{r.Keys.Open, r.Keys.Choose}
}
