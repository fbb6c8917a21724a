package content

import "goldenthread/content/page"

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
