package form

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/component/editor"
	"goldenthread/ui/theme"
)

// sheet is a person at a form: keys and mouse in, text out, on a clock that is turned by
// hand.
type sheet struct {
	testing.TB
	*Form
	at      time.Time
	width   int
	height  int
	outcome Outcome  // of the last event
	changed []string // the names of the fields whose text was changed, in order
}

// newSheet makes a form of fields, in a room of 40 by 12 with a head and a foot of two
// lines each.
func newSheet(t *testing.T, fields ...*Field) *sheet {
	t.Helper()
	s := &sheet{TB: t, at: time.Date(2026, time.November, 22, 14, 3, 0, 0, time.UTC), width: 40, height: 12}
	s.Form = New(theme.New(theme.Options{Dark: true, Profile: colorprofile.TrueColor}), func() time.Time { return s.at }, fields...)
	s.Head, s.Foot = []string{"head 0", "head 1"}, []string{"foot 0", "foot 1"}
	s.room(s.width, s.height)
	return s
}

func (s *sheet) room(width, height int) {
	s.width, s.height = width, height
	s.SetSize(width, height)
}

// text makes a field of more than a line, line one that enter leaves.
func text(name string) *Field { return &Field{Name: name, Editor: editor.New()} }

func line(name string) *Field {
	f := text(name)
	f.Line = true
	return f
}

// holding puts a text into a field, with the cursor at its beginning.
func (f *Field) holding(text string) *Field {
	f.Editor.SetText(text)
	f.Editor.SetCursor(0)
	return f
}

// numbered returns so many lines, "0" to the last.
func numbered(lines int) string {
	var all []string
	for i := range lines {
		all = append(all, fmt.Sprint(i))
	}
	return strings.Join(all, "\n")
}

func (s *sheet) send(msg tea.Msg) {
	outcome, changed, _ := s.Update(msg)
	s.outcome = outcome
	if changed != nil {
		s.changed = append(s.changed, changed.Name)
	}
}

var (
	tab      = tea.KeyPressMsg{Code: tea.KeyTab}
	back     = tea.KeyPressMsg{Code: tea.KeyTab, Mod: tea.ModShift}
	enter    = tea.KeyPressMsg{Code: tea.KeyEnter}
	up       = tea.KeyPressMsg{Code: tea.KeyUp}
	down     = tea.KeyPressMsg{Code: tea.KeyDown}
	pageUp   = tea.KeyPressMsg{Code: tea.KeyPgUp}
	pageDown = tea.KeyPressMsg{Code: tea.KeyPgDown}
	x        = tea.KeyPressMsg{Code: 'x', Text: "x"}
)

func (s *sheet) press(keys ...tea.KeyPressMsg) {
	for _, k := range keys {
		s.send(k)
	}
}

func (s *sheet) lines() []string {
	lines := strings.Split(ansi.Strip(s.View()), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return lines
}

// row returns the row of the window that is exactly a line; -1 if it is not seen.
func (s *sheet) row(line string) int { return slices.Index(s.lines(), line) }

func (s *sheet) want(lines ...string) {
	s.Helper()
	if got := s.lines(); !slices.Equal(got, lines) {
		s.Errorf("the form is\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(lines, "\n"))
	}
}

func (s *sheet) wantFocus(name string) {
	s.Helper()
	f := s.Focused()
	if f == nil {
		f = &Field{}
	}
	if f.Name != name {
		s.Errorf("the focus is in %q, want %q", f.Name, name)
	}
	for _, f := range s.Fields {
		if f.Editor.Focused() != (f.Name == name) {
			s.Errorf("%q takes keys: %t", f.Name, f.Editor.Focused())
		}
	}
}

// wantCursor fails the test unless the cursor is at a cell of the window.
func (s *sheet) wantCursor(x, y int) {
	s.Helper()
	if c := s.Cursor(); c == nil || c.X != x || c.Y != y {
		s.Errorf("the cursor is at %v, want %d,%d:\n%s", c, x, y, strings.Join(s.lines(), "\n"))
	}
}

// A form draws its head, its fields with what is around them, and its foot.
func TestFormIsDrawn(t *testing.T) {
	why := text("why").holding("seen")
	why.Above, why.Below, why.Min = []string{"Why?"}, []string{"said"}, 2
	who := line("who").holding("deputy")
	s := newSheet(t, why, who)
	s.want("head 0", "head 1", "", "Why?", "┃ seen", "┃", "said", "│ deputy", "", "foot 0", "foot 1", "")
	who.Gap = true
	s.Head, s.Foot = nil, nil
	s.room(40, 6)
	s.want("Why?", "┃ seen", "┃", "said", "", "│ deputy")
	s.press(tab)
	s.want("Why?", "│ seen", "│", "said", "", "┃ deputy")
}

// Labels are beside their fields where there is room, else over them, and the indent is
// that of the text.
func TestLabels(t *testing.T) {
	who := line("who").holding("deputy")
	who.Side = "Who"
	s := newSheet(t, who)
	s.Head, s.Foot = nil, nil
	s.room(64, 2)
	s.want("Who                       ┃ deputy", "")
	if s.Narrow() || s.Indent() != strings.Index(s.lines()[0], "d")-len("┃")+1 {
		t.Errorf("narrow %t, indent %d", s.Narrow(), s.Indent())
	}
	s.wantCursor(28, 0)
	s.Fields = append(s.Fields, line("ask"))
	s.Fields[1].Side = "Ask"
	s.Layout()
	if bold := s.theme.Bold.Render; !strings.Contains(s.View(), bold("Who")) || strings.Contains(s.View(), bold("Ask")) {
		t.Errorf("the label of the focus is not bold alone: %q", s.View())
	}
	s.Fields = s.Fields[:1]
	s.room(63, 2)
	s.want("Who", "┃ deputy")
	if !s.Narrow() || s.Indent() != 2 {
		t.Errorf("narrow %t, indent %d", s.Narrow(), s.Indent())
	}
	s.wantCursor(2, 1)
}

// A field has the rows of its text, but at least its own and at most the window's; one
// that fills has what the others leave.
func TestRows(t *testing.T) {
	for _, c := range []struct {
		name        string
		height, min int
		lines       int
		fill        bool
		beside      int // lines of the other field
		want        int
	}{
		{"at least one", 20, 0, 0, false, 1, 1},
		{"at least its own", 20, 4, 1, false, 1, 4},
		{"those of its text", 20, 2, 7, false, 1, 7},
		{"at most the window", 8, 2, 50, false, 1, 6},
		{"its own in any window", 3, 4, 1, false, 1, 4},
		{"fills what is left", 20, 2, 1, true, 1, 13},
		{"fills what a longer one leaves", 20, 2, 1, true, 5, 9},
		{"fills at least its own", 8, 4, 1, true, 3, 4},
	} {
		f := text("it").holding(numbered(c.lines))
		f.Min, f.Fill = c.min, c.fill
		s := newSheet(t, f, text("other").holding(numbered(c.beside)))
		s.room(40, c.height)
		if f.height != c.want {
			t.Errorf("%s: %d rows, want %d", c.name, f.height, c.want)
		}
	}
}

// Keys move between the fields, and out at the ends; letters go into one.
func TestFocusMoves(t *testing.T) {
	for _, c := range []struct {
		name    string
		keys    []tea.KeyPressMsg
		focus   string
		outcome Outcome
	}{
		{"at first", nil, "one", Stay},
		{"tab", []tea.KeyPressMsg{tab}, "many", Stay},
		{"tab at the end", []tea.KeyPressMsg{tab, tab, tab}, "last", Next},
		{"back", []tea.KeyPressMsg{tab, back}, "one", Stay},
		{"back at the beginning", []tea.KeyPressMsg{back}, "one", Previous},
		{"enter leaves a line", []tea.KeyPressMsg{enter}, "many", Stay},
		{"enter does not leave a text", []tea.KeyPressMsg{enter, enter}, "many", Stay},
		{"enter at the end", []tea.KeyPressMsg{tab, tab, enter}, "last", Next},
		{"down", []tea.KeyPressMsg{down}, "many", Stay},
		{"down within a text", []tea.KeyPressMsg{down, down, down}, "many", Stay},
		{"down from its end", []tea.KeyPressMsg{down, down, down, down}, "last", Stay},
		{"down at the end", []tea.KeyPressMsg{tab, tab, down}, "last", Stay},
		{"up", []tea.KeyPressMsg{tab, up}, "one", Stay},
		{"up at the beginning", []tea.KeyPressMsg{up}, "one", Stay},
		{"up within a text", []tea.KeyPressMsg{tab, down, up}, "many", Stay},
	} {
		s := newSheet(t, line("one"), text("many").holding("0\n1\n2"), line("last"))
		s.press(c.keys...)
		if s.wantFocus(c.focus); s.outcome != c.outcome {
			t.Errorf("%s: outcome %d, want %d", c.name, s.outcome, c.outcome)
		}
		s.changed = nil
		s.press(x)
		if !slices.Equal(s.changed, []string{c.focus}) || !strings.Contains(s.Focused().Editor.Text(), "x") {
			t.Errorf("%s: typed into %q", c.name, s.changed)
		}
	}
}

// The focus is given by name and number, and taken from all.
func TestFocusIsGiven(t *testing.T) {
	s := newSheet(t, line("one"), line("two"))
	s.FocusName("two")
	s.wantFocus("two")
	s.FocusName("none")
	s.wantFocus("two")
	s.SetFocus(-3)
	s.wantFocus("one")
	s.SetFocus(9)
	s.wantFocus("two")
	s.Fields = s.Fields[:1] // the one with the focus is taken away
	if s.Focused() != nil {
		t.Errorf("the focus is in %q", s.Focused().Name)
	}
	s.Fields = s.Fields[:2]
	s.Blur()
	s.wantFocus("")
	s.press(x, enter, up, pageDown)
	s.send(tea.PasteMsg{Content: "x"})
	s.Follow()
	s.RevealCursor()
	if len(s.changed) > 0 || s.Cursor() != nil {
		t.Errorf("without a focus %q are changed, the cursor is at %v", s.changed, s.Cursor())
	}
	s.press(back)
	if s.outcome != Previous {
		t.Errorf("back without a focus: %d", s.outcome)
	}
	s.press(tab)
	s.wantFocus("one")
}

// What is pasted goes into the field with the focus; on a line the line breaks do not
// part it from its neighbours. Other messages change nothing, not even what is seen.
func TestPaste(t *testing.T) {
	s := newSheet(t, text("one"), text("two").holding(numbered(30)))
	s.send(tea.PasteMsg{Content: "a\nb"})
	if got := s.Fields[0].Editor.Text(); got != "a\nb" || !slices.Equal(s.changed, []string{"one"}) {
		t.Errorf("pasted %q into %q", got, s.changed)
	}
	s.RevealFoot(0)
	before := s.View()
	for _, msg := range []tea.Msg{tea.FocusMsg{}, tea.WindowSizeMsg{}, "news", nil} {
		s.send(msg)
	}
	if s.View() != before || len(s.changed) != 1 {
		t.Errorf("news scrolls to\n%s\nfrom\n%s", s.View(), before)
	}
}

// The cursor is always seen: at every size, wherever it goes.
func TestCursorIsFollowed(t *testing.T) {
	many := text("many").holding(numbered(40))
	many.Above, many.Below = []string{"Why?"}, []string{"said"}
	last := line("last")
	last.Below = []string{"a day"}
	s := newSheet(t, line("one"), many, last)
	for _, size := range [][2]int{{40, 12}, {64, 20}, {20, 4}, {2, 1}, {40, 3}} {
		s.SetFocus(0)
		s.room(size[0], size[1])
		for range 50 {
			c := s.Cursor()
			if c == nil || c.Y < 0 || c.Y >= size[1] || c.X >= size[0] {
				t.Fatalf("%v: the cursor is at %v in\n%s", size, c, strings.Join(s.lines(), "\n"))
			}
			if got := len(s.lines()); got != size[1] {
				t.Fatalf("%v: %d lines", size, got)
			}
			s.press(down)
		}
		s.wantFocus("last")
	}
}

// With the first field the head is seen, with the last one the foot, and with each what
// belongs to it, as far as there is room.
func TestWhatIsAroundTheCursorIsSeen(t *testing.T) {
	var fields []*Field
	for i := range 6 {
		f := line(fmt.Sprint(i)).holding(fmt.Sprint("text ", i))
		f.Above, f.Below = []string{fmt.Sprint("above ", i)}, []string{fmt.Sprint("below ", i)}
		fields = append(fields, f)
	}
	s := newSheet(t, fields...)
	s.room(40, 7)
	s.want("head 0", "head 1", "", "above 0", "┃ text 0", "below 0", s.lines()[6])
	for i := range fields {
		for _, line := range []string{fmt.Sprint("above ", i), fmt.Sprint("┃ text ", i), fmt.Sprint("below ", i)} {
			if !strings.Contains(strings.Join(s.lines(), "\n"), line) {
				t.Errorf("with field %d %q is not seen:\n%s", i, line, strings.Join(s.lines(), "\n"))
			}
		}
		s.press(tab)
	}
	if s.row("foot 1") != 6 {
		t.Errorf("the foot is not seen with the last field:\n%s", strings.Join(s.lines(), "\n"))
	}
	for range fields {
		s.press(back)
	}
	if s.row("head 0") != 0 {
		t.Errorf("the head is not seen with the first field:\n%s", strings.Join(s.lines(), "\n"))
	}
}

// The head is seen with the first field as far as there is room for both, and a cursor
// that is scrolled out of sight is none.
func TestTheHeadGivesWay(t *testing.T) {
	one := line("one")
	one.Below = []string{"below 0", "below 1"}
	s := newSheet(t, one)
	s.room(40, 4)
	if s.row("head 0") != 0 {
		t.Errorf("there is room for the head:\n%s", strings.Join(s.lines(), "\n"))
	}
	s.wantCursor(2, 3)
	s.room(40, 3)
	if s.row("head 0") == 0 || s.Cursor() == nil {
		t.Errorf("there is none for it:\n%s", strings.Join(s.lines(), "\n"))
	}
	s.Head = append(s.Head, "head 2")
	s.room(40, 4)
	s.wheel(tea.MouseWheelUp, 3, 3)
	s.wheel(tea.MouseWheelUp, 3, 3)
	if c := s.Cursor(); s.row("head 0") != 0 || c != nil {
		t.Errorf("the cursor is at %v:\n%s", c, strings.Join(s.lines(), "\n"))
	}
}

// Pages scroll the form while it does not fit, and else the text.
func TestPagesScroll(t *testing.T) {
	s := newSheet(t, text("one").holding(numbered(4)), text("two").holding(numbered(4)))
	s.room(40, 8)
	s.press(pageDown)
	if s.row("foot 1") != 7 || s.Cursor() != nil {
		t.Errorf("a page down:\n%s", strings.Join(s.lines(), "\n"))
	}
	s.press(pageUp)
	if s.row("head 0") != 0 {
		t.Errorf("a page up:\n%s", strings.Join(s.lines(), "\n"))
	}
	s.press(pageDown, x) // typing comes back to the cursor
	s.wantCursor(3, s.row("┃ x0"))

	long := text("long").holding(numbered(40))
	long.Fill = true
	s = newSheet(t, long)
	s.press(pageDown)
	if c := s.Cursor(); long.Editor.Cursor() == 0 || c == nil || !strings.HasPrefix(s.lines()[c.Y], "┃ 5") {
		t.Errorf("a page down in a text that is longer than its field leads to %v:\n%s", c, strings.Join(s.lines(), "\n"))
	}
	s.press(pageUp)
	if long.Editor.Cursor() != 0 {
		t.Error("a page up does not come back")
	}
}

// Lines of the head and the foot are found by the rows of the window, also when it has
// been scrolled.
func TestHeadAndFootAreFound(t *testing.T) {
	s := newSheet(t, line("one"))
	for y, c := range []struct{ head, foot int }{{0, -1}, {1, -1}, {-1, -1}, {-1, -1}, {-1, -1}, {-1, 0}, {-1, 1}, {-1, -1}} {
		head, inHead := s.HeadAt(y)
		foot, inFoot := s.FootAt(y)
		if inHead != (c.head >= 0) || inHead && head != c.head || inFoot != (c.foot >= 0) || inFoot && foot != c.foot {
			t.Errorf("row %d: head %d %t, foot %d %t", y, head, inHead, foot, inFoot)
		}
	}
	s.room(40, 4)
	s.RevealFoot(1)
	y := s.row("foot 1")
	if line, ok := s.FootAt(y); y < 0 || !ok || line != 1 {
		t.Errorf("scrolled, row %d is line %d of the foot, %t", y, line, ok)
	}
	s.RevealCursor()
	s.wantCursor(2, 0)
	s.RevealFoot(1)
	s.Blur() // to the top
	if line, ok := s.HeadAt(0); !ok || line != 0 {
		t.Errorf("without a focus the first row is line %d of the head, %t", line, ok)
	}
}

// Another theme is another look of every field.
func TestThemeIsChanged(t *testing.T) {
	f := line("one")
	f.Editor.SetPlaceholder("a role")
	s := newSheet(t, f)
	s.SetTheme(theme.New(theme.Options{ASCII: true, Profile: colorprofile.NoTTY}))
	s.Layout()
	s.room(40, 3)
	if got := strings.Join(s.lines(), "\n"); !strings.Contains(got, "# a role") || strings.ContainsAny(got, "┃↓↑") {
		t.Errorf("in ASCII:\n%s", got)
	}
}
