package check

import (
	"io/fs"

	"goldenthread/content"
	"goldenthread/content/page"
)

// seed is an item of the seed inventory, seeds.yaml: one thing that the
// sources say and that the workbook must not lose.
type seed struct {
	ID        content.SeedID `yaml:"id"`
	Says      string         `yaml:"says"`       // one line, in our words
	Meta      bool           `yaml:"meta"`       // about the source itself; need not be cited
	CarriedBy []string       `yaml:"carried_by"` // the activities, agendas or pages that carry it beside the units
	Line      int            `yaml:",line"`
}

// authorFiles reads what authors keep beside the book. Neither file needs to
// be there. A file that cannot be read is a problem, not an error: the
// workbook itself is whole.
func (c *checker) authorFiles() {
	c.rule = &rule{id: "L00", severity: Error}
	c.authorFile(seedFile, func(p *page.File) { c.seeds = seedList(p) })
	c.authorFile(allowedFile, func(p *page.File) { c.allowed = allowances(p) })
}

func (c *checker) authorFile(file string, parse func(*page.File)) {
	if c.book.Files() == nil {
		return
	}
	if _, err := fs.Stat(c.book.Files(), file); err != nil {
		return
	}
	p, err := page.Read(c.book.Files(), file)
	if err != nil {
		c.report(file, 0, file, "", "%v", err)
		return
	}
	parse(p)
	for _, e := range p.Errors() {
		c.report(e.File, e.Line, e.Text, "", "%s", e.Msg)
	}
	c.stripped = append(c.stripped, p.Stripped...)
}

// seedFile is the seed inventory.
const seedFile = "seeds.yaml"

// seedList reads seeds.yaml.
func seedList(p *page.File) []*seed {
	list := page.List[seed](p)
	seen := map[content.SeedID]int{}
	for _, s := range list {
		p.Named(string(s.ID), s.Line, seen[s.ID])
		seen[s.ID] = s.Line
		if s.Says == "" {
			p.Fail(s.Line, `expected "says:", what the source says, in one line`)
		}
	}
	return list
}
