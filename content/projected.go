package content

import (
	"strings"
	"unicode/utf8"
)

// The room that a projected text has, on a screen of 60 by 17 with a margin, beside a
// head, a clock and the keys.
const (
	ProjectedColumns  = 54
	ProjectedQuestion = 4 // rows
	ProjectedTask     = 5 // rows
)

// ProjectedRows returns how many rows a text takes in so many columns, when it
// is broken between words. It counts every character as one column.
func ProjectedRows(md Markdown, columns int) int {
	rows := 0
	for line := range strings.SplitSeq(Plain(md), "\n") {
		at := 0
		for word := range strings.FieldsSeq(line) {
			n := utf8.RuneCountInString(word)
			if at > 0 && at+1+n <= columns {
				at += 1 + n
				continue
			}
			rows += max(1, (n+columns-1)/columns)
			at = n % columns
		}
	}
	return rows
}

// Shown returns the text that is projected under the question: the task or, where
// there is none, the words that are said, without the question.
func (s *AgendaStep) Shown() Markdown {
	if s.Task != "" {
		return s.Task
	}
	return Markdown(strings.TrimSpace(strings.ReplaceAll(string(s.Say), questionGap, "")))
}
