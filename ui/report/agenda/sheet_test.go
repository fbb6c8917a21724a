package agenda

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"goldenthread/content"
)

// sheetOf lays an agenda of the book out.
func sheetOf(t testing.TB, id content.AgendaID, minutes, people int) *Sheet {
	t.Helper()
	book, err := content.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	a := book.Agenda(id)
	table, err := content.Fit(a, minutes, people)
	if err != nil {
		t.Fatal(err)
	}
	start := 14 * 60
	return &Sheet{Agenda: a, Timetable: table, Kit: book.Kit, Start: &start, Votes: content.FewestVotes}
}

func written(t testing.TB, write func(io.Writer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func golden(t testing.TB, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is not as it was. Look, then UPDATE=1 go test ./ui/report/agenda\n--- got\n%s", name, got)
	}
}

func TestSheet(t *testing.T) {
	s := sheetOf(t, "senior-team", 75, 15)
	golden(t, "sheet.md", written(t, s.Markdown))
	golden(t, "sheet.html", written(t, s.HTML))
	golden(t, "sheet.txt", written(t, s.Overview))
	golden(t, "sheet-grid.md", written(t, sheetOf(t, "threads/account", 60, 12).Markdown))
}

// Every agenda can be printed; the page is well formed, needs no other file,
// and says every step that is kept.
func TestSheetPages(t *testing.T) {
	book, err := content.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range book.Agendas() {
		table, err := content.Fit(a, a.Shortest(), 15)
		if err != nil {
			t.Errorf("%s: %v", a.ID, err)
			continue
		}
		s := &Sheet{Agenda: a, Timetable: table, Kit: book.Kit, Votes: content.FewestVotes}
		page, text := written(t, s.HTML), written(t, s.Markdown)
		wellFormed(t, string(a.ID), page)
		if elsewhere := regexp.MustCompile(`(?i)(?:src|href|url|@import)\s*[=(]|https?:`).FindString(page); elsewhere != "" {
			t.Errorf("%s: the page needs something else: %q", a.ID, elsewhere)
		}
		if n := strings.Count(page, "<section class=\"step\">"); n != len(table.Steps) {
			t.Errorf("%s: %d steps of %d on the page", a.ID, n, len(table.Steps))
		}
		for _, step := range s.steps() {
			if !strings.Contains(text, fmt.Sprintf("### %d. %s\n", step.Number, step.Title)) {
				t.Errorf("%s: %s is not on the page", a.ID, step.Title)
			}
		}
		for line := range strings.Lines(written(t, s.Overview)) {
			if len([]rune(line)) > 81 {
				t.Errorf("%s: a line of %d columns: %s", a.ID, len([]rune(line))-1, line)
			}
		}
	}
}

// wellFormed reads a page as XML is read.
func wellFormed(t *testing.T, name, page string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(page))
	d.Strict = true
	d.Entity = xml.HTMLEntity
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
	}
}

// What an author writes stays words: no markup of the page's own.
func TestSheetHostile(t *testing.T) {
	files := fstest.MapFS{"mine.md": {Data: []byte(`---
for: <img src=x onerror=alert(1)>
minutes: 3
people: {from: 2, to: 9}
---

# A \<script>alert(1)\</script> & more

Lead [here](javascript:alert(1)) <b>bold</b>

## What to bring

- <iframe>

## The room

- Chairs.

## Steps

1. **3 min, all: "open" <i>.** Say <script>alert(2)</script>. {run: opening}

   **Do.** Listen.

## Watch for

W.

## If it goes quiet

Q.

## If one voice takes over

V.

## Afterwards

A.
`)}}
	book, err := content.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	a, err := content.ReadAgenda(book, files, "mine.md")
	if err != nil {
		t.Fatal(err)
	}
	table, err := content.Fit(a, 3, 5)
	if err != nil {
		t.Fatal(err)
	}
	s := &Sheet{Agenda: a, Timetable: table, Kit: book.Kit, Votes: 5}
	page := written(t, s.HTML)
	wellFormed(t, "mine.md", page)
	for _, bad := range []string{"<script", "<img", "<iframe", "javascript:", "<i>", "<b>"} {
		if strings.Contains(page, bad) {
			t.Errorf("%q stands on the page", bad)
		}
	}
}
