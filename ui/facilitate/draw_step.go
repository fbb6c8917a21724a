package facilitate

import (
	"fmt"
	"strings"

	"goldenthread/content"
	"goldenthread/store/session"
	"goldenthread/ui/theme"
)

// stepSlide draws the step: the question, then the task, and the words that the
// room has said itself.
func (c *course) stepSlide(width int) slide {
	s := c.step()
	if s.Run == content.RunGroups {
		return c.groupSlide(width)
	}
	shown := slide{question: s.Question}
	if s.Question == "" && s.Task == "" {
		shown.question = s.Title
	}
	if s.Task != "" && (c.place.Reveal > 0 || s.Question == "") && s.Run != content.RunLevels {
		shown.lines = c.env.Theme.Prose(s.Task, width, theme.Body)
	}
	return shown.under(c.said(s, width)).under(c.askedLines(width))
}

// said draws the words of the room in a step, or what it chooses from.
func (c *course) said(s session.Step, width int) []string {
	switch s.Run {
	case content.RunLevels:
		return c.level(s, width)
	case content.RunVote, content.RunSpread:
		return c.votes(s, width)
	case content.RunReview:
		return c.reviewLines(width)
	}
	t := c.env.Theme
	var said slide
	if words := turnWords(s, c.session.About().People); words != "" && c.place.Reveal == c.reveals() {
		said.lines = t.Wrap(words, width, t.Text)
	}
	if s.Run == content.RunCommit {
		return said.under(c.commitmentLines(width)).lines
	}
	return said.under(c.wall(s, width)).lines
}

// level draws the level that is read aloud; what was read before is gone.
func (c *course) level(s session.Step, width int) []string {
	n := min(c.place.Reveal, len(s.Levels))
	if n == 0 {
		return nil
	}
	t := c.env.Theme
	name := fmt.Sprintf("%d  %s", n, content.LevelNames[min(n, len(content.LevelNames)-1)])
	return append([]string{t.AccentBold.Render(name), ""}, t.Prose(s.Levels[n-1], width, theme.Body)...)
}

// turnWords says how a round goes: in how many circles, and how long each has,
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
