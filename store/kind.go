package store

import (
	"errors"
	"fmt"
	"goldenthread/store/file"
	"slices"
	"strings"
)

// Kind is a kind of answer. The row of its KindSpec says what it holds.
type Kind string

// KindSpec is the row of one kind in a table of kinds. Nothing else in the
// program tells kinds apart.
type KindSpec struct {
	Kind   Kind
	Tag    byte   // marks its values in the file: never changed, and never used for another kind
	Member string // the member of Body that it sets, as JSON names it; "" if it sets none

	Written bool   // holds what a person wrote, or chose instead of writing
	Begins  bool   // begins a visit of the unit
	Rates   bool   // rates the unit, which a later visit has then returned to
	Commits bool   // opens the unit, once it is Done
	Apart   string // begins the fields that no other kind may stand in; "" if there are none

	// Validate refuses what the file's readers could not make sense of, and
	// Complete what a draft may lack and a revision may not. Both may be nil.
	Validate func(*Body) error
	Complete func(*Body) error

	// Progress returns how far an answer in a field has come. It is nil for a
	// kind that answers nothing.
	Progress func(field string, b *Body) Progress

	// Part changes the text of a name that a person writes as a whole, and so may
	// take to another editor; false if b has none. It changes nothing that another
	// Body shares. A nil Part has no such text.
	Part func(b *Body, name string, change func(text string) string) bool
}

// Progress says how far an answer has come.
type Progress int

// The steps of Progress.
const (
	Untouched Progress = iota
	Started
	Done
)

// Kinds is a table of kinds. The table that a workbook is opened with decides
// which it reads and writes; nil means DefaultKinds.
type Kinds []KindSpec

var defaultKinds = Kinds{
	answerKind, ratingKind, testKind, commitmentKind, readKind, visitKind, tensionKind, shareKind, formKind,
}

// DefaultKinds returns the kinds of the program, for the caller to add to.
func DefaultKinds() Kinds { return slices.Clone(defaultKinds) }

// Of returns the row of a kind, or nil.
func (ks Kinds) Of(kind Kind) *KindSpec {
	if ks == nil {
		ks = defaultKinds
	}
	for i := range ks {
		if ks[i].Kind == kind {
			return &ks[i]
		}
	}
	return nil
}

// tag returns the tag of a kind, or 0, which no value bears.
func (ks Kinds) tag(kind Kind) file.Tag {
	if spec := ks.Of(kind); spec != nil {
		return file.Tag(spec.Tag)
	}
	return 0
}

// check refuses a table with two rows for one kind or one tag.
func (ks Kinds) check() error {
	taken := map[byte]Kind{0: "none", byte(file.TagVault): "vault", byte(file.TagSealed): "sealed", byte(tagIndex): "index"}
	named := map[Kind]bool{}
	for _, spec := range ks {
		if other, ok := taken[spec.Tag]; ok {
			return fmt.Errorf("store: kind %s has the tag of %s", spec.Kind, other)
		}
		if named[spec.Kind] {
			return fmt.Errorf("store: kind %s has two rows", spec.Kind)
		}
		taken[spec.Tag], named[spec.Kind] = spec.Kind, true
	}
	return nil
}

// validate refuses a body that is not of its kind, and a kind that has no place
// in its slot or no row in the table.
func (ks Kinds) validate(kind Kind, slot Slot, visit int, body *Body) error {
	if err := slot.fits(); err != nil {
		return err
	}
	spec := ks.Of(kind)
	if spec == nil {
		return fmt.Errorf("store: %s: unknown kind %q", slot, kind)
	}
	if visit < 0 || visit > maxVisit {
		return fmt.Errorf("store: %s: visit %d", slot, visit)
	}
	if err := spec.validate(body); err != nil {
		return fmt.Errorf("store: %s: %w", slot, err)
	}
	if !ks.mayStand(spec, slot) {
		return fmt.Errorf("store: %s: not the field of a %s", slot, kind)
	}
	return nil
}

// mayStand keeps a kind with fields of its own among these, and every other kind
// out of them.
func (ks Kinds) mayStand(spec *KindSpec, slot Slot) bool {
	if ks == nil {
		ks = defaultKinds
	}
	for _, other := range ks {
		if other.Apart != "" && strings.HasPrefix(slot.Field, other.Apart) != (other.Kind == spec.Kind) {
			return false
		}
	}
	return true
}

func (k *KindSpec) validate(b *Body) error {
	for _, member := range b.set() {
		if member != k.Member {
			return fmt.Errorf("kind %s does not hold a %s", k.Kind, member)
		}
	}
	if k.Validate == nil {
		return nil
	}
	return k.Validate(b)
}

// changePart applies a change to a text, if there is one.
func changePart(text *string, change func(string) string) bool {
	if text == nil {
		return false
	}
	*text = change(*text)
	return true
}

var errMember = errors.New("its member is missing")

// hasMember reports whether the member of the kind is there, for those that read it. A
// text may be empty.
func (k *KindSpec) hasMember(b *Body) bool {
	return k.Member == "" || k.Member == memberText || slices.Contains(b.set(), k.Member)
}

// complete reports what a body lacks to be a revision. A text may be empty: so
// an answer is taken back.
func (k *KindSpec) complete(b *Body) error {
	if !k.hasMember(b) {
		return errMember
	}
	if k.Complete == nil {
		return nil
	}
	return k.Complete(b)
}
