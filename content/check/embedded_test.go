package check

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"goldenthread/content"
	"goldenthread/content/booktest"
	"goldenthread/content/page"
)

// golden returns a file of published; a missing one is empty.
func golden(t testing.TB, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("published", name))
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
	w, err := content.Embedded()
	for _, e := range page.Errors(err) {
		t.Errorf("%v\n\t%s", e, e.Text)
	}
	if err != nil {
		t.Fatal(err)
	}
	ledger := readLedger(t)
	if os.Getenv("UPDATE") != "" {
		ledger.Add(LedgerOf(w))
		writeLedger(t, ledger)
	}
	opts := []Option{WithLedger(ledger)}
	if dir := os.Getenv("SEED_TEXTS"); dir != "" {
		opts = append(opts, WithSeedTexts(os.DirFS(dir)))
	}
	for _, p := range Workbook(w, opts...) {
		if p.Severity != Note {
			t.Error(p.Severity, p)
		}
	}
	ids, wordings := LedgerOf(w).Files()
	if !bytes.Equal(ids, golden(t, "ids.golden")) {
		t.Error("published/ids.golden does not have the steps of the book; UPDATE=1 adds new ones")
	}
	if !bytes.Equal(wordings, golden(t, "wordings.golden")) {
		t.Error("published/wordings.golden does not have the wordings of the book; raise rev where one changed, then UPDATE=1")
	}
}

func writeLedger(t *testing.T, l *Ledger) {
	t.Helper()
	ids, wordings := l.Files()
	for name, text := range map[string][]byte{"ids.golden": ids, "wordings.golden": wordings} {
		if err := os.WriteFile(filepath.Join("published", name), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestLedger(t *testing.T) {
	w := mustLoad(t, booktest.Book())
	l := &Ledger{IDs: []content.StepID{"old/gone/read"}, Wordings: map[content.StepID]Wording{}}
	l.Add(LedgerOf(w))
	ids, wordings := l.Files()
	again, err := ReadLedger(ids, wordings)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(again.IDs, "old/gone/read") || len(again.IDs) != 1+6*len(content.Stages)+2 {
		t.Errorf("%d steps after adding, or the old one was lost: %v", len(again.IDs), again.IDs)
	}
	if got, want := again.Wordings["first/aim/rate"], LedgerOf(w).Wordings["first/aim/rate"]; got != want {
		t.Errorf("got %v; expected %v", got, want)
	}
	if _, err := ReadLedger(nil, []byte("first/aim/rate one\n")); err == nil {
		t.Error("a damaged line was read")
	}
}

func BenchmarkCheck(b *testing.B) {
	w, err := content.Embedded()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		Workbook(w)
	}
}

// The example that a school starts from passes the check unchanged.
func TestExample(t *testing.T) {
	for _, p := range Workbook(mustLoad(t, content.Example())) {
		if p.Severity != Note {
			t.Error(p.Severity, p)
		}
	}
}

// FuzzCheck: whatever can be read can be checked.
func FuzzCheck(f *testing.F) {
	for _, file := range booktest.Book() {
		f.Add(file.Data)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if w, err := content.Load(booktest.Everywhere(text)); err == nil {
			Workbook(w)
		}
	})
}

func mustLoad(t testing.TB, fsys fs.FS) *content.Workbook {
	t.Helper()
	w, err := content.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return w
}
