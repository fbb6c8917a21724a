package page

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// Whole returns all of a section as one text, and adds it to texts. An empty
// section is an error; a missing one has been noted by Sections.
func (p *File) Whole(sec *Section, part string, texts *Passages) Markdown {
	if sec == nil {
		return ""
	}
	md := p.Source(sec.Blocks)
	if md == "" {
		p.Fail(sec.Line, "%q is empty; expected text", sec.Name)
		return ""
	}
	texts.Add(part, p.LineOf(sec.Blocks[0]), md)
	return md
}

// List returns the items of a section that is one list; anything else in it is
// an error.
func (p *File) List(sec *Section, ordered bool) []ast.Node {
	if sec == nil {
		return nil
	}
	want := `a list, each item with "- "`
	if ordered {
		want = `a numbered list, from "1. "`
	}
	if len(sec.Blocks) == 0 {
		p.Fail(sec.Line, "%q is empty; expected %s", sec.Name, want)
		return nil
	}
	list, _ := sec.Blocks[0].(*ast.List)
	if list == nil || list.IsOrdered() != ordered || ordered && list.Start != 1 {
		p.Fail(p.LineOf(sec.Blocks[0]), "expected %s", want)
		return nil
	}
	if len(sec.Blocks) > 1 {
		p.Fail(p.LineOf(sec.Blocks[1]), "%q is one list; expected nothing after it", sec.Name)
	}
	return Children(list)
}

// Item returns a list item as one text, and adds it to texts.
func (p *File) Item(item ast.Node, part string, texts *Passages) Markdown {
	md := p.Source(Children(item))
	if md == "" {
		p.Fail(p.LineOf(item), "the item is empty; expected text")
	}
	texts.Add(part, p.LineOf(item), md)
	return md
}

// Quote returns the first block, which has to be a quote, and the blocks after
// it.
func (p *File) Quote(sec *Section, blocks []ast.Node) (ast.Node, []ast.Node) {
	if len(blocks) == 0 || blocks[0].Kind() != ast.KindBlockquote || p.Source(Children(blocks[0])) == "" {
		line := sec.Line
		if len(blocks) > 0 {
			line = p.LineOf(blocks[0])
		}
		p.Fail(line, `expected a quote, "> " and the words, in %q`, sec.Name)
		return nil, blocks
	}
	return blocks[0], blocks[1:]
}

// NothingBetween notes as an error text between a heading and the sections under it.
func (p *File) NothingBetween(sec *Section) {
	if len(sec.Blocks) > 0 {
		p.Fail(p.LineOf(sec.Blocks[0]), "%q has text before its first section; expected none", sec.Name)
	}
}

// Strong takes the strong text from the beginning of the first block. Without
// one, strong and rest are empty.
func (p *File) Strong(blocks []ast.Node) (strong string, rest Markdown) {
	if len(blocks) == 0 {
		return "", ""
	}
	inner, found := strings.CutPrefix(string(p.Source(blocks[:1])), "**")
	if !found {
		return "", ""
	}
	strong, after, found := strings.Cut(inner, "**")
	if !found {
		return "", ""
	}
	return strong, Markdown(strings.TrimSpace(after))
}
