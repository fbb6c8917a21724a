package facilitate

import (
	"goldenthread/content"
	"goldenthread/store/session"
)

// plan writes a fitted agenda down as the steps of a session.
func plan(a *content.Agenda, fitted *content.Timetable, votes int) []session.Step {
	steps := make([]session.Step, len(fitted.Steps))
	for i, timed := range fitted.Steps {
		s, guide := a.Steps[timed.Step], a.Guidance(timed.Step)
		steps[i] = session.Step{
			Title: s.Title, Run: s.Run, Form: s.Form, Minutes: timed.Minutes, Turn: timed.Turn,
			Question: content.Plain(a.Asked(timed.Step)), Task: string(s.Task),
			Say: string(s.Script(votes)), Do: string(s.Do),
			Watch: string(guide.Watch), Silence: string(guide.Silence), Dominance: string(guide.Dominance),
			Wall: wallOfStep(s.Capture),
		}
		if timed.Turn > 0 {
			steps[i].Circles = len(timed.Groups)
		}
		if s.Vote == nil {
			continue
		}
		if s.Run == content.RunLevels {
			for _, level := range s.Vote.Options {
				steps[i].Levels = append(steps[i].Levels, string(level.Text))
			}
			continue
		}
		steps[i].Poll = pollOf(s.Vote)
	}
	return steps
}

func wallOfStep(c *content.Capture) *session.Wall {
	if c == nil {
		return nil
	}
	wall := &session.Wall{Name: c.Wall, Headings: c.Headings}
	for _, m := range c.Marks {
		wall.Marks, wall.Most = append(wall.Marks, m.Name), append(wall.Most, m.Most)
	}
	return wall
}

func pollOf(v *content.Vote) *session.Poll {
	poll := &session.Poll{Name: v.Poll, Round: v.Round, First: 1, Items: v.Items, Sides: v.Sides, Private: v.Private}
	if v.Zero != "" {
		poll.First, poll.Options = 0, []string{v.Zero}
	}
	for _, option := range v.Options {
		poll.Options = append(poll.Options, option.Title)
	}
	return poll
}
