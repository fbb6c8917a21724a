package content

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"
)

// golden returns a file of testdata; a missing one is empty.
func golden(t testing.TB, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return text
}

func readLedger(t testing.TB) *Ledger {
	t.Helper()
	l, err := ReadLedger(golden(t, "ids.golden"), golden(t, "wordings.golden"))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// TestEmbedded is the check that a release must pass. With UPDATE=1 new steps
// and wordings are put into the ledger first; no step is ever taken out. SEED_TEXTS names
// the folder of the texts that the book draws on, which are not part of it.
func TestEmbedded(t *testing.T) {
	w, err := Embedded()
	for _, e := range ParseErrors(err) {
		t.Errorf("%v\n\t%s", e, e.Text)
	}
	if err != nil {
		t.Fatal(err)
	}
	ledger := readLedger(t)
	if os.Getenv("UPDATE") != "" {
		ledger.Add(w.Ledger())
		writeLedger(t, ledger)
	}
	opts := []CheckOption{WithLedger(ledger)}
	if dir := os.Getenv("SEED_TEXTS"); dir != "" {
		opts = append(opts, WithSeedTexts(os.DirFS(dir)))
	}
	for _, p := range Check(w, opts...) {
		if p.Severity != Note {
			t.Error(p.Severity, p)
		}
	}
	ids, wordings := w.Ledger().Files()
	if !bytes.Equal(ids, golden(t, "ids.golden")) {
		t.Error("testdata/ids.golden does not have the steps of the book; UPDATE=1 adds new ones")
	}
	if !bytes.Equal(wordings, golden(t, "wordings.golden")) {
		t.Error("testdata/wordings.golden does not have the wordings of the book; raise rev where one changed, then UPDATE=1")
	}
}

func writeLedger(t *testing.T, l *Ledger) {
	t.Helper()
	ids, wordings := l.Files()
	for name, text := range map[string][]byte{"ids.golden": ids, "wordings.golden": wordings} {
		if err := os.WriteFile(filepath.Join("testdata", name), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestLedger(t *testing.T) {
	w := mustLoad(t, goodBook())
	l := &Ledger{IDs: []StepID{"old/gone/read"}, Wordings: map[StepID]Wording{}}
	l.Add(w.Ledger())
	ids, wordings := l.Files()
	again, err := ReadLedger(ids, wordings)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(again.IDs, "old/gone/read") || len(again.IDs) != 1+6*len(Stages)+2 {
		t.Errorf("%d steps after adding, or the old one was lost: %v", len(again.IDs), again.IDs)
	}
	if got, want := again.Wordings["first/aim/rate"], w.Ledger().Wordings["first/aim/rate"]; got != want {
		t.Errorf("got %v; expected %v", got, want)
	}
	if _, err := ReadLedger(nil, []byte("first/aim/rate one\n")); err == nil {
		t.Error("a damaged line was read")
	}
}

// A file that a school writes must never reach a terminal with characters
// that can steer it, however they are written.
func TestStripped(t *testing.T) {
	bad := "a\x1b[31mb\x07 \u009bc \xffd \u202Ee\u2066 f\u200B\u2060\uFEFF &#27;g &#x202e; &#2&#27;7; &#x9b; &NewLine; \U000E0041h"
	w := mustLoad(t, edited(t, aUnit, "Make it small.", bad))
	got := w.Unit("first/aim").Step(Commit).Help
	for _, r := range string(got) + Plain(got) {
		if forbidden(r) != "" {
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
		if p.File != aUnit || p.Line != 72 || p.ID != "L17" {
			t.Errorf("reported %v; expected L17 in line 72", p)
		}
	}
	if w := mustLoad(t, fstest.MapFS{
		"frameworks/first/framework.md": file("\uFEFF" + string(bytes.ReplaceAll(goodBook()["frameworks/first/framework.md"].Data, []byte("\n"), []byte("\r\n")))),
	}); len(w.Stripped) > 0 {
		t.Errorf("line ends and byte order mark of Windows are reported: %v", w.Stripped)
	}
}

// FuzzParse: whatever stands in a unit, loading does not panic, every error
// is a place in a file, and nothing that steers a terminal comes through.
func FuzzParse(f *testing.F) {
	w, err := Embedded()
	if err == nil {
		for _, u := range w.Units()[:3] {
			text, _ := book.ReadFile("book/" + u.File)
			f.Add(text)
		}
	}
	for _, file := range goodBook() {
		f.Add(file.Data)
	}
	f.Add([]byte("---\nrev: 1\n---\n# A\n"))
	f.Add([]byte("---\nlinks: [{unit: a, because: b}, ~]\n---\n"))
	f.Add([]byte("-\n-\n# A\n1")) // an empty item in a list that is wrong elsewhere
	f.Fuzz(func(t *testing.T, text []byte) {
		files := fstest.MapFS{
			"frameworks/first/01-aim.md":    {Data: text},
			"frameworks/first/framework.md": {Data: text},
			"formats/g1.md":                 {Data: text},
			"paths/five.md":                 {Data: text},
			"agendas/five.md":               {Data: text},
			"kit.md":                        {Data: text},
			"pages/about.md":                {Data: text},
			"pages/sources.md":              {Data: text},
			"concerns.yaml":                 {Data: text},
			"tensions.yaml":                 {Data: text},
			"sources.yaml":                  {Data: text},
			"seeds.yaml":                    {Data: text},
			allowedFile:                     {Data: text},
		}
		w, err := Load(files)
		if err != nil && len(ParseErrors(err)) == 0 {
			t.Fatalf("an error without a place: %v", err)
		}
		for _, e := range ParseErrors(err) {
			if e.Msg == "" || e.Line < 0 {
				t.Fatalf("not a place: %#v", e)
			}
		}
		if err == nil {
			Check(w)
		}
		unit := &Unit{ID: "first/aim"}
		p := newPage("01-aim.md", text)
		p.unit(unit)
		for _, passage := range unit.texts {
			for _, r := range string(passage.md) + Plain(passage.md) {
				if forbidden(r) != "" {
					t.Fatalf("%U came through in %q", r, passage.md)
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

func BenchmarkCheck(b *testing.B) {
	w, err := Embedded()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		Check(w)
	}
}
