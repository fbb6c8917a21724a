package screen

import (
	"fmt"
	"slices"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/theme"
)

// recovering offers what could not be saved the last time: to put it back, to
// keep it for later, or, when asked twice, to throw it away.
type recovering struct {
	list
	offered []store.Recovery
	stage   recoverStage
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

func newRecovering(e *env.Env) (nav.Screen, error) {
	offered, err := e.Store.Recoveries()
	if err != nil {
		return nil, err
	}
	r := &recovering{
		list: list{env: e, keys: newListKeys().forQuestions()}, offered: offered,
		later: key.NewBinding(key.WithKeys("esc"), key.WithHelp("esc", "keep for later")),
	}
	r.build = r.print
	return r, nil
}

func (r *recovering) print() {
	switch r.stage {
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
	r.say("Not everything that you wrote could be saved "+r.when()+".", theme.Loud)
	if len(slots) > 0 {
		r.say(fmt.Sprintf("The recovery journal has %s that the workbook has not:", countedAnswers(len(slots))), theme.Body)
		r.page.Gap()
		for _, name := range r.names(slots) {
			r.under(name)
		}
	}
	r.sayUnreadable()
	if r.trouble != nil {
		r.page.Gap()
		r.say("That did not work: "+Why(r.trouble)+". The journal is as it was.", theme.Loud)
	}
	r.page.Gap()
	if len(slots) > 0 {
		r.choice('1', "Put it back", "What you wrote since stays", r.putBack)
	}
	r.choice('2', "Keep it for later", "Offered at the next start", func() nav.Move { return nav.Pop{} })
	r.choice('3', "Throw it away", "You are asked once more", r.doubt)
}

// sayUnreadable says what is damaged in the journals themselves.
func (r *recovering) sayUnreadable() {
	for _, o := range r.offered {
		switch {
		case o.Err != nil:
			r.page.Gap()
			r.say("A journal cannot be read, and is left as it is:", theme.Body)
			r.under(o.Path)
		case o.Unreadable > 0:
			r.page.Gap()
			r.say("Part of a journal is damaged. What can be read of it is offered, and the file is kept.", theme.Body)
		}
	}
}

func (r *recovering) printDoubt() {
	r.say(fmt.Sprintf("Throw %s away for good?", countedAnswers(len(r.slots()))), theme.Loud)
	r.say("What you wrote there is nowhere else, and there is no way back.", theme.Body)
	r.page.Gap()
	r.choice('1', "No, keep it", "", func() nav.Move { return r.turn(offering) })
	r.choice('2', "Yes, throw it away", "", r.discard)
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
	r.say("Your words are in the workbook.", theme.Loud)
	r.printWhere("In their places:", back)
	r.printWhere("You had written on here, so they are among the earlier answers:", earlier)
	for _, path := range aside {
		r.page.Gap()
		r.say("What was damaged of the journal is kept:", theme.Body)
		r.under(path)
	}
	r.page.Gap()
	r.choice('1', "Go on", "", func() nav.Move { return nav.Pop{} })
}

func (r *recovering) printWhere(says string, slots []store.Slot) {
	if len(slots) == 0 {
		return
	}
	r.page.Gap()
	r.say(says, theme.Body)
	for _, name := range r.names(slots) {
		r.under(name)
	}
}

func (r *recovering) putBack() nav.Move {
	for len(r.offered) > 0 {
		if r.offered[0].Err == nil {
			done, err := r.env.Store.Recover(r.offered[0].Path)
			if err != nil {
				r.trouble = err
				return r.turn(offering)
			}
			r.done = append(r.done, done)
		}
		r.offered = r.offered[1:]
	}
	return r.turn(recovered)
}

func (r *recovering) doubt() nav.Move { return r.turn(doubting) }

func (r *recovering) discard() nav.Move {
	for len(r.offered) > 0 {
		if err := store.Discard(r.offered[0]); err != nil {
			r.trouble = err
			return r.turn(offering)
		}
		r.offered = r.offered[1:]
	}
	return nav.Pop{}
}

// turn shows another stage of the offer.
func (r *recovering) turn(to recoverStage) nav.Move {
	r.stage, r.cursor = to, 0
	r.layout()
	r.page.SetTop(0)
	return nil
}

// Back takes the question back whether they are to be thrown away.
func (r *recovering) Back() bool {
	if r.stage != doubting {
		return false
	}
	r.turn(offering)
	return true
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

// names says where slots are, as a person knows it, each place once.
func (r *recovering) names(slots []store.Slot) []string {
	var names []string
	for _, slot := range slots {
		if name := slotName(r.env, slot); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// slotName is a unit and a step of it, or else what stands in the file.
func slotName(e *env.Env, slot store.Slot) string {
	if u := e.Book.Unit(slot.Step.Unit()); u != nil && slices.Contains(content.Stages[:], slot.Step.Stage()) {
		return u.Title + " " + e.Theme.Marks.Dot + " " + slot.Step.Stage().Title()
	}
	return string(slot.Step)
}

// when says from when to when the words were written.
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

func countedAnswers(n int) string { return counted(n, "answer") }

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// Update takes an event.
func (r *recovering) Update(msg tea.Msg) (nav.Move, tea.Cmd) { return r.update(msg), nil }

// Title says what it is about.
func (r *recovering) Title() string { return "Words that could not be saved" }

// ShortHelp lists the keys of the footer.
func (r *recovering) ShortHelp() []key.Binding {
	if r.stage == offering {
		return []key.Binding{r.keys.open, r.later, r.keys.choose}
	}
	return []key.Binding{r.keys.open, r.keys.choose}
}
