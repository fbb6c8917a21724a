package report

import (
	"slices"
	"strings"
	"testing"

	"goldenthread/store"
)

// A form is exported part by part, and into another workbook whole. Without one
// there is no list of them.
func TestForms(t *testing.T) {
	w := newWriter(t)
	if text := written(t, document(t, w, nil).JSON); strings.Contains(text, `"forms"`) {
		t.Error("there is a list of forms, and no form")
	}
	id, err := w.NewID()
	if err != nil {
		t.Fatal(err)
	}
	w.add("activities/practice-map", "1", store.RowField("practice", id), "What do you do?", 1, store.KindForm, store.Body{Form: &store.Form{
		Fields: map[string]string{"why": "# it works", "name": "Lesson visits", "sign": ""},
		Rows:   []store.FormRow{{Name: "trust", Cells: map[string]string{"seen": "a & b"}}, {Cells: map[string]string{"seen": "c"}}},
	}})
	d := document(t, w, nil)
	markdown := written(t, d.Markdown)
	for _, line := range []string{"> What do you do?", "**name:** Lesson visits", "**why:** # it works", "**trust, seen:** a & b", "**2, seen:** c"} {
		if !strings.Contains(markdown, line+"\n") {
			t.Errorf("%q is not in\n%s", line, markdown)
		}
	}
	text := written(t, d.JSON)
	for _, member := range []string{`"step": "activities/practice-map/1"`, `"sign": ""`, `"name": "trust"`, `"seen": "a & b"`} {
		if !strings.Contains(text, member) {
			t.Errorf("%s is not in\n%s", member, text)
		}
	}
	record, err := Parse(store.DefaultKinds(), []byte(text))
	if err != nil || len(record.Revisions) != 1 || record.Revisions[0].Form.Fields["why"] != "# it works" {
		t.Errorf("%+v %v", record, err)
	}
	without := slices.DeleteFunc(store.DefaultKinds(), func(k store.KindSpec) bool { return k.Kind == store.KindForm })
	if _, err := Parse(without, []byte(text)); err == nil {
		t.Error("a kind without a row was taken in")
	}
}
