package step

import (
	"fmt"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/calendar"
	"goldenthread/store/insight"
	"goldenthread/ui/answer"
	"goldenthread/ui/component/form"
	"goldenthread/ui/duedate"
	"goldenthread/ui/env"
	"goldenthread/ui/theme"
)

// due asks what became of a commitment. The cue is shown first and the action
// hidden, so that the person can recall it; then kept, tried, changed or
// dropped, and what got in the way.
type due struct {
	*writing
	note, when, will, date *form.Field

	kept      store.Commitment // as it was before this
	shown     bool             // the action is on the screen
	state     store.State      // what was chosen; empty before
	optionRow int              // line of the head that the first option is on
	choose    dueKeys
}

type dueKeys struct{ show, digit, move, up, down, next key.Binding }

// outcomes are the four answers, in order.
var outcomes = [...]struct {
	state store.State
	title string
	ask   string
}{
	{store.StateKept, "Kept", "What made it possible?"},
	{store.StateTried, "Tried, and not there yet", "What got in the way?"},
	{store.StateChanged, "Changed: the plan is another now", "What got in the way?"},
	{store.StateDropped, "Dropped", "What got in the way, or what did you learn?"},
}

// OpenDue makes the question about one commitment, as it now is: with the answer of
// somebody who was interrupted in it.
func OpenDue(e *env.Env, unit *content.Unit, c insight.Commitment) (Step, error) {
	d := &due{
		note: newField(e, "note", 3),
		when: newLine(e, "when", content.WhenPrompt, ""),
		will: newLine(e, "will", content.WillPrompt, ""),
		date: newLine(e, "due", content.DuePrompt, "in 1 week, friday, 13 dec"),
		choose: dueKeys{
			move:  key.NewBinding(key.WithKeys("down", "up"), key.WithHelp("↑↓", "move")),
			show:  key.NewBinding(key.WithKeys("enter", "space"), key.WithHelp("enter", "show it")),
			digit: key.NewBinding(key.WithKeys("1", "2", "3", "4"), key.WithHelp("1-4", "choose")),
			up:    key.NewBinding(key.WithKeys("up", "k"), key.WithHelp("↑", "up")),
			down:  key.NewBinding(key.WithKeys("down", "j"), key.WithHelp("↓", "down")),
			next:  key.NewBinding(key.WithKeys("tab", "enter"), key.WithHelp("tab", "go on")),
		},
	}
	p := Place{Unit: unit, Stage: content.Commit, Visit: c.Visit}
	d.writing = newWriting(e, p, d.note, d.when, d.will, d.date)
	d.keys.share.SetEnabled(false) // the commitment is marked in its step: here it is only half told
	a, _, err := newAnswer(e, p, store.KindCommitment, store.CommitmentField(c.ID), string(p.Step().Prompt))
	if err != nil {
		return nil, err
	}
	d.kept = c.Commitment
	fill(d.when, c.When)
	fill(d.will, c.Will)
	fill(d.date, "in 1 week")
	a.body = d.body
	d.own(a, answer.Loaded{}, d.note, d.when, d.will, d.date)
	d.decorate = func(int) { d.decorateDue() }
	d.form.Blur()
	return d, nil
}

// body returns the commitment with what was said about it; without an answer, as it
// was.
func (d *due) body() store.Body {
	c := d.kept
	if d.state == "" {
		return store.Body{Commitment: &c}
	}
	note := d.note.Editor.Text()
	c.State = d.state
	c.Log = append(slices.Clone(c.Log), store.LogEntry{At: d.env.Now(), State: d.state, Note: note})
	if d.state == store.StateChanged {
		c.When, c.Will = d.when.Editor.Text(), d.will.Editor.Text()
	}
	if d.goesOn() {
		if day, err := duedate.Parse(d.date.Editor.Text(), d.env.Today()); err == nil {
			c.Due, c.DueText = day, ""
		} else {
			c.Due, c.DueText = calendar.Date{}, d.date.Editor.Text()
		}
	}
	return store.Body{Commitment: &c}
}

// goesOn reports whether the commitment is to be returned to.
func (d *due) goesOn() bool { return d.state == store.StateTried || d.state == store.StateChanged }

// Leave keeps the answer. Without one nothing was written, and the commitment stays due.
func (d *due) Leave() error {
	if d.state == "" {
		return nil
	}
	return d.answers.leave()
}

func (d *due) decorateDue() {
	t := d.env.Theme
	c := d.kept
	head := d.prose("You wanted to come back to this"+sinceDue(c.Due, d.env.Today()), theme.Quiet)
	head = append(head, "")
	if !d.shown {
		head = append(head, t.Wrap("When "+c.When+", I will "+t.Sign("…"), d.width, t.Bold)...)
		head = append(head, "")
		head = append(head, d.prose("What was it? Recall it first.", theme.Body)...)
		d.form.Head, d.form.Fields = head, nil
		return
	}
	head = append(head, t.Wrap("When "+c.When+", I will "+c.Will+".", d.width, t.Bold)...)
	head = append(head, "")
	if len(c.Log) >= 2 && !slices.ContainsFunc(c.Log, func(e store.LogEntry) bool { return e.State == store.StateTried || e.State == store.StateKept }) {
		head = append(head, d.prose("This is the third return. It may help to make it smaller, to give it to someone, or to close it with a reason.", theme.Body)...)
		head = append(head, "")
	}
	d.optionRow = len(head)
	for i, o := range outcomes {
		bar, style := "  ", t.Text
		if o.state == d.state {
			bar, style = t.Accent.Render(t.Marks.Row)+" ", t.AccentBold
		}
		head = append(head, bar+style.Render(fmt.Sprintf("%d  %s", i+1, o.title)))
	}
	d.form.Head = head
	d.fields()
}

// fields shows what the chosen answer asks for.
func (d *due) fields() {
	d.form.Fields = nil
	if d.state == "" {
		return
	}
	for _, o := range outcomes {
		if o.state == d.state {
			d.note.Above = d.prose(o.ask, theme.Loud)
		}
	}
	d.form.Fields = append(d.form.Fields, d.note)
	d.when.Gap, d.date.Gap = true, true
	if d.state == store.StateChanged {
		d.form.Fields = append(d.form.Fields, d.when, d.will)
	}
	if !d.goesOn() {
		return
	}
	d.form.Fields = append(d.form.Fields, d.date)
	said := ""
	if day, err := duedate.Parse(d.date.Editor.Text(), d.env.Today()); err == nil {
		said = duedate.Echo(day, d.env.Today())
	} else {
		said = err.Error()
	}
	d.date.Below = beside(d.env.Theme, d.form.Indent(), d.width, said)
}

// sinceDue returns the end of the sentence about a day that a commitment was due on.
func sinceDue(day, today calendar.Date) string {
	switch n := today.DaysUntil(day); {
	case day.IsZero():
		return "."
	case n == 0:
		return " today."
	case n > 0:
		return " later: it is due " + duedate.Until(day, today) + "."
	default:
		return " " + duedate.Until(day, today) + "."
	}
}

// Update takes an event: for the choice while that has the focus, else for the
// fields.
func (d *due) Update(msg tea.Msg) (Move, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if d.form.Focused() == nil {
			return d.press(msg)
		}
	case tea.MouseClickMsg:
		if line, ok := d.form.HeadAt(msg.Y); ok {
			return Stay, d.clickHead(line)
		}
	}
	move, cmd := d.writing.Update(msg)
	if move == Previous {
		d.form.Blur()
		d.relayout()
		move = Stay
	}
	return move, cmd
}

func (d *due) press(msg tea.KeyPressMsg) (Move, tea.Cmd) {
	if !d.shown {
		if key.Matches(msg, d.choose.show) {
			d.shown = true
			d.relayout()
		}
		return Stay, nil
	}
	switch {
	case key.Matches(msg, d.choose.digit):
		return Stay, d.pick(int(msg.String()[0]-'0') - 1)
	case key.Matches(msg, d.choose.up):
		return Stay, d.pick(max(d.picked()-1, 0))
	case key.Matches(msg, d.choose.down):
		return Stay, d.pick(min(d.picked()+1, len(outcomes)-1))
	case key.Matches(msg, d.choose.next) && d.state != "":
		d.form.SetFocus(0)
		d.relayout()
	}
	return Stay, nil
}

func (d *due) clickHead(line int) tea.Cmd {
	d.form.Blur()
	if !d.shown {
		d.shown = true
		d.relayout()
		return nil
	}
	if i := line - d.optionRow; i >= 0 && i < len(outcomes) {
		return d.pick(i)
	}
	return nil
}

func (d *due) picked() int {
	for i, o := range outcomes {
		if o.state == d.state {
			return i
		}
	}
	return -1
}

func (d *due) pick(i int) tea.Cmd {
	d.state = outcomes[i].state
	d.relayout()
	return d.answers[0].touch()
}

// Sharing is nothing to be asked while the question is open.
func (d *due) Sharing() (answer.Sharing, bool) { return answer.Sharing{}, false }

// ShortHelp lists the keys of the footer.
func (d *due) ShortHelp() []key.Binding {
	switch {
	case d.form.Focused() != nil:
		return []key.Binding{d.keys.form.Next, d.keys.form.Previous}
	case !d.shown:
		return []key.Binding{d.choose.show}
	case d.state == "":
		return []key.Binding{d.choose.digit, d.choose.move}
	}
	return []key.Binding{d.choose.digit, d.choose.next}
}

// FullHelp lists all keys.
func (d *due) FullHelp() [][]key.Binding {
	k := d.choose
	return append([][]key.Binding{{k.show, k.digit, k.up, k.down, k.next}}, d.writing.FullHelp()...)
}
