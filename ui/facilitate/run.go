package facilitate

import (
	"errors"
	"strconv"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/store/problem"
	"goldenthread/store/session"
	"goldenthread/ui/terminal"
)

// run shows a session that runs.
type run struct {
	course
	ticker  ticker
	pager   pager
	panel   panel      // lies over the step and takes the keys; nil is none
	help    *helpPages // lies over both; nil is not seen
	jump    *jump      // the number of a step that is being typed; nil is none
	blank   bool       // nothing is seen
	refused bool       // the spread of the step could not be shown
	note    string     // what could not be done, until the next key
	after   screen     // follows the session; nil while it runs
}

// newRun carries on a session where it is, and starts the clock of one that has
// just been made.
func newRun(e *Env, s *session.Session, h history) (screen, tea.Cmd) {
	r := &run{course: course{env: e, session: s, history: h, place: place{s.Place(), s.Agenda()}}}
	r.ticker.rang = r.place.left(e.Now()) <= 0
	name := r.place.Panel
	if r.place.Entered.IsZero() {
		_ = r.do(goTo{0}) // the note says it
	}
	r.open(name)
	if v := r.asked(); r.panel == nil && v != nil && askedAgain(v.Rounds[0]) {
		r.note = notCounted
	}
	return r, r.ticker.arm(e, r.place)
}

func (r *run) update(msg tea.Msg) (screen, tea.Cmd) {
	switch msg := msg.(type) {
	case terminal.GuessedMsg:
		r.note = msg.Short()
		return r, nil
	case tickMsg:
		return r, r.tick(msg)
	case tea.KeyPressMsg:
		r.note = ""
		cmd := r.press(msg)
		if r.after != nil {
			return r.after, cmd
		}
		return r, tea.Batch(cmd, r.ticker.arm(r.env, r.place))
	}
	if r.panel != nil && !r.blank {
		return r, r.panel.update(msg)
	}
	return r, nil
}

// press takes a key: for the blank page, the help or the number that lies over
// everything, for the panel, or for the step.
func (r *run) press(msg tea.KeyPressMsg) tea.Cmd {
	k, typing := newRunKeys(), r.typing()
	switch {
	case r.blank:
		if key.Matches(msg, k.blank, k.close) {
			_ = r.do(setBlank{false})
		}
	case key.Matches(msg, k.blank) && !typing, key.Matches(msg, k.blankAlways):
		_ = r.do(setBlank{true})
	case r.help != nil:
		if !key.Matches(msg, k.help, k.next) || !r.help.turn() {
			r.help = nil
		}
	case r.jump != nil:
		r.pressJump(msg, k)
	case key.Matches(msg, k.help) && (!typing || msg.Text == ""):
		_ = r.do(showKeys{})
	case r.panel != nil:
		return r.panel.update(msg)
	default:
		if a := bound(k.bindings(), msg); a != nil {
			_ = r.do(a)
		}
	}
	return nil
}

// pressJump takes a key of the number of a step.
func (r *run) pressJump(msg tea.KeyPressMsg, k runKeys) {
	number, done := r.jump.press(msg)
	switch {
	case done:
		r.jump = nil
		step, err := strconv.Atoi(number)
		if err != nil || step < 1 || step > len(r.place.steps) {
			r.note = why(noStep(number, len(r.place.steps)))
			return
		}
		_ = r.do(goTo{step - 1})
	case key.Matches(msg, k.close):
		r.jump = nil
	}
}

// tick takes a moment at which the clock shows something else.
func (r *run) tick(msg tickMsg) tea.Cmd {
	if !r.ticker.take(msg) {
		return nil
	}
	_ = r.do(saveUnsent{})
	return tea.Batch(r.ticker.arm(r.env, r.place), r.ticker.ring(r.env, r.place))
}

// private reports whether somebody has the keyboard to vote.
func (r *run) private() bool {
	v, ok := r.panel.(*votePanel)
	return ok && !v.passing
}

// why says an error to people in a room: what happened, and what to do.
func why(err error) string {
	var p *problem.Problem
	var said refusal
	switch {
	case errors.As(err, &said):
		return string(said)
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
