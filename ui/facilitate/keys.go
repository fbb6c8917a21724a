package facilitate

import (
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/theme"
)

// runKeys holds the keys of a running session; the panels have their own. The
// keys of a wireless presenter are among them: page up and down, b and the full
// stop.
type runKeys struct {
	next, back, pause, more, less, jump, help, close key.Binding

	blank       key.Binding
	blankAlways key.Binding // also while somebody types
}

func newRunKeys() runKeys {
	return runKeys{
		next:        bind("→", "next", "right", "down", "pgdown", "enter", "n"),
		back:        bind("←", "back", "left", "up", "pgup", "p"),
		pause:       bind("space", "pause", "space"),
		more:        bind("+", "a minute more", "+", "="),
		less:        bind("-", "a minute less", "-"),
		jump:        bind("g", "go to a step: its number, then enter", "g"),
		help:        bind("?", "keys", "?", "f1"),
		close:       bind("esc", "back to the step", "esc", "alt+esc"),
		blank:       bind("b", "blank", "b", "."),
		blankAlways: bind("ctrl+g", "", "ctrl+g"),
	}
}

// binding is a key and its action.
type binding struct {
	key    key.Binding
	action action
}

// bindings returns the actions of keys where nothing lies over the step.
func (k runKeys) bindings() []binding {
	all := []binding{
		{k.next, goNext{}},
		{k.back, goBack{}},
		{k.pause, pauseClock{}},
		{k.more, giveTime{time.Minute}},
		{k.less, giveTime{-time.Minute}},
		{k.jump, askStep{}},
	}
	for _, p := range panels {
		all = append(all, binding{p.key, openPanel{p.name}})
	}
	return all
}

// bound returns the action of a key, or nil.
func bound(all []binding, msg tea.KeyPressMsg) action {
	for _, b := range all {
		if key.Matches(msg, b.key) {
			return b.action
		}
	}
	return nil
}

func bind(shown, does string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, does))
}

// named returns a binding with other words.
func named(b key.Binding, does string) key.Binding {
	b.SetHelp(b.Help().Key, does)
	return b
}

// hints sets keys beside each other, as many as there is room for, and closer in a
// narrow window.
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
