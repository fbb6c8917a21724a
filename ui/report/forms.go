package report

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"goldenthread/content"
	"goldenthread/store"
)

// Forms exports each form part by part, under the names of the parts.
var Forms = Export{
	Kind: store.KindForm, Member: "forms", Sparse: true, Visits: true,
	Written: func(b *store.Body) bool { return !b.Form.IsBlank() },
	JSON: func(e Entry) any {
		return wireForm{e.Step, e.Field, e.Visit, textsOf(e.Body.Form.Fields), wireRows(e.Body.Form), e.Asked, e.At, e.Share}
	},
	Markdown: (*Page).form,
}

type wireForm struct {
	Step   content.StepID    `json:"step"`
	Field  string            `json:"field"`
	Visit  int               `json:"visit"`
	Fields map[string]string `json:"fields"`
	Rows   []wireRow         `json:"rows"`
	Asked  string            `json:"asked"`
	At     time.Time         `json:"at"`
	Share  store.Sharing     `json:"share"`
}

type wireRow struct {
	Name  string            `json:"name"`
	Cells map[string]string `json:"cells"`
}

func wireRows(f *store.Form) []wireRow {
	rows := make([]wireRow, 0, len(f.Rows))
	for _, r := range f.Rows {
		rows = append(rows, wireRow{r.Name, textsOf(r.Cells)})
	}
	return rows
}

// textsOf returns texts, or an empty map for nil: an object is there even if it
// is empty.
func textsOf(texts map[string]string) map[string]string {
	if texts == nil {
		return map[string]string{}
	}
	return texts
}

func (p *Page) form(e Entry) {
	p.Question(e.Asked)
	p.When(e)
	p.texts("", e.Body.Form.Fields)
	for i, r := range e.Body.Form.Rows {
		name := r.Name
		if name == "" {
			name = fmt.Sprint(i + 1)
		}
		p.texts(name+", ", r.Cells)
	}
}

func (p *Page) texts(before string, texts map[string]string) {
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		p.Labelled(before+name, texts[name])
	}
}
