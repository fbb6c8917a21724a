package paper

import (
	"strings"
	"testing"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"pgregory.net/rapid"
)

func TestEscape(t *testing.T) {
	for typed, want := range map[string]string{
		"Plain words.":                     "Plain words.",
		"  two\nlines  ":                   "  two  \nlines",
		"one\n\ntwo":                       "one\n\ntwo",
		"# not a title":                    `\# not a title`,
		"#hashtag stays":                   "#hashtag stays",
		"not a title\n===":                 "not a title  \n\\===",
		"not a title\n-":                   "not a title  \n\\-",
		"> no quotation":                   `\> no quotation`,
		"```\ncode":                        "\\```  \ncode",
		"- a list\n- stays":                "- a list  \n- stays",
		"1. # but no title":                `1. \# but no title`,
		"***":                              `\***`,
		"<!-- swallows":                    `\<!-- swallows`,
		"3 < 4 and 5 > 4":                  "3 < 4 and 5 > 4",
		"![x](http://example.org)":         `\![x](http://example.org)`,
		"R&D &copy; Q&A":                   `R&D \&copy; Q&A`,
		`C:\school \* not`:                 `C:\school \\* not`,
		"    deep\n\tdeeper":               "   deep  \n   deeper",
		"[1]: gone":                        `[1]\: gone`,
		"a | b\n--- | ---":                 "a | b  \n\\--- | ---",
		"\x1b[31mred\x1b[0m\a\r\nnext\xff": "[31mred[0m  \nnext\uFFFD",
	} {
		if got := Escape(typed); got != want {
			t.Errorf("Escape(%q)\n got %q\nwant %q", typed, got, want)
		}
	}
}

// Whatever is typed, the page around it keeps its shape and no letter is lost.
func TestEscapeKeepsText(t *testing.T) {
	markdown := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote))
	tokens := []string{
		"# ", "###### ", "Title", "words and more", "\n", "\n\n", "---", "===", "-", "=", "> ", ">", "- ", "* ", "+ ", "1. ", "12) ",
		"```", "~~~", "<b>", "</p>", "<!--", "<?x", "![x](y)", "[x](y)", "[x]: y", "[^1]: z", "&copy;", "&#35;", `\`, `\#`,
		"    ", "\t", "   ", " ", "|", "|-|", "a|b", ":-:", "*", "**", "_", "`", "!", "[", "]", "(", ")", "é", "\r\n", "\v",
	}
	rapid.Check(t, func(t *rapid.T) {
		typed := strings.Join(rapid.SliceOfN(rapid.SampledFrom(tokens), 1, 12).Draw(t, "typed"), "")
		for name, safe := range map[string]string{"escape": Escape(typed), "escapeAfter": "**When:** " + EscapeAfter(typed)} {
			source := []byte("before\n\n" + safe + "\n\n# after\n")
			doc := markdown.Parser().Parse(text.NewReader(source))
			seen, headings := letters(t, doc, source)
			if headings != 1 {
				t.Fatalf("%s: %q has %d headings:\n%s", name, typed, headings, source)
			}
			want := onlyLetters("before" + typed + "after")
			if name == "escapeAfter" {
				want = onlyLetters("beforeWhen" + typed + "after")
			}
			if seen != want {
				t.Fatalf("%s: of %q %q is left, want %q:\n%s", name, typed, seen, want, source)
			}
		}
	})
}

// letters returns the letters that a reader sees, or can follow as a link, and
// counts headings; it fails on what a typed text must not become.
func letters(t *rapid.T, doc ast.Node, source []byte) (string, int) {
	var seen strings.Builder
	headings := 0
	err := ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			if link, ok := n.(*ast.Link); ok {
				seen.Write(link.Destination)
			}
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			headings++
		case *ast.Text:
			seen.Write(n.Segment.Value(source))
		case *ast.String:
			seen.Write(n.Value)
		case *east.TaskCheckBox:
			if n.IsChecked {
				seen.WriteByte('x')
			}
		case *ast.AutoLink:
			seen.Write(n.Label(source))
		case *ast.FencedCodeBlock, *ast.HTMLBlock, *ast.RawHTML, *ast.Blockquote, *ast.ThematicBreak, *ast.Image, *east.Table, *east.Footnote:
			t.Fatalf("a %s in:\n%s", n.Kind(), source)
		case *ast.CodeBlock:
			seen.Write(n.Lines().Value(source))
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return onlyLetters(seen.String()), headings
}

func onlyLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, s)
}
