package report

import (
	"strings"
	"time"

	"goldenthread/content"
	"goldenthread/content/typed"
	"goldenthread/store"
)

// Tensions exports the tensions in a section of their own: each is about two units.
var Tensions = Export{
	Kind: store.KindTension, Member: "tensions", Section: "Productive tensions", Units: unitsOfTension,
	Written: func(b *store.Body) bool { return b.Tension != nil },
	JSON: func(e Entry) any {
		t := e.Body.Tension
		return wireTension{string(e.Step.Stage()), append([]content.UnitID{}, e.Units...), t.Leaning, t.Note, e.Asked, e.At, e.Share}
	},
	Markdown: func(p *Page, e Entry) {
		t := e.Body.Tension
		p.Line("### " + typed.Text(string(e.Step.Stage())).Heading())
		p.Question(e.Asked)
		p.When(e)
		p.Line(Leaning(t.Leaning) + ".")
		if strings.TrimSpace(t.Note) != "" {
			p.Typed(t.Note)
		}
	},
}

type wireTension struct {
	ID      string           `json:"id"`
	Units   []content.UnitID `json:"units"`
	Leaning int              `json:"leaning"`
	Note    string           `json:"note"`
	Asked   string           `json:"asked"`
	At      time.Time        `json:"at"`
	Share   store.Sharing    `json:"share"`
}

// leanings say in words how near to one of two sides a person is.
var leanings = [...]string{
	"Leaning far to the first side", "Leaning to the first side", "In the middle",
	"Leaning to the second side", "Leaning far to the second side",
}

// Leaning returns the words for a leaning, which lies between -2 and 2.
func Leaning(leaning int) string { return leanings[min(max(leaning+2, 0), len(leanings)-1)] }

func unitsOfTension(book *content.Workbook, slot store.Slot) []content.UnitID {
	for _, t := range book.Tensions {
		if t.Key() == slot.Step {
			return t.Units
		}
	}
	return nil
}
