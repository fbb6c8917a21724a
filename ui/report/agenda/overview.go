package agenda

import (
	"fmt"
	"io"
	"strings"

	"goldenthread/content"
	"goldenthread/ui/report/paper"
)

// overviewColumns is the width of an overview, in cells.
const overviewColumns = 76

// Overview writes what the agenda is for, its timetable and what to bring, as
// plain text for a terminal, without the script.
func (s *Sheet) Overview(w io.Writer) error {
	var b strings.Builder
	wrapped(&b, "", s.Agenda.Title)
	wrapped(&b, "", s.facts())
	b.WriteByte('\n')
	for line := range strings.SplitSeq(content.Plain(s.Agenda.Lead), "\n") {
		wrapped(&b, "", line)
	}
	if s.Agenda.Question != "" {
		b.WriteByte('\n')
		wrapped(&b, "  ", content.Plain(s.Agenda.Question))
	}
	b.WriteByte('\n')
	b.WriteString(" When  Min  Step\n")
	for _, step := range s.steps() {
		line := fmt.Sprintf("%5s  %3d  %-28s  %s", step.At, step.Time, step.Title, step.How)
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	fmt.Fprintf(&b, "%5s       The end\n", s.clock(s.Timetable.Minutes-s.Timetable.Spare))
	for _, said := range s.fitted() {
		wrapped(&b, "", said)
	}
	if least := s.Agenda.Shortest(); least < s.Agenda.Minutes {
		wrapped(&b, "", fmt.Sprintf("It can be fitted to %d minutes.", least))
	}
	b.WriteString("\nWhat to bring\n")
	for _, item := range s.Agenda.Bring {
		wrapped(&b, "  - ", content.Plain(item))
	}
	return paper.Write(w, "agenda", b.String())
}

// wrapped writes a text in lines of overviewColumns, with first before the
// first and as many spaces before the others.
func wrapped(b *strings.Builder, first, text string) {
	rest := strings.Repeat(" ", len(first))
	line := first
	for i, word := range strings.Fields(text) {
		if i > 0 && len([]rune(line))+1+len([]rune(word)) > overviewColumns {
			b.WriteString(line + "\n")
			line = rest + word
			continue
		}
		if i > 0 {
			line += " "
		}
		line += word
	}
	b.WriteString(line + "\n")
}
