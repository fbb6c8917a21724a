package facilitate

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/store/ids"
	"goldenthread/store/session"
)

// votePanel takes the votes of a step: hands or cards that are counted, or
// ballots for which the keyboard is passed on.
type votePanel struct {
	*course
	do       door
	poll     *session.Poll
	question string
	voters   int

	passing bool         // the keyboard is on its way
	chosen  []int        // by target, of the person who has it; -1 is not yet
	at      int          // the target that they are at
	skipped map[int]bool // sides of which no votes are taken: too few for a spread
}

// openVotePanel takes the votes of the step. Where there is nothing to vote on it
// takes a question first.
func openVotePanel(c *course, do door) panel {
	poll, question := c.openPoll()
	if poll == nil {
		return newAskPanel(c, do)
	}
	return &votePanel{course: c, do: do, poll: poll, question: question, voters: c.session.About().People, skipped: map[int]bool{}, passing: true}
}

type voteKeys struct{ enter, hands, ballot, skip, more, less, undo, close key.Binding }

func newVoteKeys() voteKeys {
	return voteKeys{
		enter:  bind("enter", "go on", "enter"),
		hands:  bind("h", "hands or cards", "h"),
		ballot: bind("l", "laptop round", "l"),
		skip:   bind("s", "skip this side", "s"),
		more:   bind("+", "more", "+", "="),
		less:   bind("-", "fewer", "-"),
		undo:   bind("u", "undo", "u", "backspace"),
		close:  bind("esc", "back", "esc", "alt+esc"),
	}
}

func (v *votePanel) update(msg tea.Msg) tea.Cmd {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	k, now := newVoteKeys(), v.turn()
	switch {
	case key.Matches(press, k.close):
		v.chosen = nil
		_ = v.do(closePanel{})
	case now.done:
		if key.Matches(press, k.enter, newRunKeys().next) {
			v.leave()
		}
	case now.vote == nil:
		v.begin(press, k, now)
	case now.byHands():
		v.count(press, k, now)
	case v.passing:
		v.pass(press, k, now)
	default:
		v.ballot(press, k, now)
	}
	return nil
}

// leave goes back to the step. It shows what was asked on the spot; what the
// agenda votes on has a step for that.
func (v *votePanel) leave() {
	if v.step().Poll == nil {
		_ = v.do(openSpread{v.asked().ID})
	}
	_ = v.do(closePanel{})
}

// begin takes how votes are to come in, and how many.
func (v *votePanel) begin(press tea.KeyPressMsg, k voteKeys, now turn) {
	method := session.Method("")
	switch {
	case key.Matches(press, k.more):
		v.voters = min(v.voters+1, session.MostPeople)
	case key.Matches(press, k.less):
		v.voters = max(v.voters-1, 1)
	case key.Matches(press, k.skip) && len(v.poll.Sides) > 1:
		v.skipped[now.side] = true
	case key.Matches(press, k.ballot), key.Matches(press, k.enter) && v.poll.Private:
		method = session.Ballot
	case key.Matches(press, k.hands, k.enter):
		method = session.Hands
	}
	if method == "" {
		return
	}
	var votes []session.Vote
	for _, t := range now.targets {
		votes = append(votes, session.Vote{
			Step: v.place.Step, Poll: t.poll, Item: t.item, Side: t.side, Question: v.question,
			Options: v.poll.Options, First: v.poll.First,
		})
	}
	if v.do(beginVotes{votes, method, v.voters}) == nil {
		v.passing, v.chosen = true, nil
	}
}

// option returns the option of a number key.
func (v *votePanel) option(press tea.KeyPressMsg) (int, bool) {
	if len(press.Text) != 1 || press.Text < "0" || press.Text > "9" {
		return 0, false
	}
	option := int(press.Text[0]-'0') - v.poll.First
	return option, option >= 0 && option < len(v.poll.Options)
}

// count takes hands or cards, one key each.
func (v *votePanel) count(press tea.KeyPressMsg, k voteKeys, now turn) {
	id, voters := now.vote.ID, now.round().Voters
	if option, ok := v.option(press); ok {
		_ = v.do(castVotes{{Vote: id, Option: option}})
		return
	}
	counting := []binding{{k.more, setVoters{[]ids.ID{id}, voters + 1}}, {k.less, setVoters{[]ids.ID{id}, voters - 1}}}
	if now.round().In > 0 {
		counting = append(counting, binding{k.undo, takeBackVote{id}})
	}
	if a := bound(counting, press); a != nil {
		_ = v.do(a)
	}
}

// pass waits for the next person to have the keyboard.
func (v *votePanel) pass(press tea.KeyPressMsg, k voteKeys, now turn) {
	if key.Matches(press, k.enter) {
		v.passing, v.at, v.chosen = false, 0, make([]int, len(now.targets))
		for i := range v.chosen {
			v.chosen[i] = -1
		}
		return
	}
	ids, voters := v.begun(now.targets), now.round().Voters
	if a := bound([]binding{{k.more, setVoters{ids, voters + 1}}, {k.less, setVoters{ids, voters - 1}}}, press); a != nil {
		_ = v.do(a)
	}
}

// ballot takes what one person chooses, and casts it when they confirm. The
// screen never says which number it was: it may be projected.
func (v *votePanel) ballot(press tea.KeyPressMsg, k voteKeys, now turn) {
	if option, ok := v.option(press); ok {
		v.chosen[v.at] = option
		return
	}
	if !key.Matches(press, k.enter) || v.chosen[v.at] < 0 {
		return
	}
	if v.at < len(now.targets)-1 {
		v.at++
		return
	}
	var cast castVotes
	for i, id := range v.begun(now.targets) {
		cast = append(cast, session.Choice{Vote: id, Option: v.chosen[i]})
	}
	if v.do(cast) == nil {
		v.passing, v.chosen = true, nil
	}
}

// begun returns the votes on targets that have begun.
func (v *votePanel) begun(targets []target) []ids.ID {
	var ids []ids.ID
	for _, t := range targets {
		if found, _ := v.vote(t, v.poll.Round); found != nil {
			ids = append(ids, found.ID)
		}
	}
	return ids
}

func (v *votePanel) keys() []key.Binding {
	k, now := newVoteKeys(), v.turn()
	voters := []key.Binding{named(k.more, "one voter more"), named(k.less, "one fewer")}
	switch {
	case now.done && v.step().Poll == nil:
		return []key.Binding{named(k.enter, "show the spread"), k.close}
	case now.done:
		return []key.Binding{named(k.enter, "back to the step")}
	case now.vote == nil:
		k.skip.SetEnabled(len(v.poll.Sides) > 1)
		return append([]key.Binding{k.hands, k.ballot, k.skip, k.close}, voters...)
	case now.byHands():
		return append([]key.Binding{named(v.numbers(), "count one"), k.undo, k.close}, voters...)
	case v.passing:
		return append([]key.Binding{named(k.enter, "I have it"), k.close}, voters...)
	case v.chosen[v.at] < 0:
		return []key.Binding{named(v.numbers(), "choose"), k.close}
	}
	return []key.Binding{named(k.enter, "confirm"), named(v.numbers(), "choose another"), k.close}
}

func (v *votePanel) numbers() key.Binding {
	first, last := v.poll.First, v.poll.First+len(v.poll.Options)-1
	return bind(fmt.Sprintf("%d-%d", first, last), "", fmt.Sprint(first))
}
