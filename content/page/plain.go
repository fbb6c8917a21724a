package page

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Plain returns the words of a Markdown block without its markup: blocks and
// list items on a line each, the lines of a paragraph joined.
func Plain(md Markdown) string {
	if isWords(string(md)) {
		return string(md)
	}
	src := []byte(md)
	return plainText(markdown.Parse(text.NewReader(src)), src)
}

// isWords reports whether a text is one line in which nothing can be markup,
// as most texts are.
func isWords(s string) bool {
	letter := s != "" && (s[0]|0x20 >= 'a' && s[0]|0x20 <= 'z')
	return letter && s[len(s)-1] != ' ' && !strings.ContainsAny(s, "\n\t\\`*_[]<>&!")
}

func plainText(n ast.Node, src []byte) string {
	var b strings.Builder
	writePlain(&b, n, src)
	return strings.TrimSpace(b.String())
}

func writePlain(b *strings.Builder, n ast.Node, src []byte) {
	switch n := n.(type) {
	case *ast.Text:
		b.Write(unescaped(n.Value(src)))
		if n.HardLineBreak() {
			b.WriteByte('\n')
		} else if n.SoftLineBreak() {
			b.WriteByte(' ')
		}
		return
	case *ast.String:
		b.Write(n.Value)
		return
	case *ast.CodeSpan:
		for _, c := range Children(n) {
			if t, ok := c.(*ast.Text); ok {
				b.WriteString(strings.ReplaceAll(string(t.Value(src)), "\n", " "))
			}
		}
		return
	case *ast.AutoLink:
		b.Write(n.Label(src))
		return
	case *ast.RawHTML, *ast.HTMLBlock, *ast.LinkReferenceDefinition:
		return
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		b.Write(n.Lines().Value(src))
		return
	}
	for i, c := range Children(n) {
		if i > 0 && c.Type() == ast.TypeBlock {
			b.WriteByte('\n')
		}
		writePlain(b, c, src)
	}
}

// unescaped resolves what Markdown lets an author escape, from left to right: an
// ampersand that is escaped begins no reference.
func unescaped(words []byte) []byte {
	if bytes.IndexByte(words, '&') < 0 {
		return util.UnescapePunctuations(words)
	}
	var out []byte
	for len(words) > 0 {
		next := 1
		switch {
		case words[0] == '\\' && len(words) > 1 && util.IsPunct(words[1]):
			words = words[1:]
			out = append(out, words[0])
		case words[0] == '&' && reference(words) > 0:
			next = reference(words)
			out = append(out, util.ResolveEntityNames(util.ResolveNumericReferences(words[:next]))...)
		default:
			out = append(out, words[0])
		}
		words = words[next:]
	}
	return out
}

// reference returns the length of the character reference that words begin with, or 0.
func reference(words []byte) int {
	for i, c := range words[1:] {
		switch {
		case c == ';':
			return i + 2
		case c != '#' && !util.IsAlphaNumeric(c):
			return 0
		}
	}
	return 0
}
