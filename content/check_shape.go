package content

import (
	"regexp"
	"slices"
)

// wholeUnits is L01. That a unit has a title, a core, four levels, a prompt
// for every stage, something to look at and a group, the parser sees to.
func wholeUnits(c *checker) {
	for _, f := range c.book.Frameworks {
		if len(f.Units) == 0 {
			c.report(f.File, 0, string(f.ID), "add a unit", "the framework has no unit")
		}
	}
	for _, u := range c.book.Units() {
		if n := len(u.Good); n < 3 || n > 5 {
			c.report(u.File, 0, goodHeading, "", "%q has %d items; expected three to five", goodHeading, n)
		}
		if len(c.seeds) > 0 && len(u.Seeds) == 0 {
			c.report(u.File, u.keys.of("seeds"), string(u.ID), "name the seeds that the unit grew from", "the unit names no seed")
		}
	}
}

var (
	unitForm     = regexp.MustCompile(`^[a-z]+/[a-z]+$`)
	activityForm = regexp.MustCompile(`^A[0-9]+$`)
)

// stableIDs is L02.
func stableIDs(c *checker) {
	for _, u := range c.book.Units() {
		if !unitForm.MatchString(string(u.ID)) {
			c.report(u.File, 0, string(u.ID), "rename the file or its folder", "the ID %s is not two words of letters a to z", u.ID)
		}
		c.activities(u.File, u.keys.of("activities"), u.Activities)
	}
	for _, concern := range c.book.Concerns {
		c.activities(concernFile, concern.Line, concern.Activities)
	}
	for _, a := range c.book.Written() {
		c.activities(a.File, a.keys.of("activities"), a.Activities)
	}
	tensionIDs(c)
	if c.ledger == nil {
		c.note("not compared with what was published: no ledger was given")
		return
	}
	now := c.book.Ledger().IDs
	for _, id := range c.ledger.IDs {
		if !slices.Contains(now, id) {
			c.report("", 0, string(id), "bring it back under its old name", "%s was published and has vanished", id)
		}
	}
}

func (c *checker) activities(file string, line int, ids []string) {
	for _, a := range ids {
		if !activityForm.MatchString(a) {
			c.report(file, line, a, "", "%q is not the ID of an activity, such as A1", a)
		}
	}
}

// soundLinks is L03. In a workbook of fewer than three frameworks only the
// parts that such a book can keep are asked for: targets exist, and none is
// the unit itself or named twice.
func soundLinks(c *checker) {
	concernLinks(c)
	tensionUnits(c)
	agendaUnits(c)
	for _, u := range c.book.Units() {
		var targets []UnitID
		others := map[FrameworkID]bool{}
		for _, l := range u.Links {
			if l.Unit == u.ID {
				c.report(u.File, l.Line, string(l.Unit), "", "the unit links to itself")
			} else {
				c.linkTarget(u.File, l, targets)
			}
			targets = append(targets, l.Unit)
			if l.Unit.Framework() != u.ID.Framework() {
				others[l.Unit.Framework()] = true
			}
		}
		if c.whole() {
			c.crossLinks(u, len(targets), len(others))
		}
	}
}

func (c *checker) crossLinks(u *Unit, targets, frameworks int) {
	line := u.keys.of("links")
	if targets < 3 {
		c.report(u.File, line, string(u.ID), "", "the unit has %d links; expected three or more", targets)
	}
	if frameworks < 2 {
		c.report(u.File, line, string(u.ID), "", "the unit links to %d other frameworks; expected two or more", frameworks)
	}
	for _, back := range c.book.LinksTo(u.ID) {
		if back.Unit.Framework() != u.ID.Framework() {
			return
		}
	}
	c.report(u.File, line, string(u.ID), "link to it from a unit of another framework", "no unit of another framework links to this one")
}

// perhaps names the unit that was meant, when one is near.
func (c *checker) perhaps(id UnitID) string {
	var names []string
	for _, u := range c.book.Units() {
		names = append(names, string(u.ID))
	}
	if near := nearest(string(id), names); near != "" {
		return "; did you mean " + near + "?"
	}
	return ""
}

var formatForm = regexp.MustCompile(`^G[1-9]$`)

// groupMinutes is L14. That watch, silence, dominance and product are given,
// the parser sees to.
func groupMinutes(c *checker) {
	for _, f := range c.book.Formats {
		if !formatForm.MatchString(string(f.ID)) {
			c.report(f.File, 0, string(f.ID), "", "%q is not the ID of a format, such as G1", f.ID)
		}
	}
	for _, u := range c.book.Units() {
		line, g := u.keys.of("group"), u.Group
		format := c.book.Format(FormatID(g.Format))
		minutes := 0
		switch {
		case g.Format == ownPlan, activityForm.MatchString(g.Format) && len(g.Plan) > 0:
			minutes = sum(g.Plan)
		case format != nil:
			minutes = format.Minutes()
		case activityForm.MatchString(g.Format):
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
