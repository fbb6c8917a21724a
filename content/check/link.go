package check

import (
	"slices"

	"goldenthread/content"
	"goldenthread/content/page"
)

// soundLinks is L03. In a workbook of fewer than three frameworks only the
// parts that such a book can keep are asked for: targets exist, and none is
// the unit itself or named twice.
func soundLinks(c *checker) {
	concernLinks(c)
	tensionUnits(c)
	agendaUnits(c)
	for _, u := range c.book.Units() {
		var targets []content.UnitID
		others := map[content.FrameworkID]bool{}
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

func (c *checker) crossLinks(u *content.Unit, targets, frameworks int) {
	line := u.KeyLine("links")
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
func (c *checker) perhaps(id content.UnitID) string {
	var names []string
	for _, u := range c.book.Units() {
		names = append(names, string(u.ID))
	}
	if near := page.Nearest(string(id), names); near != "" {
		return "; did you mean " + near + "?"
	}
	return ""
}

// concernLinks is the part of L03 that is about concerns.
func concernLinks(c *checker) {
	for _, concern := range c.book.Concerns {
		var targets []content.UnitID
		for _, l := range concern.Links() {
			c.linkTarget(content.ConcernFile, l, targets)
			targets = append(targets, l.Unit)
		}
	}
}

// linkTarget reports a link that leads nowhere, or where another one has led.
func (c *checker) linkTarget(file string, l content.Link, before []content.UnitID) {
	switch {
	case c.book.Unit(l.Unit) == nil:
		c.report(file, l.Line, string(l.Unit), "", "there is no unit %s%s", l.Unit, c.perhaps(l.Unit))
	case slices.Contains(before, l.Unit):
		c.report(file, l.Line, string(l.Unit), "", "%s is linked twice", l.Unit)
	}
}

// tensionUnits is the part of L03 that is about tensions.
func tensionUnits(c *checker) {
	for _, t := range c.book.Tensions {
		for i, id := range t.Units {
			c.linkTarget(content.TensionFile, content.Link{Unit: id, Line: t.UnitLine(i)}, t.Units[:i])
		}
	}
}
