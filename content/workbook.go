// Package content holds what the workbook asks: frameworks, units, steps, levels,
// group formats, agendas, and the words in them. It knows no answer, no screen, and
// no disk beyond the fs.FS that it is given and the folder of WriteExample.
//
// Embedded and Load return a Workbook, which is only read from then on. Each kind of
// file has a Go file of its own with its type and its parser; content/page reads one
// file strictly, and content/check says whether a workbook is good. Fit makes an
// agenda fit a number of people and minutes.
//
// The IDs of id.go are keys in people's workbooks: an ID is never renamed and never
// used again.
package content

import (
	"io/fs"

	"goldenthread/content/page"
	"goldenthread/content/typed"
)

// Markdown is a block of Markdown source, without front matter.
type Markdown = page.Markdown

// Typed holds what somebody types while an agenda is prepared. It is no Markdown until it
// is escaped.
type Typed = typed.Text

// Plain returns the words of a Markdown block without its markup: blocks and
// list items on a line each, the lines of a paragraph joined.
func Plain(md Markdown) string { return page.Plain(md) }

// Workbook holds the whole content. It has the shape that Load asks for, is not
// changed after loading, and may be read by any number of goroutines.
type Workbook struct {
	Frameworks []*Framework
	Formats    []*Format
	Paths      []*Path
	Kit        *Page // for whoever leads a session: before, when it is stuck, afterwards
	Concerns   []*Concern
	Tensions   []*Tension
	Pages      []*Page // about, sources and glossary first
	Sources    []*Source
	Stripped   []page.Stripped // characters that were left out of what was read
	units      map[UnitID]*Unit
	agendas    func() agendaFiles
	fsys       fs.FS

	concernTexts, tensionTexts, sourceTexts page.Passages
	sourceWords                             *Page // pages/sources.md, with its gaps; may be nil
}

// Files returns the folder that the workbook was read from. It is nil for one that
// was made by Only.
func (w *Workbook) Files() fs.FS { return w.fsys }

// Unit returns the unit with that ID, or nil.
func (w *Workbook) Unit(id UnitID) *Unit { return w.units[id] }

// Framework returns the framework with that ID, or nil.
func (w *Workbook) Framework(id FrameworkID) *Framework {
	for _, f := range w.Frameworks {
		if f.ID == id {
			return f
		}
	}
	return nil
}

// Units returns every unit in the order of the book.
func (w *Workbook) Units() []*Unit {
	var units []*Unit
	for _, f := range w.Frameworks {
		units = append(units, f.Units...)
	}
	return units
}

// Step returns the step with that ID, or nil.
func (w *Workbook) Step(id StepID) *Step {
	u := w.units[id.Unit()]
	if u == nil {
		return nil
	}
	return u.Step(id.Stage())
}

// Format returns the group format with that ID, or nil.
func (w *Workbook) Format(id FormatID) *Format {
	for _, f := range w.Formats {
		if f.ID == id {
			return f
		}
	}
	return nil
}

// Source returns the source with that ID, or nil.
func (w *Workbook) Source(id SourceID) *Source {
	for _, s := range w.Sources {
		if s.ID == id {
			return s
		}
	}
	return nil
}

// LinksTo returns the links of other units that lead to a unit, in the order
// of the book. Their Unit is the unit that they come from.
func (w *Workbook) LinksTo(id UnitID) []Link {
	var links []Link
	for _, u := range w.Units() {
		for _, l := range u.Links {
			if l.Unit == id {
				links = append(links, Link{Unit: u.ID, Because: l.Because, Line: l.Line})
			}
		}
	}
	return links
}
