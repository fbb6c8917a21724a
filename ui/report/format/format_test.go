package format

import (
	"io"
	"slices"
	"testing"
)

// A name goes before an ending, an ending before what is usual.
func TestChoose(t *testing.T) {
	write := func(text string, w io.Writer) error { _, err := io.WriteString(w, text); return err }
	table := Table[string]{{"md", []string{".md"}, write}, {"json", []string{".json"}, write}, {"html", []string{".html", ".htm"}, write}}
	for _, test := range []struct{ name, path, want string }{
		{"", "", "md"}, {"", "-", "md"}, {"", "all.JSON", "json"}, {"", "all.htm", "html"}, {"", "all.txt", "md"}, {"md", "all.json", "md"}, {"html", "", "html"},
	} {
		if got := table.Choose(test.name, test.path).Name; got != test.want {
			t.Errorf("%q, %q: %s, want %s", test.name, test.path, got, test.want)
		}
	}
	if names := table.Names(); !slices.Equal(names, []string{"md", "json", "html"}) {
		t.Error(names)
	}
}
