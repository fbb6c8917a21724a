package content

// seed is an item of the seed inventory, seeds.yaml: one thing that the
// sources say and that the workbook must not lose.
type seed struct {
	ID        SeedID   `yaml:"id"`
	Says      string   `yaml:"says"`       // one line, in our words
	Meta      bool     `yaml:"meta"`       // about the source itself; need not be cited
	CarriedBy []string `yaml:"carried_by"` // the activities, agendas or pages that carry it beside the units
	Line      int      `yaml:",line"`
}

// authorFiles reads what authors keep beside the book. Neither file needs to
// be there. A file that cannot be read is a problem, not an error: the
// workbook itself is whole.
func (c *checker) authorFiles() {
	c.rule = &rule{id: "L00", severity: Error}
	c.authorFile(seedFile, func(p *page) { c.seeds = p.seedList() })
	c.authorFile(allowedFile, func(p *page) { c.allowed = p.allowances() })
}

func (c *checker) authorFile(file string, parse func(*page)) {
	if c.book.fsys == nil || !exists(c.book.fsys, file) {
		return
	}
	p, err := readPage(c.book.fsys, file)
	if err != nil {
		c.report(file, 0, file, "", "%v", err)
		return
	}
	parse(p)
	for _, e := range p.sorted() {
		c.report(e.File, e.Line, e.Text, "", "%s", e.Msg)
	}
	c.stripped = append(c.stripped, p.stripped...)
}

// seedFile is the seed inventory.
const seedFile = "seeds.yaml"

// seedList reads seeds.yaml.
func (p *page) seedList() []*seed {
	list := yamlList[seed](p)
	seen := map[SeedID]int{}
	for _, s := range list {
		p.named(string(s.ID), s.Line, seen[s.ID])
		seen[s.ID] = s.Line
		if s.Says == "" {
			p.fail(s.Line, `expected "says:", what the source says, in one line`)
		}
	}
	return list
}
