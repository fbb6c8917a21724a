package report

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"goldenthread/content"
	"goldenthread/store"
)

const (
	title   = "# Reflections"
	caution = "This is for your own learning. It is not meant for appraisal, ranking or inspection files."
	nothing = "Nothing has been written yet."
	chosen  = "This was chosen by the person who wrote it. What is not here was not given."
)

// Markdown writes the document as Markdown that reads well as plain text, too.
// What a person typed stays text: see escape.
func (d *Document) Markdown(w io.Writer) error {
	p := &page{}
	p.line(title)
	p.line(day(d.ExportedAt) + ". " + caution)
	if d.Record == nil {
		p.line(chosen)
	}
	for _, f := range d.Frameworks {
		p.line("## " + f.Title)
		for _, u := range f.Units {
			p.line("### " + u.Title)
			p.unit(u)
		}
	}
	if len(d.Tensions) > 0 {
		p.line("## Productive tensions")
	}
	for _, t := range d.Tensions {
		p.tension(t)
	}
	if len(d.Frameworks)+len(d.Tensions) == 0 {
		p.line(nothing)
	}
	if _, err := io.WriteString(w, p.String()); err != nil {
		return fmt.Errorf("report: markdown: %w", err)
	}
	return nil
}

// page is a Markdown file in the making. Its blocks stand one blank line apart.
type page struct {
	strings.Builder
	quoted string // the question that was quoted last
}

// line writes a block of our own words.
func (p *page) line(text string) {
	if p.Len() > 0 {
		p.WriteByte('\n')
	}
	p.WriteString(text)
	p.WriteByte('\n')
}

// unit writes the stages in which something was written.
func (p *page) unit(u Unit) {
	for _, stage := range stagesOf(u) {
		p.line("#### " + stage.Title())
		p.quoted = ""
		switch stage {
		case content.Rate:
			p.ratings(u.Ratings)
		case content.Test:
			p.tests(u.Tests)
		case content.Commit:
			p.commitments(u.Commitments)
		}
		for _, a := range u.Answers {
			if a.Stage == stage {
				p.answer(a)
			}
		}
	}
}

// stagesOf lists the stages of a unit, and whatever else it has answers of.
func stagesOf(u Unit) []content.Stage {
	var used []content.Stage
	for _, a := range u.Answers {
		used = append(used, a.Stage)
	}
	if len(u.Ratings) > 0 {
		used = append(used, content.Rate)
	}
	if len(u.Tests) > 0 {
		used = append(used, content.Test)
	}
	if len(u.Commitments) > 0 {
		used = append(used, content.Commit)
	}
	slices.SortStableFunc(used, func(a, b content.Stage) int { return stagePlace(a) - stagePlace(b) })
	return slices.Compact(used)
}

// question quotes what was asked, unless it was quoted just before.
func (p *page) question(asked string) {
	asked = strings.TrimSpace(plain(asked))
	if asked == "" || asked == p.quoted {
		return
	}
	p.quoted = asked
	lines := strings.Split(asked, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight("> "+line, " ")
	}
	p.line(strings.Join(lines, "\n"))
}

func (p *page) answer(a Answer) {
	p.question(a.Asked)
	p.when(a.Kept, a.Draft)
	p.typed(a.Text)
	earlier := a.Revisions
	if n := len(earlier); n > 0 && !a.Draft {
		earlier = earlier[:n-1]
	}
	for _, v := range slices.Backward(earlier) {
		p.line("##### Earlier: " + moment(v.At))
		p.question(v.Asked)
		p.typed(v.Text)
	}
}

// when writes when something was written, and how far it may go if that is not
// nowhere.
func (p *page) when(k Kept, draft bool) {
	said := moment(k.At)
	if draft {
		said += ", still being written"
	}
	if k.Share != store.Private {
		said += ", marked as " + string(k.Share)
	}
	p.line("*" + said + "*")
}

// typed writes what a person wrote.
func (p *page) typed(text string) {
	if strings.TrimSpace(text) == "" {
		p.line("*(taken back)*")
		return
	}
	p.line(escape(text))
}

// leanings say in words where between two sides a person stands.
var leanings = [...]string{
	"Leaning far to the first side", "Leaning to the first side", "In the middle",
	"Leaning to the second side", "Leaning far to the second side",
}

func (p *page) tension(t Tension) {
	p.line("### " + t.ID)
	p.question(t.Asked)
	p.when(t.Kept, false)
	p.line(leanings[t.Leaning+2] + ".")
	if strings.TrimSpace(t.Note) != "" {
		p.typed(t.Note)
	}
}

// labelled writes what a person wrote into a field, if anything.
func (p *page) labelled(label, text string) {
	if strings.TrimSpace(text) != "" {
		p.line("**" + label + ":** " + escapeAfter(strings.TrimSpace(text)))
	}
}

func (p *page) ratings(all []Rating) {
	for _, r := range all {
		p.question(r.Asked)
		p.when(r.Kept, false)
		p.line("**" + level(r.Level) + "**" + certainty(r.Rating))
		if r.ThenLevel != nil {
			p.line("Knowing what I know now, the time before was: **" + level(*r.ThenLevel) + "**")
		}
	}
}

// level is "2 In pockets".
func level(n int) string {
	if n < 0 || n >= len(content.LevelNames) {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%d %s", n, content.LevelNames[n])
}

// certainty is ", fairly sure, resting on one dated example".
func certainty(r store.Rating) string {
	said := ""
	switch r.Confidence {
	case "":
	case "unsure":
		said += ", unsure"
	default:
		said += ", " + r.Confidence + " sure"
	}
	resting := map[string]string{
		"memory": "memory", "example": "one dated example", "data": "a document or data",
		"account": "someone else's account", "sources": "two independent sources",
	}
	if r.Evidence != "" {
		said += ", resting on " + resting[r.Evidence]
	}
	return said
}

func (p *page) tests(all []Test) {
	for _, t := range all {
		p.question(t.Asked)
		p.when(t.Kept, false)
		p.labelled("Whom I ask", t.Who)
		p.labelled("What I ask", t.Ask)
		p.labelled("What I expect to hear", t.Predicted)
		p.labelled("What I heard", t.Heard)
	}
}

func (p *page) commitments(all []Commitment) {
	for _, c := range all {
		p.question(c.Asked)
		p.when(c.Kept, false)
		p.labelled("When", c.When)
		p.labelled("I will", c.Will)
		p.labelled("What could stop it", c.Obstacle)
		p.labelled("If so, I will", c.Fallback)
		p.labelled("Who will know", c.Witness)
		p.labelled("Return on", c.DueText)
		if !c.Due.IsZero() {
			p.labelled("Return on", day(time.Date(c.Due.Year, c.Due.Month, c.Due.Day, 12, 0, 0, 0, time.UTC)))
		}
		p.labelled("What became of it", string(c.State))
		for _, l := range c.Log {
			said := moment(l.At) + ": " + string(l.State)
			if note := strings.TrimSpace(l.Note); note != "" {
				said += ". " + strings.ReplaceAll(escapeAfter(note), "\n", "\n  ")
			}
			p.line("- " + said)
		}
	}
}

func day(t time.Time) string    { return t.Format("2 January 2006") }
func moment(t time.Time) string { return t.Format("2 January 2006, 15:04") }
