package screen

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/store/vault"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/theme"
)

// UnlockRoute asks for the passphrase of a sealed workbook. Nothing else is shown
// before it, and it is not saved as a place.
type UnlockRoute struct{}

// Path is a word of its own.
func (UnlockRoute) Path() string { return "unlock" }

// Parent is nothing.
func (UnlockRoute) Parent() nav.Route { return nil }

// UnlockedMsg says that the workbook is open.
type UnlockedMsg struct{}

// notUnlockedMsg says why it is not.
type notUnlockedMsg struct{ err error }

// mostTyped is how many bytes a passphrase may have: somebody may paste a book.
const mostTyped = 4096

// unlock is a field in which nobody sees what is typed.
type unlock struct {
	env           *env.Env
	typed         []byte // wiped when it is used
	working       bool
	said          string // how the last try went
	width, height int
	enter, erase  key.Binding
	empty         key.Binding
}

func newUnlock(e *env.Env) *unlock {
	return &unlock{
		env: e, typed: make([]byte, 0, mostTyped),
		enter: key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", "unlock")),
		erase: key.NewBinding(key.WithKeys("backspace", "ctrl+h"), key.WithHelp("backspace", "take back a letter")),
		empty: key.NewBinding(key.WithKeys("ctrl+u"), key.WithHelp("ctrl+u", "take back everything")),
	}
}

// SetSize lays it out.
func (u *unlock) SetSize(width, height int) { u.width, u.height = width, height }

// Update takes an event.
func (u *unlock) Update(msg tea.Msg) (nav.Move, tea.Cmd) {
	switch msg := msg.(type) {
	case notUnlockedMsg:
		u.working, u.said = false, whyLocked(msg.err)
	case tea.PasteMsg:
		u.write(msg.Content)
	case tea.KeyPressMsg:
		return nil, u.press(msg)
	}
	return nil, nil
}

func (u *unlock) press(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case u.working:
	case key.Matches(msg, u.enter):
		return u.try()
	case key.Matches(msg, u.erase):
		_, size := utf8.DecodeLastRune(u.typed)
		u.drop(len(u.typed) - size)
	case key.Matches(msg, u.empty):
		u.drop(0)
	default:
		u.write(msg.Text)
	}
	return nil
}

// write adds what was typed; a line ends at its end.
func (u *unlock) write(text string) {
	text, _, _ = strings.Cut(text, "\n")
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, text)
	if !u.working && len(u.typed)+len(text) <= mostTyped {
		u.typed, u.said = append(u.typed, text...), ""
	}
}

func (u *unlock) drop(to int) {
	clear(u.typed[to:])
	u.typed, u.said = u.typed[:to], ""
}

// try takes the passphrase, or the recovery key. It takes a moment, so that those
// who guess cannot try many.
func (u *unlock) try() tea.Cmd {
	if len(u.typed) == 0 {
		return nil
	}
	u.working, u.said = true, ""
	typed, st := append([]byte(nil), u.typed...), u.env.Store
	u.drop(0)
	return func() tea.Msg {
		defer clear(typed)
		if err := st.UnlockTyped(typed); err != nil {
			return notUnlockedMsg{err}
		}
		return UnlockedMsg{}
	}
}

func whyLocked(err error) string {
	var m *vault.Mistake
	switch {
	case errors.As(err, &m):
		return fmt.Sprintf("If this was the recovery key: look at group %d again. Nothing was changed.", m.Group)
	case errors.Is(err, vault.ErrWrong):
		return "That is another passphrase; nothing was changed."
	}
	return "That did not work: " + Why(err) + ". Nothing was changed."
}

// View draws the field: a sign for each letter, and no letter.
func (u *unlock) View() tea.View {
	t := u.env.Theme
	lines := append(t.Prose("This workbook is sealed.", u.width, theme.Loud), "")
	at := len(lines)
	room := max(1, u.width-3)
	shown := min(utf8.RuneCount(u.typed), room)
	lines = append(lines, t.Accent.Render(t.Marks.Bar)+" "+strings.Repeat(t.Marks.Bullet, shown), "")
	switch {
	case u.working:
		lines = append(lines, t.Prose("Unlocking"+t.Marks.Ellipsis, u.width, theme.Body)...)
	case u.said != "":
		lines = append(lines, t.Wrap(u.said, u.width, t.Bold)...)
	default:
		lines = append(lines, t.Prose("Type the passphrase. If it is forgotten, the recovery key opens it, too: all nine groups.", u.width, theme.Quiet)...)
	}
	v := tea.NewView(strings.Join(lines[:min(len(lines), max(1, u.height))], "\n"))
	if !u.working {
		v.Cursor = tea.NewCursor(2+shown, at)
	}
	return v
}

// Typing says that printable keys are text.
func (u *unlock) Typing() bool { return true }

// Back empties the field: there is nothing to go back to.
func (u *unlock) Back() bool {
	if !u.working {
		u.drop(0)
	}
	return true
}

// Title is the program's name, and nothing of what is in the workbook.
func (u *unlock) Title() string { return "Golden Thread" }

// ShortHelp lists the keys of the footer.
func (u *unlock) ShortHelp() []key.Binding { return []key.Binding{u.enter} }

// FullHelp lists all keys.
func (u *unlock) FullHelp() [][]key.Binding { return [][]key.Binding{{u.enter, u.erase, u.empty}} }
