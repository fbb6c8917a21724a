package report

import (
	"io"
	"regexp"
	"slices"
	"strings"
	"time"

	"goldenthread/content"
	"goldenthread/content/safetext"
	"goldenthread/content/typed"
	"goldenthread/store"
	"goldenthread/ui/report/paper"
)

const (
	title   = "# Reflections"
	caution = "This is for your own learning. It is not meant for appraisal, ranking or inspection files."
	nothing = "Nothing has been written yet."
	chosen  = "This was chosen by the person who wrote it. What is not here was not given."
)

// Markdown writes the document as Markdown that reads well as plain text, too.
// What a person typed stays text: see package typed.
func (d *Document) Markdown(w io.Writer) error {
	p := &Page{}
	p.Line(title)
	p.Line(day(d.ExportedAt) + ". " + caution)
	if d.Record == nil {
		p.Line(chosen)
	}
	for _, f := range d.Frameworks {
		p.Line("## " + typed.Text(f.Title).Heading())
		for _, u := range f.Units {
			p.Line("### " + typed.Text(u.Title).Heading())
			p.unit(u)
		}
	}
	section := ""
	for _, e := range d.Apart {
		if e.export.Section != section {
			section = e.export.Section
			p.Line("## " + section)
		}
		e.export.Markdown(p, e)
	}
	if len(d.Frameworks)+len(d.Apart) == 0 {
		p.Line(nothing)
	}
	return paper.Write(w, "markdown", p.String())
}

// Page is a document that is being written as Markdown.
type Page struct {
	paper.Page
	quoted string // the question that was quoted last
}

// unit writes the stages in which something was written. An entry with a stage
// of its own comes first there.
func (p *Page) unit(u Unit) {
	for _, stage := range stagesOf(u) {
		p.Line("#### " + typed.Text(stage.Title()).Heading())
		p.quoted = ""
		for _, own := range []bool{true, false} {
			for _, e := range u.Entries {
				if e.stage() == stage && own == (e.export.Stage != "") {
					e.export.Markdown(p, e)
				}
			}
		}
	}
}

// stagesOf lists the stages of a unit, and whatever else it has answers of.
func stagesOf(u Unit) []content.Stage {
	var used []content.Stage
	for _, e := range u.Entries {
		used = append(used, e.stage())
	}
	slices.SortStableFunc(used, func(a, b content.Stage) int { return stagePlace(a) - stagePlace(b) })
	return slices.Compact(used)
}

// Question quotes the question, unless it was quoted just before.
func (p *Page) Question(asked string) {
	asked = strings.TrimSpace(safetext.Document(asked))
	if asked == "" || asked == p.quoted {
		return
	}
	p.quoted = asked
	lines := strings.Split(asked, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight("> "+inert(line), " ")
	}
	p.Line(strings.Join(lines, "\n"))
}

// inert escapes HTML in a line of a question. The book has none; an import may bring
// some, which would hide what follows it.
func inert(line string) string {
	if strings.Contains(line, "`") {
		return line // within code nothing acts, and a backslash would be seen
	}
	return html.ReplaceAllString(line, `$1\<$2`)
}

var html = regexp.MustCompile(`(^|[^\\])<([A-Za-z/!?])`)

// When writes the time of an entry, and its share mark unless it is private.
func (p *Page) When(e Entry) {
	said := moment(e.At)
	if e.Draft {
		said += ", still being written"
	}
	if e.Share != store.Private {
		said += ", marked as " + string(e.Share)
	}
	p.Line("*" + said + "*")
}

// Typed writes a text that a person wrote.
func (p *Page) Typed(text string) {
	if strings.TrimSpace(text) == "" {
		p.Line("*(taken back)*")
		return
	}
	p.Line(typed.Text(text).Block())
}

// Labelled writes a text that a person wrote into a field, behind the field's label;
// nothing if the text is empty.
func (p *Page) Labelled(label, text string) {
	if strings.TrimSpace(text) != "" {
		p.Line(typed.Text(label+":").Strong() + " " + typed.Text(text).After())
	}
}

func day(t time.Time) string { return t.Format("2 January 2006") }

// moment returns the words for the time of an answer; an import may lack one.
func moment(t time.Time) string {
	if t.IsZero() {
		return "no day is known"
	}
	return t.Format("2 January 2006, 15:04")
}
