package report

import (
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf16"

	"goldenthread/content"
	"goldenthread/content/textfile"
	"goldenthread/store"
)

// An export comes back as it was written, whatever a program has made of its file on
// the way; words that had no UTF-8 and those that have the character for it, too.
func TestImportReadsEveryEncoding(t *testing.T) {
	w := newWriter(t)
	w.fill()
	w.answer(mastery, content.Notice, store.FieldReason1, "caf\xe9?", 1, "caf\xe9 \uFFFD \U0001F642")
	text := written(t, document(t, w, nil).JSON)
	want, err := Parse(store.DefaultKinds(), []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	units := []byte("\xFF\xFE")
	for _, unit := range utf16.Encode([]rune(strings.ReplaceAll(text, "\n", "\r\n"))) {
		units = binary.LittleEndian.AppendUint16(units, unit)
	}
	for name, raw := range map[string][]byte{"a mark": []byte("\uFEFF" + text), "UTF-16": units} {
		if got, err := Parse(store.DefaultKinds(), raw); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	found := false
	for _, r := range want.Revisions {
		found = found || string(r.Bytes["text"]) == "caf\xe9 \uFFFD \U0001F642"
	}
	if !found {
		t.Error("the words that are no UTF-8 did not come back")
	}
}

// What would be taken in as another character is refused, with its line.
func TestImportReplacesNoCharacter(t *testing.T) {
	golden, err := os.ReadFile(filepath.Join("testdata", "work.json"))
	if err != nil {
		t.Fatal(err)
	}
	spoilt := func(with string) []byte {
		return []byte(strings.Replace(string(golden), "{\n", "{\n  \"note\": \""+with+"\",\n", 1))
	}
	for with, line := range map[string]int{
		"Zo\xeb": 2, `\ud800`: 2, `\udc00`: 2, `\ud83d x`: 2, `\ud83d\ud83d`: 2, `\\\ud83d`: 2, "\xff\xfe": 2, "\xed\xa0\x80": 2,
		`\ud83d\ude42`: 0, `\\ud800`: 0, `\ufffd`: 0, "\uFFFD": 0, `\u00eb`: 0, `\"\\`: 0,
	} {
		_, err := Parse(store.DefaultKinds(), spoilt(with))
		var wrong *ParseError
		switch {
		case line == 0 && err != nil:
			t.Errorf("%q: %v", with, err)
		case line > 0 && (!errors.As(err, &wrong) || wrong.Line != line):
			t.Errorf("%q: %v", with, err)
		}
	}
	var encrypted *textfile.Error
	if _, err := Parse(store.DefaultKinds(), []byte("age-encryption.org/v1\n-> X")); !errors.As(err, &encrypted) || !strings.Contains(encrypted.Advice, "age --decrypt") {
		t.Errorf("%v", err)
	}
}
