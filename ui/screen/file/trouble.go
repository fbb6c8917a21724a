package file

import (
	"fmt"
	"path/filepath"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/store"
	"goldenthread/ui/component/list"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/phrase"
	"goldenthread/ui/route"
	"goldenthread/ui/theme"
	"goldenthread/ui/trouble"
)

// troubleScreen is seen in place of home while no workbook is open: it says what
// happened, what is safe, and what can be done.
type troubleScreen struct {
	list.List
	rescuer
	ways []way // those that are on the screen
}

// way is a way out as a row: its key, which says what it does, and what it would give.
type way struct {
	binding key.Binding
	said    string
	act     list.Act
}

func newTrouble(e *env.Env, r route.Trouble) (*troubleScreen, error) {
	t := &troubleScreen{List: list.New(e.Theme), rescuer: rescuer{e, r.Rescue}}
	t.Keys.Open.SetHelp("enter", "do it")
	t.Build = t.print
	return t, nil
}

func (t *troubleScreen) print() {
	th, rescue, width := t.with.Theme, t.rescue, t.Page.Width()
	say := func(text string, style theme.Style) {
		if text != "" {
			t.Page.Gap()
			t.Page.Print(th.Wrap(text, width, style)...)
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
	t.Page.Gap()
	for _, w := range t.waysOut() {
		t.printWay(w)
	}
}

// The names of the ways have so many columns. What is said of them is left out
// where there is no room for all of it.
const labelColumns = 31

func (t *troubleScreen) printWay(w way) {
	t.ways = append(t.ways, w)
	th, width := t.with.Theme, t.Page.Width()-2
	label := w.binding.Help().Desc
	if t.Current() {
		label = th.Bold.Render(label)
	}
	line := th.Key.Render(w.binding.Help().Key) + "  " + label
	if labelColumns+1+ansi.StringWidth(w.said) <= width {
		line = phrase.Pad(line, labelColumns) + " " + th.Faint.Render(w.said)
	}
	t.AddNumbered(rune(w.binding.Help().Key[0]), w.act, t.Fit(line, width))
}

// begins is the act of a row that begins something, which is on the screen while it
// is done.
func (t *troubleScreen) begins(begin func() tea.Cmd) list.Act {
	return func() (nav.Move, tea.Cmd) {
		cmd := begin()
		t.Layout()
		return nil, cmd
	}
}

// waysOut returns the ways that are open, the best first.
func (t *troubleScreen) waysOut() []way {
	rescue := t.rescue
	var ways []way
	if rescue.Saved != nil {
		ways = append(ways, way{wayKey("u", "use that file in its place"), "the damaged one is kept", t.begins(t.putSaved)})
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

// way returns the row of a way out.
func (t *troubleScreen) way(w trouble.Way) way {
	c := t.rescue.Case
	try := func(o store.Options) list.Act {
		return t.begins(func() tea.Cmd {
			return t.start("Opening…", func() tea.Msg { return t.open(o, "") })
		})
	}
	switch w {
	case trouble.Restore:
		return way{wayKey("r", "restore the newest snapshot"), holds(c.Newest), t.begins(func() tea.Cmd { return t.restore(c.Newest.Path) })}
	case trouble.Choose:
		return way{wayKey("s", "choose a snapshot"), "", list.Open(route.Snapshots{Rescue: t.rescue})}
	case trouble.Salvage:
		return way{wayKey("v", "salvage into a new file"), phrase.Count(c.Saved.Answers, "answer") + " readable", t.begins(t.salvage)}
	case trouble.GoOn:
		return way{wayKey("g", "go on with this older copy"), "it lacks what is newer", try(store.Options{Older: true})}
	case trouble.Anew:
		return way{wayKey("n", "begin a new workbook"), "an empty one", try(store.Options{Anew: true})}
	case trouble.Again:
		return way{wayKey("t", "try again"), "", try(store.Options{})}
	}
	return way{wayKey("o", "open another file"), "", list.Open(route.OtherFile{Rescue: t.rescue})}
}

// putSaved puts what was saved in the place of the damaged file.
func (t *troubleScreen) putSaved() tea.Cmd { return t.restore(t.rescue.Saved.Path) }

// holds returns what a snapshot would give: "1 answer, 20 Nov 2026".
func holds(snap store.Snapshot) string {
	return trouble.Holds(snap) + ", " + snap.At.Local().Format("2 Jan 2006")
}

// mostLost bounds the places that are named of which something could not be read.
const mostLost = 3

func savedSays(saved *trouble.Saved) string {
	said := fmt.Sprintf("Saved into %s: %s.", filepath.Base(saved.Path), phrase.Count(saved.Answers, "answer"))
	var lost []string
	for _, l := range saved.Lost[:min(mostLost, len(saved.Lost))] {
		lost = append(lost, l.Slot.String())
	}
	if n := len(saved.Lost); n > 0 {
		said += fmt.Sprintf(" Could not be read: %s (%s", phrase.Count(n, "text"), strings.Join(lost, ", "))
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
		t.Restart()
		return nil, nil
	}
	return t.List.Update(msg)
}

// Title is the program's name.
func (t *troubleScreen) Title() string { return "Golden Thread" }

// Resume draws anew what another screen may have found out.
func (t *troubleScreen) Resume() error {
	t.Layout()
	return nil
}

// Status returns the date.
func (t *troubleScreen) Status() (string, bool) {
	return t.with.Now().Format("Monday 2 January"), false
}

// ShortHelp lists the keys of the footer.
func (t *troubleScreen) ShortHelp() []key.Binding {
	if t.busy() {
		return nil
	}
	return t.List.ShortHelp()
}

// FullHelp lists all keys.
func (t *troubleScreen) FullHelp() [][]key.Binding {
	var own []key.Binding
	for _, w := range t.ways {
		own = append(own, w.binding)
	}
	return append([][]key.Binding{own}, t.List.FullHelp()...)
}
