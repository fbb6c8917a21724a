package content

import (
	"reflect"
	"strings"
)

const fence = "---"

// frontMatter decodes the YAML between the two fences at the top of the page
// into head, a pointer to a struct; the page's Markdown begins after it. It
// returns the YAML's root for the lines of its parts, or nil after an error.
func (p *page) frontMatter(head any) *yamlNode {
	if p.words(1) != fence {
		p.fail(1, `expected %q, then the front matter: %s`, fence, strings.Join(keysOf(reflect.TypeOf(head).Elem()), ", "))
		p.begin = -1
		return nil
	}
	end := 2
	for end <= p.last() && p.words(end) != fence {
		end++
	}
	if end > p.last() {
		p.fail(1, "the front matter has no end; expected a second line %q", fence)
		p.begin = -1
		return nil
	}
	p.begin = len(p.text)
	if end < p.last() {
		p.begin = p.starts[end]
	}
	root := p.yaml(p.text[p.starts[1]:p.starts[end-1]], 2, head)
	if root == nil && len(p.errs) == 0 {
		p.fail(1, "the front matter is empty; expected keys and values: %s", strings.Join(keysOf(reflect.TypeOf(head).Elem()), ", "))
	}
	return root
}
