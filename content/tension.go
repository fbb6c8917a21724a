package content

import (
	"slices"

	"goldenthread/content/page"
)

// TensionFile is the name of the list of tensions.
const TensionFile = "tensions.yaml"

// TensionPrompt is the prompt of a tension that brings none of its own.
const TensionPrompt = "Where does each side have a point here this term?"

// tensionKeys begins the IDs of tensions, which are database keys as those of steps
// are. Load refuses a framework of that name.
const tensionKeys = "tension"

// Tension holds two ideas of the workbook that pull against each other and are both
// right.
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

// UnitLine returns the line of the side that Units[i] is on.
func (t *Tension) UnitLine(i int) int {
	if i < t.first {
		return t.unitLine[0]
	}
	return t.unitLine[1]
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
func (p parser) tensionList() ([]*Tension, page.Passages) {
	var list []*Tension
	var texts page.Passages
	seen := map[string]int{}
	for _, head := range page.List[tensionHead](p.File) {
		p.Named(head.ID, head.Line, seen[head.ID])
		seen[head.ID] = head.Line
		for _, side := range []tensionSide{head.A, head.B} {
			if line := max(side.Line, head.Line); side.Says == "" || len(side.Units) == 0 {
				p.Fail(line, `expected "a:" and "b:", each with "units:", a list, and "says:", a sentence`)
			}
			texts.Add("side", side.Line, Markdown(side.Says))
		}
		t := &Tension{
			ID: head.ID, Line: head.Line,
			Units: slices.Concat(head.A.Units, head.B.Units), first: len(head.A.Units),
			SideA: head.A.Says, SideB: head.B.Says, Prompt: head.Prompt,
			unitLine: [2]int{head.A.Line, head.B.Line},
		}
		texts.Add("tension", t.Line, Markdown(t.Prompt))
		if t.Prompt == "" {
			t.Prompt = TensionPrompt
		}
		list = append(list, t)
	}
	return list, texts
}
