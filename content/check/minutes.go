package check

import "goldenthread/content"

// groupMinutes is the part of L14 that is about units and formats. That watch,
// silence, dominance and product are given, the parser sees to.
func groupMinutes(c *checker) {
	for _, f := range c.book.Formats {
		if !f.ID.Valid() {
			c.report(f.File, 0, string(f.ID), "", "%q is not the ID of a format, such as G1", f.ID)
		}
	}
	for _, u := range c.book.Units() {
		line, g := u.KeyLine("group"), u.Group
		format := c.book.Format(content.FormatID(g.Format))
		minutes := 0
		switch {
		case g.Format == content.OwnPlan, content.IsActivity(g.Format) && len(g.Plan) > 0:
			minutes = content.StepMinutes(g.Plan)
		case format != nil:
			minutes = format.Minutes()
		case content.IsActivity(g.Format):
			continue
		default:
			c.report(u.File, line, g.Format, "", "there is no format %q; expected G1 to G8, an activity such as A1, or plan", g.Format)
			continue
		}
		if minutes != g.Minutes {
			c.report(u.File, line, g.Format, "", "the steps take %d minutes; the front matter says %d", minutes, g.Minutes)
		}
	}
}

// agendaMinutes is the part of L14 that is about agendas and their steps.
func agendaMinutes(c *checker) {
	for _, a := range c.book.Written() {
		if minutes := content.StepMinutes(a.Steps); minutes != a.Minutes {
			c.report(a.File, a.KeyLine("minutes"), string(a.ID), "", "the steps take %d minutes; the front matter says %d", minutes, a.Minutes)
		}
	}
	for _, s := range c.steps() {
		if s.Least < 1 || s.Least > s.Minutes {
			c.step(s, "", "the step takes %d minutes and may shrink to %d; expected 1 to %[1]d", s.Minutes, s.Least)
		}
		if s.Cut < 0 || s.Turn < 0 || s.Turn > longestTurn {
			c.step(s, "", `expected "cut: 1" for the first step to leave out, and "turn:" in seconds, up to %d`, longestTurn)
		}
	}
}

// pathSteps is L15.
func pathSteps(c *checker) {
	for _, t := range c.book.Paths {
		at := 0
		for _, s := range t.Steps {
			if s.From != at {
				c.report(t.File, s.Line, string(s.Say), "", "the step begins at %d; expected %d, where the one before it ends", s.From, at)
			}
			if s.To <= s.From {
				c.report(t.File, s.Line, string(s.Say), "", "the step ends at %d, before it begins", s.To)
			}
			at = s.To
		}
		if at != t.Minutes {
			c.report(t.File, 0, string(t.ID), "", "the steps end at %d; the front matter says %d minutes", at, t.Minutes)
		}
	}
}
