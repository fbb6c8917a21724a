package store

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"goldenthread/content/safetext"
)

// KindForm is an answer in parts. What the parts mean is up to whoever asks for
// them: a new way of asking needs content, and no new kind.
const KindForm Kind = "form"

const memberForm = "form"

var formKind = KindSpec{
	Kind: KindForm, Tag: 'f', Member: memberForm, Written: true,
	Validate: func(b *Body) error { return b.Form.validate() },
	Progress: func(_ string, b *Body) Progress {
		if b.Form.IsBlank() {
			return Untouched
		}
		return Done
	},
	Part: func(b *Body, name string, change func(string) string) bool {
		b.Form = b.Form.clone()
		return b.Form.part(name, change)
	},
}

// Form is named fields of text, and rows of named cells. An empty form takes back
// what was there.
//
// Rows that are written at once, such as a grid, are Rows of one form. A row that
// somebody may write while another window writes the next is a form of its own,
// in a slot of its own; see RowField.
type Form struct {
	Fields map[string]string `json:"fields,omitempty"`
	Rows   []FormRow         `json:"rows,omitempty"`
}

// FormRow is one line of a form.
type FormRow struct {
	Name  string            `json:"name,omitempty"` // of the row; no two rows of a form have the same
	Cells map[string]string `json:"cells,omitempty"`
}

// RowField returns the field that a row is kept in that is a form of its own: the
// row's ID under the name of the list that it belongs to.
func RowField(list string, row ID) string { return list + "/" + row.String() }

const maxPartName = 100 // bytes

func (f *Form) validate() error {
	if f == nil {
		return nil
	}
	names := slices.Collect(maps.Keys(f.Fields))
	named := map[string]bool{}
	for _, row := range f.Rows {
		if named[row.Name] {
			return fmt.Errorf("two rows are named %q", row.Name)
		}
		if row.Name != "" {
			named[row.Name] = true
			names = append(names, row.Name)
		}
		names = slices.AppendSeq(names, maps.Keys(row.Cells))
	}
	return validatePartNames(names)
}

// validatePartNames keeps names apart from paths, which have a slash, and free of
// characters that cannot be seen.
func validatePartNames(names []string) error {
	for _, name := range names {
		if name == "" || len(name) > maxPartName || strings.Contains(name, "/") || !utf8.ValidString(name) || !safetext.IsName(name) {
			return fmt.Errorf("a part cannot be named %+q", name)
		}
	}
	return nil
}

// IsBlank reports whether there is no text in the form that could be read.
func (f *Form) IsBlank() bool {
	blank := true
	f.prose(func(_ string, text *string) { blank = blank && isBlank(*text) })
	return blank
}

func (f *Form) clone() *Form {
	if f == nil {
		return nil
	}
	clone := Form{maps.Clone(f.Fields), slices.Clone(f.Rows)}
	for i := range clone.Rows {
		clone.Rows[i].Cells = maps.Clone(clone.Rows[i].Cells)
	}
	return &clone
}

// prose calls fn with every text in the order of the names, and keeps what fn makes
// of it.
func (f *Form) prose(fn func(path string, text *string)) {
	if f == nil {
		return
	}
	eachText(f.Fields, memberForm+"/fields/", fn)
	for i := range f.Rows {
		eachText(f.Rows[i].Cells, fmt.Sprintf("%s/rows/%d/cells/", memberForm, i), fn)
	}
}

func eachText(texts map[string]string, path string, fn func(path string, text *string)) {
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		text := texts[name]
		if fn(path+name, &text); text != texts[name] {
			texts[name] = text
		}
	}
}

// part changes the text of a field, or of the cell "row/name"; rows count from 0.
func (f *Form) part(name string, change func(string) string) bool {
	row, cell, isCell := strings.Cut(name, "/")
	switch {
	case f == nil:
		return false
	case !isCell:
		return changeText(f.Fields, name, change)
	}
	i, err := strconv.Atoi(row)
	return err == nil && i >= 0 && i < len(f.Rows) && changeText(f.Rows[i].Cells, cell, change)
}

func changeText(texts map[string]string, name string, change func(string) string) bool {
	text, ok := texts[name]
	if ok {
		texts[name] = change(text)
	}
	return ok
}
