// Package theme turns a few tokens into every style that the program draws
// with. It is the only place that names a colour.
package theme

import (
	"image/color"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
)

// Options describes the terminal.
type Options struct {
	Dark    bool                 // the background is dark
	ASCII   bool                 // only ASCII is drawn in the program's own marks
	Profile colorprofile.Profile // how many colours there are
}

// Theme is the look: styles, marks and rendered Markdown. Its styles carry no
// meaning that a shape, a word or a number does not carry too.
type Theme struct {
	Options
	Text       Style // the terminal's own foreground
	Bold       Style // what matters
	Faint      Style // what may be passed over
	Accent     Style // gold: the thread, the cursor's row, the field that has the focus
	AccentBold Style // gold, and chosen
	Alarm      Style // text that is not saved, and nothing else
	Select     Style // selected text
	Key        Style // a key in the footer
	Marks      Marks
	prose      map[proseKey][]string
}

// Marks holds the program's own glyphs, all one cell wide.
type Marks struct {
	Done, Begun, Open, Here string // beads of the thread
	Strand                  string // between two beads
	Row                     string // in front of the row that the cursor is on
	Bar, Rest               string // left of a field with and without the focus
	Bullet, Quote           string
	Crumb, Dot              string // between crumbs; between two facts
	Up, Down                string // there is more
	Enter, Ellipsis         string
	Rule                    string

	Private, Shareable, Evidence string // how far an answer may go
	Full, Empty                  string // parts of a bar
}

var unicodeMarks = Marks{
	Done: "●", Begun: "◐", Open: "○", Here: "◆", Strand: "━", Row: "▌", Bar: "┃", Rest: "│",
	Bullet: "•", Quote: "│", Crumb: "›", Dot: "·", Up: "↑", Down: "↓", Enter: "↵", Ellipsis: "…", Rule: "─",
	Private: "▫", Shareable: "□", Evidence: "■",
	Full: "█", Empty: "░",
}

var asciiMarks = Marks{
	Done: "*", Begun: "+", Open: "o", Here: "@", Strand: "-", Row: ">", Bar: "#", Rest: "|",
	Bullet: "-", Quote: "|", Crumb: ">", Dot: "-", Up: "^", Down: "v", Enter: "enter", Ellipsis: "~", Rule: "-",
	Private: "-", Shareable: "+", Evidence: "*",
	Full: "#", Empty: ".",
}

// Sign returns one of our own words or keys as this terminal can draw it.
func (t *Theme) Sign(text string) string {
	if !t.ASCII {
		return text
	}
	return strings.NewReplacer("↑↓", "arrows", "←→", "arrows", "↑", "up", "↓", "down", "←", "left", "→", "right", "↵", "enter", "…", "...").Replace(text)
}

// tokens holds the three colours on one kind of background. Each has a contrast
// of at least 4.5:1 on it; a test measures them.
type tokens struct{ accent, faint, alarm color.Color }

func pick(o Options) tokens {
	if o.Profile == colorprofile.ANSI {
		// Sixteen colours are the terminal's own and unknown here: yellow is
		// unreadable on many white backgrounds, blue on many black ones.
		if o.Dark {
			return tokens{lipgloss.Yellow, lipgloss.White, lipgloss.BrightRed}
		}
		return tokens{lipgloss.Blue, lipgloss.NoColor{}, lipgloss.Red}
	}
	if o.Dark {
		return tokens{lipgloss.Color("#E5B84B"), lipgloss.Color("#9A9A9A"), lipgloss.Color("#FF8F85")}
	}
	return tokens{lipgloss.Color("#875F00"), lipgloss.Color("#666666"), lipgloss.Color("#B3261E")}
}

// New makes the theme for a terminal.
func New(o Options) *Theme {
	c := pick(o)
	base := lipgloss.NewStyle()
	accent := base.Foreground(c.accent)
	t := &Theme{
		Options:    o,
		Text:       newStyle(base),
		Bold:       newStyle(base.Bold(true)),
		Faint:      newStyle(base.Foreground(c.faint)),
		Accent:     newStyle(accent),
		AccentBold: newStyle(accent.Bold(true)),
		Alarm:      newStyle(base.Foreground(c.alarm).Bold(true)),
		Select:     newStyle(base.Reverse(true)),
		Key:        newStyle(base.Bold(true)),
		Marks:      unicodeMarks,
		prose:      map[proseKey][]string{},
	}
	if o.ASCII {
		t.Marks = asciiMarks
	}
	return t
}
