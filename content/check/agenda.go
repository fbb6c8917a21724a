package check

import (
	"unicode/utf8"

	"goldenthread/content"
	"goldenthread/content/page"
)

const (
	longestStepTitle = 28
	longestHeading   = 30
	longestOption    = 48
	mostChoices      = 9 // by the keys 1 to 9
	mostItems        = 12
	longestTurn      = 600 // seconds
)

// led is a step with the file that it is in.
type led struct {
	*content.AgendaStep
	file string
}

// steps lists the steps of agendas, formats and units' plans, as their authors
// wrote them.
func (c *checker) steps() []led {
	var all []led
	add := func(file string, steps []content.AgendaStep) {
		for i := range steps {
			all = append(all, led{&steps[i], file})
		}
	}
	for _, u := range c.book.Units() {
		add(u.File, u.Group.Plan)
	}
	for _, f := range c.book.Formats {
		add(f.File, f.Steps)
	}
	for _, a := range c.book.Written() {
		add(a.File, a.Steps)
	}
	return all
}

// step notes a problem with a step.
func (c *checker) step(s led, suggestion, format string, args ...any) {
	c.report(s.file, s.Line, s.Title, suggestion, format, args...)
}

// agendaUnits is the part of L03 that is about agendas.
func agendaUnits(c *checker) {
	for _, a := range c.book.Written() {
		if a.Unit != "" && c.book.Unit(a.Unit) == nil {
			c.report(a.File, a.KeyLine("unit"), string(a.Unit), "", "there is no unit %s%s", a.Unit, c.perhaps(a.Unit))
		}
	}
}

// ledSteps is L25. That a step says what is said, and an agenda what to watch
// for and both ways out, the parser sees to.
func ledSteps(c *checker) {
	for _, err := range c.book.AgendaErrors() {
		for _, e := range page.Errors(err) {
			c.report(e.File, e.Line, e.Text, "", "%s", e.Msg)
		}
	}
	for _, a := range c.book.Written() {
		if len(a.Steps) > 0 && (a.Steps[0].Run != content.RunOpening || a.Steps[0].Cut > 0) {
			c.report(a.File, a.Steps[0].Line, a.Steps[0].Title, "begin with a step that has {run: opening}",
				"an agenda begins with an opening that is never left out: how words are used, and what is kept")
		}
		for i := range a.Steps {
			if s := (led{&a.Steps[i], a.File}); s.Do == "" && s.Run != content.RunBreak {
				c.step(s, `add "**Do.**" under the step`, "it is not said what people do")
			}
		}
	}
	for _, s := range c.steps() {
		c.choices(s)
	}
}

// choices reports lists that are too long for the keys and the screen.
func (c *checker) choices(s led) {
	if v := s.Vote; v != nil && s.Run == content.RunVote {
		if n := len(v.Options); !v.Levels && n < 2 || n > mostChoices {
			c.step(s, "", "a vote on %d options; expected 2 to %d, and one more for the key 0", n, mostChoices)
		}
		if len(v.Items) > mostItems || len(v.Sides) > mostChoices {
			c.step(s, "", "a vote on %d items by %d sides; expected at most %d and %d", len(v.Items), len(v.Sides), mostItems, mostChoices)
		}
		if v.Round < 1 || v.Round > 2 {
			c.step(s, "", "round %d of a vote; expected 1 or 2", v.Round)
		}
	}
	if s.Run == content.RunGroups && (s.Form == content.Alone || s.Form == content.All) {
		c.step(s, "give the step the form pairs, threes or fours", "groups are made, and the form is %s", s.Form)
	}
	if w := s.Capture; w != nil && (len(w.Headings) > mostChoices || len(w.Marks) > mostChoices) {
		c.step(s, "", "%d headings and %d marks; expected at most %d of each", len(w.Headings), len(w.Marks), mostChoices)
	}
}

// projectedFits is L26.
func projectedFits(c *checker) {
	for _, u := range c.book.Units() {
		if n := content.ProjectedRows(u.Group.Question, content.ProjectedColumns); n > content.ProjectedQuestion {
			c.report(u.File, u.Group.Line, string(u.Group.Question), "make it shorter", "the question takes %d rows of %d columns when it is projected; expected at most %d", n, content.ProjectedColumns, content.ProjectedQuestion)
		}
	}
	for _, u := range c.book.Units() {
		s := led{&content.AgendaStep{Title: content.GroupHeading, Line: u.Group.Line}, u.File}
		c.fits(s, "a heading", longestHeading, u.Group.Headings...)
		if n := len(u.Group.Headings); n > mostChoices {
			c.step(s, "", "%d headings; expected at most %d", n, mostChoices)
		}
	}
	for _, s := range c.steps() {
		task := s.Shown()
		if n := content.ProjectedRows(s.Question, content.ProjectedColumns); n > content.ProjectedQuestion {
			c.step(s, "make it shorter", "the question takes %d rows of %d columns when it is projected; expected at most %d", n, content.ProjectedColumns, content.ProjectedQuestion)
		}
		if n := content.ProjectedRows(task, content.ProjectedColumns); n > content.ProjectedTask && s.Run != content.RunOpening {
			c.step(s, `give a short "**Task.**" under the step`, "the task takes %d rows of %d columns when it is projected; expected at most %d", n, content.ProjectedColumns, content.ProjectedTask)
		}
		c.fits(s, "the title", longestStepTitle, s.Title)
		if s.Capture != nil {
			c.fits(s, "a heading", longestHeading, s.Capture.Headings...)
			for _, m := range s.Capture.Marks {
				c.fits(s, "a mark", longestHeading, m.Name)
			}
		}
		if s.Vote != nil && !s.Vote.Levels {
			for _, o := range s.Vote.Options {
				c.fits(s, "an option", longestOption, o.Title)
			}
			c.fits(s, "an option", longestOption, s.Vote.Zero)
		}
		if s.Vote != nil {
			c.fits(s, "an item", longestOption, s.Vote.Items...)
			c.fits(s, "a side", longestHeading, s.Vote.Sides...)
		}
	}
}

func (c *checker) fits(s led, what string, most int, words ...string) {
	for _, w := range words {
		if n := utf8.RuneCountInString(w); n > most {
			c.step(s, "make it shorter", "%s has %d characters and is projected; expected at most %d: %q", what, n, most, w)
		}
	}
}

// naming are ways to ask for somebody who could be recognised.
var naming = []phrase{
	phrases("ask for a moment or a role",
		`name (?:a|an|any|one|the|some|your|two|three) (?:[a-z]+ )?(?:colleagues?|persons?|people|students?|pupils?|child|children|teachers?|leaders?|heads?|managers?|parents?|famil(?:y|ies)|adults?)`,
		`name names`, `names of (?:the |those |your |any )?(?:colleagues|people|students|pupils|children|teachers|leaders|adults)`,
		`write (?:down )?(?:a|the|their|his|her|somebody's|someone's) names?`,
		`who (?:is|are|was|were) (?:the|our|your) (?:best|worst|weakest|strongest|laziest|most|least)`),
}

// noNames is L27.
func noNames(c *checker) {
	led := map[string]bool{}
	for _, a := range c.book.Written() {
		led[a.File] = true
	}
	for _, f := range c.book.Formats {
		led[f.File] = true
	}
	c.phrases(naming, func(t reading) bool {
		return (led[t.File] || t.Unit != nil) && t.is("say", "question", "task", "do", "silence", "dominance", "headings", "items")
	})
}
