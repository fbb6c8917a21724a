package step

import (
	"fmt"
	"maps"
	"slices"

	"goldenthread/store"
	"goldenthread/store/calendar"
	"goldenthread/ui/env"
	"goldenthread/ui/report"
)

// formKind is opened by whoever knows what the parts of a form mean.
func formKind() env.Kind {
	return env.Kind{Kind: store.KindForm, Lines: formLines, Quotes: true, Export: report.Forms}
}

func formLines(b store.Body, _ calendar.Date) []string {
	if b.Form.IsBlank() {
		return []string{"(taken back)"}
	}
	lines := namedLines("", b.Form.Fields)
	for i, r := range b.Form.Rows {
		name := r.Name
		if name == "" {
			name = fmt.Sprint(i + 1)
		}
		lines = append(lines, namedLines(name+", ", r.Cells)...)
	}
	return lines
}

func namedLines(before string, texts map[string]string) (lines []string) {
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		lines = append(lines, labelled(before+name, texts[name])...)
	}
	return lines
}
