package session

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"goldenthread/ui/report/paper"
)

//go:embed session.html
var sessionHTML string

//go:embed session.css
var sessionCSS string

// onPage is a report with the styles and the caution of its page.
type onPage struct {
	*Report
	Caution         string
	Style, OwnStyle template.CSS
}

// HTML writes the report as one page that needs no other file, and prints well.
func (r *Report) HTML(w io.Writer) error {
	page, err := template.New("session").Parse(sessionHTML)
	if err != nil {
		return fmt.Errorf("report: session: %w", err)
	}
	var b strings.Builder
	if err := page.Execute(&b, onPage{r, caution, paper.Style(), template.CSS(sessionCSS)}); err != nil {
		return fmt.Errorf("report: session: %w", err)
	}
	return paper.Write(w, "session", b.String())
}

// Width returns the length of a bar in CSS; the longest of its vote has a hundred pixels.
func (v Vote) Width(n int) template.CSS {
	most := 1
	for _, o := range v.Options {
		for _, count := range o.Counts {
			most = max(most, count)
		}
	}
	return template.CSS(fmt.Sprintf("%dpx", 100*n/most))
}
