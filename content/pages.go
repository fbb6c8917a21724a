package content

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"goldenthread/content/page"
)

// The pages that a workbook has, in the order of Workbook.Pages. A folder may
// have others, which come after them.
const (
	PageAbout    = "about"
	PageSources  = "sources"
	PageGlossary = "glossary"
)

// Page is a text to read: about the method, or a glossary.
type Page struct {
	ID    string // the name of its file
	Title string
	Body  Markdown // without the title
	File  string   // path in the fs.FS; empty when it is made of other parts of the workbook
	texts page.Passages
}

// Page returns the page with that ID, or nil.
func (w *Workbook) Page(id string) *Page {
	for _, p := range w.Pages {
		if p.ID == id {
			return p
		}
	}
	return nil
}

// wholePage reads a page into t.
func (p parser) wholePage(t *Page) {
	t.ID = strings.TrimSuffix(path.Base(p.Name), ".md")
	top, blocks := p.Outline()
	if top == nil {
		return
	}
	t.Title = top.Name
	t.texts.Add("title", top.Line, Markdown(t.Title))
	t.Body = p.Source(blocks)
	if t.Body == "" {
		p.Fail(top.Line, "%q is empty; expected text", t.Title)
	}
	p.pageTexts(t, top)
}

// pageTexts keeps the texts of the sections, one a section.
func (p parser) pageTexts(t *Page, sec *page.Section) {
	if len(sec.Blocks) > 0 {
		t.texts.Add(t.ID, p.LineOf(sec.Blocks[0]), p.Source(sec.Blocks))
	}
	for _, s := range sec.Subs {
		t.texts.Add("title", s.Line, Markdown(s.Name))
		p.pageTexts(t, s)
	}
}

// arrangePages fills the page of sources, and puts the pages that every
// workbook has before the others.
func (w *Workbook) arrangePages() {
	if i := slices.IndexFunc(w.Pages, func(p *Page) bool { return p.ID == PageSources }); i >= 0 {
		w.sourceWords = w.Pages[i]
		w.Pages = slices.Delete(w.Pages, i, i+1)
	}
	w.Pages = append(w.Pages, w.SourcesPage())
	order := []string{PageGlossary, PageSources, PageAbout}
	slices.SortStableFunc(w.Pages, func(a, b *Page) int {
		return cmp.Compare(slices.Index(order, b.ID), slices.Index(order, a.ID))
	})
}
