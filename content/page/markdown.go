package page

import (
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Markdown is a block of Markdown source, without front matter.
type Markdown string

// The parsers are tables: one keeps no state between two texts and may be used
// by any number of goroutines. A page is read for its blocks alone, whose
// source content keeps as it is: to look into each line takes longer.
var (
	markdown       = goldmark.DefaultParser()
	markdownBlocks = parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(util.Prioritized(unread{}, 0)),
		parser.WithParagraphTransformers(util.Prioritized(linkDefinitions{}, 0)),
	)
)

// unread takes the words of a block as one node, since nobody looks at them.
type unread struct{}

// Trigger returns every byte with which the library asks at the beginning of a line;
// a space means all that are no punctuation.
func (unread) Trigger() []byte { return []byte(" !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~") }

// Parse goes to the end of the block.
func (unread) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	for line, _ := block.PeekLine(); line != nil; line, _ = block.PeekLine() {
		block.AdvanceLine()
	}
	return ast.NewString(nil)
}

// linkDefinitions finds links that are defined apart, in the paragraphs that
// can hold one.
type linkDefinitions struct{}

func (linkDefinitions) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if first := node.Lines().At(0).Start; reader.Source()[first] == '[' {
		parser.LinkReferenceParagraphTransformer.Transform(node, reader, pc)
	}
}
