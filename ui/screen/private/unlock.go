package private

import (
	"errors"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/store/vault"
	"goldenthread/ui/component/secret"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/sealing"
	"goldenthread/ui/theme"
	"goldenthread/ui/trouble"
)

// unlock is all that is seen of a sealed workbook until somebody types its
// passphrase, or its recovery key.
type unlock struct {
	env      *env.Env
	said     string // why it is locked
	field    secret.Field
	recovery bool   // the recovery key is asked for
	working  bool   // what was typed is being tried
	wrong    string // what was wrong with the last try
	keys     unlockKeys

	width, height int
	lines         []string
	row, col      int // of the cursor
}

type unlockKeys struct{ open, other key.Binding }

func newUnlock(e *env.Env, r route.Unlock) (*unlock, error) {
	return &unlock{env: e, said: r.Said, keys: unlockKeys{
		open:  key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", "unlock")),
		other: key.NewBinding(key.WithKeys("tab", "shift+tab"), key.WithHelp("tab", "recovery key")),
	}}, nil
}

// SetSize lays the screen out.
func (u *unlock) SetSize(width, height int) {
	u.width, u.height = width, height
	u.layout()
}

// layout sets the lines, without those that are blank where there is no room.
func (u *unlock) layout() {
	if u.print(true); len(u.lines) > u.height {
		u.print(false)
	}
}

func (u *unlock) print(gaps bool) {
	t := u.env.Theme
	u.lines = nil
	part := func(lines []string) {
		if gaps && len(u.lines) > 0 && len(lines) > 0 {
			u.lines = append(u.lines, "")
		}
		u.lines = append(u.lines, lines...)
	}
	part(t.Prose(u.said, u.width, theme.Loud))
	part(t.Prose(u.asks(), u.width, theme.Body))
	part(u.typed())
	u.row = len(u.lines) - 1
	switch {
	case u.working:
		part(t.Wrap(t.Sign("Unlocking…"), u.width, t.Faint))
	case u.wrong != "":
		part(t.Wrap(u.wrong, u.width, t.Bold))
	}
}

func (u *unlock) asks() string {
	if u.recovery {
		return "Type your recovery key: nine groups of four letters and digits. Tab goes back to the passphrase."
	}
	return "Type your passphrase. If you have forgotten it, tab goes on to the recovery key."
}

// typed draws the field: dots, or the groups of a recovery key, which is read off
// paper.
func (u *unlock) typed() []string {
	t := u.env.Theme
	bar, room := t.Accent.Render(t.Marks.Bar)+" ", max(u.width-3, 1)
	rows := []string{u.field.Dots(t.Marks.Done, room)}
	if u.recovery {
		rows = inRows(u.field.Groups(vault.GroupSize), room)
	}
	last := len(rows) - 1
	u.col = 2 + len([]rune(rows[last]))
	for i := range rows {
		rows[i] = bar + t.Text.Render(rows[i])
	}
	return rows
}

// inRows sets groups beside each other, as many as there is room for.
func inRows(groups []string, width int) []string {
	each := max(1, (width+1)/(vault.GroupSize+1))
	rows := []string{}
	for ; len(groups) > each; groups = groups[each:] {
		rows = append(rows, strings.Join(groups[:each], " "))
	}
	return append(rows, strings.Join(groups, " "))
}

// Update takes an event.
func (u *unlock) Update(msg tea.Msg) (nav.Move, tea.Cmd) {
	defer u.layout()
	switch msg := msg.(type) {
	case nav.Adopt:
		u.working, u.wrong = false, u.whyNot(msg.Err)
		return nil, nil
	case tea.KeyPressMsg:
		switch {
		case u.working:
			return nil, nil
		case key.Matches(msg, u.keys.open):
			return nil, u.try()
		case key.Matches(msg, u.keys.other):
			u.change()
			return nil, nil
		}
	}
	if !u.working && u.field.Update(msg) {
		u.wrong = ""
	}
	return nil, nil
}

// change asks for the other secret that opens it.
func (u *unlock) change() {
	u.field.Clear()
	u.recovery, u.wrong = !u.recovery, ""
	does := "recovery key"
	if u.recovery {
		does = "passphrase"
	}
	u.keys.other.SetHelp("tab", does)
}

// try unlocks away from the screen: with a passphrase that takes the better part
// of a second. A recovery key that cannot be one stays, to be put right.
func (u *unlock) try() tea.Cmd {
	st := u.env.Store
	if u.field.Len() == 0 {
		return nil
	}
	if u.recovery {
		recovery, err := vault.ParseRecoveryKey(u.field.Bytes())
		if err != nil {
			u.wrong = u.whyNot(err)
			return nil
		}
		u.field.Clear()
		u.working, u.wrong = true, ""
		return func() tea.Msg {
			defer recovery.Wipe()
			return nav.Adopt{Store: st, Err: st.UnlockWithRecoveryKey(recovery)}
		}
	}
	passphrase := u.field.Take()
	u.working, u.wrong = true, ""
	return func() tea.Msg {
		defer clear(passphrase)
		return nav.Adopt{Store: st, Err: st.Unlock(passphrase)}
	}
}

func (u *unlock) whyNot(err error) string {
	var mistake *vault.Mistake
	switch {
	case errors.As(err, &mistake):
		return sealing.Mistake(mistake)
	case errors.Is(err, vault.ErrWrong) && u.recovery:
		return "That is the recovery key of another workbook. Nothing was changed."
	case errors.Is(err, vault.ErrWrong):
		return "That is not the passphrase. Nothing was changed."
	case errors.Is(err, vault.ErrAltered):
		return "What the passphrase opens was changed by somebody, so the workbook stays shut. A snapshot may help: goldenthread restore"
	}
	return "That did not work: " + trouble.Why(err) + ". Nothing was changed."
}

// View draws the screen.
func (u *unlock) View() tea.View {
	v := tea.NewView(strings.Join(u.lines[:min(len(u.lines), u.height)], "\n"))
	if !u.working && u.row < u.height {
		v.Cursor = tea.NewCursor(min(u.col, max(u.width-1, 0)), u.row)
	}
	return v
}

// Typing is always true: printable keys are text.
func (u *unlock) Typing() bool { return true }

// Title tells that it is locked.
func (u *unlock) Title() string { return "Golden Thread " + u.env.Theme.Marks.Crumb + " Locked" }

// ShortHelp lists the keys of the footer.
func (u *unlock) ShortHelp() []key.Binding { return []key.Binding{u.keys.open, u.keys.other} }

// FullHelp lists all keys.
func (u *unlock) FullHelp() [][]key.Binding {
	k := secret.DefaultKeyMap()
	return [][]key.Binding{{u.keys.open, u.keys.other, k.Backspace, k.Clear}}
}
