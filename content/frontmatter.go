package content

import (
	"reflect"
	"slices"
	"strings"

	yast "github.com/goccy/go-yaml/ast"
)

const fence = "---"

// frontMatter decodes the YAML between the two fences at the top of the page
// into head, a pointer to a struct, and blanks it in the page's body. It
// returns the YAML's root for the lines of its parts, or nil after an error.
func (p *page) frontMatter(head any) yast.Node {
	if p.words(1) != fence {
		p.fail(1, `expected %q, then the front matter: %s`, fence, strings.Join(keysOf(reflect.TypeOf(head).Elem()), ", "))
		p.body = nil
		return nil
	}
	end := 2
	for end <= p.last() && p.words(end) != fence {
		end++
	}
	if end > p.last() {
		p.fail(1, "the front matter has no end; expected a second line %q", fence)
		p.body = nil
		return nil
	}
	from, to := p.starts[1], p.starts[end-1]
	p.body = slices.Clone(p.text)
	blank(p.body[:to+len(fence)])
	root := p.yaml(p.text[from:to], 2, head)
	if root == nil && len(p.errs) == 0 {
		p.fail(1, "the front matter is empty; expected keys and values: %s", strings.Join(keysOf(reflect.TypeOf(head).Elem()), ", "))
	}
	return root
}

// blank puts a space for every byte but the line ends.
func blank(text []byte) {
	for i, b := range text {
		if b != '\n' {
			text[i] = ' '
		}
	}
}

// itemLines returns the lines of the items of the list under a key, or of the
// root itself when key is empty.
func itemLines(root yast.Node, key string, first int) []int {
	list, _ := valueOf(root, key).(*yast.SequenceNode)
	if list == nil {
		return nil
	}
	var lines []int
	for _, item := range list.Values {
		lines = append(lines, first-1+itemLine(item))
	}
	return lines
}

func itemLine(item yast.Node) int {
	// The token of a mapping is its first colon; its first key says the line.
	if m, ok := item.(*yast.MappingNode); ok && len(m.Values) > 0 {
		item = m.Values[0].Key
	}
	return item.GetToken().Position.Line
}

func valueOf(root yast.Node, key string) yast.Node {
	if key == "" {
		return root
	}
	m, _ := root.(*yast.MappingNode)
	if m == nil {
		return nil
	}
	for _, v := range m.Values {
		if v.Key.GetToken().Value == key {
			return v.Value
		}
	}
	return nil
}

// keyLines are the lines of the keys of a page's front matter.
type keyLines map[string]int

// of returns the line of a key, or 1, the fence, when it is not given.
func (k keyLines) of(key string) int { return max(k[key], 1) }

func keyLinesOf(root yast.Node) keyLines {
	lines := keyLines{}
	if m, ok := root.(*yast.MappingNode); ok {
		for _, v := range m.Values {
			t := v.Key.GetToken()
			lines[t.Value] = 1 + t.Position.Line
		}
	}
	return lines
}
