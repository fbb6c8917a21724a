package content

import (
	"slices"
	"strings"
)

// questionGap marks the place at which a format's step reads the group's question
// aloud.
const questionGap = "{question}"

// How many people the minutes of the formats, and of units' own plans, are
// right for.
var (
	formatPeople = People{From: 4, To: 12}
	planPeople   = People{From: 6, To: 30}
)

// unitAgenda makes an agenda of a unit's group version: an opening, the steps
// of its plan or format, and what people take away as commitments. A plan that
// has an opening or commitments of its own keeps them.
func (w *Workbook) unitAgenda(u *Unit) *Agenda {
	g := u.Group
	a := &Agenda{
		ID: AgendaID(u.ID), Title: u.Title, For: unitFor, Lead: joinMarkdown(unitLead, g.Product),
		Unit: u.ID, Question: g.Question, People: planPeople, File: u.File,
		Bring: slices.Concat(g.Bring, usualBring), Room: usualRoom, After: usualAfter,
		Throughout: Guidance{Watch: g.Watch, Silence: g.Silence, Dominance: g.Dominance},
		Steps:      slices.Clone(g.Plan),
	}
	if IsActivity(g.Format) {
		a.Activities = []string{g.Format}
	}
	if f := w.Format(FormatID(g.Format)); f != nil {
		a.inFormat(f)
	}
	a.under(g.Headings)
	a.frame(g.Product)
	a.settle(w)
	return a
}

// formatAgenda makes an agenda of a format alone, for a question that the
// group brings or takes from a unit, which may be nil.
func (w *Workbook) formatAgenda(f *Format, u *Unit, question Typed) *Agenda {
	a := &Agenda{
		ID: AgendaID(f.ID), Title: f.Title, For: formatFor, Lead: f.Lineage, Chooses: true, Asks: true,
		Question: Markdown(question.Sentence()), Bring: usualBring, Room: usualRoom, After: usualAfter, File: f.File,
	}
	if u != nil {
		a.Unit = u.ID
		if a.Question == "" {
			a.Question = u.Group.Question
		}
	}
	a.inFormat(f)
	a.frame("")
	a.settle(w)
	return a
}

// inFormat gives the agenda the steps of a format, and its guidance and what
// it needs beside what the agenda has.
func (a *Agenda) inFormat(f *Format) {
	a.People = formatPeople
	a.Steps = slices.Clone(f.Steps)
	a.Bring = slices.Concat(f.Bring, a.Bring)
	a.Throughout.Watch = joinMarkdown(a.Throughout.Watch, f.Watch)
	a.Throughout.Silence = joinMarkdown(a.Throughout.Silence, f.Silence)
	a.Throughout.Dominance = joinMarkdown(a.Throughout.Dominance, f.Dominance)
}

// under has cards put under a unit's own headings, where a step has none.
func (a *Agenda) under(headings []string) {
	for i, s := range a.Steps {
		if s.Capture != nil && len(s.Capture.Headings) == 0 && len(headings) > 0 {
			capture := *s.Capture
			capture.Headings = headings
			a.Steps[i].Capture = &capture
		}
	}
}

// frame puts an opening before the steps and commitments after them, where
// they have none.
func (a *Agenda) frame(product Markdown) {
	if len(a.Steps) == 0 {
		return // an error of its file, which has been noted
	}
	if a.Steps[0].Run != RunOpening {
		a.Steps = slices.Insert(a.Steps, 0, openingStep)
	}
	if !slices.ContainsFunc(a.Steps, func(s AgendaStep) bool { return strings.Contains(string(s.Say), questionGap) }) {
		a.Steps[0].Say = joinMarkdown(a.Steps[0].Say, aheadOf)
	}
	if !slices.ContainsFunc(a.Steps, func(s AgendaStep) bool { return s.Run == RunCommit }) {
		a.Steps = append(a.Steps, takeAwayStep(product))
	}
}

// settle fills what a format or a plan leaves to the whole: the minutes, the
// question where a step reads it aloud, the levels, what people do and see.
func (a *Agenda) settle(w *Workbook) {
	a.Minutes = StepMinutes(a.Steps)
	question := string(a.Question)
	if question == "" {
		question = "(Read your question here.)"
	}
	for i := range a.Steps {
		s := &a.Steps[i]
		if s.Task == "" && s.Run != RunOpening {
			s.Task = s.Shown()
		}
		s.Say = Markdown(strings.ReplaceAll(string(s.Say), questionGap, question))
		if s.Do == "" {
			s.Do = usualDoing(*s)
		}
	}
	a.fillLevels(w)
}
