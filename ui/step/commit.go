package step

import (
	"time"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/calendar"
	"goldenthread/ui/answer"
	"goldenthread/ui/component/form"
	"goldenthread/ui/duedate"
	"goldenthread/ui/env"
	"goldenthread/ui/theme"
)

// commit is the if-then form. The unit's starter is filled in, and every word
// of it can be changed.
type commit struct {
	*writing
	when, will, obstacle, fallback, witness, due *form.Field

	starter store.Commitment // what the fields hold before anything is typed
	kept    store.Commitment // as it was loaded: the members that this form does not show
}

func newCommit(e *env.Env, p Place) (Step, error) {
	c := &commit{
		when:     newLine(e, "when", content.WhenPrompt, "something that will happen, such as a meeting"),
		will:     newLine(e, "will", content.WillPrompt, "one thing that somebody could see you do"),
		obstacle: newLine(e, "obstacle", content.ObstaclePrompt, "in you or around you"),
		fallback: newLine(e, "fallback", content.FallbackPrompt, "the smaller version"),
		witness:  newLine(e, "witness", content.WitnessPrompt, "such as the deputy"),
		due:      newLine(e, "due", content.DuePrompt, "in 3 weeks, friday, 13 dec"),
	}
	c.writing = newWriting(e, p, c.when, c.will, c.obstacle, c.fallback, c.witness, c.due)
	if when, will, ok := content.SplitPlan(string(p.Step().Prompt)); ok {
		c.starter.When, c.starter.Will = when, will
	}
	a, l, err := c.load()
	if err != nil {
		return nil, err
	}
	a.body = c.body
	c.own(a, l, c.form.Fields...)
	c.decorate = func(int) { c.decorateCommit() }
	return c, nil
}

// load finds the commitment of this visit, or begins one.
func (c *commit) load() (*answering, answer.Loaded, error) {
	id, err := c.find()
	if err != nil {
		return nil, answer.Loaded{}, err
	}
	a, l, err := newAnswer(c.env, c.place, store.KindCommitment, store.CommitmentField(id), string(c.place.Step().Prompt))
	if err != nil {
		return nil, answer.Loaded{}, err
	}
	c.kept = c.starter
	if l.Commitment != nil {
		c.kept = *l.Commitment
	}
	c.kept.ID = id
	if c.kept.State == "" {
		c.kept.State = store.StateOpen
	}
	fill(c.when, c.kept.When)
	fill(c.will, c.kept.Will)
	fill(c.obstacle, c.kept.Obstacle)
	fill(c.fallback, c.kept.Fallback)
	fill(c.witness, c.kept.Witness)
	switch {
	case c.kept.DueText != "":
		fill(c.due, c.kept.DueText)
	case !c.kept.Due.IsZero():
		fill(c.due, dayOf(c.kept.Due))
	}
	return a, l, nil
}

// find returns the ID of this visit's commitment, a new one if there is none.
func (c *commit) find() (store.ID, error) {
	drafts, err := c.env.Store.Drafts()
	if _, err = store.Unreadable(err); err != nil {
		return store.ID{}, err
	}
	for _, d := range drafts {
		if d.Step == c.place.ID() && store.VisitNumber(d.Visit) == c.place.Visit && d.Commitment != nil {
			return store.CommitmentID(d.Slot, d.Commitment), nil
		}
	}
	current, err := c.env.Store.Current(c.place.ID())
	if _, err = store.Unreadable(err); err != nil {
		return store.ID{}, err
	}
	for _, r := range current {
		if store.VisitNumber(r.Visit) == c.place.Visit && r.Commitment != nil {
			return store.CommitmentID(r.Slot, r.Commitment), nil
		}
	}
	return c.env.Store.NewID()
}

// body returns the commitment in the fields. A due text that is not a
// date is kept as it was typed.
func (c *commit) body() store.Body {
	k := c.kept
	k.When = c.when.Editor.Text()
	k.Will = c.will.Editor.Text()
	k.Obstacle = c.obstacle.Editor.Text()
	k.Fallback = c.fallback.Editor.Text()
	k.Witness = c.witness.Editor.Text()
	k.DueText = ""
	if text := c.due.Editor.Text(); isBlank(text) {
		k.Due = calendar.Date{}
	} else if due, err := duedate.Parse(text, c.env.Today()); err == nil {
		k.Due = due
	} else if text != dayOf(k.Due) { // a day that has passed since it was agreed stays as it was
		k.Due, k.DueText = calendar.Date{}, text
	}
	return store.Body{Commitment: &k}
}

// dayOf returns a date as the field has it.
func dayOf(d calendar.Date) string {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Format("2 Jan 2006")
}

func (c *commit) decorateCommit() {
	c.form.Head, c.foot = c.prose(string(c.place.Step().Help), theme.Body), nil
	if c.height < 16 {
		c.form.Head, c.foot = nil, c.form.Head // the fields come first in a low window
	}
	for _, f := range c.form.Fields {
		f.Gap = c.height >= 16 && !c.form.Narrow()
		f.Below = nil
	}
	text := c.due.Editor.Text()
	if isBlank(text) {
		return
	}
	var said string
	switch due, err := duedate.Parse(text, c.env.Today()); {
	case err == nil:
		said = duedate.Echo(due, c.env.Today())
	case text == dayOf(c.kept.Due):
		said = duedate.Until(c.kept.Due, c.env.Today())
	default:
		said = err.Error()
	}
	c.due.Below = beside(c.env.Theme, c.form.Indent(), c.width, said)
}
