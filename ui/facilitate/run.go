package facilitate

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/store/problem"
	"goldenthread/store/session"
	"goldenthread/ui/component/clock"
)

// run is a session that runs.
type run struct {
	env                 *Env
	session             *session.Session
	past                past // of the same group
	place               place
	keyMap              runKeys
	panel               panel // lies over the step and takes the keys; nil is none
	blank               bool
	help                bool
	helpPage, helpPages int // which of the pages of keys is seen
	jumping             bool
	jump                string // the digits that were typed

	width, height int
	page, pages   int    // which of the pages is seen, where a step needs more than one
	note          string // what could not be done, until the next key
	refused       bool   // the spread of the step could not be shown
	ended         bool
	remains       bool      // what was forgotten could not be taken out of the file
	armed         time.Time // the end of the clock that a tick is under way for
	rang          bool
	drawn         picture
	stale         bool
}

// panel is something that is done with the keyboard in the middle of a step.
type panel interface {
	name() string // kept as the place, to come back to
	update(tea.Msg) (done bool, cmd tea.Cmd, err error)
	body(width, height int) body
	keys() []key.Binding
	typing() bool
}

// newRun carries on a session where it is.
func newRun(e *Env, s *session.Session, earlier past) *run {
	r := &run{env: e, session: s, past: earlier, keyMap: newRunKeys(), stale: true}
	r.place = place{s.Place(), s.Agenda()}
	r.rang = r.place.left(e.Now()) <= 0
	return r
}

// begin starts the clock of a session that has just been made.
func (r *run) begin() tea.Cmd {
	if r.place.Entered.IsZero() {
		r.keep(r.place.enter(0, 0, r.env.Now()))
		r.rang = false
	}
	r.open(r.place.Panel)
	return r.arm()
}

func (r *run) step() session.Step { return r.place.steps[r.place.Step] }

// halfway is a panel with fields. What is typed into them and not kept outlasts
// the panel, and the program.
type halfway interface {
	half() []string
}

// withHalf returns the place with what is typed into the panel now, and whether
// it is another one.
func (r *run) withHalf() (place, bool) {
	p := r.place
	panel, ok := r.panel.(halfway)
	if !ok || slices.Equal(panel.half(), p.Half[r.panel.name()]) {
		return p, false
	}
	p.Half = maps.Clone(p.Half)
	if p.Half == nil {
		p.Half = map[string][]string{}
	}
	p.Half[r.panel.name()] = panel.half()
	return p, true
}

// keepHalf saves what is typed and not kept yet.
func (r *run) keepHalf() {
	if p, changed := r.withHalf(); changed {
		r.keep(p)
	}
}

// keep saves a place and takes it over; what fails is said, and nothing changes.
func (r *run) keep(p place) bool {
	if err := r.session.SetPlace(p.Place); err != nil {
		r.fail(err)
		return false
	}
	r.place = p
	return true
}

func (r *run) fail(err error) { r.note = why(err) }

// tickMsg is that the clock shows something else.
type tickMsg struct{ ends time.Time }

// arm asks for the moment at which the clock shows something else, unless that
// is under way.
func (r *run) arm() tea.Cmd {
	if r.place.paused() {
		r.armed = time.Time{}
		return nil
	}
	ends := r.place.Ends
	if ends.Equal(r.armed) {
		return nil
	}
	r.armed = ends
	return r.env.Tick(clock.Next(r.place.left(r.env.Now())), func(time.Time) tea.Msg { return tickMsg{ends} })
}

// tick draws the clock anew. The first time that nothing is left, it rings.
func (r *run) tick(msg tickMsg) tea.Cmd {
	if !msg.ends.Equal(r.armed) {
		return nil // of a clock that was set anew
	}
	r.armed = time.Time{}
	r.stale = true
	r.keepHalf()
	cmd := r.arm()
	if left := r.place.left(r.env.Now()); left <= 0 && !r.rang {
		r.rang = true
		cmd = tea.Batch(cmd, tea.Raw("\a"))
	}
	return cmd
}

func (r *run) update(msg tea.Msg) (face, tea.Cmd) {
	if tick, ok := msg.(tickMsg); ok {
		return r, r.tick(tick)
	}
	if r.stale && r.width > 0 {
		r.draw() // keys that come faster than they are drawn find the pages that there are
	}
	r.stale = true
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		r.note = ""
		cmd := r.press(msg)
		if r.ended {
			return newOver(r.env, r.session, r.remains), cmd
		}
		return r, tea.Batch(cmd, r.arm())
	default:
		if r.panel != nil && !r.blank {
			return r, r.toPanel(msg)
		}
	}
	return r, nil
}

func (r *run) press(msg tea.KeyPressMsg) tea.Cmd {
	k := r.keyMap
	typing := r.typing()
	switch {
	case r.blank:
		if key.Matches(msg, k.blank, k.close) {
			r.blank = false
		}
		return nil
	case key.Matches(msg, k.blank) && !typing, key.Matches(msg, bind("", "", "ctrl+g")):
		r.blank = true
		return nil
	case r.help:
		if r.helpPage++; !key.Matches(msg, k.help, k.next) || r.helpPage >= r.helpPages {
			r.help = false
		}
		return nil
	case r.jumping:
		return r.pressJump(msg)
	case key.Matches(msg, k.help) && (!typing || msg.Text == ""):
		r.help, r.helpPage = true, 0
		return nil
	case r.panel != nil:
		return r.toPanel(msg)
	}
	return r.pressStep(msg)
}

// pressStep takes a key where nothing lies over the step.
func (r *run) pressStep(msg tea.KeyPressMsg) tea.Cmd {
	k, now := r.keyMap, r.env.Now()
	switch {
	case key.Matches(msg, k.next):
		r.next()
	case key.Matches(msg, k.back):
		r.back()
	case key.Matches(msg, k.pause):
		r.keep(r.place.pause(now))
	case key.Matches(msg, k.more):
		r.keep(r.place.give(time.Minute, now))
		r.rang = r.place.left(now) <= 0
	case key.Matches(msg, k.less):
		r.keep(r.place.give(-time.Minute, now))
	case key.Matches(msg, k.jump):
		r.jumping, r.jump = true, ""
	case key.Matches(msg, k.vote):
		r.show(panelVote)
	case key.Matches(msg, k.cards):
		r.show(panelCards)
	case key.Matches(msg, k.groups):
		r.show(panelGroups)
	case key.Matches(msg, k.spoken):
		r.show(panelSpoken)
	case key.Matches(msg, k.end):
		r.show(panelEnd)
	}
	return nil
}

func (r *run) typing() bool { return r.panel != nil && r.panel.typing() && !r.blank }

// toPanel gives an event to the panel, and closes it when it is done.
func (r *run) toPanel(msg tea.Msg) tea.Cmd {
	done, cmd, err := r.panel.update(msg)
	if err != nil {
		r.fail(err)
	}
	if done {
		p, _ := r.withHalf()
		r.panel, r.refused = nil, false
		if !r.ended {
			p.Panel = ""
			r.keep(p)
		}
	}
	return cmd
}

// The panels, as they are kept in the place.
const (
	panelVote   = "vote"
	panelCards  = "cards"
	panelGroups = "groups"
	panelSpoken = "spoken"
	panelReview = "review"
	panelEnd    = "end"
)

// show opens a panel, and keeps that it is open.
func (r *run) show(name string) {
	p := r.place
	p.Panel = name
	if r.keep(p) {
		r.open(name)
	}
}

// open puts a panel over the step.
func (r *run) open(name string) {
	switch name {
	case panelVote:
		r.panel = newVoting(r)
	case panelCards:
		r.panel = newCapture(r)
	case panelGroups:
		r.panel = newGroups(r)
	case panelSpoken:
		r.panel = newSpoken(r)
	case panelReview:
		r.panel = newReview(r)
	case panelEnd:
		r.panel = newEnding(r)
	}
}

// next shows more of the step: its next page, then what is not revealed yet,
// then the next step.
func (r *run) next() {
	switch last := len(r.place.steps) - 1; {
	case r.page < r.pages-1:
		r.page++
	case r.place.Reveal < r.reveals() && !r.refused:
		r.reveal()
	case r.place.Step < last:
		r.enter(r.place.Step+1, 0)
	default: // a key that was pressed once too often ends nothing
		r.note = "That was the last step: q ends the session."
	}
}

// reveal shows the next part of the step. A spread is opened by it.
func (r *run) reveal() {
	if r.opensNext() {
		if err := r.openSpreads(); err != nil {
			r.fail(err)
			r.refused = true // the second time it goes on without
			return
		}
	}
	p := r.place
	p.Reveal++
	if r.keep(p) {
		r.page = 0
		if content.Run(r.step().Run) == content.RunReview {
			r.show(panelReview)
		}
	}
}

func (r *run) back() {
	switch {
	case r.page > 0:
		r.page--
	case r.place.Reveal > 0:
		r.refused = false
		p := r.place
		p.Reveal--
		r.keep(p)
	case r.place.Step > 0:
		r.enter(r.place.Step-1, r.revealsOf(r.place.steps[r.place.Step-1]))
	}
}

func (r *run) enter(step, reveal int) {
	if !r.keep(r.place.enter(step, reveal, r.env.Now())) {
		return
	}
	r.page, r.refused, r.rang = 0, false, r.place.left(r.env.Now()) <= 0
}

// pressJump takes the number of a step.
func (r *run) pressJump(msg tea.KeyPressMsg) tea.Cmd {
	enter := bind("enter", "", "enter")
	switch {
	case len(msg.Text) == 1 && msg.Text >= "0" && msg.Text <= "9" && len(r.jump) < 2:
		r.jump += msg.Text
	case key.Matches(msg, bind("", "", "backspace")) && r.jump != "":
		r.jump = r.jump[:len(r.jump)-1]
	case key.Matches(msg, enter):
		r.jumping = false
		step, err := strconv.Atoi(r.jump)
		if err != nil || step < 1 || step > len(r.place.steps) {
			r.note = fmt.Sprintf("There is no step %q: they go from 1 to %d.", r.jump, len(r.place.steps))
			return nil
		}
		r.enter(step-1, 0)
	case key.Matches(msg, r.keyMap.close):
		r.jumping = false
	}
	return nil
}

// why says an error to people in a room: what happened, and what to do.
func why(err error) string {
	var p *problem.Problem
	switch {
	case errors.Is(err, session.ErrSealed):
		return "Not all votes are in: v takes them, next goes on without."
	case errors.Is(err, session.ErrFew):
		return "Too few votes to be shown without telling who chose what. Talk instead."
	case errors.Is(err, session.ErrFull):
		return "All votes are in."
	case errors.As(err, &p) && p.Kind == problem.DiskFull:
		return "Not saved: the disk is full. Make room, then press the key again."
	case errors.As(err, &p) && p.Kind == problem.Replaced:
		return "Not saved: the session's file was replaced. Leave with ctrl+c and look."
	case errors.As(err, &p):
		return "Not saved: " + string(p.Kind) + ". What was there is safe; press the key again."
	}
	return "That did not work. What was there is safe; press the key again."
}
