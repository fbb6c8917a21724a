package content

import (
	"bytes"
	"io/fs"
	"testing"
	"testing/fstest"

	"goldenthread/content/booktest"
	"goldenthread/content/page"
	"goldenthread/content/safetext"
)

// A file that a school writes must never reach a terminal with characters
// that can steer it, however they are written.
func TestStripped(t *testing.T) {
	bad := "a\x1b[31mb\x07 \u009bc \xffd \u202Ee\u2066 f\u200B\u2060\uFEFF &#27;g &#x202e; &#2&#27;7; &#x9b; &NewLine; \U000E0041h"
	w := mustLoad(t, booktest.Edited(t, booktest.AUnit, "Make it small.", bad))
	got := w.Unit("first/aim").Step(Commit).Help
	for _, r := range string(got) + Plain(got) {
		if !safetext.InContent(r) {
			t.Errorf("%U is left in %q", r, got)
		}
	}
	if want := Markdown("a[31mb c d e f g"); len(got) < len(want) || got[:len(want)] != want {
		t.Errorf("got %q; expected %q and so on", got, want)
	}
	if len(w.Stripped) < 10 {
		t.Errorf("%d characters reported: %v", len(w.Stripped), w.Stripped)
	}
	for _, p := range w.Stripped {
		if p.File != booktest.AUnit || p.Line != 72 {
			t.Errorf("reported %v; expected line 72", p)
		}
	}
	if w := mustLoad(t, fstest.MapFS{
		"frameworks/first/framework.md": booktest.File("\uFEFF" + string(bytes.ReplaceAll(booktest.Book()["frameworks/first/framework.md"].Data, []byte("\n"), []byte("\r\n")))),
	}); len(w.Stripped) > 0 {
		t.Errorf("line ends and byte order mark of Windows are reported: %v", w.Stripped)
	}
}

// FuzzParse: whatever a unit holds, loading does not panic, every error names
// a place in a file, and nothing that steers a terminal comes through.
func FuzzParse(f *testing.F) {
	w, err := Embedded()
	if err == nil {
		for _, u := range w.Units()[:3] {
			text, _ := book.ReadFile("book/" + u.File)
			f.Add(text)
		}
	}
	for _, file := range booktest.Book() {
		f.Add(file.Data)
	}
	f.Add([]byte("---\nrev: 1\n---\n# A\n"))
	f.Add([]byte("---\nlinks: [{unit: a, because: b}, ~]\n---\n"))
	f.Add([]byte("-\n-\n# A\n1")) // an empty item in a list that is wrong elsewhere
	f.Fuzz(func(t *testing.T, text []byte) {
		_, err := Load(booktest.Everywhere(text))
		if err != nil && len(page.Errors(err)) == 0 {
			t.Fatalf("an error without a place: %v", err)
		}
		for _, e := range page.Errors(err) {
			if e.Msg == "" || e.Line < 0 {
				t.Fatalf("not a place: %#v", e)
			}
		}
		unit := &Unit{ID: "first/aim"}
		parser{page.New("01-aim.md", text)}.unit(unit)
		for _, passage := range unit.texts {
			for _, r := range string(passage.Text) + Plain(passage.Text) {
				if !safetext.InContent(r) {
					t.Fatalf("%U came through in %q", r, passage.Text)
				}
			}
		}
	})
}

func BenchmarkEmbedded(b *testing.B) {
	units := 0
	b.ReportAllocs()
	for b.Loop() {
		w, err := Embedded()
		if err != nil {
			b.Fatal(err)
		}
		units = len(w.Units())
	}
	b.ReportMetric(float64(units), "units")
}

func mustLoad(t testing.TB, fsys fs.FS) *Workbook {
	t.Helper()
	w, err := Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return w
}
