package screen

import (
	"fmt"
	"path/filepath"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/store"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/theme"
	"goldenthread/ui/trouble"
)

// troubleScreen is what is seen in place of home while no workbook is open: what
// happened, what is safe, and what can be done.
type troubleScreen struct {
	list
	rescuer
	ways []way   // those that are on the screen
	cmd  tea.Cmd // what a row has begun
}

// way is a way out as a row: its key, what it does, and what it would give.
type way struct {
	binding key.Binding
	said    string
	begin   func() tea.Cmd
	move    nav.Move
}

func newTrouble(e *env.Env, r route.Trouble) (nav.Screen, error) {
	t := &troubleScreen{list: list{env: e, keys: newListKeys()}, rescuer: rescuer{e, r.Rescue}}
	t.keys.open.SetHelp("enter", "do it")
	t.build = t.print
	return t, nil
}

func (t *troubleScreen) print() {
	th, rescue, width := t.env.Theme, t.rescue, t.page.Width()
	say := func(text string, style theme.Style) {
		if text != "" {
			t.page.Gap()
			t.page.Print(th.Wrap(text, width, style)...)
		}
	}
	say(rescue.Case.Happened, th.Bold)
	say(rescue.Case.Safe, th.Text)
	if rescue.Case.Advice != "" {
		say(rescue.Case.Advice+".", th.Text)
	}
	say(rescue.Case.Waiting, th.Text)
	if rescue.Saved != nil {
		say(savedSays(rescue.Saved), th.Bold)
	}
	say(rescue.Failed, th.Bold)
	say(rescue.Working, th.Faint)
	t.ways = t.ways[:0]
	if rescue.Working != "" {
		return // nothing else can be done meanwhile
	}
	t.page.Gap()
	for _, w := range t.waysOut() {
		t.printWay(w)
	}
}

// The names of the ways have so many columns. What is said of them is left out
// where there is no room for all of it.
const labelColumns = 31

func (t *troubleScreen) printWay(w way) {
	t.ways = append(t.ways, w)
	th, width := t.env.Theme, t.page.Width()-2
	label := w.binding.Help().Desc
	if t.current() {
		label = th.Bold.Render(label)
	}
	line := th.Key.Render(w.binding.Help().Key) + "  " + label
	if labelColumns+1+ansi.StringWidth(w.said) <= width {
		line = padTo(line, labelColumns) + " " + th.Faint.Render(w.said)
	}
	t.add(row{act: func() nav.Move { return t.take(w) }, number: rune(w.binding.Help().Key[0])}, t.fit(line, width))
}

func (t *troubleScreen) take(w way) nav.Move {
	if w.begin != nil {
		t.cmd = w.begin()
	}
	return w.move
}

// waysOut returns the ways that are open, the best first.
func (t *troubleScreen) waysOut() []way {
	rescue := t.rescue
	var ways []way
	if rescue.Saved != nil {
		ways = append(ways, way{wayKey("u", "use that file in its place"), "the damaged one is kept", t.putSaved, nil})
	}
	for _, w := range rescue.Case.Ways {
		if w != trouble.Salvage || rescue.Saved == nil {
			ways = append(ways, t.way(w))
		}
	}
	return ways
}

func wayKey(name, does string) key.Binding {
	return key.NewBinding(key.WithKeys(name), key.WithHelp(name, does))
}

// way is the table of the ways.
func (t *troubleScreen) way(w trouble.Way) way {
	c := t.rescue.Case
	try := func(o store.Options) func() tea.Cmd {
		return func() tea.Cmd {
			return t.start("Opening…", func() tea.Msg { return t.open(o, "") })
		}
	}
	switch w {
	case trouble.Restore:
		return way{wayKey("r", "restore the newest snapshot"), holds(c.Newest), func() tea.Cmd { return t.restore(c.Newest.Path) }, nil}
	case trouble.Choose:
		return way{wayKey("s", "choose a snapshot"), "", nil, nav.Push{Route: route.Snapshots{Rescue: t.rescue}}}
	case trouble.Salvage:
		return way{wayKey("v", "salvage into a new file"), trouble.Counted(c.Saved.Answers, "answer") + " readable", t.salvage, nil}
	case trouble.GoOn:
		return way{wayKey("g", "go on with this older copy"), "it lacks what is newer", try(store.Options{Older: true}), nil}
	case trouble.Anew:
		return way{wayKey("n", "begin a new workbook"), "an empty one", try(store.Options{Anew: true}), nil}
	case trouble.Again:
		return way{wayKey("t", "try again"), "", try(store.Options{}), nil}
	}
	return way{wayKey("o", "open another file"), "", nil, nav.Push{Route: route.OtherFile{Rescue: t.rescue}}}
}

// putSaved puts what was saved in the place of the damaged file.
func (t *troubleScreen) putSaved() tea.Cmd { return t.restore(t.rescue.Saved.Path) }

// holds is what a snapshot would give.
func holds(snap store.Snapshot) string {
	return trouble.Holds(snap) + ", " + snap.At.Local().Format("2 Jan 2006")
}

// mostLost is how many places are named of which something could not be read.
const mostLost = 3

func savedSays(saved *trouble.Saved) string {
	said := fmt.Sprintf("Saved into %s: %s.", filepath.Base(saved.Path), trouble.Counted(saved.Answers, "answer"))
	var lost []string
	for _, l := range saved.Lost[:min(mostLost, len(saved.Lost))] {
		lost = append(lost, l.Slot.String())
	}
	if n := len(saved.Lost); n > 0 {
		said += fmt.Sprintf(" Could not be read: %s (%s", trouble.Counted(n, "text"), strings.Join(lost, ", "))
		if n > mostLost {
			said += ", …"
		}
		said += ")."
	}
	return said
}

// Update takes an event.
func (t *troubleScreen) Update(msg tea.Msg) (nav.Move, tea.Cmd) {
	switch msg.(type) {
	case failedMsg, salvagedMsg:
		t.ended(msg)
		t.cursor = 0
		t.layout()
		t.page.SetTop(0)
		return nil, nil
	}
	t.cmd = nil
	move := t.update(msg)
	if t.cmd != nil {
		t.layout()
	}
	return move, t.cmd
}

// Title says that this is not the workbook.
func (t *troubleScreen) Title() string { return "Golden Thread" }

// Resume draws anew what another screen may have found out.
func (t *troubleScreen) Resume() error {
	t.layout()
	return nil
}

// Status is the date.
func (t *troubleScreen) Status() (string, bool) {
	return t.env.Now().Format("Monday 2 January"), false
}

// ShortHelp lists the keys of the footer.
func (t *troubleScreen) ShortHelp() []key.Binding {
	if t.busy() {
		return nil
	}
	return []key.Binding{t.keys.choose, t.keys.open}
}

// FullHelp lists all keys.
func (t *troubleScreen) FullHelp() [][]key.Binding {
	var own []key.Binding
	for _, w := range t.ways {
		own = append(own, w.binding)
	}
	return append([][]key.Binding{own}, t.list.FullHelp()...)
}
