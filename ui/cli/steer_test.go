package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"goldenthread/content/safetext"
	"goldenthread/store"
	"goldenthread/ui/report"
)

// steering holds the sequences that no door out lets through.
const steering = "A\x1b[8m\x1b]52;c;cm0=\x1b\\\u009b8m\u202Eb\u2066c\u2067\x7f\U000E0041\uFEFF"

// TestNothingPrintedSteersTheTerminal runs verbs in a folder, on files and with
// arguments whose names steer, over a workbook whose texts do.
func TestNothingPrintedSteersTheTerminal(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "x\x1b]0;P\a\x1b[8m\u202E\u009b8m")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Skip("no such names here: ", err)
	}
	data, export, words := filepath.Join(dir, "w.db"), filepath.Join(dir, "all.json"), filepath.Join(dir, "all.md")
	run := func(want int, args ...string) string {
		t.Helper()
		var out, err bytes.Buffer
		args = append(args, "--data", data)
		code := Main(args, IO{In: strings.NewReader(""), Out: &out, Err: &err, Now: func() time.Time { return time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC) }})
		if want >= 0 && code != want {
			t.Errorf("%q ended with %d: %s", args, code, err.String())
		}
		for _, printed := range []string{out.String(), err.String()} {
			if safe := safetext.Document(printed); safe != printed {
				t.Errorf("%q printed %+q", args, printed)
			}
		}
		return out.String() + err.String()
	}
	if err := os.WriteFile(export, poisonedExport(t, steering), 0o600); err != nil {
		t.Fatal(err)
	}
	if said := run(0, "import", export); !strings.Contains(said, "Characters that could steer a terminal, or turn the writing around, are in 1 new text.") {
		t.Errorf("import said %q", said)
	}
	if said := run(0, "import", export); strings.Contains(said, "steer") {
		t.Errorf("import of nothing new said %q", said)
	}
	for _, args := range [][]string{
		{"export"}, {"export", "--format", "json"}, {"export", "-o", words}, {"list"}, {"list", "--json"}, {"doctor"}, {"doctor", "--json"},
		{"privacy"}, {"backup"}, {"restore", "--list"}, {"restore", "--list", "--json"}, {"session", "list"}, {"check", dir}, {"check", "--json", dir},
		{"open", steering}, {"export", steering}, {steering}, {"--" + steering}, {"import", filepath.Join(dir, "none.json")}, {"import", words},
		{"agenda", "print", filepath.Join(dir, "none.md")}, {"forget", steering}, {"session", "export", steering}, {"salvage", data, "-o", filepath.Join(dir, "s.db")},
		{"restore", filepath.Join(dir, "none.db")}, {"agenda", "print", "senior-team", "--question", "What " + steering + "&#x202e;?"},
	} {
		run(-1, args...)
	}
	text, err := os.ReadFile(words)
	if err != nil || safetext.Document(string(text)) != string(text) {
		t.Errorf("the Markdown has %+q, %v", text, err)
	}
	if err := os.WriteFile(filepath.Join(dir, "sessions", "evil\x1b[8m\u202E.db"), []byte("none"), 0o600); err == nil {
		run(-1, "session", "list")
	}
}

// TestARoundTripKeepsEveryByte: what could steer a terminal is escaped in an
// export, and comes back as it was.
func TestARoundTripKeepsEveryByte(t *testing.T) {
	dir := t.TempDir()
	file := func(name string) string { return filepath.Join(dir, name) }
	if err := os.WriteFile(file("0.json"), poisonedExport(t, steering), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, step := range [][2]string{{"0", "1"}, {"1", "2"}} { // from one file to the next
		var out, errs bytes.Buffer
		io := IO{In: strings.NewReader(""), Out: &out, Err: &errs, Now: time.Now}
		for _, args := range [][]string{{"import", file(step[0] + ".json")}, {"export", "-o", file(step[1] + ".json")}} {
			if code := Main(append(args, "--data", file(step[1]+".db")), io); code != 0 {
				t.Fatal(errs.String())
			}
		}
		text, err := os.ReadFile(file(step[1] + ".json"))
		if err != nil {
			t.Fatal(err)
		}
		record, err := report.Parse(store.DefaultKinds(), text)
		if err != nil || len(record.Revisions) != 1 || record.Revisions[0].Text != steering {
			t.Errorf("%q came back as %+q, %v", steering, record.Revisions, err)
		}
	}
}

// TestASlotThatSteersIsRefused: the name of a step or a field is no place for a
// command to the terminal.
func TestASlotThatSteersIsRefused(t *testing.T) {
	for _, step := range []string{"e\x1b]0;PWNED\a/x/notice", "a/\u202Eb/notice", "a/b\u200D/notice", "a/b\n/notice"} {
		var record map[string]any
		if err := json.Unmarshal(poisonedExport(t, "text"), &record); err != nil {
			t.Fatal(err)
		}
		record["record"].(map[string]any)["revisions"].([]any)[0].(map[string]any)["step"] = step
		text, err := json.Marshal(record)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := report.Parse(store.DefaultKinds(), text); err == nil {
			t.Errorf("%q was taken in", step)
		}
	}
}

// poisonedExport returns an export with one answer.
func poisonedExport(t *testing.T, text string) []byte {
	t.Helper()
	st, err := store.Open(filepath.Join(t.TempDir(), "w.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	if _, err := st.Add(store.Revision{
		Slot: store.Slot{Step: "disciplines/mastery/notice", Field: store.FieldAnswer}, Kind: store.KindAnswer, Visit: 1, Body: store.Body{Text: text},
	}, "What?"); err != nil {
		t.Fatal(err)
	}
	record, err := st.Record(nil)
	if err != nil {
		t.Fatal(err)
	}
	encoded, err := json.Marshal(map[string]any{"schema": report.Schema, "record": record})
	if err != nil {
		t.Fatal(err)
	}
	return encoded
}
