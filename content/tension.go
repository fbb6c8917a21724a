package content

import (
	"regexp"
	"slices"
)

// tensionFile is the list of tensions.
const tensionFile = "tensions.yaml"

// TensionPrompt is what a tension asks when it brings no prompt of its own.
const TensionPrompt = "Where does each side have a point here this term?"

// tensionKeys is the name under which tensions stand among the IDs that are
// database keys. Load refuses a framework of that name.
const tensionKeys = "tension"

// Tension is two ideas of the workbook that pull against each other, and that
// are both right. Neither end is the right one.
type Tension struct {
	ID           string   // "gradual-transformational"; see Key
	Units        []UnitID // the units of the first side, then those of the second
	SideA, SideB string   // each a full sentence
	Prompt       string   // TensionPrompt when it has none of its own
	Line         int
	first        int // how many of Units are on the first side
	unitLine     [2]int
}

// Key returns the key under which answers to the tension are kept:
// "tension/gradual-transformational". It is a database key as a step's ID is,
// but Workbook.Step does not know it.
func (t *Tension) Key() StepID { return StepID(tensionKeys + "/" + t.ID) }

// Ready reports whether the tension can be offered: of each side, one unit or
// more is done. Most tensions have one unit on a side.
func (t *Tension) Ready(done func(UnitID) bool) bool {
	return slices.ContainsFunc(t.Units[:t.first], done) && slices.ContainsFunc(t.Units[t.first:], done)
}

// Tension returns the tension with that ID, or nil.
func (w *Workbook) Tension(id string) *Tension {
	for _, t := range w.Tensions {
		if t.ID == id {
			return t
		}
	}
	return nil
}

// TensionsOf returns the tensions that a unit is part of.
func (w *Workbook) TensionsOf(id UnitID) []*Tension {
	var of []*Tension
	for _, t := range w.Tensions {
		if slices.Contains(t.Units, id) {
			of = append(of, t)
		}
	}
	return of
}

// tensionHead is a tension as it is written.
type tensionHead struct {
	ID     string      `yaml:"id"`
	A      tensionSide `yaml:"a"`
	B      tensionSide `yaml:"b"`
	Prompt string      `yaml:"prompt"`
	Line   int         `yaml:",line"`
}

type tensionSide struct {
	Units []UnitID `yaml:"units"`
	Says  string   `yaml:"says"`
	Line  int      `yaml:",line"`
}

// tensionList reads tensions.yaml.
func (p *page) tensionList() ([]*Tension, passages) {
	var list []*Tension
	var texts passages
	seen := map[string]int{}
	for _, head := range yamlList[tensionHead](p) {
		p.named(head.ID, head.Line, seen[head.ID])
		seen[head.ID] = head.Line
		for _, side := range []tensionSide{head.A, head.B} {
			if line := max(side.Line, head.Line); side.Says == "" || len(side.Units) == 0 {
				p.fail(line, `expected "a:" and "b:", each with "units:", a list, and "says:", a sentence`)
			}
			texts.add("side", side.Line, Markdown(side.Says))
		}
		t := &Tension{
			ID: head.ID, Line: head.Line,
			Units: slices.Concat(head.A.Units, head.B.Units), first: len(head.A.Units),
			SideA: head.A.Says, SideB: head.B.Says, Prompt: head.Prompt,
			unitLine: [2]int{head.A.Line, head.B.Line},
		}
		texts.add("tension", t.Line, Markdown(t.Prompt))
		if t.Prompt == "" {
			t.Prompt = TensionPrompt
		}
		list = append(list, t)
	}
	return list, texts
}

var tensionForm = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)

// tensionIDs is the part of L02 that is about tensions.
func tensionIDs(c *checker) {
	for _, t := range c.book.Tensions {
		if !tensionForm.MatchString(t.ID) {
			c.report(tensionFile, t.Line, t.ID, "", "the ID %s is not words of letters a to z with hyphens", t.ID)
		}
	}
}

// tensionUnits is the part of L03 that is about tensions.
func tensionUnits(c *checker) {
	for _, t := range c.book.Tensions {
		for i, id := range t.Units {
			side := 0
			if i >= t.first {
				side = 1
			}
			c.linkTarget(tensionFile, Link{Unit: id, Line: t.unitLine[side]}, t.Units[:i])
		}
	}
}
