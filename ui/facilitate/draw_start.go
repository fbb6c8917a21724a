package facilitate

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/content"
	"goldenthread/content/letter"
	"goldenthread/ui/phrase"
)

// startNames are the names of the rows, and startLabels their width.
var startNames = [...]string{"Name of the group", "How many people", "Minutes", "Show a vote from", "Unit", "Your question"}

const startLabels = 20

func (s *startScreen) compose(width, height int) frame {
	l := newLayout(s.env.Theme, width, height)
	column := l.column()
	lines, cursor := s.rowLines(column)
	lines = append(lines, "")
	lines = append(lines, s.says(column, l.rows-len(lines))...)
	footer := l.hints(s.keys())
	if s.note != "" {
		footer = l.note(s.note)
	}
	indent := (l.inner - column) / 2
	return frame{
		lines:  l.frame(l.header(s.agenda.Title, "ROOM"), footer, indented(lines, indent)),
		cursor: l.cursor(cursor, indent, 0),
	}
}

// rowLines draws the rows, with the cursor in them.
func (s *startScreen) rowLines(column int) (lines []string, cursor *tea.Cursor) {
	t := s.env.Theme
	for i, f := range s.rows {
		if !s.shown(i) {
			continue
		}
		label := t.Faint
		if i == s.focus {
			label = t.Bold
		}
		left := phrase.Pad(label.Render(startNames[i]), startLabels)
		if i == rowUnit {
			lines = append(lines, left+s.unitRow(column-startLabels))
			continue
		}
		rows, c := f.lines(t, column-startLabels)
		if c != nil {
			cursor = tea.NewCursor(startLabels+c.X, len(lines)+c.Y)
		}
		for j, row := range rows {
			if j > 0 {
				left = strings.Repeat(" ", startLabels)
			}
			if more := s.beside(i); j == 0 && startLabels+visible(row)+visible(more) <= column {
				row += t.Faint.Render(more)
			}
			lines = append(lines, left+row)
		}
	}
	return lines, cursor
}

// beside says more of what is typed in a row.
func (s *startScreen) beside(row int) string {
	if row == rowLeast {
		return "  votes, never fewer"
	}
	return ""
}

func (s *startScreen) unitRow(width int) string {
	t := s.env.Theme
	title := "the agenda's own"
	if units := s.env.Book.Units(); s.unit >= 0 && s.unit < len(units) {
		title = units[s.unit].Title
	}
	style, bar := t.Text, t.Faint.Render(t.Marks.Rest)+" "
	if s.focus == rowUnit {
		style, bar = t.Bold, t.Accent.Render(t.Marks.Bar)+" "
	}
	return bar + style.Render(ansi.Truncate(title, width-2, t.Marks.Ellipsis))
}

// says draws how the agenda fits, and what the group is told will be kept and
// shown: as much of it as there is room for, the fit first.
func (s *startScreen) says(width, rows int) []string {
	t := s.env.Theme
	a, fitted, said := s.fit()
	var lines []string
	if said != "" {
		lines = t.Wrap(said, width, t.Bold)
	} else {
		lines = t.Wrap(fitWords(a, fitted, s.env.Now()), width, t.Text)
	}
	if n := len(s.history.open); n > 0 {
		lines = append(lines, t.Wrap(fmt.Sprintf("This group met before: it begins with what became of %s.", phrase.Count(n, "commitment")), width, t.Text)...)
	}
	keeps := []string{
		"Kept: counts of votes, headings and themes, commitments. Cards word for word are forgotten at the end, unless the group decides otherwise.",
		"Shown: only what is said in the room. The workbook is closed. A vote is shown when all are in, never who chose what.",
	}
	for _, text := range keeps {
		more := t.Wrap(text, width, t.Faint)
		if len(lines)+1+len(more) <= rows {
			lines = append(append(lines, ""), more...)
		}
	}
	return lines
}

// fitWords says how an agenda fits: until when, what shrinks, what is left out.
func fitWords(a *content.Agenda, fitted *content.Timetable, now time.Time) string {
	end := now.Add(time.Duration(fitted.Minutes-fitted.Spare) * time.Minute)
	text := fmt.Sprintf("%s, until %s.", letter.Capital(phrase.Count(len(fitted.Steps), "step")), end.Format("15:04"))
	var shrunk, out []string
	for _, step := range fitted.Steps {
		if step.Minutes < step.Whole {
			shrunk = append(shrunk, fmt.Sprintf("%s (%d of %d)", a.Steps[step.Step].Title, step.Minutes, step.Whole))
		}
	}
	for _, step := range fitted.Out {
		out = append(out, a.Steps[step].Title)
	}
	if len(shrunk) > 0 {
		text += " Shorter: " + strings.Join(shrunk, ", ") + "."
	}
	if len(out) > 0 {
		text += " Left out: " + strings.Join(out, ", ") + "."
	}
	if fitted.Spare > 0 {
		text += fmt.Sprintf(" %s to spare.", letter.Capital(phrase.Count(fitted.Spare, "minute")))
	}
	return text
}
