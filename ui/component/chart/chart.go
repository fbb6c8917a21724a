// Package chart draws how many chose what: every option with a bar and its
// number, two rounds side by side, never an average. It knows no vote.
package chart

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/phrase"
	"goldenthread/ui/theme"
)

// Spread is one question's options and how many chose each, in each round.
type Spread struct {
	Options []string // with their numbers in front, as they are to be read
	Rounds  []Round
}

// Round is a column: its name, and a count for each option.
type Round struct {
	Name   string
	Counts []int
}

const (
	between   = 2  // cells between columns
	leastBar  = 6  // cells of the longest bar
	mostBar   = 40 //
	leastText = 12 // cells of the options' column
)

// Lines draws the spread no wider than width. Nothing of it is cut: an option
// that is longer than its column goes on below.
func (s Spread) Lines(t *theme.Theme, width int) []string {
	text, bar := s.columns(width)
	if bar < leastBar { // the bars go under the options
		return s.stacked(t, width)
	}
	lines := s.head(t, text, bar)
	most := s.most()
	for i, option := range s.Options {
		wrapped := wrap(option, text)
		for j, part := range wrapped {
			line := part
			if j == 0 {
				line = phrase.Pad(part, text)
				for _, r := range s.Rounds {
					line += strings.Repeat(" ", between) + phrase.Pad(drawBar(t, r.at(i), most, bar), bar+s.digits()+1)
				}
			}
			lines = append(lines, strings.TrimRight(line, " "))
		}
	}
	return lines
}

// columns shares out the width: as much for the options as they need, the rest
// for the bars.
func (s Spread) columns(width int) (text, bar int) {
	for _, option := range s.Options {
		text = max(text, ansi.StringWidth(option))
	}
	n := max(1, len(s.Rounds))
	each := between + 1 + s.digits()
	text = min(text, max(leastText, width-n*(each+2*leastBar)))
	return text, min(mostBar, (width-text)/n-each)
}

func (s Spread) stacked(t *theme.Theme, width int) []string {
	var lines []string
	most, digits := s.most(), s.digits()
	for i, option := range s.Options {
		lines = append(lines, wrap(option, width)...)
		for _, r := range s.Rounds {
			name := ""
			if r.Name != "" {
				name = r.Name + " "
			}
			room := max(1, width-4-ansi.StringWidth(name)-digits)
			lines = append(lines, "  "+t.Faint.Render(name)+drawBar(t, r.at(i), most, min(mostBar, room)))
		}
	}
	return lines
}

// head names the rounds, where they have names.
func (s Spread) head(t *theme.Theme, text, bar int) []string {
	if !slices.ContainsFunc(s.Rounds, func(r Round) bool { return r.Name != "" }) {
		return nil
	}
	line := strings.Repeat(" ", text)
	for _, r := range s.Rounds {
		line += strings.Repeat(" ", between) + phrase.Pad(t.Faint.Render(ansi.Truncate(r.Name, bar+s.digits()+1, t.Marks.Ellipsis)), bar+s.digits()+1)
	}
	return []string{strings.TrimRight(line, " ")}
}

func (r Round) at(option int) int {
	if option < len(r.Counts) {
		return r.Counts[option]
	}
	return 0
}

// most returns the highest count of all rounds, so that bars can be compared.
func (s Spread) most() int {
	most := 0
	for _, r := range s.Rounds {
		for _, n := range r.Counts {
			most = max(most, n)
		}
	}
	return most
}

func (s Spread) digits() int { return len(fmt.Sprint(s.most())) }

// drawBar draws a count: a bar, and the number behind it. A count of 0 has
// no bar, so that it is not taken for 1.
func drawBar(t *theme.Theme, n, most, width int) string {
	if n == 0 {
		return t.Faint.Render("0")
	}
	cells := max(1, n*width/most)
	return t.Accent.Render(strings.Repeat(t.Marks.Full, cells)) + " " + t.Bold.Render(fmt.Sprint(n))
}

func wrap(text string, width int) []string {
	return strings.Split(ansi.Wrap(text, max(1, width), ""), "\n")
}
