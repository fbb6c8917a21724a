package agenda

import (
	"fmt"
	"io"
	"strings"

	"goldenthread/content"
	"goldenthread/content/typed"
	"goldenthread/ui/report/paper"
)

// page is a sheet that is being written as Markdown.
type page struct{ paper.Page }

// Markdown writes the sheet as Markdown that reads well as plain text, too.
func (s *Sheet) Markdown(w io.Writer) error {
	p := &page{}
	p.Line("# " + typed.Text(s.Agenda.Title).Heading())
	p.Line(typed.Text(s.facts()).Sentence())
	p.text(s.Agenda.Lead)
	s.timetable(p)
	p.list("## What to bring", "- [ ] ", s.Agenda.Bring)
	p.list("## The room", "- ", s.Agenda.Room)
	p.Line("## Throughout")
	p.guidance(s.Agenda.Throughout)
	p.Line("## The script")
	for _, step := range s.steps() {
		p.step(step)
	}
	p.Line("## Afterwards")
	p.text(s.Agenda.After)
	p.Line("## " + typed.Text(s.Kit.Title).Heading())
	p.text(s.kit())
	s.notes(p)
	return paper.Write(w, "agenda", p.String())
}

func (s *Sheet) timetable(p *page) {
	p.Line("## Timetable")
	rows := "| When | Minutes | Step | How |\n| --- | --- | --- | --- |"
	for _, step := range s.steps() {
		rows += fmt.Sprintf("\n| %s | %d | %d. %s | %s |", step.At, step.Time, step.Number, typed.Text(step.Title).Cell(), typed.Text(step.How).Cell())
	}
	p.Line(rows + fmt.Sprintf("\n| %s | | The end | |", s.clock(s.Timetable.Minutes-s.Timetable.Spare)))
	for _, said := range s.fitted() {
		p.Line(typed.Text(said).Sentence())
	}
}

// text writes a block of content, unless it is empty.
func (p *page) text(md content.Markdown) {
	if md != "" {
		p.Line(string(md))
	}
}

// named writes a block of content behind its name, unless it is empty.
func (p *page) named(name string, md content.Markdown) {
	switch {
	case md == "":
	case strings.HasPrefix(string(md), "- "):
		p.Line("**" + name + "**\n\n" + string(md))
	default:
		p.Line("**" + name + "** " + string(md))
	}
}

func (p *page) list(heading, mark string, items []content.Markdown) {
	var lines []string
	for _, item := range items {
		lines = append(lines, mark+strings.ReplaceAll(string(item), "\n", "\n  "))
	}
	p.Line(heading)
	p.Line(strings.Join(lines, "\n"))
}

func (p *page) guidance(g content.Guidance) {
	p.named("Watch for:", g.Watch)
	p.named("If it goes quiet:", g.Silence)
	p.named("If one voice takes over:", g.Dominance)
}

func (p *page) step(s sheetStep) {
	p.Line("### " + typed.Text(fmt.Sprintf("%d. %s", s.Number, s.Title)).Heading())
	p.Line("*" + strings.TrimSuffix(fmt.Sprintf("%s, %d min, %s", s.At, s.Time, s.How), ", ") + "*")
	p.Line("**Say:**")
	p.Line(quoted(s.Script))
	if choices := s.Choices(); len(choices) > 0 {
		lines := []string{"**" + s.ChoicesName() + ":**", ""}
		for _, c := range choices {
			line := "- " + typed.Text(fmt.Sprintf("%d %s", c.Key, c.Title)).Strong()
			if c.Text != "" {
				line += ": " + string(c.Text)
			}
			lines = append(lines, line)
		}
		p.Line(strings.Join(lines, "\n"))
	}
	p.named("On the screen:", s.Asked)
	p.named("And then:", s.Task)
	p.named("What people do:", s.Do)
	p.names("Cards under:", s.HeadingNames())
	p.names("Marks:", s.MarkNames())
	p.names("On each of these:", s.Items())
	p.names("Counted apart:", s.Sides())
	p.guidance(s.Guidance)
}

func (p *page) names(name string, of []string) {
	if len(of) > 0 {
		p.Line("**" + name + "** " + typed.Text(strings.Join(of, "; ")).After())
	}
}

func quoted(md content.Markdown) string {
	lines := strings.Split(string(md), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight("> "+line, " ")
	}
	return strings.Join(lines, "\n")
}

// notes writes the parts that are filled in by hand.
func (s *Sheet) notes(p *page) {
	p.Line("## Notes")
	p.Line("Roles or initials, never names.")
	for _, t := range s.tallies() {
		p.Line("### " + typed.Text(t.Title).Heading())
		rows := "| |" + strings.Repeat(" %s |", len(t.Columns))
		named := make([]any, len(t.Columns))
		for i, c := range t.Columns {
			named[i] = typed.Text(c).Cell()
		}
		rows = fmt.Sprintf(rows, named...) + "\n|" + strings.Repeat(" --- |", len(t.Columns)+1)
		for _, r := range t.Rows {
			rows += "\n| " + typed.Text(r).Cell() + " |" + strings.Repeat(" |", len(t.Columns))
		}
		p.Line(rows)
	}
	p.Line("### What we will do")
	p.Line("| When ... | I will ... | Role | Date |\n| --- | --- | --- | --- |" + strings.Repeat("\n| | | | |", blankRows))
	p.Line("### What I would do differently")
}

// blankRows is the number of empty rows for commitments on paper.
const blankRows = 8
