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
	k := kindOf(s)
	if k.slide != nil {
		return k.slide(c, width)
	}
	shown := slide{question: s.Question}
	if s.Question == "" && s.Task == "" {
		shown.question = s.Title
	}
	if s.Task != "" && (c.place.Reveal > 0 || s.Question == "") && !k.aloud {
		shown.lines = c.env.Theme.Prose(s.Task, width, theme.Body)
	}
	return shown.under(k.said(c, s, width)).under(c.askedLines(width))
}

// captured draws how a round goes, and the cards of the wall.
func (c *course) captured(s session.Step, width int) []string {
	return c.turnLines(s, width).under(c.wall(s, width)).lines
}

// committed draws how a round goes, and the commitments that were said.
func (c *course) committed(s session.Step, width int) []string {
	return c.turnLines(s, width).under(c.commitmentLines(width)).lines
}

// turnLines draws how a round goes, once the whole step is shown.
func (c *course) turnLines(s session.Step, width int) slide {
	words := turnWords(s, c.session.About().People)
	if words == "" || c.place.Reveal != c.reveals() {
		return slide{}
	}
	return slide{lines: c.env.Theme.Wrap(words, width, c.env.Theme.Text)}
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
