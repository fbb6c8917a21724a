package step

import (
	"charm.land/bubbles/v2/key"

	"goldenthread/store"
	"goldenthread/ui/answer"
)

// NewShareKey makes the binding that marks an answer. It has no other key with alt:
// esc and a letter in quick succession are the same, and nothing is to be marked by
// mistake.
func NewShareKey() key.Binding {
	return key.NewBinding(key.WithKeys("ctrl+p"), key.WithHelp("ctrl+p", "private or shared"))
}

// Resume reads the marks anew, which may have been changed while looking back.
func (w *writing) Resume() error { return w.answers.readMarks() }

// Resume reads the mark anew, which may have been changed while looking back.
func (r *rate) Resume() error { return r.answers.readMarks() }

// sharingSays explains what a mark means, where there is room for it.
func sharingSays(s answer.Sharing) string {
	switch {
	case s.Err != nil:
		return "It could not be marked, and is as private as before."
	case s.Empty:
		return "There is nothing to mark yet. Write first."
	case s.As == store.Shareable:
		return "Shareable, in these words: `goldenthread export --share` takes it. If you change the words, it is private again."
	case s.As == store.Evidence:
		return "Evidence, in these words: `goldenthread export --evidence` takes it. If you change the words, it is private again."
	}
	return "Private: nothing takes it but your own export of everything."
}
