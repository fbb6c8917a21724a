package form

import (
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// KeyMap is the form's own keys; the editor has its own.
type KeyMap struct {
	Next, Previous, Enter, Up, Down, PageUp, PageDown key.Binding
}

// DefaultKeyMap returns the keys of every form.
func DefaultKeyMap() KeyMap {
	return KeyMap{
		Next:     key.NewBinding(key.WithKeys("tab"), key.WithHelp("tab", "next")),
		Previous: key.NewBinding(key.WithKeys("shift+tab"), key.WithHelp("shift+tab", "previous")),
		Enter:    key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", "next field")),
		Up:       key.NewBinding(key.WithKeys("up"), key.WithHelp("↑", "up")),
		Down:     key.NewBinding(key.WithKeys("down"), key.WithHelp("↓", "down")),
		PageUp:   key.NewBinding(key.WithKeys("pgup"), key.WithHelp("pgup", "scroll up")),
		PageDown: key.NewBinding(key.WithKeys("pgdown"), key.WithHelp("pgdn", "scroll down")),
	}
}

// Update takes keys, paste and mouse, in the form's own coordinates, and changes
// nothing for any other message. It returns the field whose text changed, or nil.
func (f *Form) Update(msg tea.Msg) (Outcome, *Field, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return f.press(msg)
	case tea.PasteMsg:
		return f.edit(msg)
	case tea.MouseClickMsg:
		f.pointAt(msg.Mouse())
	case tea.MouseMotionMsg:
		if f.drag != nil {
			x, y := f.inField(f.drag, msg.X, msg.Y)
			f.drag.Editor.Drag(x, y)
			f.Layout()
		}
	case tea.MouseReleaseMsg:
		if f.drag != nil {
			f.drag.Editor.Release()
			f.drag = nil
		}
	case tea.MouseWheelMsg:
		f.wheel(msg.Mouse())
	}
	return Stay, nil, nil
}

func (f *Form) press(msg tea.KeyPressMsg) (Outcome, *Field, tea.Cmd) {
	keys := DefaultKeyMap()
	field := f.Focused()
	switch {
	case key.Matches(msg, keys.Next):
		return f.move(1), nil, nil
	case key.Matches(msg, keys.Previous):
		return f.move(-1), nil, nil
	case field == nil:
		return Stay, nil, nil
	case key.Matches(msg, keys.Enter) && field.Line:
		return f.move(1), nil, nil
	case key.Matches(msg, keys.Up) && f.focus > 0 && field.Editor.AtFirstRow():
		return f.move(-1), nil, nil
	case key.Matches(msg, keys.Down) && f.focus < len(f.Fields)-1 && field.Editor.AtLastRow():
		return f.move(1), nil, nil
	case key.Matches(msg, keys.PageUp):
		f.scrollPage(-1)
		return Stay, nil, nil
	case key.Matches(msg, keys.PageDown):
		f.scrollPage(1)
		return Stay, nil, nil
	}
	return f.edit(msg)
}

// edit passes an event to the field that has the focus.
func (f *Form) edit(msg tea.Msg) (Outcome, *Field, tea.Cmd) {
	field := f.Focused()
	if field == nil {
		return Stay, nil, nil
	}
	changed, cmd := field.Editor.Update(msg)
	f.Layout()
	f.Follow()
	if !changed {
		field = nil
	}
	return Stay, field, cmd
}

// move takes the focus along, or out of the form at its ends.
func (f *Form) move(by int) Outcome {
	to := f.focus + by
	switch {
	case to < 0:
		return Previous
	case to >= len(f.Fields):
		return Next
	}
	f.SetFocus(to)
	f.Layout()
	f.Follow()
	return Stay
}

// scrollPage moves by a window: the page when it does not fit, else the text.
func (f *Form) scrollPage(by int) {
	field := f.Focused()
	if f.page.Overflows() && f.page.Scroll(by*max(f.page.Height()-1, 1)) {
		return
	}
	if by < 0 {
		field.Editor.PageUp()
	} else {
		field.Editor.PageDown()
	}
	f.Layout()
}

// click is the last click: clicks on the same cell shortly after each other
// count up to three.
type click struct {
	at    time.Time
	x, y  int
	count int
}

const doubleClick = 500 * time.Millisecond

func (c click) then(x, y int, at time.Time) click {
	if c.x == x && c.y == y && c.count < 3 && at.Sub(c.at) <= doubleClick {
		return click{at, x, y, c.count + 1}
	}
	return click{at, x, y, 1}
}

func (f *Form) pointAt(m tea.Mouse) {
	if m.Button != tea.MouseLeft {
		return
	}
	i, _, _, ok := f.page.At(m.X, m.Y)
	if !ok {
		return
	}
	f.SetFocus(i)
	field := f.Fields[i]
	x, y := f.inField(field, m.X, m.Y)
	f.click = f.click.then(m.X, m.Y, f.now())
	field.Editor.Click(x, y, f.click.count, m.Mod.Contains(tea.ModShift))
	f.drag = field
	f.Layout()
}

func (f *Form) wheel(m tea.Mouse) {
	by := 3
	if m.Button == tea.MouseWheelUp {
		by = -3
	}
	if i, _, _, ok := f.page.At(m.X, m.Y); ok {
		field := f.Fields[i]
		top := field.Editor.Top()
		field.Editor.Wheel(by)
		if field.Editor.Top() != top {
			f.Layout()
			return
		}
	}
	f.page.Scroll(by)
}

func (f *Form) inField(field *Field, x, y int) (int, int) {
	return x - field.col, y + f.page.Top() - field.row
}
