package page

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// Source returns blocks as the Markdown that their author wrote, with the
// lines of each paragraph joined by one space: the width in the file is the
// author's, the width on the screen is the reader's.
func (p *File) Source(blocks []ast.Node) Markdown {
	return Markdown(strings.Join(p.sources(blocks), "\n\n"))
}

func (p *File) sources(blocks []ast.Node) []string {
	var parts []string
	for _, b := range blocks {
		if s := p.block(b); s != "" {
			parts = append(parts, s)
		}
	}
	return parts
}

func (p *File) block(n ast.Node) string {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		return p.joined(n.Lines())
	case *ast.Heading:
		return strings.Repeat("#", n.Level) + " " + p.joined(n.Lines())
	case *ast.Blockquote:
		return prefixed("> ", "> ", string(p.Source(Children(n))))
	case *ast.List:
		return p.listSource(n)
	case *ast.ThematicBreak:
		return "* * *"
	case *ast.FencedCodeBlock:
		return p.fenced(n)
	case *ast.CodeBlock:
		return prefixed("    ", "    ", p.lines(n.Lines()))
	case *ast.HTMLBlock:
		whole := p.lines(n.Lines())
		if n.HasClosure() {
			whole += "\n" + strings.TrimRight(string(n.ClosureLine.Value(p.text)), "\n")
		}
		return whole
	case *ast.LinkReferenceDefinition:
		p.Fail(p.LineOf(n), "a link that is defined apart would be lost; expected [words](address) where it is used")
	}
	return ""
}

// joined returns lines as one, but for those that end in a hard break.
func (p *File) joined(lines *text.Segments) string {
	var b strings.Builder
	if n := lines.Len(); n > 0 {
		b.Grow(lines.At(n-1).Stop - lines.At(0).Start)
	}
	for i := range lines.Len() {
		at := lines.At(i)
		bare := bytes.TrimRight(at.Value(p.text), "\n")
		hard := bytes.HasSuffix(bare, []byte("  ")) || bytes.HasSuffix(bare, []byte(`\`))
		b.Write(bytes.TrimRight(bytes.TrimSuffix(bytes.TrimSpace(bare), []byte(`\`)), " \t"))
		switch {
		case i+1 == lines.Len():
		case hard:
			b.WriteString("\\\n")
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// lines returns lines as they are.
func (p *File) lines(lines *text.Segments) string {
	return strings.TrimRight(string(lines.Value(p.text)), "\n")
}

func (p *File) fenced(n *ast.FencedCodeBlock) string {
	info := ""
	if n.Info != nil {
		info = string(n.Info.Value(p.text))
	}
	code := p.lines(n.Lines())
	marks := "```"
	for strings.Contains(code, marks) {
		marks += "`"
	}
	return marks + info + "\n" + code + "\n" + marks
}

func (p *File) listSource(list *ast.List) string {
	var items []string
	number := list.Start
	for _, item := range Children(list) {
		mark := string(list.Marker) + " "
		if list.IsOrdered() {
			mark = fmt.Sprintf("%d%c ", number, list.Marker)
			number++
		}
		between := "\n\n"
		if list.IsTight {
			between = "\n"
		}
		body := strings.Join(p.sources(Children(item)), between)
		items = append(items, prefixed(mark, strings.Repeat(" ", len(mark)), body))
	}
	if list.IsTight {
		return strings.Join(items, "\n")
	}
	return strings.Join(items, "\n\n")
}

// prefixed puts first before the first line and rest before the others, but
// leaves no spaces at the end of an empty line.
func prefixed(first, rest, s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		before := rest
		if i == 0 {
			before = first
		}
		lines[i] = strings.TrimRight(before+line, " ")
	}
	return strings.Join(lines, "\n")
}

// unclosedFence returns the first fenced code block that reaches the end of
// the page without a closing fence, or nil.
func (p *File) unclosedFence(n ast.Node) ast.Node {
	for c := n.FirstChild(); c != nil && c.Type() == ast.TypeBlock; c = c.NextSibling() {
		if f, ok := c.(*ast.FencedCodeBlock); ok && !p.closed(f) {
			return f
		}
		if f := p.unclosedFence(c); f != nil {
			return f
		}
	}
	return nil
}

func (p *File) closed(f *ast.FencedCodeBlock) bool {
	end := f.Pos()
	if n := f.Lines().Len(); n > 0 {
		end = f.Lines().At(n - 1).Stop
	} else if nl := bytes.IndexByte(p.text[end:], '\n'); nl >= 0 {
		end += nl + 1
	} else {
		return false
	}
	line, _, _ := bytes.Cut(p.text[end:], []byte("\n"))
	line = bytes.TrimLeft(line, " >\t")
	return bytes.HasPrefix(line, []byte("```")) || bytes.HasPrefix(line, []byte("~~~"))
}
