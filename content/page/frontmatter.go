package page

import (
	"reflect"
	"strings"
)

const fence = "---"

// FrontMatter decodes the YAML between the two fences at the top of the page
// into head, a pointer to a struct; the page's Markdown begins after it. It
// returns the lines of the keys, or nil after an error.
func (p *File) FrontMatter(head any) KeyLines {
	if p.words(1) != fence {
		p.Fail(1, `expected %q, then the front matter: %s`, fence, strings.Join(keysOf(reflect.TypeOf(head).Elem()), ", "))
		p.begin = -1
		return nil
	}
	end := 2
	for end <= p.Last() && p.words(end) != fence {
		end++
	}
	if end > p.Last() {
		p.Fail(1, "the front matter has no end; expected a second line %q", fence)
		p.begin = -1
		return nil
	}
	p.begin = len(p.text)
	if end < p.Last() {
		p.begin = p.starts[end]
	}
	root := p.yaml(p.text[p.starts[1]:p.starts[end-1]], 2, head)
	if root == nil && len(p.errs) == 0 {
		p.Fail(1, "the front matter is empty; expected keys and values: %s", strings.Join(keysOf(reflect.TypeOf(head).Elem()), ", "))
	}
	if root == nil {
		return nil
	}
	return root.keyLines()
}
