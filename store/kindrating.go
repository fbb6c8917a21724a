package store

import (
	"errors"
	"fmt"
	"slices"
)

// KindRating is a level, and what it rests on.
const KindRating Kind = "rating"

var ratingKind = KindSpec{
	Kind: KindRating, Tag: 'r', Member: "rating", Written: true, Rates: true,
	Validate: func(b *Body) error { return b.Rating.validate() },
	Progress: func(_ string, b *Body) Progress {
		if b.Rating == nil {
			return Untouched
		}
		return Done
	},
}

// Rating is a level and what it rests on.
type Rating struct {
	Level      int    `json:"level"`                // 0 (not enough to go on) to 4
	Confidence string `json:"confidence,omitempty"` // unsure, fairly or very
	Evidence   string `json:"evidence,omitempty"`   // memory, example, data, account or sources
	ThenLevel  *int   `json:"then_level,omitempty"` // the level that the person, now, would have given then
}

var (
	confidences = []string{"", "unsure", "fairly", "very"}
	evidences   = []string{"", "memory", "example", "data", "account", "sources"}
)

func (r *Rating) validate() error {
	switch {
	case r == nil:
		return nil
	case r.Level < 0 || r.Level > 4 || r.ThenLevel != nil && (*r.ThenLevel < 0 || *r.ThenLevel > 4):
		return errors.New("a level lies between 0 and 4")
	case !slices.Contains(confidences, r.Confidence):
		return fmt.Errorf("unknown confidence %q", r.Confidence)
	case !slices.Contains(evidences, r.Evidence):
		return fmt.Errorf("unknown evidence %q", r.Evidence)
	}
	return nil
}
