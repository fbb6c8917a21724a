package content

import "goldenthread/content/page"

// ConcernFile is the name of the list of concerns.
const ConcernFile = "concerns.yaml"

// Concern names something that is on a leader's mind, and the units that fit it, for
// a person who does not know the frameworks.
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
func (p parser) concernList() ([]*Concern, page.Passages) {
	var texts page.Passages
	list := page.List[Concern](p.File)
	for _, c := range list {
		if c.Says == "" {
			p.Fail(c.Line, `expected "says:", what is on somebody's mind`)
		}
		texts.Add("concern", c.Line, Markdown(c.Says))
		if c.First.Line == 0 {
			c.First.Line = c.Line
		}
		for _, l := range c.Links() {
			p.link(l, &texts)
		}
	}
	return list, texts
}
