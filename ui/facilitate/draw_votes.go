package facilitate

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"goldenthread/store/session"
	"goldenthread/ui/component/chart"
	"goldenthread/ui/theme"
)

// optionLines draws what is voted on, each with its number.
func optionLines(t *theme.Theme, poll *session.Poll, width int) []string {
	var lines []string
	for i, option := range poll.Options {
		number := fmt.Sprintf("%d  ", poll.First+i)
		for j, line := range t.Wrap(option, width-len(number), t.Text) {
			if j == 0 {
				line = t.Key.Render(number) + line
			} else {
				line = strings.Repeat(" ", len(number)) + line
			}
			lines = append(lines, line)
		}
	}
	return lines
}

// votesIn draws what is chosen from, and how many votes are in. It says no more
// before all are.
func (c *course) votesIn(s session.Step, width int) []string {
	t := c.env.Theme
	lines := optionLines(t, s.Poll, width)
	in, of, again := 0, 0, false
	for _, target := range targetsOf(s.Poll) {
		if v, round := c.vote(target, s.Poll.Round); v != nil {
			in, of = in+v.Rounds[round].In, of+v.Rounds[round].Voters
			again = again || askedAgain(v.Rounds[round])
		}
	}
	switch {
	case of == 0:
		return lines
	case in == of:
		return append(lines, "", t.Bold.Render("All votes are in."))
	}
	if again {
		lines = append(append(t.Wrap(notCounted, width, t.Bold), ""), lines...)
	}
	return append(lines, "", t.Bold.Render(fmt.Sprintf("%d of %d in", in, of)))
}

// notCounted says of a round that the program ended before all its votes were in.
const notCounted = "This round was not counted; ask again."

// askedAgain reports whether that is to be said: until somebody has voted again.
func askedAgain(r session.Round) bool { return r.Again && r.In == 0 }

// votes draws the spread, where it is shown in the step, else what is chosen
// from.
func (c *course) votes(s session.Step, width int) []string {
	switch {
	case s.Poll == nil:
		return nil
	case c.spreadIsShown():
		if lines := c.spreads(s, width); len(lines) > 0 {
			return lines
		}
	}
	return c.votesIn(s, width)
}

// spreads draws what was chosen: the rounds side by side, and that of the group's
// last session with the same question. Sides that voted apart are beside each
// other, the widest gap first.
func (c *course) spreads(s session.Step, width int) []string {
	t := c.env.Theme
	var lines []string
	for _, one := range c.charts(s) {
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		if one.item != "" {
			lines = append(lines, t.Wrap(one.item, width, t.Bold)...)
		}
		lines = append(lines, one.Lines(t, width)...)
	}
	return lines
}

// itemChart holds the spread of an item. Without items its name is empty.
type itemChart struct {
	item string
	gap  int // between the sides, in options, doubled
	chart.Spread
}

func (c *course) charts(s session.Step) []itemChart {
	var charts []itemChart
	for _, target := range targetsOf(s.Poll) {
		v, round := c.vote(target, s.Poll.Round)
		if v == nil || !v.Rounds[round].Shown() {
			continue
		}
		if target.side == "" {
			charts = append(charts, itemChart{item: target.item, Spread: c.spreadOf(*v)})
			continue
		}
		column := chart.Round{Name: target.side, Counts: v.Rounds[round].Counts}
		at := slices.IndexFunc(charts, func(c itemChart) bool { return c.item == target.item })
		if at < 0 {
			at = len(charts)
			charts = append(charts, itemChart{item: target.item, Spread: chart.Spread{Options: numbered(*v)}})
		}
		charts[at].Rounds = append(charts[at].Rounds, column)
		charts[at].gap = gapOf(charts[at].Rounds)
	}
	slices.SortStableFunc(charts, func(a, b itemChart) int { return b.gap - a.gap })
	return charts
}

// gapOf returns how far the middles of the sides lie apart, doubled.
func gapOf(sides []chart.Round) int {
	least, most := math.MaxInt, math.MinInt
	for _, side := range sides {
		middle := middleOf(side.Counts)
		least, most = min(least, middle), max(most, middle)
	}
	return most - least
}

// middleOf returns the median of the options that were chosen, doubled.
func middleOf(counts []int) int {
	var chosen []int
	for option, n := range counts {
		chosen = append(chosen, slices.Repeat([]int{option}, n)...)
	}
	if len(chosen) == 0 {
		return 0
	}
	return chosen[(len(chosen)-1)/2] + chosen[len(chosen)/2]
}

func numbered(v session.Vote) []string {
	var options []string
	for i, option := range v.Options {
		options = append(options, fmt.Sprintf("%d %s", v.First+i, option))
	}
	return options
}

// spreadOf returns a vote as it is drawn, with the same vote of the last session.
func (c *course) spreadOf(v session.Vote) chart.Spread {
	spread := chart.Spread{Options: numbered(v)}
	if then, day := c.history.vote(v); then != nil {
		spread.Rounds = append(spread.Rounds, chart.Round{Name: day, Counts: then})
	}
	names := []string{"first", "after talk"}
	if len(spread.Rounds) > 0 && len(v.Rounds) == 1 {
		names[0] = "now"
	}
	for i, round := range v.Rounds {
		if round.Shown() {
			spread.Rounds = append(spread.Rounds, chart.Round{Name: names[min(i, 1)], Counts: round.Counts})
		}
	}
	if len(spread.Rounds) == 1 {
		spread.Rounds[0].Name = ""
	}
	return spread
}

// askedLines draws the spread of what was asked on the spot in this step.
func (c *course) askedLines(width int) []string {
	v := c.asked()
	if v == nil || !v.Rounds[0].Shown() {
		return nil
	}
	t := c.env.Theme
	return append(t.Wrap(v.Question, width, t.Bold), c.spreadOf(*v).Lines(t, width)...)
}
