package step

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/calendar"
	"goldenthread/store/insight"
)

// everyStep has each step: how it is opened, the words that it shows at first, and keys
// that answer it and keys that change the answer; a text is typed.
var everyStep = []struct {
	name         string
	open         func(*desk) (Step, error)
	asks         string
	answer, more []string
	types        bool // a field has the focus at first
}{
	{"read", at(content.Read), "An organisation learns only through people who go on learning.", nil, nil, false},
	{"notice", at(content.Notice), "Where in the last two weeks did you see", []string{"seen"}, []string{" again"}, true},
	{"rate", at(content.Rate), content.RatePrompt, []string{"2"}, []string{"3"}, false},
	{"interpret", at(content.Interpret), "whose growth counts?", []string{"seen"}, []string{" again"}, true},
	{"challenge", at(content.Challenge), "what would they see?", []string{"seen"}, []string{" again"}, true},
	{"test", at(content.Test), "Ask somebody in a support role", []string{"the office"}, []string{" again"}, true},
	{"commit", at(content.Commit), "What could stop it?", []string{" at nine"}, []string{" sharp"}, true},
	{"close", at(Close), content.WorkingPrompt, []string{"coffee"}, []string{" again"}, true},
	{"due", openDue, "Recall it first.", []string{"enter", "2"}, []string{"1"}, false},
	{"tension", openTension, "Change lasts when it grows", []string{"2"}, []string{"4"}, false},
}

func at(stage content.Stage) func(*desk) (Step, error) {
	return func(d *desk) (Step, error) { return Open(d.env, d.place(stage, 1)) }
}

func openDue(d *desk) (Step, error) {
	d.Helper()
	if d.due == nil {
		d.promise(store.Commitment{When: "the bell rings", Will: "ask", State: store.StateOpen, Due: calendar.Date{Year: 2026, Month: 11, Day: 20}})
	}
	return OpenDue(d.env, d.unit(mastery), *d.due)
}

func openTension(d *desk) (Step, error) { return OpenTension(d.env, d.env.Book.Tensions[0]) }

// answer plays what a row of everyStep has: names of keys are pressed, texts typed.
func (d *desk) answer(keys []string) {
	for _, k := range keys {
		if len(k) == 1 || k == "enter" {
			d.press(k)
		} else {
			d.write(k)
		}
	}
}

// Every step asks what the book asks, in every window, and nothing is kept of one that
// was only looked at.
func TestEveryStepAsks(t *testing.T) {
	d := newDesk(t)
	for _, s := range everyStep {
		d.show(s.open(d))
		for _, room := range rooms {
			d.resize(room[0], room[1])
			d.want(s.asks)
			if w, ok := d.step.(Writing); s.types != (ok && w.Typing()) || s.types != (d.cursor() != nil) {
				t.Errorf("%s: a field has the focus: %t", s.name, !s.types)
			}
		}
		if len(d.step.ShortHelp()) == 0 || len(d.step.FullHelp()) == 0 {
			t.Errorf("%s has no keys", s.name)
		}
		if k, ok := d.step.(Keeping); ok {
			d.leave()
			same(t, s.name+" begins with", k.State().SavedAt, time.Time{})
		}
		if now := d.drafts(); len(now) != 0 {
			t.Errorf("%s left drafts: %+v", s.name, now)
		}
	}
}

// What is answered is a draft after a rest, comes back after a kill with the cursor where
// it was, and is one revision when the step is left, however often.
func TestEveryStepKeepsItsAnswer(t *testing.T) {
	t.Parallel()
	for _, s := range everyStep[1:] {
		t.Run(s.name, func(t *testing.T) {
			d := newDesk(t)
			d.show(s.open(d))
			d.answer(s.answer)
			state := d.step.(Keeping).State()
			if !state.Saving || !state.SavedAt.IsZero() {
				t.Errorf("said to be saved: %+v", state)
			}
			d.at = d.at.Add(time.Minute)
			d.rest()
			state = d.step.(Keeping).State()
			if state.Saving || !state.SavedAt.Equal(d.at) || len(d.drafts()) != 1 {
				t.Errorf("not saved: %+v, %d drafts", state, len(d.drafts()))
			}
			slot := d.drafts()[0].Slot
			before, cursor := d.text(), fmt.Sprint(d.cursor())
			if s.name != "due" { // what became of a commitment is asked anew: see TestDueAfterAKill
				d.show(s.open(d))
				if s.name != "tension" { // which begins with the places
					same(t, "the cursor after a kill", fmt.Sprint(d.cursor()), cursor)
				}
				same(t, "the text after a kill", d.text(), before)
				d.answer(s.more)
			}
			d.leave()
			d.leave()
			history, err := d.env.Store.History(slot)
			d.check(err)
			if s.name == "due" {
				history = history[1:] // the commitment itself
			}
			if len(history) != 1 || len(d.drafts()) != 0 {
				t.Errorf("%d revisions and %d drafts", len(history), len(d.drafts()))
			}
		})
	}
}

// Whatever is typed, in whatever window, is drawn within it.
func TestEveryStepFits(t *testing.T) {
	t.Parallel()
	for _, s := range everyStep {
		t.Run(s.name, func(t *testing.T) {
			d := newDesk(t)
			d.show(s.open(d))
			d.wantFit()
			d.answer(s.answer)
			d.wantFit()
			for range 3 {
				d.send(tea.PasteMsg{Content: strings.Repeat("学校 👨‍👩‍👧‍👦 a-word-that-is-longer-than-every-narrow-window-could-ever-be ", 9)})
				d.wantFit()
				d.press("tab")
			}
		})
	}
}

// A workbook that cannot be read opens no step.
func TestNoStepOpensWithoutAWorkbook(t *testing.T) {
	for _, s := range everyStep {
		d := newDesk(t)
		_, err := s.open(d)
		d.check(err)
		d.check(d.env.Store.Close())
		if got, err := s.open(d); err == nil || got != nil {
			t.Errorf("%s: %v, %v", s.name, got, err)
		}
	}
}

// Every step of every unit takes an answer, and its bead says so.
func TestEveryUnitTakesAnswers(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for _, u := range d.env.Book.Units() {
		for _, stage := range content.Stages {
			d.show(Open(d.env, Place{Unit: u, Stage: stage, Visit: 1}))
			switch stage {
			case content.Read:
				d.press("enter")
				continue
			case content.Rate:
				d.press("2", "tab", "right", "tab", "right", "tab")
			default:
				d.write("A thought.")
			}
			d.leave()
		}
		p, err := insight.OfUnit(d.env.Book, d.env.Store, u.ID)
		d.check(err)
		want := [...]insight.Bead{insight.Done, insight.Done, insight.Done, insight.Done, insight.Done, insight.Started, insight.Done}
		same(t, string(u.ID), p.Beads, want)
	}
}

// What the book does not have is no step.
func TestOpenWhatIsNoStep(t *testing.T) {
	d := newDesk(t)
	for _, p := range []Place{
		{Unit: d.unit(mastery), Stage: "nowhere", Visit: 1},
		{Unit: &content.Unit{ID: "disciplines/none"}, Stage: content.Notice, Visit: 1},
	} {
		if s, err := Open(d.env, p); s != nil || err == nil || !strings.Contains(err.Error(), string(p.Unit.ID)) {
			t.Errorf("%s %s: %v, %v", p.Unit.ID, p.Stage, s, err)
		}
	}
}
