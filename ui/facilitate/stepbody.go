package facilitate

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"goldenthread/content"
	"goldenthread/store/session"
	"goldenthread/ui/component/chart"
	"goldenthread/ui/theme"
)

// reveals is how many times next shows more of the step before it goes on.
func (r *run) reveals() int { return r.revealsOf(r.step()) }

func (r *run) revealsOf(s session.Step) int {
	switch content.Run(s.Run) {
	case content.RunVote:
		if r.spreadIn(s) {
			return min(1, len(s.Task)) + 1
		}
	case content.RunLevels:
		return len(s.Levels)
	case content.RunSpread:
		return 1
	case content.RunReview:
		return min(1, len(r.past.open))
	case content.RunBreak:
		return 0
	}
	if s.Question == "" || s.Task == "" {
		return 0
	}
	return 1
}

// spreadIn reports whether a vote is shown in the step in which it is taken,
// because no step of its own comes for that.
func (r *run) spreadIn(s session.Step) bool {
	if content.Run(s.Run) != content.RunVote || s.Poll == nil {
		return false
	}
	for _, other := range r.place.steps {
		if content.Run(other.Run) == content.RunSpread && other.Poll != nil && other.Poll.Name == s.Poll.Name && other.Poll.Round == s.Poll.Round {
			return false
		}
	}
	return true
}

// opensNext reports whether the next thing to be shown of the step is a spread.
func (r *run) opensNext() bool {
	s := r.step()
	return content.Run(s.Run) == content.RunSpread && r.place.Reveal == 0 || r.spreadIn(s) && r.place.Reveal == r.reveals()-1
}

// stepBody is what the room sees of the step: the question, then the task, and
// what it has said itself.
func (r *run) stepBody(width int) body {
	s := r.step()
	if content.Run(s.Run) == content.RunGroups {
		return r.groupBody(width)
	}
	b := body{question: s.Question}
	if b.question == "" && s.Task == "" {
		b.question = s.Title
	}
	if s.Task != "" && (r.place.Reveal > 0 || s.Question == "") && content.Run(s.Run) != content.RunLevels {
		b.lines = r.env.Theme.Prose(s.Task, width, theme.Body)
	}
	return b.under(r.said(s, width)).under(r.askedLines(width))
}

// under adds lines, with a blank one between.
func (b body) under(lines []string) body {
	if len(lines) > 0 && len(b.lines) > 0 {
		b.lines = append(b.lines, "")
	}
	b.lines = append(b.lines, lines...)
	return b
}

// said is what the room has said in a step, or what it chooses from.
func (r *run) said(s session.Step, width int) []string {
	t := r.env.Theme
	switch content.Run(s.Run) {
	case content.RunLevels:
		return r.level(s, width)
	case content.RunVote, content.RunSpread:
		return r.votes(s, width)
	case content.RunReview:
		return r.openLines(width)
	}
	var b body
	if said := turnWords(s, r.session.About().People); said != "" && r.place.Reveal == r.reveals() {
		b.lines = t.Wrap(said, width, t.Text)
	}
	if content.Run(s.Run) == content.RunCommit {
		return b.under(r.spokenLines(width)).lines
	}
	return b.under(r.wall(s, width)).lines
}

// level is the level that is read aloud; what was read before is gone.
func (r *run) level(s session.Step, width int) []string {
	n := min(r.place.Reveal, len(s.Levels))
	if n == 0 {
		return nil
	}
	t := r.env.Theme
	name := fmt.Sprintf("%d  %s", n, content.LevelNames[min(n, len(content.LevelNames)-1)])
	return append([]string{t.AccentBold.Render(name), ""}, t.Prose(s.Levels[n-1], width, theme.Body)...)
}

// turnWords say how a round goes: in how many circles, and how long each has,
// where the task does not say that.
func turnWords(s session.Step, people int) string {
	var said []string
	if s.Circles > 1 {
		text := fmt.Sprintf("%d circles of %d", s.Circles, people/s.Circles)
		if people%s.Circles > 0 {
			text += fmt.Sprintf(" or %d", people/s.Circles+1)
		}
		said = append(said, text+", side by side.")
	}
	if each := eachWords(s.Turn); each != "" && !strings.Contains(s.Task, strings.TrimSuffix(each, ".")) {
		said = append(said, each)
	}
	return strings.Join(said, " ")
}

func eachWords(seconds int) string {
	switch {
	case seconds == 0:
		return ""
	case seconds == 60:
		return "A minute each."
	case seconds%60 == 0:
		return fmt.Sprintf("%d minutes each.", seconds/60)
	}
	return fmt.Sprintf("%d seconds each.", seconds)
}

// wall is the cards of the step's wall, by heading. Until the task is shown it
// is not, unless the step has a card of its own.
func (r *run) wall(s session.Step, width int) []string {
	t, cards := r.env.Theme, r.wallCards()
	if r.place.Reveal < r.reveals() && !slices.ContainsFunc(cards, func(c session.Card) bool { return c.Step == r.place.Step }) {
		return nil
	}
	var b body
	var empty []string
	for _, heading := range headingsOf(s, cards) {
		own := cardsUnder(cards, heading)
		if len(own) == 0 {
			if heading != "" {
				empty = append(empty, t.Faint.Render(heading+" 0"))
			}
			continue
		}
		var lines []string
		if heading != "" {
			lines = append(lines, t.Bold.Render(heading)+t.Faint.Render(fmt.Sprintf("  %d", len(own))))
		}
		for _, c := range own {
			lines = append(lines, cardLines(t, c, width)...)
		}
		b = b.under(lines)
	}
	if len(empty) > 0 {
		b = b.under(flow(empty, width))
	}
	return b.lines
}

// optionLines is what is voted on, each with its number.
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

// votesIn is what is chosen from, and how many votes are in. More it does not
// say before all are.
func (r *run) votesIn(s session.Step, width int) []string {
	t := r.env.Theme
	lines := optionLines(t, s.Poll, width)
	in, of := 0, 0
	for _, target := range r.targets(s.Poll) {
		if v, round := r.find(target, s.Poll.Round); v != nil {
			in, of = in+v.Rounds[round].In, of+v.Rounds[round].Voters
		}
	}
	switch {
	case of == 0:
		return lines
	case in == of:
		return append(lines, "", t.Bold.Render("All votes are in."))
	}
	return append(lines, "", t.Bold.Render(fmt.Sprintf("%d of %d in", in, of)))
}

// votes is the spread, where it is shown in the step, else what is chosen from.
func (r *run) votes(s session.Step, width int) []string {
	switch {
	case s.Poll == nil:
		return nil
	case content.Run(s.Run) == content.RunSpread && r.place.Reveal > 0, r.spreadIn(s) && r.place.Reveal == r.reveals():
		if lines := r.spreads(s, width); len(lines) > 0 {
			return lines
		}
	}
	return r.votesIn(s, width)
}

// spreads is what was chosen: the rounds side by side, and that of the group's
// last session with the same question. Where sides voted apart, they stand side
// by side, the widest gap first.
func (r *run) spreads(s session.Step, width int) []string {
	t := r.env.Theme
	var lines []string
	for _, c := range r.charts(s) {
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		if c.item != "" {
			lines = append(lines, t.Wrap(c.item, width, t.Bold)...)
		}
		lines = append(lines, c.Lines(t, width)...)
	}
	return lines
}

// itemChart is the spread of an item; without items its name is empty.
type itemChart struct {
	item string
	gap  int // between the sides, in options, doubled
	chart.Spread
}

func (r *run) charts(s session.Step) []itemChart {
	var charts []itemChart
	for _, target := range r.targets(s.Poll) {
		v, round := r.find(target, s.Poll.Round)
		if v == nil || !v.Rounds[round].Shown() {
			continue
		}
		if target.side == "" {
			charts = append(charts, itemChart{item: target.item, Spread: r.spreadOf(*v)})
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

// gapOf is how far the middles of the sides lie apart, doubled.
func gapOf(sides []chart.Round) int {
	least, most := math.MaxInt, math.MinInt
	for _, side := range sides {
		middle := middleOf(side.Counts)
		least, most = min(least, middle), max(most, middle)
	}
	return most - least
}

// middleOf is the option in the middle of all that were chosen, doubled: half of
// them lie on either side of it.
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

// spreadOf is a vote as it is drawn, with the same vote of the last session.
func (r *run) spreadOf(v session.Vote) chart.Spread {
	spread := chart.Spread{Options: numbered(v)}
	if then, day := r.past.vote(v); then != nil {
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
