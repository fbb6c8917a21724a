// Package page reads one file of a workbook strictly: its bytes without what
// must not reach a terminal, its front matter and lists of YAML into structs,
// its Markdown as sections and blocks. Everything that departs from what was
// expected is noted as an Error with its line, so that an author sees all of it
// at once. It knows no unit, no agenda and no rule about good words.
//
// Read gives a File; FrontMatter, Sections and the methods of part.go take it
// apart; Errors and Stripped say what was wrong with it.
package page

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"goldenthread/content/textfile"
)

// MaxSize is the most bytes that one file of a workbook may have. The longest
// of ours has five thousand; a file far beyond that is not a unit.
const MaxSize = 256 << 10

// File is one file while it is read: its text, the offsets of its lines, and the
// errors that were found so far.
type File struct {
	Name     string     // path in the fs.FS
	text     []byte     // cleaned; has as many lines as the file
	begin    int        // offset of the Markdown, after the front matter; -1 when that has no end
	starts   []int      // offset of each line
	Stripped []Stripped // characters that were left out
	errs     []*Error
	tags     map[reflect.Type][]string // of the structs that its YAML was put into
}

// Read reads a file of fsys. The error is about the file; those of its text are in
// Errors.
func Read(fsys fs.FS, file string) (*File, error) {
	info, err := fs.Stat(fsys, file)
	if err != nil {
		return nil, fmt.Errorf("content: %w", err)
	}
	p := New(file, nil)
	switch {
	case info.IsDir():
		p.Fail(0, "a folder stands here; expected a file")
		return p, nil
	case !info.Mode().IsRegular():
		p.Fail(0, "a device or a pipe stands here; expected a file")
		return p, nil
	case info.Size() > MaxSize:
		p.Fail(0, "expected a file of at most %d bytes", MaxSize)
		return p, nil
	}
	raw, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, fmt.Errorf("content: %w", err)
	}
	if textfile.IsUTF16(raw) {
		p.Fail(0, "the text is saved as UTF-16, also called Unicode; expected UTF-8, which an editor offers where it saves under another name")
		return p, nil
	}
	if err := textfile.Foreign(raw); err != nil {
		p.Fail(0, "%s; expected a text in UTF-8", err)
		return p, nil
	}
	return New(file, raw), nil
}

// New returns a file with a text, from which what must not reach a terminal is
// left out.
func New(name string, raw []byte) *File {
	p := &File{Name: name}
	p.text, p.Stripped = clean(name, raw)
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
func (p *File) line(offset int) int {
	n, found := slices.BinarySearch(p.starts, offset)
	if found {
		return n + 1
	}
	return max(n, 1)
}

// LineOf returns the line in which a node begins.
func (p *File) LineOf(n ast.Node) int {
	if n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
		return p.line(n.Lines().At(0).Start)
	}
	if n.Pos() >= 0 {
		return p.line(n.Pos())
	}
	if n.FirstChild() != nil {
		return p.LineOf(n.FirstChild())
	}
	return 1
}

// Last returns the number of the file's last line.
func (p *File) Last() int { return len(p.starts) }

// words returns the text of a line, from 1, or nothing.
func (p *File) words(line int) string {
	if line < 1 || line > len(p.starts) {
		return ""
	}
	rest := p.text[p.starts[line-1]:]
	before, _, _ := bytes.Cut(rest, []byte("\n"))
	return strings.TrimRight(string(before), " \t")
}

// Fail notes an error in a line; line 0 means the whole file.
func (p *File) Fail(line int, format string, args ...any) {
	p.errs = append(p.errs, &Error{
		File: p.Name,
		Line: line,
		Text: p.words(line),
		Msg:  fmt.Sprintf(format, args...),
	})
}

// Errors returns the errors that were found in the file so far, by line.
func (p *File) Errors() []*Error {
	slices.SortStableFunc(p.errs, func(a, b *Error) int { return cmp.Compare(a.Line, b.Line) })
	return p.errs
}

// Blocks returns the top blocks of the page's Markdown; none when a code block
// without an end has swallowed the rest.
func (p *File) Blocks() []ast.Node {
	reader := text.NewReader(p.text)
	if p.begin > 0 {
		reader.SetPosition(0, text.NewSegment(0, p.begin)) // as one line, which is read already
		reader.AdvanceLine()
	}
	root := markdownBlocks.Parse(reader)
	if open := p.unclosedFence(root); open != nil {
		p.Fail(p.line(open.Pos()), "the code block has no end; expected a line of its own with the same marks")
		return nil
	}
	return Children(root)
}

// Children returns the nodes directly under a node.
func Children(n ast.Node) []ast.Node {
	nodes := make([]ast.Node, 0, n.ChildCount())
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		nodes = append(nodes, c)
	}
	return nodes
}
