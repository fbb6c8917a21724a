// Package paper holds the common parts of all exports for people: a page of Markdown
// that is being written; the style of a page of HTML; and Write, which lets nothing out
// that steers a terminal. It knows nothing of what is written.
package paper

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"goldenthread/content/safetext"
	"goldenthread/content/typed"
)

// Page is a page of Markdown in the making. Its blocks are one blank line apart.
type Page struct{ strings.Builder }

// Line writes a block of our own words.
func (p *Page) Line(text string) {
	if p.Len() > 0 {
		p.WriteByte('\n')
	}
	p.WriteString(text)
	p.WriteByte('\n')
}

// Items writes a list of texts that somebody typed.
func (p *Page) Items(texts []string) {
	var items []string
	for _, text := range texts {
		items = append(items, "- "+typed.Text(text).Item())
	}
	p.Line(strings.Join(items, "\n"))
}

//go:embed print.css
var printCSS string

// Style returns the style sheet of a page that reads well on a screen and prints
// well. The page needs no other file.
func Style() template.CSS { return template.CSS(printCSS) }

// Write writes Markdown, HTML or text to where it is wanted: nothing in it steers a
// terminal or turns the direction of what is around it. what names it in the error.
func Write(w io.Writer, what, text string) error {
	if _, err := io.WriteString(w, safetext.Document(text)); err != nil {
		return fmt.Errorf("report: %s: %w", what, err)
	}
	return nil
}
