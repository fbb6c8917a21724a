package page

import (
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// Heading is a section that a kind of page has. The order of a list of
// headings is the order in the page.
type Heading struct {
	Name     string
	Optional bool
	Subs     []Heading
}

// Section is a heading of a page and the blocks and sections under it.
type Section struct {
	Name   string // as in the list of headings
	level  int
	Line   int
	Blocks []ast.Node
	Subs   []*Section
}

// Sub returns the section under s with that name, or nil.
func (s *Section) Sub(name string) *Section {
	for _, c := range s.Subs {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// Sections reads a page as a title, the blocks under it, and sections as the
// headings say. Each departure from them is noted as an error; a section that
// is missing is nil.
func (p *File) Sections(headings []Heading) *Section {
	if p.begin < 0 {
		return &Section{} // there is no telling where the front matter ends
	}
	blocks := p.Blocks()
	if blocks == nil && len(p.errs) > 0 {
		return &Section{}
	}
	top := p.tree(blocks)
	if top.Name == "" {
		p.untitled(top)
	}
	p.match(top, headings, headings, map[string]bool{})
	return top
}

// Outline reads a page as a title and sections of any names. It returns them,
// and all blocks after the title; nil after an error.
func (p *File) Outline() (*Section, []ast.Node) {
	blocks := p.Blocks()
	if len(p.errs) > 0 {
		return nil, nil
	}
	top := p.tree(blocks)
	if top.Name == "" {
		p.untitled(top)
		return nil, nil
	}
	return top, blocks[1:]
}

func (p *File) untitled(top *Section) {
	p.Fail(min(top.Line, p.Last()), `there is no title; expected "# Title" before everything else`)
}

// tree hangs the page's blocks under its headings of levels 1 to 3.
func (p *File) tree(blocks []ast.Node) *Section {
	top := &Section{level: 1, Line: 1}
	here := top
	if len(blocks) > 0 {
		top.Line = p.LineOf(blocks[0])
	}
	for i, b := range blocks {
		h, ok := b.(*ast.Heading)
		switch {
		case !ok || h.Level > 3:
			here.Blocks = append(here.Blocks, b)
		case h.Level == 1 && i == 0:
			top.Name = p.headingName(h)
			if top.Name == "" {
				p.Fail(top.Line, `the title is empty; expected "# Title"`)
				top.Name = "?"
			}
		case h.Level == 1:
			p.Fail(p.LineOf(h), `%q is a second title; expected "## %[1]s", a section`, p.headingName(h))
		default:
			here = &Section{Name: p.headingName(h), level: h.Level, Line: p.LineOf(h)}
			top.hang(here)
		}
	}
	return top
}

func (p *File) headingName(h *ast.Heading) string { return Plain(Markdown(p.joined(h.Lines()))) }

// hang puts a section of level 2 under the top and one of level 3 under the
// last of those; one of level 3 before any is left to match to complain of.
func (s *Section) hang(c *Section) {
	if c.level == 3 && len(s.Subs) > 0 {
		last := s.Subs[len(s.Subs)-1]
		last.Subs = append(last.Subs, c)
		return
	}
	s.Subs = append(s.Subs, c)
}

// match gives the sections under s the names of the headings, and notes what
// is unknown, given twice, out of order or missing. A name that was meant by
// an unknown one is not missing too.
func (p *File) match(s *Section, headings, all []Heading, meant map[string]bool) {
	var known []*Section
	place := -1
	for _, c := range s.Subs {
		i := indexOf(headings, c.Name)
		if i < 0 || c.level != s.level+1 {
			meant[p.unknown(c, s, headings, all)] = true
			continue
		}
		if j := slices.IndexFunc(known, func(k *Section) bool { return k.Name == headings[i].Name }); j >= 0 {
			p.Fail(c.Line, "%q is given a second time; the first is in line %d", c.Name, known[j].Line)
			continue
		}
		c.Name = headings[i].Name
		if i < place {
			p.Fail(c.Line, "%q is out of place; expected in this order: %s", c.Name, namesOf(headings))
		}
		place = max(place, i)
		known = append(known, c)
		p.match(c, headings[i].Subs, all, meant)
	}
	s.Subs = known
	p.missing(s, headings, meant)
}

// unknown notes a section that the headings do not have, and returns the name
// that was probably meant.
func (p *File) unknown(c, under *Section, headings, all []Heading) string {
	marks := strings.Repeat("#", c.level)
	if level, name := levelOf(all, c.Name); level > 0 && level != c.level {
		p.Fail(c.Line, `%q has the wrong level; expected "%s %s"`, c.Name, strings.Repeat("#", level), name)
		return name
	}
	if len(headings) == 0 {
		p.Fail(c.Line, `"%s %s" is unknown; %q has no parts`, marks, c.Name, under.Name)
		return ""
	}
	names := make([]string, len(headings))
	for i, h := range headings {
		names[i] = h.Name
	}
	p.Fail(c.Line, `"%s %s" is unknown; %s`, marks, c.Name, ExpectedOneOf(c.Name, names))
	return Nearest(c.Name, names)
}

// missing notes the sections that a page lacks, in the line before which each
// should stand.
func (p *File) missing(s *Section, headings []Heading, meant map[string]bool) {
	for i, h := range headings {
		if h.Optional || meant[h.Name] || s.Sub(h.Name) != nil {
			continue
		}
		line := p.Last()
		if s.level > 1 {
			line = s.Line
		}
		before := ""
		for _, later := range headings[i+1:] {
			if next := s.Sub(later.Name); next != nil {
				line, before = next.Line, fmt.Sprintf(" before %q", later.Name)
				break
			}
		}
		p.Fail(line, `expected "%s %s"%s; it is missing`, strings.Repeat("#", s.level+1), h.Name, before)
	}
}

func indexOf(headings []Heading, name string) int {
	return slices.IndexFunc(headings, func(h Heading) bool { return strings.EqualFold(h.Name, name) })
}

// levelOf returns at which level a name is a heading, and how it is written.
func levelOf(headings []Heading, name string) (int, string) {
	if i := indexOf(headings, name); i >= 0 {
		return 2, headings[i].Name
	}
	for _, h := range headings {
		if i := indexOf(h.Subs, name); i >= 0 {
			return 3, h.Subs[i].Name
		}
	}
	return 0, ""
}

func namesOf(headings []Heading) string {
	var names []string
	for _, h := range headings {
		names = append(names, h.Name)
	}
	return strings.Join(names, ", ")
}
