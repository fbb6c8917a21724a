// Package content is what the workbook asks: frameworks, units, steps, levels,
// group formats and the words in them. It knows no answer, no screen, and no
// disk beyond the fs.FS that it is given and the folder of WriteExample.
package content

import (
	"io/fs"
	"regexp"
	"strings"

	"goldenthread/content/page"
)

// FrameworkID names a framework, such as "disciplines". It is the name of the
// framework's folder.
type FrameworkID string

// UnitID names a unit, such as "disciplines/mastery". It is a database key:
// never renamed, never reused.
type UnitID string

// StepID names a step of a unit, such as "disciplines/mastery/notice". It is a
// database key: never renamed, never reused.
type StepID string

// SeedID names an item of the seed inventory, such as "002-09".
type SeedID string

// SourceID names an entry of sources.yaml, such as "mitchell-2020".
type SourceID string

// FormatID names a group format, "G1" to "G8".
type FormatID string

var (
	formatForm   = regexp.MustCompile(`^G[1-9]$`)
	activityForm = regexp.MustCompile(`^A[0-9]+$`)
)

// Valid reports whether the ID has the form of a group format's: "G1" to "G9".
func (id FormatID) Valid() bool { return formatForm.MatchString(string(id)) }

// IsActivity reports whether an ID has the form of an activity's, "A1".
func IsActivity(id string) bool { return activityForm.MatchString(id) }

// Framework returns the framework that the unit belongs to.
func (id UnitID) Framework() FrameworkID {
	name, _, _ := strings.Cut(string(id), "/")
	return FrameworkID(name)
}

// Step returns the ID of the unit's step at a stage.
func (id UnitID) Step(stage Stage) StepID { return StepID(string(id) + "/" + string(stage)) }

// Unit returns the unit that the step belongs to.
func (id StepID) Unit() UnitID {
	cut := strings.LastIndexByte(string(id), '/')
	return UnitID(id[:max(cut, 0)])
}

// Stage returns the stage of the unit that the step is.
func (id StepID) Stage() Stage {
	return Stage(id[strings.LastIndexByte(string(id), '/')+1:])
}

// Stage is one of the seven stages that every unit runs through. The order is
// offered, never forced.
type Stage string

// The stages, in the order of Stages.
const (
	Read      Stage = "read"
	Notice    Stage = "notice"
	Rate      Stage = "rate"
	Interpret Stage = "interpret"
	Challenge Stage = "challenge"
	Test      Stage = "test"
	Commit    Stage = "commit"
)

// Close names the page after the last stage. It is no stage of its own: its answer
// belongs to Commit.
const Close Stage = "close"

// Stages lists the stages in order.
var Stages = [...]Stage{Read, Notice, Rate, Interpret, Challenge, Test, Commit}

// Title returns the stage's name as a person reads it: "Notice".
func (s Stage) Title() string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(string(s[:1])) + string(s[1:])
}

// Markdown is a block of Markdown source, without front matter.
type Markdown = page.Markdown

// Plain returns the words of a Markdown block without its markup: blocks and
// list items on a line each, the lines of a paragraph joined.
func Plain(md Markdown) string { return page.Plain(md) }

// Workbook is the whole content, checked for shape. It is not changed after
// loading and may be read by any number of goroutines.
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

// Framework is one of the sources' models: its introduction and its units.
type Framework struct {
	ID           FrameworkID
	Order        int      // place among the frameworks, from 1
	Kind         string   // what its units are called: discipline, component, condition, thread, driver
	Title        string   // "Five disciplines in schools and trusts"
	Short        string   // "Five disciplines"; fits 32 columns
	Source       SourceID // where it comes from
	Seeds        []SeedID
	Introduction Markdown // whose idea it is and what the source claims
	NotKnown     Markdown // one sentence on what is not known
	Units        []*Unit
	File         string // path in the fs.FS
	texts        page.Passages
	keys         page.KeyLines
}

// Unit is one discipline, component, condition, action, driver or practice:
// seven steps, one a stage, and the same question for a group.
type Unit struct {
	ID         UnitID
	Title      string
	Rev        int    // raised whenever the wording of a prompt or level changes
	Kind       string // discipline, component, condition, action, driver or practice
	Minutes    Minutes
	Seeds      []SeedID
	Links      []Link
	Activities []string // "A1" to "A13"
	Sources    []SourceID
	Privacy    bool // the prompts touch students or a named weakness: repeat the rule on roles and initials
	Core       Markdown
	Good       []Markdown // what good looks like, three to five
	Steps      []*Step    // one a stage, in the order of Stages
	Group      Group
	File       string // path in the fs.FS
	texts      page.Passages
	keys       page.KeyLines
}

// Step returns the unit's step at a stage, or nil.
func (u *Unit) Step(stage Stage) *Step {
	for _, s := range u.Steps {
		if s.ID.Stage() == stage {
			return s
		}
	}
	return nil
}

// Minutes is how long a unit takes.
type Minutes struct {
	Quick int `yaml:"quick"` // notice, rate and one plan
	Full  int `yaml:"full"`  // all seven stages
}

// Link is a reason to go from one unit to another.
type Link struct {
	Unit    UnitID `yaml:"unit"`
	Because string `yaml:"because"` // one sentence that a reader sees
	Line    int    `yaml:",line"`   // line in its file
}

// Step is one stage of a unit.
type Step struct {
	ID     StepID
	Prompt Markdown   // what is asked; for read the core, for test whom to ask, for commit the starter
	Help   Markdown   // more under the prompt; may be empty
	Levels []Level    // rate only: four, level 1 first
	Look   []Markdown // rate only: what a rating could rest on
	Ask    string     // test only: the question to put to somebody, plain text
	Line   int        // line of its heading in the unit's file
}

// Level is one of the four descriptions of a rating.
type Level struct {
	Text Markdown
	Line int
}

// LevelNames are the names of the levels in every unit; LevelNames[0] is the
// answer "not enough to go on".
var LevelNames = [...]string{
	"I do not have enough to go on",
	"In words only",
	"In pockets",
	"Established",
	"Shared and self-improving",
}

// Group is the unit as a question for a group.
type Group struct {
	Format    string // "G1" to "G8", an activity "A1" to "A13", or "plan"
	Minutes   int
	Question  Markdown
	Bring     []Markdown   // what this needs beside what every group needs; may be empty
	Headings  []string     // for cards, where the format has none; may be empty
	Plan      []AgendaStep // the unit's own timed plan or that of its activity; empty when Format is a group format
	Watch     Markdown
	Silence   Markdown // the way out of a silence
	Dominance Markdown // the way out of one loud voice
	Product   Markdown // what people take away
	Line      int
}

// Format is a way of working in a group, with minutes to the step.
type Format struct {
	ID        FormatID
	Title     string
	Lineage   Markdown   // whose practice it is near to; may be empty
	Bring     []Markdown // what this needs beside what every group needs; may be empty
	Steps     []AgendaStep
	Watch     Markdown
	Silence   Markdown
	Dominance Markdown
	File      string // path in the fs.FS
	texts     page.Passages
}

// Minutes returns the sum of the steps' minutes.
func (f *Format) Minutes() int { return StepMinutes(f.Steps) }

// Source is a document that the content draws on.
type Source struct {
	ID      SourceID `yaml:"id"`
	Author  string   `yaml:"author"`
	Year    int      `yaml:"year"`
	Title   string   `yaml:"title"`
	Kind    string   `yaml:"kind"`    // blog, paper, book, web page, framework
	Checked string   `yaml:"checked"` // the day it was last checked, YYYY-MM-DD
	Used    string   `yaml:"used"`    // what was used of it, one or two sentences
	Line    int      `yaml:",line"`
}
