package report

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"goldenthread/content"
	"goldenthread/store"
)

func imported(t testing.TB, w *writer, text string) store.Imported {
	t.Helper()
	record, err := Parse(store.DefaultKinds(), []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	done, err := w.Import(record)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

// Export everything, import it into an empty workbook, export that: the same.
func TestRoundTrip(t *testing.T) {
	w := newWriter(t)
	w.fill()
	w.add("tension/slow-quick", "", store.FieldTension, "Which way?", 1, store.KindTension, store.Body{Tension: &store.Tension{Leaning: -1, Note: "slow"}})
	w.answer(mastery, content.Notice, store.FieldReason1, "caf\xe9?", 1, "caf\xe9")
	w.answer(mastery, content.Notice, store.FieldReason1, "", 1, "") // taken back
	text := written(t, document(t, w, nil).JSON)

	other := newWriter(t)
	other.at = w.at
	done := imported(t, other, text)
	if done.Revisions == 0 || done.Drafts != 2 || len(done.Left)+len(done.Differing) != 0 {
		t.Errorf("%+v", done)
	}
	if again := written(t, document(t, other, nil).JSON); again != text {
		t.Errorf("exported again it is %d bytes instead of %d", len(again), len(text))
	}
	if twice := imported(t, other, text); twice.Revisions+twice.Drafts+len(twice.Left)+len(twice.Differing) != 0 {
		t.Errorf("twice: %+v", twice)
	}
	if again := written(t, document(t, other, nil).JSON); again != text {
		t.Error("imported twice it is not the same")
	}
	if got, want := written(t, document(t, other, nil).Markdown), written(t, document(t, w, nil).Markdown); got != want {
		t.Error("the Markdown is not the same")
	}
}

// A part of an export has a part of the record.
func TestRecordOfScope(t *testing.T) {
	w := newWriter(t)
	w.fill()
	d := document(t, w, func(id content.UnitID) bool { return id == "ours/bread" })
	if r := d.Record; len(r.Revisions) != 1 || len(r.Drafts) != 0 || len(r.Wordings) != 1 {
		t.Errorf("%d revisions, %d drafts, %d wordings", len(r.Revisions), len(r.Drafts), len(r.Wordings))
	}
}

func TestParseErrors(t *testing.T) {
	golden, err := os.ReadFile(filepath.Join("testdata", "work.json"))
	if err != nil {
		t.Fatal(err)
	}
	lineOf := func(text string) int {
		t.Helper()
		before, _, found := strings.Cut(string(golden), text)
		if !found {
			t.Fatalf("%q is not in the golden", text)
		}
		return 1 + strings.Count(before, "\n")
	}
	record := lineOf(`"record": {`)
	for _, c := range []struct{ old, new, where, says string }{
		{`"schema": 1,`, `"schema": 2,`, "line 2, schema", "it is 2, and this version of the program knows 1"},
		{`"schema": 1,`, `"schema": "1",`, "line 2, schema", "it cannot be a string"},
		{`"schema": 1,`, ``, "line 1, schema", "it is missing"},
		{`"record": {`, `"recording": {`, "line 1, record", "it is missing"},
		{`"schema": 1,`, `"schema": 1`, "line 3", "it is not JSON"},
		{`"revisions": [` + "\n      {\n        \"v\": 1,", `"revisions": [` + "\n      {\n        \"v\": 3,",
			fmt.Sprintf("line %d, record.revisions[0]", record+2), "version 3"},
		{`"revisions": [` + "\n      {", `"revisions": [` + "\n      {\"new\": 1,",
			fmt.Sprintf("line %d, record.revisions[0]", record+2), "unknown field"},
		{`"drafts": [` + "\n      {", `"drafts": [7,` + "\n      {",
			fmt.Sprintf("line %d, record.drafts[0]", lineOf(`"drafts": [`)), "it cannot be a number"},
		{`"wordings": [`, `"wordings": {}, "more": [`, fmt.Sprintf("line %d, record.wordings", lineOf(`"wordings": [`)), "it must be a list"},
		{`"text": "What rises?"` + "\n", `"text": "What falls?"` + "\n",
			fmt.Sprintf("line %d, record.wordings[7]", lineOf(`"text": "What rises?"`+"\n")-2), "these are other words"},
	} {
		if !strings.Contains(string(golden), c.old) {
			t.Errorf("%q is not in the golden", c.old)
			continue
		}
		_, err := Parse(store.DefaultKinds(), []byte(strings.Replace(string(golden), c.old, c.new, 1)))
		var wrong *ParseError
		if !errors.As(err, &wrong) || wrong.Where() != c.where || !strings.Contains(wrong.Err.Error(), c.says) {
			t.Errorf("%q:\n got %v\nwant %s: %s", c.new, err, c.where, c.says)
		}
	}
	for _, text := range []string{"", "null", "7", "[]", "{}", `{"schema": 1}`, `{"schema": null, "record": null}`, `{"schema": 1, "record": []}`} {
		if _, err := Parse(store.DefaultKinds(), []byte(text)); err == nil {
			t.Errorf("%q: no error", text)
		}
	}
}

// Whatever is imported, the workbook stays one that can be read and exported,
// and to import it again changes nothing.
func FuzzImport(f *testing.F) {
	for _, name := range []string{"work.json", "empty.json"} {
		text, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		record, err := Parse(store.DefaultKinds(), text)
		if err != nil {
			return
		}
		w := newWriter(t)
		if _, err := w.Import(record); err != nil {
			t.Fatal(err)
		}
		first := written(t, document(t, w, nil).JSON)
		if done, err := w.Import(record); err != nil || done.Revisions+done.Drafts != 0 {
			t.Fatalf("again: %+v %v", done, err)
		}
		imported(t, w, first)
		if again := written(t, document(t, w, nil).JSON); !bytes.Equal([]byte(first), []byte(again)) {
			t.Fatal("its own export changed it")
		}
	})
}
