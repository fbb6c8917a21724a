package facilitate

import (
	"strings"

	"goldenthread/store/session"
)

// target is an item that one side votes on.
type target struct{ poll, item, side string }

func (t target) words() string {
	return strings.Join(strings.Fields(strings.Join([]string{t.item, t.side}, " ")), " ")
}

// targetsOf returns all that a poll votes on: every side on every item.
func targetsOf(p *session.Poll) []target {
	if p == nil {
		return nil
	}
	items, sides := p.Items, p.Sides
	if len(items) == 0 {
		items = []string{""}
	}
	if len(sides) == 0 {
		sides = []string{""}
	}
	var all []target
	for _, side := range sides {
		for _, item := range items {
			all = append(all, target{p.Name, item, side})
		}
	}
	return all
}

// vote returns the vote on a target and the index of a round of it, if that
// has begun; else nil.
func (c *course) vote(t target, round int) (*session.Vote, int) {
	for _, v := range c.session.Votes() {
		if v.Poll == t.poll && v.Item == t.item && v.Side == t.side && len(v.Rounds) >= max(1, round) {
			return &v, max(1, round) - 1
		}
	}
	return nil, 0
}

// askedPoll begins the name of the poll of a question that the facilitator asks
// on the spot, and not the agenda.
const askedPoll = "asked "

// asked returns the last question that was asked on the spot in this step, or
// nil.
func (c *course) asked() *session.Vote {
	var last *session.Vote
	for _, v := range c.session.Votes() {
		if v.Step == c.place.Step && strings.HasPrefix(v.Poll, askedPoll) {
			last = &v
		}
	}
	return last
}

// openPoll returns what is voted on now: the agenda's poll, or else what was
// asked on the spot and not shown yet. It is nil if there is neither.
func (c *course) openPoll() (poll *session.Poll, question string) {
	if step := c.step(); step.Poll != nil {
		return step.Poll, step.Question
	}
	if v := c.asked(); v != nil && !v.Rounds[0].Shown() {
		return &session.Poll{Name: v.Poll, Round: 1, Options: v.Options, First: v.First, Private: v.Rounds[0].Method == session.Ballot}, v.Question
	}
	return nil, ""
}
