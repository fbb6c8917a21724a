package check

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

// lintMarkdown is a table like markdown: a parser that also sees what content
// must not have.
var lintMarkdown = goldmark.New(goldmark.WithExtensions(extension.Linkify)).Parser()

// longestWord is the most characters of a word that a narrow terminal shows
// on one line.
const longestWord = 40

// tableRule is the line under a table's head. The parser of content knows no
// tables: it has taken the rows for lines of a paragraph.
var tableRule = newPattern(`\|\s*:?-+:?\s*\|`)

// plainMarkup is L16. That a code block has an end, the parser sees to.
func plainMarkup(c *checker) {
	for _, t := range c.texts {
		src := []byte(t.Text)
		_ = ast.Walk(lintMarkdown.Parse(text.NewReader(src)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if what := unwanted(n); what != "" && entering {
				c.about(t, string(t.Text), "", "%s; expected plain paragraphs and lists", what)
			}
			return ast.WalkContinue, nil
		})
		if tableRule().MatchString(string(t.Text)) {
			c.about(t, string(t.Text), "make a list of it", "a table")
		}
		for _, w := range strings.Fields(t.plain) {
			if utf8.RuneCountInString(w) > longestWord {
				c.about(t, w, "", "a word of %d characters; expected at most %d", utf8.RuneCountInString(w), longestWord)
			}
		}
	}
}

// unwanted names a node that content must not have, or returns nothing.
func unwanted(n ast.Node) string {
	switch n := n.(type) {
	case *ast.Heading:
		return fmt.Sprintf("a heading of level %d", n.Level)
	case *ast.HTMLBlock, *ast.RawHTML:
		return "raw HTML"
	case *ast.Image:
		return "an image"
	case *ast.Link:
		if to, err := url.Parse(string(n.Destination)); err != nil || !slices.Contains([]string{"", "https", "http", "mailto"}, to.Scheme) {
			return fmt.Sprintf("a link to %q, which is no page", n.Destination)
		}
	case *ast.AutoLink:
		return "a bare address"
	}
	return ""
}

// hidden are characters that are not stripped, because some languages need
// them, and that have no place in ours.
var hidden = map[rune]string{
	'\t':     "a tab",
	'\u00AD': "a soft hyphen",
	'\u061C': "a direction mark",
	'\u200C': "a zero-width character",
	'\u200D': "a zero-width character",
	'\u200E': "a direction mark",
	'\u200F': "a direction mark",
}

// cleanCharacters is L17. What was stripped while reading is part of it.
func cleanCharacters(c *checker) {
	for _, s := range c.stripped {
		c.report(s.File, s.Line, s.What, "remove it from the file", "%s was left out", s.What)
	}
	kind := map[string]string{} // by file
	for _, t := range c.texts {
		for _, r := range string(t.Text) {
			if name, bad := hidden[r]; bad {
				c.about(t, fmt.Sprintf("%U", r), "remove it", "%s, %U", name, r)
			}
		}
		for _, k := range quoteKinds(t.plain) {
			if first := kind[t.File]; first != "" && first != k {
				c.about(t, t.plain, "use one kind in a file", "%s quotation marks, after %s ones", k, first)
				continue
			}
			kind[t.File] = k
		}
	}
}

func quoteKinds(s string) []string {
	var kinds []string
	if strings.ContainsAny(s, `"'`) {
		kinds = append(kinds, "straight")
	}
	if strings.ContainsAny(s, "“”‘’") {
		kinds = append(kinds, "curly")
	}
	return kinds
}
