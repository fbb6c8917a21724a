package screen

import (
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/theme"
)

// forget asks what of what one looks back on is to be deleted for good, and then
// once more. It deletes nothing itself.
type forget struct {
	list
	choices []choice
	chosen  *choice // what is doubted; nil before
}

// choice is something that can be deleted, and how much of it there is.
type choice struct {
	name   string
	route  route.Deleted
	traces store.Traces
}

func newForget(e *env.Env, r route.Delete) (nav.Screen, error) {
	f := &forget{list: list{env: e, keys: newListKeys().forQuestions()}}
	f.build = f.print
	for _, c := range wider(e, r) {
		var err error
		c.traces, err = e.Store.Traces(c.route.Holds())
		if _, err := unreadable(err); err != nil {
			return nil, err
		}
		if last := len(f.choices) - 1; len(c.traces) > 0 && (last < 0 || len(c.traces) > len(f.choices[last].traces)) {
			f.choices = append(f.choices, c)
		}
	}
	return f, nil
}

// wider returns what there is around an answer, each with more in it than the one
// before: the answer, its step, its unit, its framework, everything.
func wider(e *env.Env, r route.Delete) []choice {
	all := []choice{
		{name: "What you wrote here", route: route.Deleted{Slot: r.Slot}},
		{name: "All of the step " + r.Slot.Step.Stage().Title(), route: route.Deleted{Place: string(r.Slot.Step)}},
	}
	unit := r.Slot.Step.Unit()
	if u := e.Book.Unit(unit); u != nil {
		all = append(all, choice{name: "All of the unit " + u.Title, route: route.Deleted{Place: string(unit)}})
	} else {
		all = all[:1] // a tension, or a unit that is gone
	}
	if f := e.Book.Framework(content.FrameworkID(r.Scope)); f != nil {
		all = append(all, choice{name: "All of " + f.Short, route: route.Deleted{Place: r.Scope}})
	}
	if r.Scope == "" {
		all = append(all, choice{name: "Everything in this workbook", route: route.Deleted{}})
	}
	return all
}

func (f *forget) print() {
	if f.chosen == nil {
		f.say("What is to be deleted for good, with all that it said before?", theme.Loud)
		f.page.Gap()
		for i := range f.choices {
			c := &f.choices[i]
			f.choice(rune('1'+i), c.name, amount(f.env, c.traces), func() nav.Move { return f.turn(c) })
		}
		return
	}
	f.say("Delete this for good?", theme.Loud)
	f.page.Gap()
	for _, line := range places(f.env, f.chosen.traces) {
		f.under(line)
	}
	f.page.Gap()
	f.say("There is no way back: no snapshot is made of it first, and an import leaves it out. You are asked next about the snapshots that still hold it.", theme.Body)
	f.page.Gap()
	f.choice('1', "No, keep it", "", func() nav.Move { return f.turn(nil) })
	f.choice('2', "Yes, delete it for good", "", f.sure)
}

// turn goes from the choices to the question and back.
func (f *forget) turn(c *choice) nav.Move {
	f.chosen, f.cursor = c, 0
	f.layout()
	f.page.SetTop(0)
	return nil
}

// sure goes to where it is deleted. The screens that are open may hold what is to
// go, and must not save it again; what they could not save must be safe before.
func (f *forget) sure() nav.Move {
	if _, err := f.env.Store.Unsaved(); err != nil {
		return nav.Report{Err: err}
	}
	return nav.Reset{Route: f.chosen.route}
}

// places has a line for each step: where it is, and how much of it there is.
func places(e *env.Env, all store.Traces) []string {
	var lines []string
	for from := 0; from < len(all); {
		to := from
		for to < len(all) && all[to].Step == all[from].Step {
			to++
		}
		lines = append(lines, slotName(e, all[from].Slot)+": "+amount(e, all[from:to]))
		from = to
	}
	return lines
}

// amount is "2 answers, 5 versions, 4 Oct 2025 to 22 Nov".
func amount(e *env.Env, all store.Traces) string {
	total := all.Total()
	parts := []string{"that it was read"}
	if n := all.Answers(); n > 0 {
		parts = []string{countedAnswers(n), counted(all.Versions(), "version")}
	}
	day := func(at time.Time) string {
		if at.Year() == e.Now().Year() {
			return at.Format("2 Jan")
		}
		return at.Format("2 Jan 2006")
	}
	switch first, last := day(total.First), day(total.Last); {
	case total.First.IsZero(): // it is damaged
	case first == last:
		parts = append(parts, first)
	default:
		parts = append(parts, first+" to "+last)
	}
	return strings.Join(parts, ", ")
}

// Update takes an event.
func (f *forget) Update(msg tea.Msg) (nav.Move, tea.Cmd) { return f.update(msg), nil }

// Back takes the choice back.
func (f *forget) Back() bool {
	if f.chosen == nil {
		return false
	}
	f.turn(nil)
	return true
}

// Title says what it is about.
func (f *forget) Title() string { return "Look back " + f.env.Theme.Marks.Crumb + " Delete for good" }

// ShortHelp lists the keys of the footer.
func (f *forget) ShortHelp() []key.Binding {
	return []key.Binding{f.keys.choose, f.keys.open}
}
