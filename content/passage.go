package content

import (
	"io/fs"

	"goldenthread/content/page"
)

// Passage is a text of the workbook that a person reads, with its file.
type Passage struct {
	page.Passage
	File string // path in the fs.FS
	Unit *Unit  // nil when the text is in no unit's file
}

// Passages returns every text of the workbook in the order of the book, with
// which part of what it is and in which line it begins.
func (w *Workbook) Passages() []Passage {
	var all []Passage
	add := func(file string, u *Unit, texts page.Passages) {
		for _, t := range texts {
			all = append(all, Passage{t, file, u})
		}
	}
	for _, f := range w.Frameworks {
		add(f.File, nil, f.texts)
		for _, u := range f.Units {
			add(u.File, u, u.texts)
		}
	}
	for _, f := range w.Formats {
		add(f.File, nil, f.texts)
	}
	for _, t := range w.Paths {
		add(t.File, nil, t.texts)
	}
	for _, a := range w.Written() {
		add(a.File, nil, a.texts)
	}
	if w.Kit != nil { // a facilitator's own agenda comes without
		add(w.Kit.File, nil, w.Kit.texts)
	}
	for _, p := range w.Pages {
		add(p.File, nil, p.texts)
	}
	add(ConcernFile, nil, w.concernTexts)
	add(TensionFile, nil, w.tensionTexts)
	add(SourceFile, nil, w.sourceTexts)
	return all
}

// Files returns the folder that the workbook was read from, nil for one that was
// read from none.
func (w *Workbook) Files() fs.FS { return w.fsys }

// KeyLine returns the line of a key of the framework's front matter, or 1 when
// it is not given.
func (f *Framework) KeyLine(key string) int { return f.keys.Of(key) }

// KeyLine returns the line of a key of the unit's front matter, or 1 when it is
// not given.
func (u *Unit) KeyLine(key string) int { return u.keys.Of(key) }

// KeyLine returns the line of a key of the agenda's front matter, or 1 when it
// is not given.
func (a *Agenda) KeyLine(key string) int { return a.keys.Of(key) }
