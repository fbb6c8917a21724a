package facilitate

import (
	"maps"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// panel lies over a step and takes the keys: to vote, to write cards. It reads the
// course of the session, and changes it through its door alone; closePanel ends
// it.
type panel interface {
	update(tea.Msg) tea.Cmd
	slide(width int) slide
	keys() []key.Binding // those that work now, the most useful first
}

// writing is a panel with fields. While typing reports true, printable keys are
// text. unsent returns the text that was typed and not kept, or nil; it outlasts
// the panel, and the program.
type writing interface {
	typing() bool
	unsent() []string
}

// panelSpec says how a panel is opened.
type panelSpec struct {
	name string      // kept in the session's place, to come back to
	key  key.Binding // opens it over a step
	open func(*course, door) panel
}

// The names of the panels. They are in sessions' files and are never changed.
const (
	panelVote        = "vote"
	panelCards       = "cards"
	panelGroups      = "groups"
	panelCommitments = "spoken"
	panelReview      = "review"
	panelEnd         = "end"
)

// panels lists every panel.
var panels = []panelSpec{
	{panelVote, bind("v", "vote", "v"), openVotePanel},
	{panelCards, bind("c", "capture", "c"), newCardPanel},
	{panelGroups, bind("m", "make groups", "m"), newGroupPanel},
	{panelCommitments, bind("w", "what we will do", "w"), newCommitmentPanel},
	{panelReview, bind("", ""), newReviewPanel}, // opened by its step
	{panelEnd, bind("q", "end", "q"), newEndPanel},
}

// panelKey returns the key that opens a panel.
func panelKey(name string) key.Binding {
	at := slices.IndexFunc(panels, func(p panelSpec) bool { return p.name == name })
	return panels[at].key
}

// open puts a panel over the step. A name that is not known opens none.
func (r *run) open(name string) {
	for _, p := range panels {
		if p.name == name {
			r.panel = p.open(&r.course, r.do)
		}
	}
}

// typing reports whether printable keys are text.
func (r *run) typing() bool {
	w, ok := r.panel.(writing)
	return ok && w.typing() && !r.blank
}

// withUnsent returns the place with what is typed into the panel now, and
// whether it is another one.
func (r *run) withUnsent() (p place, changed bool) {
	p = r.place
	w, ok := r.panel.(writing)
	if !ok || slices.Equal(w.unsent(), p.Unsent[p.Panel]) {
		return p, false
	}
	p.Unsent = maps.Clone(p.Unsent)
	if p.Unsent == nil {
		p.Unsent = map[string][]string{}
	}
	p.Unsent[p.Panel] = w.unsent()
	return p, true
}

// unsentText returns what is typed into fields, or nil where there is nothing.
func unsentText(fields ...*field) []string {
	var texts []string
	empty := true
	for _, f := range fields {
		texts = append(texts, f.editor.Text())
		empty = empty && f.editor.Text() == ""
	}
	if empty {
		return nil
	}
	return texts
}

// fillUnsent puts back what unsentText has returned.
func fillUnsent(texts []string, fields ...*field) {
	for i, text := range texts[:min(len(texts), len(fields))] {
		fields[i].editor.SetText(text)
	}
}
