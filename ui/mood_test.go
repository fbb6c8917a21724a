package ui

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/calendar"
	"goldenthread/ui/answer"
	"goldenthread/ui/autosave"
	"goldenthread/ui/env"
	"goldenthread/ui/report"
	"goldenthread/ui/step"
)

// A mood is a kind of answer that only tests know. This file is all of it: its row
// for the store, its row for the screen, and its step. A reader chooses one of
// three; it is kept as a form.

const kindMood store.Kind = "mood"

var moods = []string{"low", "calm", "bright"}

func moodSpec() store.KindSpec {
	return store.KindSpec{
		Kind: kindMood, Tag: 'q', Member: "form", Written: true,
		Validate: func(b *store.Body) error {
			if b.Form != nil && !slices.Contains(moods, b.Form.Fields["mood"]) {
				return errors.New("no such mood")
			}
			return nil
		},
		Progress: func(_ string, b *store.Body) store.Progress {
			if b.Form == nil {
				return store.Untouched
			}
			return store.Done
		},
	}
}

func moodKind() env.Kind {
	return env.Kind{
		Kind:  kindMood,
		Opens: map[content.Stage]env.Opener{content.Notice: openMood},
		Lines: func(b store.Body, _ calendar.Date) []string { return []string{"Mood: " + b.Form.Fields["mood"]} },
		Brief: func(_ string, b store.Body) (string, bool) { return b.Form.Fields["mood"], true },
		Export: report.Export{
			Kind: kindMood, Member: "moods", Sparse: true, Visits: true,
			Written: func(b *store.Body) bool { return b.Form != nil },
			JSON: func(e report.Entry) any {
				return map[string]string{"unit": string(e.Step.Unit()), "mood": e.Body.Form.Fields["mood"]}
			},
			Markdown: func(p *report.Page, e report.Entry) {
				p.Question(e.Asked)
				p.When(e)
				p.Labelled("Mood", e.Body.Form.Fields["mood"])
			},
		},
	}
}

// moodStep asks for a mood.
type moodStep struct {
	*answer.Answer
	body          store.Body
	choose, share key.Binding
	next          key.Binding
	height        int
}

func openMood(e *env.Env, p env.Place) (env.Step, error) {
	q := answer.Question{Slot: p.Slot("mood"), Kind: kindMood, Visit: p.Visit, Asked: "How are you?"}
	opened, l, err := answer.Open(func() *store.Store { return e.Store }, e.Now, q)
	if err != nil {
		return nil, err
	}
	return &moodStep{
		Answer: opened, body: l.Body, share: step.NewShareKey(),
		choose: key.NewBinding(key.WithKeys("1", "2", "3"), key.WithHelp("1-3", "choose")),
		next:   key.NewBinding(key.WithKeys("tab"), key.WithHelp("tab", "next")),
	}, nil
}

func (m *moodStep) current() store.Body { return m.body }

func (m *moodStep) SetSize(_, height int) { m.height = height }

func (m *moodStep) Update(msg tea.Msg) (env.Move, tea.Cmd) {
	press, ok := msg.(tea.KeyPressMsg)
	switch {
	case !ok:
	case key.Matches(press, m.next):
		return env.Next, nil
	case key.Matches(press, m.share):
		m.Share(m.Leave)
	case key.Matches(press, m.choose):
		m.body = store.Body{Form: &store.Form{Fields: map[string]string{"mood": moods[press.Code-'1']}}}
		m.Touch(m.current)
		_ = m.Draft(m.body, answer.Place{})()
	}
	return env.Stay, nil
}

func (m *moodStep) View() string {
	lines := []string{"How are you?"}
	for i, mood := range moods {
		mark := " "
		if m.body.Form != nil && m.body.Form.Fields["mood"] == mood {
			mark = "x"
		}
		lines = append(lines, fmt.Sprintf("[%s] %d %s", mark, i+1, mood))
	}
	return strings.Join(lines, "\n") + strings.Repeat("\n", max(m.height-len(lines), 0))
}

func (m *moodStep) Leave() error {
	if !m.Dirty() {
		return nil
	}
	return m.Revise(m.body)
}

func (m *moodStep) State() autosave.State           { return autosave.State{} }
func (m *moodStep) Sharing() (answer.Sharing, bool) { return m.Answer.Sharing(), true }
func (m *moodStep) ShortHelp() []key.Binding        { return []key.Binding{m.choose, m.next, m.share} }
func (m *moodStep) FullHelp() [][]key.Binding       { return [][]key.Binding{m.ShortHelp()} }
