package facilitate

import (
	"fmt"
	"goldenthread/store/session"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// target is one thing that is voted on by one side.
type target struct{ poll, item, side string }

func (t target) words() string {
	return strings.Join(strings.Fields(strings.Join([]string{t.item, t.side}, " ")), " ")
}

// targets are all that a poll votes on: every side on every item.
func (r *run) targets(p *session.Poll) []target {
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

// find returns the vote on a target and the index of a round of it, if that
// has begun.
func (r *run) find(t target, round int) (*session.Vote, int) {
	for _, v := range r.session.Votes() {
		if v.Poll == t.poll && v.Item == t.item && v.Side == t.side && len(v.Rounds) >= max(1, round) {
			return &v, max(1, round) - 1
		}
	}
	return nil, 0
}

// openSpreads opens what was voted on in the step, once all votes are in that
// were begun.
func (r *run) openSpreads() error {
	var begun []session.Vote
	for _, t := range r.targets(r.step().Poll) {
		v, round := r.find(t, r.step().Poll.Round)
		if v == nil {
			continue
		}
		if !full(v.Rounds[round]) {
			return session.ErrSealed
		}
		begun = append(begun, *v)
	}
	if len(begun) == 0 {
		return session.ErrSealed
	}
	for _, v := range begun {
		if _, err := r.session.OpenSpread(v.ID); err != nil {
			return err
		}
	}
	return nil
}

// voting takes the votes of a step: hands or cards that are counted, or
// ballots for which the keyboard is passed on.
type voting struct {
	run      *run
	poll     *session.Poll
	question string
	voters   int

	passing bool         // the keyboard is on its way
	chosen  []int        // by target, of the person who has it; -1 is not yet
	at      int          // which target they are at
	side    int          // whose votes are taken
	skipped map[int]bool // sides of which no votes are taken: too few for a spread
}

func newVoting(r *run) panel {
	poll, question := r.pollHere()
	if poll == nil {
		return newAsking(r)
	}
	return &voting{run: r, poll: poll, question: question, voters: r.session.About().People, skipped: map[int]bool{}, passing: true}
}

func (*voting) name() string { return panelVote }
func (*voting) typing() bool { return false }

// side's targets: those that one voter answers in a row.
func (v *voting) targets() []target {
	var own []target
	sides := v.poll.Sides
	for _, t := range v.run.targets(v.poll) {
		if len(sides) == 0 || t.side == sides[v.side] {
			own = append(own, t)
		}
	}
	return own
}

// current returns a vote that has begun and is not full, or nil. It moves to
// the side whose votes are still open.
func (v *voting) current() *session.Vote {
	for side := range max(1, len(v.poll.Sides)) {
		if v.skipped[side] {
			continue
		}
		v.side = side
		for _, t := range v.targets() {
			if found, round := v.run.find(t, v.poll.Round); found != nil && !full(found.Rounds[round]) {
				return found
			} else if found == nil {
				return nil
			}
		}
	}
	return nil
}

func full(r session.Round) bool { return r.Shown() || r.In >= r.Voters }

// done reports whether all votes of the step are in.
func (v *voting) done() bool {
	side := v.side
	defer func() { v.side = side }()
	for v.side = range max(1, len(v.poll.Sides)) {
		for _, t := range v.targets() {
			if found, round := v.run.find(t, v.poll.Round); !v.skipped[v.side] && (found == nil || !full(found.Rounds[round])) {
				return false
			}
		}
	}
	return true
}

func (v *voting) update(msg tea.Msg) (done bool, cmd tea.Cmd, err error) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return false, nil, nil
	}
	k := newVoteKeys()
	current := v.current()
	switch {
	case key.Matches(press, k.close):
		v.chosen = nil
		return true, nil, nil
	case v.done() && key.Matches(press, k.enter, v.run.keyMap.next):
		return true, nil, v.open()
	case v.done():
		return false, nil, nil
	case current == nil:
		return false, nil, v.begin(press, k)
	case v.method(current) == session.Hands:
		return false, nil, v.count(press, k, current)
	}
	return false, nil, v.ballot(press, k, current)
}

func (v *voting) method(vote *session.Vote) session.Method {
	return vote.Rounds[len(vote.Rounds)-1].Method
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

// begin takes how votes are to come in, and how many.
func (v *voting) begin(press tea.KeyPressMsg, k voteKeys) error {
	method := session.Method("")
	switch {
	case key.Matches(press, k.more):
		v.voters = min(v.voters+1, session.MostPeople)
	case key.Matches(press, k.less):
		v.voters = max(v.voters-1, 1)
	case key.Matches(press, k.skip) && len(v.poll.Sides) > 1:
		v.skipped[v.side] = true
	case key.Matches(press, k.hands):
		method = session.Hands
	case key.Matches(press, k.ballot):
		method = session.Ballot
	case key.Matches(press, k.enter):
		method = session.Hands
		if v.poll.Private {
			method = session.Ballot
		}
	}
	if method == "" {
		return nil
	}
	for _, t := range v.targets() {
		var err error
		if first, _ := v.run.find(t, 1); first == nil {
			_, err = v.run.session.BeginVote(v.vote(t), method, v.voters)
		} else {
			_, err = v.run.session.SecondRound(first.ID, method, v.voters)
		}
		if err != nil {
			return err
		}
	}
	v.passing, v.chosen = true, nil
	return nil
}

func (v *voting) vote(t target) session.Vote {
	return session.Vote{
		Step: v.run.place.Step, Poll: t.poll, Item: t.item, Side: t.side, Question: v.question,
		Options: v.poll.Options, First: v.poll.First,
	}
}

// open shows what was asked on the spot; what the agenda votes on has a step for
// that.
func (v *voting) open() error {
	if v.run.step().Poll != nil {
		return nil
	}
	_, err := v.run.session.OpenSpread(v.run.asked().ID)
	return err
}

// option returns the option that a number key stands for.
func (v *voting) option(press tea.KeyPressMsg) (int, bool) {
	if len(press.Text) != 1 || press.Text < "0" || press.Text > "9" {
		return 0, false
	}
	option := int(press.Text[0]-'0') - v.poll.First
	return option, option >= 0 && option < len(v.poll.Options)
}

// count takes hands or cards, one key each.
func (v *voting) count(press tea.KeyPressMsg, k voteKeys, vote *session.Vote) error {
	if option, ok := v.option(press); ok {
		return v.run.session.Cast(vote.ID, option)
	}
	round := vote.Rounds[len(vote.Rounds)-1]
	switch {
	case key.Matches(press, k.undo) && round.In > 0:
		return v.run.session.Uncount(vote.ID)
	case key.Matches(press, k.more):
		return v.run.session.SetVoters(vote.ID, round.Voters+1)
	case key.Matches(press, k.less):
		return v.run.session.SetVoters(vote.ID, round.Voters-1)
	}
	return nil
}

// ballot takes what one person chooses, and keeps it when they confirm. The
// screen never says which number it was: it may be projected.
func (v *voting) ballot(press tea.KeyPressMsg, k voteKeys, vote *session.Vote) error {
	targets := v.targets()
	if v.passing {
		switch round := vote.Rounds[len(vote.Rounds)-1]; {
		case key.Matches(press, k.enter):
			v.passing, v.at, v.chosen = false, 0, make([]int, len(targets))
			for i := range v.chosen {
				v.chosen[i] = -1
			}
		case key.Matches(press, k.more, k.less):
			by := 1
			if key.Matches(press, k.less) {
				by = -1
			}
			return v.each(targets, func(one session.Vote) error { return v.run.session.SetVoters(one.ID, round.Voters+by) })
		}
		return nil
	}
	if option, ok := v.option(press); ok {
		v.chosen[v.at] = option
		return nil
	}
	if !key.Matches(press, k.enter) || v.chosen[v.at] < 0 {
		return nil
	}
	if v.at++; v.at < len(targets) {
		return nil
	}
	v.at--
	i := 0
	err := v.each(targets, func(one session.Vote) error {
		err := v.run.session.Cast(one.ID, v.chosen[i])
		i++
		return err
	})
	if err == nil {
		v.passing, v.chosen = true, nil
	}
	return err
}

// each does the same with the votes on all targets.
func (v *voting) each(targets []target, do func(session.Vote) error) error {
	for _, t := range targets {
		if found, _ := v.run.find(t, v.poll.Round); found != nil {
			if err := do(*found); err != nil {
				return err
			}
		}
	}
	return nil
}

func (v *voting) keys() []key.Binding {
	k := newVoteKeys()
	current := v.current()
	switch {
	case v.done():
		if v.run.step().Poll == nil {
			return []key.Binding{named(k.enter, "show the spread"), k.close}
		}
		return []key.Binding{named(k.enter, "back to the step")}
	case current == nil:
		k.skip.SetEnabled(len(v.poll.Sides) > 1)
		return []key.Binding{k.hands, k.ballot, k.skip, k.close, named(k.more, "one voter more"), named(k.less, "one fewer")}
	case v.method(current) == session.Hands:
		return []key.Binding{named(v.numbers(), "count one"), k.undo, k.close, named(k.more, "one voter more"), named(k.less, "one fewer")}
	case v.passing:
		return []key.Binding{named(k.enter, "I have it"), k.close, named(k.more, "one voter more"), named(k.less, "one fewer")}
	case v.chosen[v.at] < 0:
		return []key.Binding{named(v.numbers(), "choose"), k.close}
	}
	return []key.Binding{named(k.enter, "confirm"), named(v.numbers(), "choose another"), k.close}
}

func (v *voting) numbers() key.Binding {
	first, last := v.poll.First, v.poll.First+len(v.poll.Options)-1
	return bind(fmt.Sprintf("%d-%d", first, last), "", fmt.Sprint(first))
}

func (v *voting) body(width, _ int) body {
	t, b := v.run.env.Theme, body{question: v.question}
	current := v.current()
	if v.done() {
		b.lines = []string{t.Bold.Render("All votes are in.")}
		if v.run.step().Poll != nil {
			b.lines = append(b.lines, "", "They stay sealed until the spread is shown to everyone.")
		}
		return b
	}
	if names := v.targets(); names[0].words() != "" {
		at := names[0]
		if current != nil {
			at = target{current.Poll, current.Item, current.Side}
		}
		if !v.passing && v.chosen != nil {
			at = names[v.at]
		}
		b.lines = append(b.lines, t.Wrap(at.words(), width, t.AccentBold)...)
	}
	if current == nil {
		return b.under(t.Wrap(fmt.Sprintf("%d vote. + and - change that. The most senior votes last, and so may the facilitator. Nothing is shown until all are in.", v.voters), width, t.Text))
	}
	round := current.Rounds[len(current.Rounds)-1]
	in := t.Bold.Render(fmt.Sprintf("%d of %d in", round.In, round.Voters))
	switch {
	case v.method(current) == session.Hands:
		return b.under(optionLines(t, v.poll, width)).under([]string{in})
	case v.passing && round.In == 0:
		return b.under(t.Wrap("Pass the laptop round. Whoever has it presses enter, chooses, confirms, and passes it on. The screen does not say what was chosen.", width, t.Text)).under([]string{in})
	case v.passing:
		return b.under([]string{t.Bold.Render("Thank you. Pass it on."), "", in})
	}
	b = b.under(optionLines(t, v.poll, width))
	said := "Press the number of your choice. It is not shown."
	if v.chosen[v.at] >= 0 {
		said = "Chosen. Enter confirms; another number changes it."
	}
	return b.under(t.Wrap(said, width, t.Bold))
}
