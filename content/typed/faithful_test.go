package typed

import (
	"bufio"
	"encoding/json"
	"fmt"
	"html"
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"pgregory.net/rapid"

	"goldenthread/content/safetext"
)

// surroundings are the places in which the program puts what people type: a page with
// a text in it, and the lines that a reader must then see.
var surroundings = map[string]func(typed string) (page string, want []string){
	"block": func(typed string) (string, []string) {
		return "before\n\n" + Text(typed).Block() + "\n\nafter\n", around("before", rows(typed), "after")
	},
	"after words": func(typed string) (string, []string) {
		all := behind("**When:** ", rows(typed))
		return "before\n\n**When:** " + Text(typed).After() + "\n\nafter\n", around("before", all, "after")
	},
	"item": func(typed string) (string, []string) {
		all := behind("- ", rows(typed))
		return "- before\n- " + Text(typed).Item() + "\n- after\n", around("- before", all, "- after")
	},
	"sentence": func(typed string) (string, []string) {
		return "before\n\n" + Text(typed).Sentence() + "\n\nafter\n", around("before", row(typed), "after")
	},
	"heading": func(typed string) (string, []string) {
		return "before\n\n### " + Text(typed).Heading() + "\n\nafter\n", around("before", []string{strings.TrimSpace("### " + strings.Join(row(typed), ""))}, "after")
	},
	"strong": func(typed string) (string, []string) {
		return "before\n\n" + Text(typed).Strong() + "\n\nafter\n", around("before", strongRow(typed), "after")
	},
	"cell": func(typed string) (string, []string) {
		return "| a | b |\n| --- | --- |\n| " + Text(typed).Cell() + " | after |\n", around("a|b|", []string{strings.Join(row(typed), "") + "|after|"})
	},
}

func behind(words string, typed []string) []string {
	if len(typed) == 0 {
		return []string{words}
	}
	return append([]string{words + typed[0]}, typed[1:]...)
}

func around(before string, typed []string, after ...string) []string {
	return append(append([]string{before}, typed...), after...)
}

// rows returns the lines of a text that have something on them, without the blanks that
// no reader of Markdown sees.
func rows(typed string) []string {
	var all []string
	for line := range strings.SplitSeq(safetext.Document(typed), "\n") {
		if line = squeezed(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

func row(typed string) []string {
	if line := strings.Join(strings.Fields(safetext.Document(typed)), " "); line != "" {
		return []string{line}
	}
	return nil
}

func strongRow(typed string) []string {
	all := row(typed)
	for i := range all {
		all[i] = "**" + all[i] + "**"
	}
	return all
}

func squeezed(line string) string { return strings.Join(strings.Fields(line), " ") }

// Whatever is typed, wherever it is put, a reader of the page sees these words, these
// signs and these numbers, line by line, and the page around them keeps its shape.
func TestEveryPlaceKeepsTheText(t *testing.T) {
	file, err := os.Open("testdata/naughty.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var typed string
		if err := json.Unmarshal(lines.Bytes(), &typed); err != nil {
			t.Fatal(err)
		}
		for name, put := range surroundings {
			if err := compare(put(typed)); err != nil {
				t.Errorf("%s: %q: %v", name, typed, err)
			}
		}
	}
}

// The same of texts that nobody has thought of.
func TestEveryPlaceKeepsRandomText(t *testing.T) {
	tokens := []string{
		"# ", "###### ", "Title", "words and more", "\n", "\n", "\n", "\n\n", "---", "===", "-", "=", "> ", ">", "- ", "* ", "+ ",
		"1. ", "2. ", "3. ", "12) ", "13) ", "2021. ", "07. ", "1.", "```", "~~~", "~", "~~", "<b>", "</p>", "<!--", "<?x", "![x](y)", "[x](y)", "[x]: y",
		"[^1]: z", "[x][y]", "&copy;", "&#35;", `\`, `\#`, `\*`, "    ", "\t", "   ", "  ", " ", " ", "|", "|-|", "a|b", ":-:", "*", "*", "**", "***", "_", "__",
		"*it*", "**bold**", "_so_", "`", "``", "!", "[", "]", "(", ")", ":", ".", "5", "é", "日", "€", "\r\n", "\v", "\u00a0", "a", "b",
	}
	rapid.Check(t, func(t *rapid.T) {
		typed := strings.Join(rapid.SliceOfN(rapid.SampledFrom(tokens), 1, 14).Draw(t, "typed"), "")
		for name, put := range surroundings {
			if err := compare(put(typed)); err != nil {
				t.Fatalf("%s: %q: %v", name, typed, err)
			}
		}
	})
}

// compare reads a page as readers of Markdown do.
func compare(page string, want []string) error {
	r := &reader{source: []byte(page)}
	markdown := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList, extension.Footnote))
	r.blocks(markdown.Parser().Parse(text.NewReader(r.source)), "")
	if r.wrong != "" {
		return fmt.Errorf("%s in:\n%s", r.wrong, page)
	}
	var got []string
	for _, line := range r.lines {
		if line = squeezed(line); line != "" {
			got = append(got, line)
		}
	}
	for i := range want {
		want[i] = squeezed(want[i])
	}
	if one, other := strings.Join(got, "\n"), strings.Join(want, "\n"); one != other {
		return fmt.Errorf("seen\n%s\nwant\n%s\nin:\n%s", one, other, page)
	}
	return nil
}

// reader turns a page into the lines that are seen on it, with the marks of what may
// stay a mark: lists and emphasis of whole words.
type reader struct {
	source []byte
	lines  []string
	wrong  string
}

// blocks reads what is in a container, behind what begins its first line.
func (r *reader) blocks(parent ast.Node, first string) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.List:
			number := n.Start
			for item := n.FirstChild(); item != nil; item = item.NextSibling() {
				mark := string(n.Marker) + " "
				if n.IsOrdered() {
					mark = fmt.Sprint(number) + mark
					number++
				}
				if item.FirstChild() == nil {
					r.lines = append(r.lines, first+mark)
				}
				r.blocks(item, first+mark)
				first = ""
			}
		case *ast.Paragraph, *ast.TextBlock:
			r.line(first, n)
		case *ast.Heading:
			r.line(first+strings.Repeat("#", n.Level)+" ", n)
		case *east.Table:
			for row := n.FirstChild(); row != nil; row = row.NextSibling() {
				said := ""
				for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
					said += r.inline(cell) + "|"
				}
				r.lines = append(r.lines, said)
			}
		default:
			r.wrong = "a " + n.Kind().String()
		}
		first = ""
	}
}

func (r *reader) line(first string, n ast.Node) {
	r.lines = append(r.lines, strings.Split(first+r.inline(n), "\n")...)
}

func (r *reader) inline(parent ast.Node) string {
	var b strings.Builder
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			b.WriteString(unescaped(n.Value(r.source)))
			if n.HardLineBreak() {
				b.WriteByte('\n')
			} else if n.SoftLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(n.Value)
		case *ast.Emphasis:
			mark := r.mark(n)
			b.WriteString(mark + r.inline(n) + mark)
		case *east.TaskCheckBox:
			b.WriteString(map[bool]string{true: "[x]", false: "[ ]"}[n.IsChecked])
			if next, ok := n.NextSibling().(*ast.Text); ok && r.source[next.Segment.Start-1] == ' ' {
				b.WriteByte(' ')
			}
		default:
			r.wrong = "a " + n.Kind().String()
		}
	}
	return b.String()
}

// mark returns the marks of emphasis, which must be around whole words.
func (r *reader) mark(n *ast.Emphasis) string {
	from, to := r.begin(n), r.end(n)
	before, _ := utf8.DecodeLastRune(r.source[:max(from, 0)])
	after, _ := utf8.DecodeRune(r.source[to:])
	if from < 0 || unicode.IsLetter(before) || unicode.IsDigit(before) || unicode.IsLetter(after) || unicode.IsDigit(after) {
		r.wrong = "emphasis within a word"
		return ""
	}
	return string(r.source[from : from+n.Level])
}

// begin returns where a node begins in the page, with its marks.
func (r *reader) begin(n ast.Node) int {
	switch n := n.(type) {
	case *ast.Text:
		return n.Segment.Start
	case *ast.Emphasis:
		return r.begin(n.FirstChild()) - n.Level
	}
	return -1
}

// end returns where it ends.
func (r *reader) end(n ast.Node) int {
	switch n := n.(type) {
	case *ast.Text:
		return n.Segment.Stop
	case *ast.Emphasis:
		return r.end(n.LastChild()) + n.Level
	}
	return 0
}

// unescaped resolves what Markdown lets a text escape.
func unescaped(words []byte) string {
	var b strings.Builder
	for i := 0; i < len(words); i++ {
		switch rest := string(words[i:]); {
		case words[i] == '\\' && len(rest) > 1 && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", rest[1]) >= 0:
			i++
			b.WriteByte(words[i])
		case words[i] == '&' && strings.IndexByte(rest, ';') > 0:
			entity := rest[:strings.IndexByte(rest, ';')+1]
			b.WriteString(html.UnescapeString(entity))
			i += len(entity) - 1
		default:
			b.WriteByte(words[i])
		}
	}
	return b.String()
}
