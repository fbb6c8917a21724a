package facilitate

import (
	"fmt"
	"goldenthread/store/session"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// askedPoll begins the name of the poll of a question that the facilitator asks
// on the spot, and not the agenda.
const askedPoll = "asked "

// asked returns the last question that was asked on the spot in this step.
func (r *run) asked() *session.Vote {
	var last *session.Vote
	for _, v := range r.session.Votes() {
		if v.Step == r.place.Step && strings.HasPrefix(v.Poll, askedPoll) {
			last = &v
		}
	}
	return last
}

// pollHere is what is voted on now: the agenda's poll, or else what was asked on
// the spot and not shown yet.
func (r *run) pollHere() (poll *session.Poll, question string) {
	if step := r.step(); step.Poll != nil {
		return step.Poll, step.Question
	}
	if v := r.asked(); v != nil && !v.Rounds[0].Shown() {
		return &session.Poll{Name: v.Poll, Round: 1, Options: v.Options, First: v.First, Private: v.Rounds[0].Method == session.Ballot}, v.Question
	}
	return nil, ""
}

// asking takes a question and its options, to be voted on at once.
type asking struct {
	run    *run
	fields []*field // the question, the options
	focus  int
}

func newAsking(r *run) panel {
	a := &asking{run: r, fields: []*field{newField(r.env), newField(r.env)}}
	fillHalf(a.fields, r.place.Half[panelVote])
	a.fields[0].editor.Focus()
	return a
}

// half is a question that nobody votes on yet.
func (a *asking) half() []string { return halfOf(a.fields) }

func (*asking) name() string { return panelVote }
func (*asking) typing() bool { return true }

type askingKeys struct{ enter, ballot, next, close key.Binding }

func newAskingKeys() askingKeys {
	return askingKeys{
		enter:  bind("enter", "options, then hands or cards", "enter"),
		ballot: bind("ctrl+l", "laptop round", "ctrl+l"),
		next:   bind("tab", "other field", "tab", "shift+tab", "up", "down"),
		close:  bind("esc", "back", "esc", "alt+esc"),
	}
}

func (a *asking) keys() []key.Binding {
	k := newAskingKeys()
	if a.focus == 1 {
		k.enter = named(k.enter, "count hands or cards")
	}
	return []key.Binding{k.enter, k.ballot, k.close, k.next}
}

func (a *asking) update(msg tea.Msg) (done bool, cmd tea.Cmd, err error) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return false, a.fields[a.focus].update(msg), nil
	}
	k := newAskingKeys()
	switch {
	case key.Matches(press, k.close):
		return true, nil, nil
	case key.Matches(press, k.next), key.Matches(press, k.enter) && a.focus == 0:
		a.fields[a.focus].editor.Blur()
		a.focus = 1 - a.focus
		a.fields[a.focus].editor.Focus()
	case key.Matches(press, k.enter):
		return false, nil, a.begin(session.Hands)
	case key.Matches(press, k.ballot):
		return false, nil, a.begin(session.Ballot)
	default:
		return false, a.fields[a.focus].update(press), nil
	}
	return false, nil, nil
}

// options are what was typed between commas.
func (a *asking) options() []string {
	var options []string
	for _, option := range strings.Split(a.fields[1].text(), ",") {
		if option = strings.TrimSpace(option); option != "" {
			options = append(options, option)
		}
	}
	return options
}

// begin begins the vote, and lets the panel that takes votes go on.
func (a *asking) begin(method session.Method) error {
	options, r := a.options(), a.run
	switch {
	case a.fields[0].text() == "":
		r.note = "What is the question?"
		return nil
	case len(options) < 2 || len(options) > 9:
		r.note = "Two to nine options, with commas between them."
		return nil
	}
	_, err := r.session.BeginVote(session.Vote{
		Step: r.place.Step, Poll: askedPoll + fmt.Sprint(len(r.session.Votes())+1), Question: a.fields[0].text(), Options: options, First: 1,
	}, method, r.session.About().People)
	if err != nil {
		return err
	}
	for _, f := range a.fields {
		f.editor.SetText("")
	}
	r.keepHalf()
	r.panel = newVoting(r)
	return nil
}

func (a *asking) body(width, _ int) body {
	t := a.run.env.Theme
	var b body
	for i, label := range []string{"A question for everyone", "Options, with commas between them"} {
		style := t.Faint
		if i == a.focus {
			style = t.Bold
		}
		b.lines = append(b.lines, style.Render(label))
		lines, cursor := a.fields[i].lines(t, width)
		if cursor != nil {
			b.cursor = tea.NewCursor(cursor.X, cursor.Y+len(b.lines))
		}
		b.lines = append(b.lines, lines...)
	}
	b.lines = append(b.lines, "", t.Faint.Render(fmt.Sprintf("%d vote.", a.run.session.About().People)))
	b.keep = len(b.lines)
	return b
}

// askedLines is the spread of what was asked on the spot in this step.
func (r *run) askedLines(width int) []string {
	v := r.asked()
	if v == nil || !v.Rounds[0].Shown() {
		return nil
	}
	t := r.env.Theme
	return append(t.Wrap(v.Question, width, t.Bold), r.spreadOf(*v).Lines(t, width)...)
}
