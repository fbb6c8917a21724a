package content

import (
	"cmp"
	"path"
	"slices"
	"strings"
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
	texts passages
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
func (p *page) wholePage(t *Page) {
	t.ID = strings.TrimSuffix(path.Base(p.file), ".md")
	blocks := p.blocks()
	if len(p.errs) > 0 {
		return
	}
	top := p.tree(blocks)
	if top.name == "" {
		p.fail(min(top.line, p.last()), `there is no title; expected "# Title" before everything else`)
		return
	}
	t.Title = top.name
	t.texts.add("title", top.line, Markdown(t.Title))
	t.Body = p.source(blocks[1:])
	if t.Body == "" {
		p.fail(top.line, "%q is empty; expected text", t.Title)
	}
	p.pageTexts(t, top)
}

// pageTexts keeps the texts of the sections for Check, one a section.
func (p *page) pageTexts(t *Page, sec *section) {
	if len(sec.blocks) > 0 {
		t.texts.add(t.ID, p.lineOf(sec.blocks[0]), p.source(sec.blocks))
	}
	for _, s := range sec.subs {
		t.texts.add("title", s.line, Markdown(s.name))
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
