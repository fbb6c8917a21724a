package agenda

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"github.com/yuin/goldmark"

	"goldenthread/content"
	"goldenthread/ui/report/paper"
)

// The page is one file that needs no other: its style is in it.
//
//go:embed sheet.html
var sheetHTML string

// HTML writes the sheet as one page that needs no other file, for a browser
// to print.
func (s *Sheet) HTML(w io.Writer) error {
	page, err := template.New("sheet").Funcs(template.FuncMap{"md": htmlOf, "rows": func() []int { return make([]int, blankRows) }}).Parse(sheetHTML)
	if err != nil {
		return fmt.Errorf("report: agenda: %w", err)
	}
	var b strings.Builder
	err = page.Execute(&b, map[string]any{
		"Agenda": s.Agenda, "Facts": s.facts(), "Steps": s.steps(), "Fitted": s.fitted(),
		"End": s.clock(s.Timetable.Minutes - s.Timetable.Spare), "Tallies": s.tallies(), "Kit": s.Kit, "KitBody": s.kit(),
		"Style": paper.Style(),
	})
	if err != nil {
		return fmt.Errorf("report: agenda: %w", err)
	}
	return paper.Write(w, "agenda", b.String())
}

// htmlOf renders Markdown. Raw HTML in it, and links to scripts, are left out:
// the renderer is not told to be unsafe.
func htmlOf(md content.Markdown) (template.HTML, error) {
	var b bytes.Buffer
	if err := goldmark.Convert([]byte(md), &b); err != nil {
		return "", err
	}
	return template.HTML(b.String()), nil
}
