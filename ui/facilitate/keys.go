package facilitate

import (
	"strings"

	"charm.land/bubbles/v2/key"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/theme"
)

// runKeys are those of a running session. What a wireless presenter sends is
// among them: page up and down, b and the full stop.
type runKeys struct {
	next, back, pause, more, less, jump, blank key.Binding
	vote, cards, groups, spoken, end, help     key.Binding
	close                                      key.Binding
}

func newRunKeys() runKeys {
	return runKeys{
		next:   bind("→", "next", "right", "down", "pgdown", "enter", "n"),
		back:   bind("←", "back", "left", "up", "pgup", "p"),
		pause:  bind("space", "pause", "space"),
		more:   bind("+", "a minute more", "+", "="),
		less:   bind("-", "a minute less", "-"),
		jump:   bind("g", "go to a step: its number, then enter", "g"),
		blank:  bind("b", "blank", "b", "."),
		vote:   bind("v", "vote", "v"),
		cards:  bind("c", "capture", "c"),
		groups: bind("m", "make groups", "m"),
		spoken: bind("w", "what we will do", "w"),
		end:    bind("q", "end", "q"),
		help:   bind("?", "keys", "?", "f1"),
		close:  bind("esc", "back to the step", "esc", "alt+esc"),
	}
}

func bind(shown, does string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, does))
}

// named returns a binding with other words.
func named(b key.Binding, does string) key.Binding {
	b.SetHelp(b.Help().Key, does)
	return b
}

// hints sets keys beside each other, as many as there is room for. In a narrow
// window they stand closer.
func hints(t *theme.Theme, keys []key.Binding, width int) string {
	var line strings.Builder
	between := "   "
	if width < 76 {
		between = "  "
	}
	col := 0
	for _, b := range keys {
		if !b.Enabled() || b.Help().Key == "" {
			continue
		}
		text := t.Key.Render(t.Sign(b.Help().Key)) + " " + t.Faint.Render(t.Sign(b.Help().Desc))
		cols := ansi.StringWidth(text)
		if col > 0 {
			cols += len(between)
		}
		if col+cols > width {
			break
		}
		if col > 0 {
			line.WriteString(between)
		}
		line.WriteString(text)
		col += cols
	}
	return line.String()
}
