// Package agenda lays out an agenda for whoever leads a group: as a Sheet for paper,
// in Markdown or HTML, or as an overview for a terminal. Nothing that anybody wrote is
// in it. It reads content alone.
package agenda

import (
	"fmt"
	"strings"

	"goldenthread/content"
)

// Sheet is an agenda for paper: what to bring, the timetable, the script, and room
// for notes.
type Sheet struct {
	Agenda    *content.Agenda
	Timetable *content.Timetable
	Kit       *content.Page
	Start     *int // minutes after midnight; nil when it is not known
	Votes     int  // how many there are before a spread is shown
}

// sheetStep is a step of a sheet, in words.
type sheetStep struct {
	content.AgendaStep
	Number   int
	At       string // when it begins: "14:05", or minutes from the beginning
	Time     int    // how many minutes it has
	How      string // how people sit
	Script   content.Markdown
	Asked    content.Markdown
	Guidance content.Guidance // of its own alone: what holds throughout is said once
	Shrunk   bool
}

// steps returns the steps that the timetable keeps.
func (s *Sheet) steps() []sheetStep {
	var steps []sheetStep
	for n, timed := range s.Timetable.Steps {
		step := s.Agenda.Steps[timed.Step]
		steps = append(steps, sheetStep{
			AgendaStep: step, Number: n + 1, At: s.clock(timed.Start), Time: timed.Minutes,
			How: how(step, timed), Script: step.Script(s.Votes), Asked: s.Agenda.Asked(timed.Step),
			Guidance: step.Guidance, Shrunk: timed.Minutes < timed.Whole,
		})
	}
	return steps
}

// clock writes a minute of the session as the time of day if the beginning is
// known, else as hours and minutes since the beginning.
func (s *Sheet) clock(minute int) string {
	if s.Start == nil {
		return fmt.Sprintf("%d:%02d", minute/60, minute%60)
	}
	const day = 24 * 60
	at := (*s.Start + minute) % day
	return fmt.Sprintf("%02d:%02d", at/60, at%60)
}

// facts returns one line: for whom, how many people, how long and when.
func (s *Sheet) facts() string {
	said := fmt.Sprintf("For %s. %d people, %d minutes", s.Agenda.For, s.Timetable.People, s.Timetable.Minutes)
	if s.Start != nil {
		said += fmt.Sprintf(", from %s to %s", s.clock(0), s.clock(s.Timetable.Minutes))
	}
	return said + "."
}

// fitted returns sentences on what was shortened, left out or is to spare; nil if
// nothing.
func (s *Sheet) fitted() []string {
	var said []string
	var shorter []string
	for _, step := range s.Timetable.Steps {
		if step.Minutes < step.Whole {
			shorter = append(shorter, fmt.Sprintf("%s (%d of %d)", s.Agenda.Steps[step.Step].Title, step.Minutes, step.Whole))
		}
	}
	if len(shorter) > 0 {
		said = append(said, "Shortened: "+strings.Join(shorter, ", ")+".")
	}
	var out []string
	for _, i := range s.Timetable.Out {
		out = append(out, s.Agenda.Steps[i].Title)
	}
	if len(out) > 0 {
		said = append(said, "Left out: "+strings.Join(out, ", ")+".")
	}
	if n := s.Timetable.Spare; n == 1 {
		said = append(said, "1 minute is to spare.")
	} else if n > 1 {
		said = append(said, fmt.Sprintf("%d minutes are to spare.", n))
	}
	return said
}

// how returns the words for a step's groups and the time of each speaker; "" for
// a break.
func how(s content.AgendaStep, timed content.TimedStep) string {
	switch {
	case s.Run == content.RunBreak:
		return ""
	case timed.Turn > 0:
		return circles(timed.Groups) + ", " + seconds(timed.Turn) + " each"
	case s.Form == content.Alone || s.Form == content.All:
		return s.Form.Words()
	}
	return content.GroupWords(timed.Groups)
}

// circles returns the words for the number and sizes of circles. The sizes come
// largest first.
func circles(sizes []int) string {
	most, fewest := sizes[0], sizes[len(sizes)-1]
	switch {
	case len(sizes) == 1:
		return "one circle"
	case most == fewest:
		return fmt.Sprintf("%d circles of %d", len(sizes), most)
	}
	return fmt.Sprintf("%d circles of %d or %d", len(sizes), fewest, most)
}

func seconds(n int) string {
	switch {
	case n == 60:
		return "a minute"
	case n%60 == 0:
		return fmt.Sprintf("%d minutes", n/60)
	}
	return fmt.Sprintf("%d seconds", n)
}

// choice is an option with the number of the key that picks it.
type choice struct {
	Key   int
	Title string
	Text  content.Markdown
}

// Choices returns the options of the step's vote; nil if it has no vote or rates on
// a spread.
func (s sheetStep) Choices() []choice {
	if s.Vote == nil || s.Run == content.RunSpread {
		return nil
	}
	var all []choice
	if s.Vote.Zero != "" && s.Run == content.RunVote {
		all = append(all, choice{0, s.Vote.Zero, ""})
	}
	for i, o := range s.Vote.Options {
		text := o.Text
		if s.Run != content.RunLevels {
			text = "" // it was read aloud before
		}
		all = append(all, choice{i + 1, o.Title, text})
	}
	return all
}

// ChoicesName returns the heading of the choices.
func (s sheetStep) ChoicesName() string {
	if s.Run == content.RunLevels {
		return "Read aloud"
	}
	return "To choose from"
}

// MarkNames returns the marks of a step, with the number of cards that may have
// each.
func (s sheetStep) MarkNames() []string {
	if s.Capture == nil {
		return nil
	}
	var names []string
	for _, m := range s.Capture.Marks {
		name := m.Name
		if m.Most > 0 {
			name += fmt.Sprintf(" (at most %d)", m.Most)
		}
		names = append(names, name)
	}
	return names
}

// HeadingNames returns the headings for cards.
func (s sheetStep) HeadingNames() []string {
	if s.Capture == nil {
		return nil
	}
	return s.Capture.Headings
}

// Items returns the items of a vote that the group votes on one after another.
func (s sheetStep) Items() []string {
	if s.Run != content.RunVote {
		return nil
	}
	return s.Vote.Items
}

// Sides returns the names of the sides that vote separately.
func (s sheetStep) Sides() []string {
	if s.Run != content.RunVote {
		return nil
	}
	return s.Vote.Sides
}

// kit returns the words for whoever leads, with their headings one level down.
func (s *Sheet) kit() content.Markdown {
	return content.Markdown(strings.ReplaceAll("\n"+string(s.Kit.Body), "\n## ", "\n### ")[1:])
}

// tally is a table to fill in by hand, for a vote without a laptop.
type tally struct {
	Title   string
	Rows    []string
	Columns []string
}

// tallies returns a table for each vote: its options by its rounds, or its
// items by those who vote apart.
func (s *Sheet) tallies() []tally {
	var all []tally
	place := map[string]int{}
	for _, step := range s.steps() {
		if step.Run != content.RunVote {
			continue
		}
		if i, known := place[step.Vote.Poll]; known {
			if len(step.Vote.Items) == 0 {
				all[i].Columns = []string{"First round", "Second round"}
			}
			continue
		}
		t := tally{Title: step.Title, Columns: []string{"Votes"}, Rows: step.Vote.Items}
		for _, c := range step.Choices() {
			if len(step.Vote.Items) == 0 {
				t.Rows = append(t.Rows, fmt.Sprintf("%d %s", c.Key, c.Title))
			}
		}
		if len(step.Vote.Sides) > 0 {
			t.Columns = step.Vote.Sides
		}
		place[step.Vote.Poll] = len(all)
		all = append(all, t)
	}
	return all
}
