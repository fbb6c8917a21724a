package facilitate

import "fmt"

// slide draws what is voted on, and how many votes are in. It never says what was
// chosen: the screen may be projected.
func (v *votePanel) slide(width int) slide {
	t, s, now := v.env.Theme, slide{question: v.question}, v.turn()
	if now.done {
		s.lines = []string{t.Bold.Render("All votes are in.")}
		if v.step().Poll != nil {
			s.lines = append(s.lines, "", "They stay sealed until the spread is shown to everyone.")
		}
		return s
	}
	if words := v.asks(now).words(); words != "" {
		s.lines = t.Wrap(words, width, t.AccentBold)
	}
	if now.vote == nil {
		return s.under(t.Wrap(fmt.Sprintf("%d vote. + and - change that. The most senior votes last, and so may the facilitator. Nothing is shown until all are in.", v.voters), width, t.Text))
	}
	round := now.round()
	in := t.Bold.Render(fmt.Sprintf("%d of %d in", round.In, round.Voters))
	if askedAgain(round) {
		s.lines = append(s.lines, t.Wrap(notCounted, width, t.Bold)...)
	}
	switch {
	case now.byHands():
		return s.under(optionLines(t, v.poll, width)).under([]string{in})
	case v.passing && round.In == 0:
		return s.under(t.Wrap("Pass the laptop round. Whoever has it presses enter, chooses, confirms, and passes it on. The screen does not say what was chosen.", width, t.Text)).under([]string{in})
	case v.passing:
		return s.under([]string{t.Bold.Render("Thank you. Pass it on."), "", in})
	}
	said := "Press the number of your choice. It is not shown."
	if v.chosen[v.at] >= 0 {
		said = "Chosen. Enter confirms; another number changes it."
	}
	return s.under(optionLines(t, v.poll, width)).under(t.Wrap(said, width, t.Bold))
}

// asks returns the target that is voted on now.
func (v *votePanel) asks(now turn) target {
	switch {
	case !v.passing && v.chosen != nil:
		return now.targets[v.at]
	case now.vote != nil:
		return target{now.vote.Poll, now.vote.Item, now.vote.Side}
	}
	return now.targets[0]
}
