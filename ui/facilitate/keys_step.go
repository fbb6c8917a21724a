package facilitate

import (
	"slices"

	"charm.land/bubbles/v2/key"
)

// keys returns those that work now.
func (r *run) keys() []key.Binding {
	switch k := newRunKeys(); {
	case r.blank:
		return []key.Binding{named(k.blank, "come back")}
	case r.help != nil:
		return r.help.keys(k)
	}
	return r.ownKeys()
}

// ownKeys returns the keys of the panel, or else of the step.
func (r *run) ownKeys() []key.Binding {
	if r.panel == nil {
		return r.stepKeys()
	}
	k := newRunKeys()
	help, blank := k.help, k.blank
	if w, ok := r.panel.(writing); ok && w.typing() {
		help, blank = bind("F1", "keys", "f1"), named(k.blankAlways, "blank")
	}
	return append(r.panel.keys(), help, blank)
}

// stepKeys returns the keys of a step with nothing over it, the most useful first.
func (r *run) stepKeys() []key.Binding {
	k := newRunKeys()
	if r.place.paused() {
		k.pause = named(k.pause, "go on")
	}
	k.next = named(k.next, r.nextDoes())
	k.next.SetEnabled(k.next.Help().Desc != "")
	k.back.SetEnabled(r.place.Step > 0 || r.place.Reveal > 0 || r.pager.page > 0)
	keys := []key.Binding{k.pause, k.next}
	own := kindOf(r.step()).panel
	var others []key.Binding
	for _, name := range []string{panelCards, panelCommitments, panelGroups} {
		if name != own {
			others = append(others, panelKey(name))
		}
	}
	if vote := panelKey(panelVote); r.step().Poll != nil {
		keys = append(keys, vote)
	} else {
		others = append(others, named(vote, "ask everyone"))
	}
	keys = append(keys, panelKey(own), k.blank, k.help, k.back, k.more, k.less)
	keys = append(keys, others...)
	if !k.next.Enabled() {
		return slices.Concat(keys[:1], []key.Binding{panelKey(panelEnd)}, keys[2:], []key.Binding{k.jump, leaveKey()})
	}
	return append(keys, k.jump, panelKey(panelEnd), leaveKey())
}

// nextDoes says what next does now; after the last thing of the last step,
// nothing.
func (r *run) nextDoes() string {
	switch {
	case !r.pager.last():
		return "more"
	case r.place.Reveal < r.reveals() && !r.refused:
		return "show"
	case r.place.Step == len(r.place.steps)-1:
		return ""
	}
	return "next"
}
