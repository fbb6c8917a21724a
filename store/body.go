package store

import (
	"slices"

	"goldenthread/content/safetext"
)

// memberText is the member that is no pointer: it is set when it is not empty.
const memberText = "text"

// Body holds an answer. Exactly the member that belongs to its Kind is set.
// A kind whose answer has no member of its own keeps it as a Form.
type Body struct {
	Text       string      `json:"text,omitempty"`
	Rating     *Rating     `json:"rating,omitempty"`
	Test       *Test       `json:"test,omitempty"`
	Commitment *Commitment `json:"commitment,omitempty"`
	Tension    *Tension    `json:"tension,omitempty"`
	Share      *Share      `json:"share,omitempty"`
	Form       *Form       `json:"form,omitempty"`
}

// set returns the names of the members that are set.
func (b *Body) set() (names []string) {
	for _, member := range []struct {
		name string
		set  bool
	}{
		{memberText, b.Text != ""},
		{"rating", b.Rating != nil},
		{"test", b.Test != nil},
		{"commitment", b.Commitment != nil},
		{"tension", b.Tension != nil},
		{"share", b.Share != nil},
		{memberForm, b.Form != nil},
	} {
		if member.set {
			names = append(names, member.name)
		}
	}
	return names
}

// isBlank reports whether there is nothing in it that could be read.
func (b *Body) isBlank() bool {
	return isBlank(b.Text) && b.Form.IsBlank() && !slices.ContainsFunc(b.set(), func(member string) bool {
		return member != memberText && member != memberForm
	})
}

// withOwnProse returns a copy of b whose texts can be changed without changing
// those of b.
func (b Body) withOwnProse() Body {
	b.Test, b.Commitment, b.Tension, b.Form = b.Test.clone(), b.Commitment.clone(), b.Tension.clone(), b.Form.clone()
	return b
}

// steering returns how many texts of b could steer a terminal if they were shown as
// they are.
func (b Body) steering() int {
	n := 0
	b.prose(func(_ string, text *string) {
		if safetext.Steers(*text) {
			n++
		}
	})
	return n
}

// prose calls f with every text of b that a person wrote and the path of its
// member in JSON.
func (b *Body) prose(f func(path string, text *string)) {
	f(memberText, &b.Text)
	b.Test.prose(f)
	b.Commitment.prose(f)
	b.Tension.prose(f)
	b.Form.prose(f)
}
