package step

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/ui/theme"
)

// The rate step's page. A place on it is numbered 100 a group, plus the option.

const (
	nameColumn = 29 // cells for a level's number and name, where there is room
	nameRoom   = 68 // the least width that has that column
	optionRoom = 48 // the least width in which options stand beside their label
)

func (r *rate) SetSize(width, height int) {
	r.page.SetSize(width, height)
	r.layout()
	r.reveal()
}

func (r *rate) layout() {
	t := r.env.Theme
	r.page.Mark, r.page.Up, r.page.Down = t.Faint, t.Marks.Up, t.Marks.Down
	r.page.Clear()
	r.page.Print(t.Prose(content.RatePrompt, r.page.Width(), theme.Loud)...)
	r.page.Gap()
	for _, level := range levelOrder {
		row := r.page.Rows()
		r.page.Print(r.levelLines(level)...)
		r.page.Target(int(levels)*100+level, row)
		if r.page.Height() >= 24 {
			r.page.Gap()
		}
	}
	r.page.Gap()
	r.remark()
	r.printOptions(confidence, content.ConfidencePrompt, titles(content.Confidences[:]), r.confidence, 0)
	r.printOptions(evidence, content.EvidencePrompt, titles(content.EvidenceKinds[:]), r.evidence, 0)
	r.printThen()
	r.page.Gap()
	r.page.Print(t.Faint.Render("What to look at"))
	for _, look := range r.place.Step().Look {
		for i, line := range t.Prose(string(look), r.page.Width()-2, theme.Quiet) {
			mark := "  "
			if i == 0 {
				mark = t.Faint.Render(t.Marks.Bullet) + " "
			}
			r.page.Print(mark + line)
		}
	}
}

// levelLines draws one level: number, name and what could have been seen.
func (r *rate) levelLines(level int) []string {
	t := r.env.Theme
	bar, name := "  ", t.Text
	if level == r.level {
		bar, name = t.Accent.Render(t.Marks.Row)+" ", t.AccentBold
	}
	head := name.Render(fmt.Sprintf("%d  %s", level, content.LevelNames[level]))
	if level == 0 {
		return []string{bar + head}
	}
	text := string(r.place.Step().Levels[level-1].Text)
	if r.page.Width() < nameRoom {
		lines := []string{bar + head}
		for _, line := range t.Prose(text, r.page.Width()-5, theme.Body) {
			lines = append(lines, bar+"   "+line)
		}
		return lines
	}
	var lines []string
	for i, line := range t.Prose(text, r.page.Width()-nameColumn-2, theme.Body) {
		left := strings.Repeat(" ", nameColumn)
		if i == 0 {
			left = head + strings.Repeat(" ", max(0, nameColumn-ansi.StringWidth(head)))
		}
		lines = append(lines, bar+left+line)
	}
	return lines
}

// remark is one line under the levels, when there is something to say.
func (r *rate) remark() {
	say := ""
	switch {
	case r.level == 0:
		say = content.NotEnoughPrompt
	case r.level == 4 && nameOf(content.EvidenceKinds[:], r.evidence) == "memory":
		say = content.DisagreePrompt
	default:
		return
	}
	r.page.Print(r.env.Theme.Prose(say, r.page.Width(), theme.Body)...)
	r.page.Gap()
}

func titles(options []content.Option) []string {
	var out []string
	for _, o := range options {
		out = append(out, o.Title)
	}
	return out
}

// printOptions draws a row of options behind a label, in as many rows as it
// takes. Numbers of places count from first.
func (r *rate) printOptions(g group, label string, options []string, chosen, first int) {
	t := r.env.Theme
	style := t.Text
	if r.group == g {
		style = t.Bold
		if label != "" {
			label += " " + t.Marks.Crumb // the focus is not told by weight alone
		}
	}
	labelColumn := 14
	if label == "" {
		labelColumn = 0
	}
	if labelColumn > 0 && r.page.Width() < optionRoom {
		r.page.Print(style.Render(label))
		label, labelColumn = "", 0
	}
	line := style.Render(label) + strings.Repeat(" ", max(0, labelColumn-ansi.StringWidth(label)))
	col := ansi.StringWidth(line)
	for i, option := range options {
		width := ansi.StringWidth(option) + 2
		if col+width > r.page.Width() && col > labelColumn {
			r.page.Print(strings.TrimRight(line, " "))
			line, col = strings.Repeat(" ", labelColumn), labelColumn
		}
		mark, text := "  ", t.Text.Render(option)
		switch {
		case i == chosen && r.group == g:
			mark, text = t.Accent.Render(t.Marks.Row)+" ", t.AccentBold.Render(option)
		case i == chosen:
			mark, text = t.Accent.Render(t.Marks.Row)+" ", t.Accent.Render(option)
		}
		// the row of this option is printed next
		r.page.TargetCells(int(g)*100+first+i, r.page.Rows(), col, width)
		line += mark + text + "  "
		col += width + 2
	}
	r.page.Print(strings.TrimRight(line, " "))
}

// printThen shows the earlier rating, once the new one is taken, and asks
// which level it really was.
func (r *rate) printThen() {
	if r.lastGroup() != thenLevels {
		return
	}
	t := r.env.Theme
	r.page.Gap()
	r.page.Print(t.Prose(fmt.Sprintf("Then, on %s, you chose %s.", r.then, ratingWords(*r.earlier)), r.page.Width(), theme.Body)...)
	row := r.page.Rows()
	r.page.Print(t.Prose(content.ThenPrompt, r.page.Width(), theme.Loud)...)
	r.page.Target(int(thenLevels)*100, row)
	r.printOptions(thenLevels, "", []string{"1", "2", "3", "4"}, r.thenLevel-1, 1)
}

func ratingWords(rating store.Rating) string {
	words := fmt.Sprintf("%d, %s", rating.Level, lowerFirst(content.LevelNames[rating.Level]))
	if rating.Level == 0 {
		words = "0, not enough to go on"
	}
	return words
}

func (r *rate) click(x, y int) bool {
	id, _, _, ok := r.page.At(x, y)
	if !ok {
		return false
	}
	r.group = group(id / 100)
	option := id % 100
	switch r.group {
	case levels:
		return set(&r.level, option)
	case confidence:
		return set(&r.confidence, option)
	case evidence:
		return set(&r.evidence, option)
	default:
		return option > 0 && set(&r.thenLevel, option)
	}
}

// reveal scrolls to what the arrows move in.
func (r *rate) reveal() {
	r.layout()
	first, last := int(r.group)*100, int(r.group)*100+99
	if r.group == levels && r.level >= 0 {
		first, last = r.level, r.level
	}
	if r.group == levels && r.level < 0 {
		r.page.SetTop(0)
		return
	}
	r.page.RevealTargets(first, last)
}
