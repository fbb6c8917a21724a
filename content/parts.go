package content

import "github.com/yuin/goldmark/ast"

// whole returns all of a section as one text. A missing section is no second
// error here.
func (p *page) whole(sec *section, part string, texts *passages) Markdown {
	if sec == nil {
		return ""
	}
	md := p.source(sec.blocks)
	if md == "" {
		p.fail(sec.line, "%q is empty; expected text", sec.name)
		return ""
	}
	texts.add(part, p.lineOf(sec.blocks[0]), md)
	return md
}

// list returns the items of a section that is one list, and nothing else.
func (p *page) list(sec *section, ordered bool) []ast.Node {
	if sec == nil {
		return nil
	}
	want := `a list, each item with "- "`
	if ordered {
		want = `a numbered list, from "1. "`
	}
	if len(sec.blocks) == 0 {
		p.fail(sec.line, "%q is empty; expected %s", sec.name, want)
		return nil
	}
	list, _ := sec.blocks[0].(*ast.List)
	if list == nil || list.IsOrdered() != ordered || ordered && list.Start != 1 {
		p.fail(p.lineOf(sec.blocks[0]), "expected %s", want)
		return nil
	}
	if len(sec.blocks) > 1 {
		p.fail(p.lineOf(sec.blocks[1]), "%q is one list; expected nothing after it", sec.name)
	}
	return children(list)
}

// item returns a list item as one text.
func (p *page) item(item ast.Node, part string, texts *passages) Markdown {
	md := p.source(children(item))
	if md == "" {
		p.fail(p.lineOf(item), "the item is empty; expected text")
	}
	texts.add(part, p.lineOf(item), md)
	return md
}

// quote returns the first block when it is a quote, and the blocks after it.
func (p *page) quote(sec *section, blocks []ast.Node) (ast.Node, []ast.Node) {
	if len(blocks) == 0 || blocks[0].Kind() != ast.KindBlockquote || p.source(children(blocks[0])) == "" {
		line := sec.line
		if len(blocks) > 0 {
			line = p.lineOf(blocks[0])
		}
		p.fail(line, `expected a quote, "> " and the words, in %q`, sec.name)
		return nil, blocks
	}
	return blocks[0], blocks[1:]
}

// nothingBetween notes text between a heading and the sections under it.
func (p *page) nothingBetween(sec *section) {
	if len(sec.blocks) > 0 {
		p.fail(p.lineOf(sec.blocks[0]), "%q has text before its first section; expected none", sec.name)
	}
}
