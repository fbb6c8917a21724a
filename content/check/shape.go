package check

import (
	"path"
	"regexp"
	"slices"

	"goldenthread/content"
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
			c.report(u.File, 0, content.GoodHeading, "", "%q has %d items; expected three to five", content.GoodHeading, n)
		}
		if len(c.seeds) > 0 && len(u.Seeds) == 0 {
			c.report(u.File, u.KeyLine("seeds"), string(u.ID), "name the seeds that the unit grew from", "the unit names no seed")
		}
	}
}

// everythingRead is L28: what nothing reads was left out without a word.
func everythingRead(c *checker) {
	unread, err := c.book.Unread()
	if err != nil {
		c.note("not every folder could be looked into: %v", err)
	}
	for _, u := range unread {
		suggestion := "move it out of this folder"
		if u.Rename != "" {
			suggestion = "call it " + u.Rename
		}
		c.report(u.File, 0, path.Base(u.File), suggestion, "nothing reads this")
	}
}

var (
	unitForm    = regexp.MustCompile(`^[a-z]+/[a-z]+$`)
	tensionForm = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
)

// stableIDs is L02.
func stableIDs(c *checker) {
	for _, u := range c.book.Units() {
		if !unitForm.MatchString(string(u.ID)) {
			c.report(u.File, 0, string(u.ID), "rename the file or its folder", "the ID %s is not two words of letters a to z", u.ID)
		}
		c.activities(u.File, u.KeyLine("activities"), u.Activities)
	}
	for _, concern := range c.book.Concerns {
		c.activities(content.ConcernFile, concern.Line, concern.Activities)
	}
	for _, a := range c.book.Written() {
		c.activities(a.File, a.KeyLine("activities"), a.Activities)
	}
	tensionIDs(c)
	if c.ledger == nil {
		c.note("not compared with what was published: no ledger was given")
		return
	}
	now := LedgerOf(c.book).IDs
	for _, id := range c.ledger.IDs {
		if !slices.Contains(now, id) {
			c.report("", 0, string(id), "bring it back under its old name", "%s was published and has vanished", id)
		}
	}
}

func (c *checker) activities(file string, line int, ids []string) {
	for _, a := range ids {
		if !content.IsActivity(a) {
			c.report(file, line, a, "", "%q is not the ID of an activity, such as A1", a)
		}
	}
}

// tensionIDs is the part of L02 that is about tensions.
func tensionIDs(c *checker) {
	for _, t := range c.book.Tensions {
		if !tensionForm.MatchString(t.ID) {
			c.report(content.TensionFile, t.Line, t.ID, "", "the ID %s is not words of letters a to z with hyphens", t.ID)
		}
	}
}
