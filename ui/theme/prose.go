package theme

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"charm.land/glamour/v2"
	"charm.land/glamour/v2/ansi"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"goldenthread/content/safetext"
)

// Tone is the emphasis of a piece of prose.
type Tone int

// The tones.
const (
	Body  Tone = iota // the terminal's own text
	Quiet             // faint
	Loud              // bold: the question itself
)

// MaxProse is the widest that prose is set, in cells.
const MaxProse = 76

type proseKey struct {
	source string
	width  int
	tone   Tone
}

// Prose renders Markdown at a width into lines that are no wider, without
// blank lines around them and without trailing blanks. Widths above MaxProse
// are taken as MaxProse. It is slow (about a millisecond a paragraph) the
// first time and free after that: call it when laying out, never in View.
func (t *Theme) Prose(source string, width int, tone Tone) []string {
	key := proseKey{source, min(max(width, 8), MaxProse), tone}
	if lines, ok := t.prose[key]; ok {
		return slices.Clone(lines)
	}
	source = safetext.Markdown(source)
	doc := goldmark.DefaultParser().Parse(text.NewReader([]byte(source)))
	lines := t.blocks(doc, []byte(source), key.width, tone)
	t.prose[key] = lines
	return slices.Clone(lines)
}

// blocks renders the children of a container. Glamour sets the paragraphs; the
// containers are ours, because Glamour gives a wrapped list item no hanging
// indent.
func (t *Theme) blocks(parent ast.Node, source []byte, width int, tone Tone) []string {
	var lines []string
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		tight := isTight(parent)
		if len(lines) > 0 && !tight {
			lines = append(lines, "")
		}
		lines = append(lines, t.block(n, source, width, tone)...)
	}
	return lines
}

func isTight(n ast.Node) bool {
	if item, ok := n.(*ast.ListItem); ok {
		n = item.Parent()
	}
	list, ok := n.(*ast.List)
	return ok && list.IsTight
}

func (t *Theme) block(n ast.Node, source []byte, width int, tone Tone) []string {
	switch n := n.(type) {
	case *ast.List:
		return t.list(n, source, width, tone)
	case *ast.Blockquote:
		return hang(t.blocks(n, source, width-2, tone), t.Faint.Render(t.Marks.Quote)+" ", t.Faint.Render(t.Marks.Quote)+" ")
	case *ast.Heading:
		return t.paragraph(rawLines(n, source), width, Loud)
	default:
		return t.paragraph(rawLines(n, source), width, tone)
	}
}

func (t *Theme) list(list *ast.List, source []byte, width int, tone Tone) []string {
	var lines []string
	number := list.Start
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		mark := t.Marks.Bullet + " "
		if list.IsOrdered() {
			mark = strconv.Itoa(number) + ". "
			number++
		}
		if len(lines) > 0 && !list.IsTight {
			lines = append(lines, "")
		}
		indent := len([]rune(mark))
		body := t.blocks(item, source, width-indent, tone)
		lines = append(lines, hang(body, t.Faint.Render(mark), strings.Repeat(" ", indent))...)
	}
	return lines
}

// hang puts first in front of the first line and rest in front of the others.
func hang(lines []string, first, rest string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		if i == 0 {
			out[i] = first + line
		} else {
			out[i] = rest + line
		}
	}
	return out
}

func rawLines(n ast.Node, source []byte) string {
	segments := n.Lines()
	var b strings.Builder
	for i := range segments.Len() {
		s := segments.At(i)
		b.Write(s.Value(source))
	}
	return strings.TrimSpace(b.String())
}

// padding matches the blanks, each with its own escape code, that Glamour fills a line
// with.
var padding = regexp.MustCompile(`(?:\x1b\[[0-9;]*m| )+$`)

func (t *Theme) paragraph(source string, width int, tone Tone) []string {
	renderer, err := glamour.NewTermRenderer(glamour.WithStyles(t.glamourStyle(tone)), glamour.WithWordWrap(max(width, 1)))
	if err != nil {
		return strings.Split(source, "\n")
	}
	out, err := renderer.Render(source)
	if err != nil {
		return strings.Split(source, "\n")
	}
	lines := strings.Split(strings.Trim(out, "\n"), "\n")
	for i, line := range lines {
		trimmed := padding.ReplaceAllString(line, "")
		if strings.ContainsRune(trimmed, '\x1b') {
			trimmed += "\x1b[m"
		}
		lines[i] = trimmed
	}
	for len(lines) > 0 && lines[0] == "" {
		lines = lines[1:]
	}
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// glamourStyle returns our theme in Glamour's form, without margins and prefixes.
func (t *Theme) glamourStyle(tone Tone) ansi.StyleConfig {
	yes := true
	paragraph := ansi.StylePrimitive{}
	switch tone {
	case Quiet:
		paragraph.Color = hex(pick(t.Options).faint)
	case Loud:
		paragraph.Bold = &yes
	}
	return ansi.StyleConfig{
		Document: ansi.StyleBlock{StylePrimitive: paragraph},
		Emph:     ansi.StylePrimitive{Italic: &yes},
		Strong:   ansi.StylePrimitive{Bold: &yes},
		LinkText: ansi.StylePrimitive{Underline: &yes},
		Code:     ansi.StyleBlock{StylePrimitive: ansi.StylePrimitive{Bold: &yes}},
	}
}
