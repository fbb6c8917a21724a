package content

import (
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// heading is a section that a kind of page has. The order of a list of
// headings is the order in the page.
type heading struct {
	name     string
	optional bool
	subs     []heading
}

// section is a heading of a page and what stands under it.
type section struct {
	name   string // as in the list of headings
	level  int
	line   int
	blocks []ast.Node
	subs   []*section
}

// sub returns the section under s with that name, or nil.
func (s *section) sub(name string) *section {
	for _, c := range s.subs {
		if c.name == name {
			return c
		}
	}
	return nil
}

// sections reads a page as a title, the blocks under it, and sections as the
// headings say. Each departure from them is noted as an error; a section that
// is missing is nil.
func (p *page) sections(headings []heading) *section {
	if p.begin < 0 {
		return &section{} // there is no telling where the front matter ends
	}
	blocks := p.blocks()
	if blocks == nil && len(p.errs) > 0 {
		return &section{}
	}
	top := p.tree(blocks)
	if top.name == "" {
		p.fail(min(top.line, p.last()), `there is no title; expected "# Title" before everything else`)
	}
	p.match(top, headings, headings, map[string]bool{})
	return top
}

// tree hangs the page's blocks under its headings of levels 1 to 3.
func (p *page) tree(blocks []ast.Node) *section {
	top := &section{level: 1, line: 1}
	here := top
	if len(blocks) > 0 {
		top.line = p.lineOf(blocks[0])
	}
	for i, b := range blocks {
		h, ok := b.(*ast.Heading)
		switch {
		case !ok || h.Level > 3:
			here.blocks = append(here.blocks, b)
		case h.Level == 1 && i == 0:
			top.name = p.headingName(h)
			if top.name == "" {
				p.fail(top.line, `the title is empty; expected "# Title"`)
				top.name = "?"
			}
		case h.Level == 1:
			p.fail(p.lineOf(h), `%q is a second title; expected "## %[1]s", a section`, p.headingName(h))
		default:
			here = &section{name: p.headingName(h), level: h.Level, line: p.lineOf(h)}
			top.hang(here)
		}
	}
	return top
}

func (p *page) headingName(h *ast.Heading) string { return Plain(Markdown(p.joined(h.Lines()))) }

// hang puts a section of level 2 under the top and one of level 3 under the
// last of those; one of level 3 before any is left to match to complain of.
func (s *section) hang(c *section) {
	if c.level == 3 && len(s.subs) > 0 {
		last := s.subs[len(s.subs)-1]
		last.subs = append(last.subs, c)
		return
	}
	s.subs = append(s.subs, c)
}

// match gives the sections under s the names of the headings, and notes what
// is unknown, given twice, out of order or missing. A name that was meant by
// an unknown one is not missing too.
func (p *page) match(s *section, headings, all []heading, meant map[string]bool) {
	var known []*section
	place := -1
	for _, c := range s.subs {
		i := indexOf(headings, c.name)
		if i < 0 || c.level != s.level+1 {
			meant[p.unknown(c, s, headings, all)] = true
			continue
		}
		if j := slices.IndexFunc(known, func(k *section) bool { return k.name == headings[i].name }); j >= 0 {
			p.fail(c.line, "%q is given a second time; the first is in line %d", c.name, known[j].line)
			continue
		}
		c.name = headings[i].name
		if i < place {
			p.fail(c.line, "%q is out of place; expected in this order: %s", c.name, namesOf(headings))
		}
		place = max(place, i)
		known = append(known, c)
		p.match(c, headings[i].subs, all, meant)
	}
	s.subs = known
	p.missing(s, headings, meant)
}

// unknown notes a section that the headings do not have, and returns the name
// that was probably meant.
func (p *page) unknown(c, under *section, headings, all []heading) string {
	marks := strings.Repeat("#", c.level)
	if level, name := levelOf(all, c.name); level > 0 && level != c.level {
		p.fail(c.line, `%q has the wrong level; expected "%s %s"`, c.name, strings.Repeat("#", level), name)
		return name
	}
	if len(headings) == 0 {
		p.fail(c.line, `"%s %s" is unknown; %q has no parts`, marks, c.name, under.name)
		return ""
	}
	names := make([]string, len(headings))
	for i, h := range headings {
		names[i] = h.name
	}
	p.fail(c.line, `"%s %s" is unknown; %s`, marks, c.name, expectedOneOf(c.name, names))
	return nearest(c.name, names)
}

// missing notes the sections that a page lacks, in the line before which each
// should stand.
func (p *page) missing(s *section, headings []heading, meant map[string]bool) {
	for i, h := range headings {
		if h.optional || meant[h.name] || s.sub(h.name) != nil {
			continue
		}
		line := p.last()
		if s.level > 1 {
			line = s.line
		}
		before := ""
		for _, later := range headings[i+1:] {
			if next := s.sub(later.name); next != nil {
				line, before = next.line, fmt.Sprintf(" before %q", later.name)
				break
			}
		}
		p.fail(line, `expected "%s %s"%s; it is missing`, strings.Repeat("#", s.level+1), h.name, before)
	}
}

func indexOf(headings []heading, name string) int {
	return slices.IndexFunc(headings, func(h heading) bool { return strings.EqualFold(h.name, name) })
}

// levelOf returns at which level a name is a heading, and how it is written.
func levelOf(headings []heading, name string) (int, string) {
	if i := indexOf(headings, name); i >= 0 {
		return 2, headings[i].name
	}
	for _, h := range headings {
		if i := indexOf(h.subs, name); i >= 0 {
			return 3, h.subs[i].name
		}
	}
	return 0, ""
}

func namesOf(headings []heading) string {
	var names []string
	for _, h := range headings {
		names = append(names, h.name)
	}
	return strings.Join(names, ", ")
}
