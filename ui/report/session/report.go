// Package session reports a group's session, in Markdown or as one page of HTML. The
// report is made of the session alone: no workbook is read, and nobody's vote is in it.
package session

import (
	"strings"
	"time"

	"goldenthread/content/safetext"
	"goldenthread/store/calendar"
	"goldenthread/store/session"
	"goldenthread/ui/phrase"
)

// Report is a group's session as it is handed out: what was planned and how it went,
// how votes were spread, what was said, what will be done.
type Report struct {
	Title, Group string
	Began, Ended time.Time // Ended is zero while it runs
	People       int
	Steps        []Step
	Votes        []Vote
	Walls        []Wall
	Commitments  []Commitment
	Forgotten    []string // what the group decided not to keep
}

// Step is a step of the agenda, planned and as it went.
type Step struct {
	Number  int
	Title   string
	Planned int // minutes
	Took    int // minutes, rounded; 0 is not reached, or passed over
}

// Vote is a vote whose spread was shown.
type Vote struct {
	Question string
	About    string // the item and the side, where there are several
	Rounds   []string
	Options  []Option
}

// Option is an option of a vote, and how many chose it in each round.
type Option struct {
	Number int
	Text   string
	Counts []int
}

// Wall holds the cards of a heading, or what remains of them.
type Wall struct {
	Step    string
	Heading string
	Cards   []string
}

// Commitment is a thing that somebody will do, and what became of it.
type Commitment struct {
	Text  string
	Role  string
	Due   calendar.Date
	State string        // "" while it is new
	Said  calendar.Date // the day of the earlier session; no day for one of this
}

// New makes the report of a session.
func New(s *session.Session) *Report {
	about := s.About()
	r := &Report{Title: safetext.Document(about.Title), Group: safetext.Document(about.Group), Began: about.Began, Ended: about.Ended, People: about.People}
	spent := s.Place().Spent
	for i, step := range s.Agenda() {
		took := 0
		if i < len(spent) && spent[i] > 0 {
			took = max(1, int((spent[i]+30*time.Second)/time.Minute))
		}
		r.Steps = append(r.Steps, Step{Number: i + 1, Title: step.Title, Planned: step.Minutes, Took: took})
	}
	for _, v := range s.Votes() {
		if shown := vote(v); len(shown.Rounds) > 0 {
			r.Votes = append(r.Votes, shown)
		}
	}
	r.walls(s, about)
	for _, c := range s.Commitments() {
		r.Commitments = append(r.Commitments, commitment(c))
	}
	if !about.Ended.IsZero() {
		for _, part := range []struct {
			kept bool
			name string
		}{{about.Keep.Counts, "counts of votes"}, {about.Keep.Themes, "headings and themes"}, {about.Keep.Cards, "cards word for word"}, {about.Keep.Commitments, "commitments"}} {
			if !part.kept {
				r.Forgotten = append(r.Forgotten, part.name)
			}
		}
	}
	return r
}

func vote(v session.Vote) Vote {
	out := Vote{Question: safetext.Document(v.Question), About: strings.TrimSpace(v.Item + " " + v.Side)}
	for i, option := range v.Options {
		out.Options = append(out.Options, Option{Number: v.First + i, Text: option})
	}
	names := []string{"first", "after talk"}
	for i, round := range v.Rounds {
		if !round.Shown() {
			continue
		}
		out.Rounds = append(out.Rounds, names[min(i, 1)])
		for j := range out.Options {
			out.Options[j].Counts = append(out.Options[j].Counts, round.Counts[j])
		}
	}
	return out
}

// walls gathers the cards by step and heading; of those that were forgotten, the
// themes.
func (r *Report) walls(s *session.Session, about session.About) {
	add := func(step int, heading, text string) {
		title := ""
		if agenda := s.Agenda(); step < len(agenda) {
			title = agenda[step].Title
		}
		for i, w := range r.Walls {
			if w.Step == title && w.Heading == heading {
				r.Walls[i].Cards = append(r.Walls[i].Cards, text)
				return
			}
		}
		r.Walls = append(r.Walls, Wall{title, heading, []string{text}})
	}
	cards := s.Cards()
	first := map[string]int{} // the step in which a wall was begun
	for _, c := range cards {
		if _, known := first[c.Wall]; !known || c.Wall == "" {
			first[c.Wall] = c.Step
		}
		if !c.Struck {
			add(first[c.Wall], c.Heading, cardText(c.Group, c.Text, c.Mark))
		}
	}
	if len(cards) > 0 {
		return
	}
	for _, t := range about.Themes {
		add(t.Step, t.Heading, cardText(t.Theme, phrase.Count(t.Cards, "card"), t.Mark))
	}
}

func cardText(group, text, mark string) string {
	group, text, mark = safetext.Document(group), safetext.Document(text), safetext.Document(mark)
	if group != "" {
		text = group + ": " + text
	}
	if mark != "" {
		text += " (" + mark + ")"
	}
	return text
}

func commitment(c session.Commitment) Commitment {
	text := "I will " + safetext.Document(c.Action)
	if c.Cue != "" {
		text = "When " + safetext.Document(c.Cue) + ", " + text
	}
	out := Commitment{Text: text, Role: safetext.Document(c.Role), Due: c.Due, Said: c.Said}
	if c.State != session.StateOpen {
		out.State = string(c.State)
	}
	return out
}
