package store

import (
	"strings"
	"testing"
)

func parts(texts ...string) Body {
	f := Form{Fields: map[string]string{}}
	for i := 0; i+1 < len(texts); i += 2 {
		f.Fields[texts[i]] = texts[i+1]
	}
	return Body{Form: &f}
}

// A form comes back as it was given, byte for byte, also through another workbook.
func TestFormIsKeptWhole(t *testing.T) {
	s := openAt(t, workbookPath(t), Options{})
	id, err := s.NewID()
	check0(t, err)
	body := Body{Form: &Form{
		Fields: map[string]string{"why": "<&> caf\xe9 \u2028"},
		Rows:   []FormRow{{Name: "trust", Cells: map[string]string{"level": "2"}}, {Cells: map[string]string{"said": "\xff"}}},
	}}
	slot := Slot{"activities/practice-map/1", RowField("practice", id)}
	added, err := s.Add(Revision{Kind: KindForm, Slot: slot, Visit: 1, Body: body}, "What do you do?")
	check0(t, err)
	same(t, "added", compare(added.Body), compare(body))
	check0(t, s.PutDraft(Draft{Kind: KindForm, Slot: slot, Visit: 1, Body: parts("why", "half a w")}, ""))
	record, err := s.Record(nil)
	check0(t, err)
	other := openAt(t, workbookPath(t), Options{})
	done, err := other.Import(record)
	check0(t, err)
	if done.Revisions != 1 || done.Drafts != 1 {
		t.Errorf("%+v", done)
	}
	again, err := other.Record(nil)
	check0(t, err)
	same(t, "imported", again, record)
}

// What cannot be told apart in the file is refused, and so is what is of another
// kind.
func TestFormIsValidated(t *testing.T) {
	s := openAt(t, workbookPath(t), Options{})
	two := []FormRow{{Name: "a"}, {Name: "a"}}
	for what, body := range map[string]Body{
		"a name with a slash":   parts("a/b", "x"),
		"no name":               parts("", "x"),
		"a long name":           parts(strings.Repeat("a", maxPartName+1), "x"),
		"a name of other bytes": parts("\xff", "x"),
		"a name that steers":    parts("a\u202eb", "x"),
		"two rows of a name":    {Form: &Form{Rows: two}},
		"a cell with a slash":   {Form: &Form{Rows: []FormRow{{Cells: map[string]string{"a/b": "x"}}}}},
		"no form":               {},
		"a form and a text":     {Form: &Form{}, Text: "x"},
	} {
		if _, err := s.Add(Revision{Kind: KindForm, Slot: noticed, Body: body}, ""); err == nil {
			t.Errorf("%s was taken", what)
		}
	}
	if _, err := s.Add(Revision{Kind: KindAnswer, Slot: noticed, Body: parts("a", "x")}, ""); err == nil {
		t.Error("a form was taken as an answer")
	}
}

// An empty form takes an answer back, and cannot be marked.
func TestFormWithoutAText(t *testing.T) {
	s := openAt(t, workbookPath(t), Options{})
	for _, body := range []Body{parts("why", "x"), {Form: &Form{}}, parts("why", " \n")} {
		_, err := s.Add(Revision{Kind: KindForm, Slot: noticed, Visit: 1, Body: body}, "")
		check0(t, err)
		blank := body.Form.IsBlank()
		if err := s.Share(noticed, 1, Shareable); (err == nil) == blank {
			t.Errorf("%+v: %v", body.Form, err)
		}
		if progress := formKind.Progress("", &body); (progress == Untouched) != blank {
			t.Errorf("%+v: %v", body.Form, progress)
		}
	}
}

// A part of a form can be with another editor. Whatever comes back, no other copy
// of the form changes.
func TestFormParts(t *testing.T) {
	before := Body{Form: &Form{Fields: map[string]string{"why": "a"}, Rows: []FormRow{{Cells: map[string]string{"seen": "b"}}}}}
	for part, want := range map[string]bool{"why": true, "0/seen": true, "1/seen": false, "-1/seen": false, "how": false, "0/how": false, "x/seen": false} {
		b := before
		if got := formKind.Part(&b, part, func(text string) string { return text + "!" }); got != want {
			t.Errorf("%s: %t", part, got)
		}
		if changed := compare(b) != compare(before); changed != want {
			t.Errorf("%s: %s", part, compare(b))
		}
	}
	if compare(before) != compare(Body{Form: &Form{Fields: map[string]string{"why": "a"}, Rows: []FormRow{{Cells: map[string]string{"seen": "b"}}}}}) {
		t.Errorf("the form that was there changed: %s", compare(before))
	}
	b := Body{}
	if formKind.Part(&b, "why", func(string) string { return "x" }) {
		t.Error("a form that is not there has a part")
	}
}

// A table with two rows for one tag would read one kind as another.
func TestKindsAreToldApart(t *testing.T) {
	for what, row := range map[string]KindSpec{
		"the tag of another":  {Kind: "mood", Tag: 'a'},
		"the tag of an index": {Kind: "mood", Tag: byte(tagIndex)},
		"no tag":              {Kind: "mood"},
		"a kind twice":        {Kind: KindAnswer, Tag: 'q'},
	} {
		if s, err := Open(workbookPath(t), Options{Kinds: append(DefaultKinds(), row)}); err == nil {
			closeStore(t, s)
			t.Errorf("%s was taken", what)
		}
	}
	if err := DefaultKinds().check(); err != nil {
		t.Error(err)
	}
}
