package content

import (
	"fmt"
	"slices"
	"strings"

	"goldenthread/content/letter"
	"goldenthread/content/page"
)

// Source is a document that the content draws on.
type Source struct {
	ID      SourceID `yaml:"id"`
	Author  string   `yaml:"author"`
	Year    int      `yaml:"year"`
	Title   string   `yaml:"title"`
	Kind    string   `yaml:"kind"`    // blog, paper, book, web page, framework
	Checked string   `yaml:"checked"` // the day it was last checked, YYYY-MM-DD
	Used    string   `yaml:"used"`    // names the parts that were used, in one or two sentences
	Line    int      `yaml:",line"`
}

// SourceFile is the name of the list of sources.
const SourceFile = "sources.yaml"

// sourceList reads sources.yaml.
func (p parser) sourceList() ([]*Source, page.Passages) {
	var texts page.Passages
	list := page.List[Source](p.File)
	seen := map[SourceID]int{}
	for _, s := range list {
		p.Named(string(s.ID), s.Line, seen[s.ID])
		seen[s.ID] = s.Line
		texts.Add("used", s.Line, Markdown(escaped(s.Used)))
	}
	return list, texts
}

// The gaps in the words of the page of sources, each a paragraph of its own,
// that are filled with what the workbook knows.
const (
	gapDocuments = "{documents}" // the sources of the frameworks, in their order
	gapSources   = "{sources}"   // all other sources, in the order of sources.yaml
	gapFormats   = "{formats}"   // the group formats, and whose practice they are near to
)

// plainSources takes the place of pages/sources.md in a workbook without one.
const (
	plainSourcesTitle = "Sources and thanks"
	plainSources      = gapDocuments + "\n\n" + gapSources + "\n\n## Group formats\n\n" + gapFormats
)

// SourcesPage returns the page that names every source and the parts that were used:
// first the sources of the frameworks, then the others. The words round them are those
// of pages/sources.md.
func (w *Workbook) SourcesPage() *Page {
	p := Page{ID: PageSources, Title: plainSourcesTitle, Body: plainSources}
	if w.sourceWords != nil {
		p = *w.sourceWords
	}
	var parts []string
	for part := range strings.SplitSeq(string(p.Body), "\n\n") {
		if part = w.filled(part); part != "" {
			parts = append(parts, part)
		}
	}
	p.Body = Markdown(strings.Join(parts, "\n\n"))
	return &p
}

// filled returns a paragraph, or what belongs in its place.
func (w *Workbook) filled(paragraph string) string {
	switch paragraph {
	case gapDocuments:
		return sourceItems(w.documents())
	case gapSources:
		documents := w.documents()
		return sourceItems(slices.DeleteFunc(slices.Clone(w.Sources), func(s *Source) bool {
			return slices.Contains(documents, s)
		}))
	case gapFormats:
		return w.formatItems()
	}
	return paragraph
}

// documents returns the sources of the frameworks.
func (w *Workbook) documents() []*Source {
	var found []*Source
	for _, f := range w.Frameworks {
		if s := w.Source(f.Source); s != nil && !slices.Contains(found, s) {
			found = append(found, s)
		}
	}
	return found
}

func sourceItems(list []*Source) string {
	items := make([]string, len(list))
	for i, s := range list {
		title := escaped(s.Title)
		if !strings.ContainsAny(title[max(len(title)-1, 0):], ".?!") {
			title += "."
		}
		items[i] = fmt.Sprintf("- **%s, %d.** *%s* %s. %s", escaped(s.Author), s.Year, title, letter.Capital(escaped(s.Kind)), escaped(s.Used))
	}
	return strings.Join(items, "\n")
}

func (w *Workbook) formatItems() string {
	var items []string
	for _, f := range w.Formats {
		if f.Lineage != "" {
			items = append(items, fmt.Sprintf("- **%s.** %s", escaped(f.Title), strings.ReplaceAll(string(f.Lineage), "\n", "\n  ")))
		}
	}
	return strings.Join(items, "\n")
}

var markdownMarks = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, "&", `\&`, "~", `\~`, "\n", " ",
)

// escaped returns plain text as Markdown that reads the same.
func escaped(s string) string { return markdownMarks.Replace(strings.TrimSpace(s)) }
