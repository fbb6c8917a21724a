package report

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"io"

	"github.com/yuin/goldmark"

	"goldenthread/content"
)

// The page is one file that needs no other: its style is in it.
//
//go:embed sheet.html
var sheetHTML string

//go:embed print.css
var printCSS string

// HTML writes the sheet as one page that needs no other file, for a browser
// to print.
func (s *Sheet) HTML(w io.Writer) error {
	page, err := template.New("sheet").Funcs(template.FuncMap{"md": htmlOf, "rows": func() []int { return make([]int, blankRows) }}).Parse(sheetHTML)
	if err != nil {
		return fmt.Errorf("report: agenda: %w", err)
	}
	err = page.Execute(w, map[string]any{
		"Agenda": s.Agenda, "Facts": s.facts(), "Steps": s.steps(), "Fitted": s.fitted(),
		"End": s.clock(s.Timetable.Minutes - s.Timetable.Spare), "Tallies": s.tallies(), "Kit": s.Kit, "KitBody": s.kit(),
		"Style": template.CSS(printCSS),
	})
	if err != nil {
		return fmt.Errorf("report: agenda: %w", err)
	}
	return nil
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
