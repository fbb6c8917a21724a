package page

import (
	"bytes"
	"io/fs"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"goldenthread/content/booktest"
)

// frontMatterOf returns the YAML of a file: all of it, or the lines between
// the fences.
func frontMatterOf(name string, text []byte) []byte {
	if strings.HasSuffix(name, ".yaml") {
		return text
	}
	_, rest, _ := bytes.Cut(text, []byte("---\n"))
	head, _, _ := bytes.Cut(rest, []byte("\n---"))
	return append(head, '\n')
}

// stepHeads finds the settings in braces in the steps of agendas and formats.
var stepHeads = regexp.MustCompile(`\{(?:run|least|cut|turn|wall): [^{}]*\}`)

// Every page of the book is read the quick way, and as the library reads it.
func TestPlainYAML(t *testing.T) {
	book := os.DirFS("../book")
	err := fs.WalkDir(book, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasSuffix(name, "README.md") || strings.HasPrefix(name, "pages/") || name == "kit.md" {
			return err
		}
		text, err := fs.ReadFile(book, name)
		if err != nil {
			return err
		}
		if !samePlainYAML(t, frontMatterOf(name, text)) {
			t.Errorf("%s is not read the quick way", name)
		}
		for _, head := range stepHeads.FindAll(text, -1) {
			if !samePlainYAML(t, bytes.Join(bytes.Fields(head), []byte(" "))) {
				t.Errorf("%s: %s is not read the quick way", name, head)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// samePlainYAML reports whether YAML is read the quick way, and fails when the
// library reads something else.
func samePlainYAML(t *testing.T, src []byte) bool {
	t.Helper()
	plain, ok := parsePlainYAML(src)
	if !ok {
		return false
	}
	parsed, err := parseYAML(src)
	if err != nil || parsed.node == nil {
		t.Errorf("%q is read, but the library says %v", src, err)
		return true
	}
	if want := comparable(*parsed.node); !reflect.DeepEqual(comparable(*plain), want) {
		t.Errorf("%q is read as\n%+v\nby the library as\n%+v", src, comparable(*plain), want)
	}
	return true
}

// comparable returns a node without what only the library knows: the words of
// lists and mappings, and which sign of one gives its line.
func comparable(n yamlNode) yamlNode {
	same := yamlNode{kind: n.kind, words: n.words, line: n.place()}
	if n.kind == yamlNull || n.kind == yamlSequence || n.kind == yamlMapping {
		same.words, same.line = "", 0
	}
	for _, item := range n.items {
		same.items = append(same.items, comparable(item))
	}
	for _, p := range n.pairs {
		same.pairs = append(same.pairs, yamlPair{p.key, p.line, comparable(p.value)})
	}
	return same
}

// What is not of the simple form is left to the library, and what is read the
// quick way is the same.
func TestPlainYAMLForms(t *testing.T) {
	for _, tt := range []struct {
		src   string
		plain bool
	}{
		{"a: b\n", true},
		{"a: b: c\n", false},
		{"a: b #c\n", false},
		{"a: b#c\n", true},
		{"a: b\n  c\n", false},
		{"a:\n  b\n", false},
		{"a:\nb: c\n", true},
		{"a:\n- b\n", false},
		{"a:\n  - b\n  - c: d\n    e: 1\n", true},
		{"a:\n  - b\n c: d\n", false},
		{"a:\n  b: c\n d: e\n", false},
		{"- a\n  b\n", false},
		{"-\n  a: b\n", false},
		{"-   a: b\n    c: d\n-   a: e\n", true},
		{"- - a\n", false},
		{"a: \"b\"\n", true},
		{"a: \"b\" c\n", false},
		{"a: \"b\\n\"\n", false},
		{"a: 'it''s'\n", true},
		{"a: 'it's'\n", false},
		{"a: '''\n", false},
		{"a: '\n", false},
		{"a: ''\n", true},
		{"a: \"\n", false},
		{"a: [b, c-d, 002-11]\n", true},
		{"a: [b, c\n", false},
		{"a: []\n", false},
		{"a: [b, [c]]\n", false},
		{"a: {b: 1, c: 25}\n", true},
		{"a: {b: 1, b: 2}\n", false},
		{"a: {b:1}\n", false},
		{"a: 0\nb: 10\n", true},
		{"a: 010\n", false},
		{"a: 1.5\n", false},
		{"a: 0x1F\n", false},
		{"a: 2026-11-22\n", true},
		{"a: true\nb: false\n", true},
		{"a: True\n", false},
		{"a: null\n", false},
		{"a: ~\n", false},
		{"a: no\n", false},
		{"a: nobody\n", true},
		{"a: &b c\n", false},
		{"a: *b\n", false},
		{"a: |\n  b\n", false},
		{"a: >-\n  b\n", false},
		{"a: !t b\n", false},
		{"a: b\na: c\n", false},
		{"A: b\n", false},
		{"a : b\n", false},
		{"a:b\n", false},
		{"a:\tb\n", false},
		{" a: b\n", false},
		{"---\na: b\n", false},
		{"# c\n\na: b # d\n", false},
		{"# c\n\na: b   \n  # d\n", true},
		{"a:  L’été\n", true},
		{"", false},
		{"b\n", false},
	} {
		if got := samePlainYAML(t, []byte(tt.src)); got != tt.plain {
			t.Errorf("%q is read the quick way: %v", tt.src, got)
		}
	}
}

// FuzzYAML: what is read the quick way is what the library reads.
func FuzzYAML(f *testing.F) {
	for name, file := range booktest.Book() {
		f.Add(frontMatterOf(name, file.Data))
	}
	f.Add([]byte("- a: {b: c, d: 1}\n  e: [f, 002-11]\n- a: 'it''s'\n  e:\n    - \"b\"\n    - x: y\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		src, _ = clean("fuzz.yaml", src) // as every page is
		samePlainYAML(t, src)
	})
}
