package content

import "slices"

// concernFile is the list of concerns.
const concernFile = "concerns.yaml"

// Concern is something that is on a leader's mind, with the units that fit it:
// a door into the workbook for a person who does not know its frameworks.
type Concern struct {
	Says       string   `yaml:"says"`       // in a person's own words, without quotation marks
	First      Link     `yaml:"first"`      // the unit to begin with, and why
	Next       []Link   `yaml:"next"`       // where to go then, and why; may be empty
	Activities []string `yaml:"activities"` // "A1" to "A13": what fits beside the units
	Line       int      `yaml:",line"`
}

// Links returns the first link and the next ones.
func (c *Concern) Links() []Link { return append([]Link{c.First}, c.Next...) }

// concernList reads concerns.yaml.
func (p *page) concernList() ([]*Concern, passages) {
	var texts passages
	list := yamlList[Concern](p)
	for _, c := range list {
		if c.Says == "" {
			p.fail(c.Line, `expected "says:", what is on somebody's mind`)
		}
		texts.add("concern", c.Line, Markdown(c.Says))
		if c.First.Line == 0 {
			c.First.Line = c.Line
		}
		for _, l := range c.Links() {
			p.link(l, &texts)
		}
	}
	return list, texts
}

// concernLinks is the part of L03 that is about concerns.
func concernLinks(c *checker) {
	for _, concern := range c.book.Concerns {
		var targets []UnitID
		for _, l := range concern.Links() {
			c.linkTarget(concernFile, l, targets)
			targets = append(targets, l.Unit)
		}
	}
}

// linkTarget reports a link that leads nowhere, or where another one has led.
func (c *checker) linkTarget(file string, l Link, before []UnitID) {
	switch {
	case c.book.Unit(l.Unit) == nil:
		c.report(file, l.Line, string(l.Unit), "", "there is no unit %s%s", l.Unit, c.perhaps(l.Unit))
	case slices.Contains(before, l.Unit):
		c.report(file, l.Line, string(l.Unit), "", "%s is linked twice", l.Unit)
	}
}
