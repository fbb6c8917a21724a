package check

import (
	"time"

	"goldenthread/content"
)

// seedsCarried is L04. A folder without seeds.yaml has no seeds to lose.
func seedsCarried(c *checker) {
	if len(c.seeds) == 0 {
		c.note("seeds are not checked: there is no seeds.yaml")
		return
	}
	known := map[content.SeedID]bool{}
	for _, s := range c.seeds {
		known[s.ID] = true
	}
	cited := map[content.SeedID]bool{}
	cite := func(file string, line int, ids []content.SeedID) {
		for _, id := range ids {
			cited[id] = true
			if !known[id] {
				c.report(file, line, string(id), "", "there is no seed %s in seeds.yaml", id)
			}
		}
	}
	for _, f := range c.book.Frameworks {
		cite(f.File, f.KeyLine("seeds"), f.Seeds)
		for _, u := range f.Units {
			cite(u.File, u.KeyLine("seeds"), u.Seeds)
		}
	}
	for _, s := range c.seeds {
		for _, target := range s.CarriedBy {
			if !c.carries(target) {
				c.report(seedFile, s.Line, target, "name an activity, such as A1, or agendas, tensions, paths or a page", "seed %s is said to be carried by %q, which is not there", s.ID, target)
			}
		}
		if !s.Meta && len(s.CarriedBy) == 0 && !cited[s.ID] {
			c.report(seedFile, s.Line, string(s.ID), `cite it, or say "carried_by:"`, "no unit, framework or activity carries seed %s: %s", s.ID, s.Says)
		}
	}
}

// carries reports whether there is something of the name that a seed says it
// is carried by.
func (c *checker) carries(target string) bool {
	switch target {
	case "tensions":
		return len(c.book.Tensions) > 0
	case "paths":
		return len(c.book.Paths) > 0
	case content.PageSources:
		return len(c.book.Sources) > 0
	case "agendas":
		return len(c.book.Written()) > 0
	}
	return content.IsActivity(target) || c.book.Page(target) != nil
}

// knownSources is L19.
func knownSources(c *checker) {
	for _, f := range c.book.Frameworks {
		c.knows(f.File, f.KeyLine("source"), f.Source)
		for _, u := range f.Units {
			for _, id := range u.Sources {
				c.knows(u.File, u.KeyLine("sources"), id)
			}
		}
	}
	for _, s := range c.book.Sources {
		lacks := ""
		switch {
		case s.Author == "":
			lacks = "author"
		case s.Year == 0:
			lacks = "year"
		case s.Title == "":
			lacks = "title"
		case s.Kind == "":
			lacks = "kind"
		case !isDay(s.Checked):
			lacks = "checked day such as 2026-11-22"
		}
		if lacks != "" {
			c.report(content.SourceFile, s.Line, string(s.ID), "", "source %s has no %s", s.ID, lacks)
		}
	}
}

// knows reports a source that is named and not described. A school's own
// framework may name none.
func (c *checker) knows(file string, line int, id content.SourceID) {
	if id != "" && c.book.Source(id) == nil {
		c.report(file, line, string(id), "add it to sources.yaml", "there is no source %q", id)
	}
}

func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}
