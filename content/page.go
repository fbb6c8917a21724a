package content

import (
	"bytes"
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// maxPage is the most bytes that one file of a workbook may have. The longest
// of ours has five thousand; a file far beyond that is not a unit.
const maxPage = 256 << 10

// page is one file while it is read: its text, where its lines begin, and
// what was found wrong with it so far.
type page struct {
	file     string
	text     []byte // cleaned; has as many lines as the file
	begin    int    // offset of the Markdown, after the front matter; -1 when that has no end
	starts   []int  // offset of each line
	errs     []*ParseError
	stripped []Problem
	tags     map[reflect.Type][]string // of the structs that its YAML was put into
}

// readPage reads a file of fsys, without the characters that must not reach a
// terminal. The error is that of the file, never of what stands in it.
func readPage(fsys fs.FS, file string) (*page, error) {
	info, err := fs.Stat(fsys, file)
	if err != nil {
		return nil, fmt.Errorf("content: %w", err)
	}
	if !info.Mode().IsRegular() || info.Size() > maxPage {
		p := newPage(file, nil)
		p.fail(0, "expected a file of at most %d bytes", maxPage)
		return p, nil
	}
	raw, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, fmt.Errorf("content: %w", err)
	}
	return newPage(file, raw), nil
}

func newPage(file string, raw []byte) *page {
	p := &page{file: file}
	p.text, p.stripped = clean(file, raw)
	p.starts = lineStarts(p.text)
	return p
}

func lineStarts(text []byte) []int {
	starts := make([]int, 1, 1+bytes.Count(text, []byte("\n")))
	for i, b := range text {
		if b == '\n' && i+1 < len(text) {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// line returns the number of the line, from 1, in which an offset lies.
func (p *page) line(offset int) int {
	n, found := slices.BinarySearch(p.starts, offset)
	if found {
		return n + 1
	}
	return max(n, 1)
}

// lineOf returns the line in which a node begins.
func (p *page) lineOf(n ast.Node) int {
	if n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
		return p.line(n.Lines().At(0).Start)
	}
	if n.Pos() >= 0 {
		return p.line(n.Pos())
	}
	if n.FirstChild() != nil {
		return p.lineOf(n.FirstChild())
	}
	return 1
}

// last returns the number of the file's last line.
func (p *page) last() int { return len(p.starts) }

// words returns the text of a line, from 1, or nothing.
func (p *page) words(line int) string {
	if line < 1 || line > len(p.starts) {
		return ""
	}
	rest := p.text[p.starts[line-1]:]
	before, _, _ := bytes.Cut(rest, []byte("\n"))
	return strings.TrimRight(string(before), " \t")
}

// fail notes what is wrong with a line; line 0 stands for the whole file.
func (p *page) fail(line int, format string, args ...any) {
	p.errs = append(p.errs, &ParseError{
		File: p.file,
		Line: line,
		Text: p.words(line),
		Msg:  fmt.Sprintf(format, args...),
	})
}

// blocks returns the top blocks of the page's Markdown; none when a code block
// without an end has swallowed the rest.
func (p *page) blocks() []ast.Node {
	reader := text.NewReader(p.text)
	if p.begin > 0 {
		reader.SetPosition(0, text.NewSegment(0, p.begin)) // as one line, which is read already
		reader.AdvanceLine()
	}
	root := markdownBlocks.Parse(reader)
	if open := p.unclosedFence(root); open != nil {
		p.fail(p.line(open.Pos()), "the code block has no end; expected a line of its own with the same marks")
		return nil
	}
	return children(root)
}

func children(n ast.Node) []ast.Node {
	nodes := make([]ast.Node, 0, n.ChildCount())
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		nodes = append(nodes, c)
	}
	return nodes
}
