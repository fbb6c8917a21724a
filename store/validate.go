package store

import (
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"
)

var (
	confidences = []string{"", "unsure", "fairly", "very"}
	evidences   = []string{"", "memory", "example", "data", "account", "sources"}
	states      = []State{StateOpen, StateTried, StateKept, StateChanged, StateDropped}
)

func (r *Revision) validate() error {
	if err := validate(r.Kind, r.Slot, r.Visit, &r.Body); err != nil {
		return err
	}
	if r.Body.empty(r.Kind) {
		return fmt.Errorf("store: %s: a revision of kind %s without its member", r.Slot, r.Kind)
	}
	if c := r.Commitment; c != nil && (c.ID.IsZero() || !slices.Contains(states, c.State)) {
		return fmt.Errorf("store: %s: a commitment needs an id and a state", r.Slot)
	}
	return nil
}

func (d *Draft) validate() error {
	if !utf8.ValidString(d.Focus) {
		return fmt.Errorf("store: %s: focus %q is not UTF-8", d.Slot, d.Focus)
	}
	return validate(d.Kind, d.Slot, d.Visit, &d.Body)
}

func validate(kind Kind, slot Slot, visit int, body *Body) error {
	if err := slot.validate(); err != nil {
		return err
	}
	if _, ok := marks[kind]; !ok {
		return fmt.Errorf("store: %s: unknown kind %q", slot, kind)
	}
	if visit < 0 || visit > maxVisit {
		return fmt.Errorf("store: %s: visit %d", slot, visit)
	}
	if err := body.validate(kind); err != nil {
		return fmt.Errorf("store: %s: %w", slot, err)
	}
	return validateShare(kind, slot, body.Share)
}

// validate refuses a member that does not belong to the kind, and what the
// file's readers could not make sense of.
func (b *Body) validate(kind Kind) error {
	members := map[Kind]bool{
		KindAnswer:     b.Text != "",
		KindRating:     b.Rating != nil,
		KindTest:       b.Test != nil,
		KindCommitment: b.Commitment != nil,
		KindTension:    b.Tension != nil,
		KindShare:      b.Share != nil,
	}
	for member, set := range members {
		if set && member != kind {
			return fmt.Errorf("kind %s does not hold what belongs to %s", kind, member)
		}
	}
	if r := b.Rating; r != nil {
		return r.validate()
	}
	if t := b.Tension; t != nil && (t.Leaning < -2 || t.Leaning > 2) {
		return errors.New("a leaning lies between -2 and 2")
	}
	if c := b.Commitment; c != nil {
		for _, entry := range c.Log {
			if !slices.Contains(states, entry.State) {
				return fmt.Errorf("unknown state %q in the log", entry.State)
			}
		}
		if c.State != "" && !slices.Contains(states, c.State) {
			return fmt.Errorf("unknown state %q", c.State)
		}
	}
	return nil
}

func (r *Rating) validate() error {
	if r.Level < 0 || r.Level > 4 || r.ThenLevel != nil && (*r.ThenLevel < 0 || *r.ThenLevel > 4) {
		return errors.New("a level lies between 0 and 4")
	}
	if !slices.Contains(confidences, r.Confidence) {
		return fmt.Errorf("unknown confidence %q", r.Confidence)
	}
	if !slices.Contains(evidences, r.Evidence) {
		return fmt.Errorf("unknown evidence %q", r.Evidence)
	}
	return nil
}

// empty reports whether the member of a kind is missing. A text may be empty:
// that is how an answer is taken back.
func (b *Body) empty(kind Kind) bool {
	switch kind {
	case KindRating:
		return b.Rating == nil
	case KindTest:
		return b.Test == nil
	case KindCommitment:
		return b.Commitment == nil
	case KindTension:
		return b.Tension == nil
	case KindShare:
		return b.Share == nil
	}
	return false
}
