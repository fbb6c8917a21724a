package store

import "errors"

// KindTension is a place between two ideas that are both right.
const KindTension Kind = "tension"

var tensionKind = KindSpec{
	Kind: KindTension, Tag: 'n', Member: "tension", Written: true,
	Validate: func(b *Body) error {
		if t := b.Tension; t != nil && (t.Leaning < -2 || t.Leaning > 2) {
			return errors.New("a leaning lies between -2 and 2")
		}
		return nil
	},
	Progress: func(_ string, b *Body) Progress {
		if b.Tension == nil {
			return Untouched
		}
		return Done
	},
	Part: func(b *Body, _ string, change func(string) string) bool {
		tension := b.Tension.clone()
		if tension == nil {
			tension = &Tension{}
		}
		b.Tension = tension
		return changePart(&tension.Note, change)
	},
}

// Tension is the place of a person between two ideas that are both right.
type Tension struct {
	Leaning int    `json:"leaning"` // -2 (the first side) to +2 (the second); neither end is right
	Note    string `json:"note,omitempty"`
}

func (t *Tension) clone() *Tension {
	if t == nil {
		return nil
	}
	clone := *t
	return &clone
}

func (t *Tension) prose(f func(path string, text *string)) {
	if t != nil {
		f("tension/note", &t.Note)
	}
}
