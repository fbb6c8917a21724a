package screen

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/content"
	"goldenthread/store/insight"
	"goldenthread/ui/component/thread"
	"goldenthread/ui/duedate"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/theme"
)

// home is where everything begins: where to carry on, the frameworks, and the
// commitments.
type home struct {
	list
	notices
	progress    map[content.UnitID]insight.Unit
	commitments []insight.Commitment
	last        route.Step // the step that was last worked on
	hasLast     bool
	lookBack    key.Binding
	mind        key.Binding
	privacy     key.Binding
	facilitate  key.Binding
}

func newHome(e *env.Env) (nav.Screen, error) {
	h := &home{
		list:     list{env: e, keys: newListKeys()},
		notices:  newNotices(e),
		lookBack: key.NewBinding(key.WithKeys("l"), key.WithHelp("l", "look back")),
		mind:     key.NewBinding(key.WithKeys("m"), key.WithHelp("m", "what is on your mind")),
	}
	h.privacy = key.NewBinding(key.WithKeys("p"), key.WithHelp("p", "privacy"))
	h.facilitate = key.NewBinding(key.WithKeys("f"), key.WithHelp("f", "facilitate"))
	h.mind.SetEnabled(len(e.Book.Concerns) > 0)
	h.build = h.print
	return h, h.Resume()
}

// Resume reads what screens above may have changed.
func (h *home) Resume() error {
	progress, err := insight.Progress(h.env.Book, h.env.Store)
	if h.unread, err = unreadable(err); err != nil {
		return err
	}
	commitments, err := insight.Commitments(h.env.Book, h.env.Store)
	if _, err = unreadable(err); err != nil {
		return err
	}
	path, err := h.env.Store.Setting(lastStep)
	if err != nil {
		return err
	}
	before := h.last
	h.progress, h.commitments = progress, commitments
	r, ok := route.Parse(h.env.Book, path)
	h.last, h.hasLast = r.(route.Step)
	h.hasLast = h.hasLast && ok
	if h.last != before {
		h.cursor = 0 // where to carry on
	}
	return nil
}

// first says that nothing was ever written.
func (h *home) first() bool {
	for _, u := range h.progress {
		if u.State != insight.NotYet {
			return false
		}
	}
	return !h.hasLast
}

func (h *home) print() {
	h.page.Print(h.notices.lines(h.page.Width())...)
	h.page.Gap()
	if h.first() {
		h.printWelcome()
		h.printMind()
	} else if h.hasLast {
		h.printCarryOn()
	}
	h.page.Gap()
	h.page.Print(h.env.Theme.Faint.Render(h.frameworksTitle()))
	for i, f := range h.env.Book.Frameworks {
		h.printFramework(i, f)
	}
	h.printDoors()
	h.printCommitments()
}

// printMind is the door for people who come with something on their mind.
func (h *home) printMind() {
	h.page.Gap()
	h.printMindRow()
}

// printDoors is the other ways in.
func (h *home) printDoors() {
	h.page.Gap()
	if !h.first() {
		h.printMindRow()
	}
	for _, p := range h.env.Book.Paths {
		h.add(row{move: nav.Push{Route: route.Path{ID: p.ID}}}, h.door(p.Title, fmt.Sprintf("%d minutes", p.Minutes)))
	}
	h.add(row{move: nav.Facilitate{}}, h.door("A session with a group", "or press f"))
	if h.first() && !h.env.Store.Sealed() {
		h.add(row{move: nav.Push{Route: route.Seal{}}}, h.door("Keep it under a passphrase", "if you like; also later"))
	}
}

func (h *home) printMindRow() {
	if len(h.env.Book.Concerns) > 0 {
		h.add(row{move: nav.Push{Route: route.Mind{}}}, h.door("What is on your mind?", "or press m"))
	}
}

func (h *home) door(name, said string) string {
	t := h.env.Theme
	if h.current() {
		name = t.Bold.Render(name)
	}
	return h.fit(padTo(name, 33)+t.Faint.Render(said), h.page.Width()-2)
}

func damageSays(n int) string {
	if n == 1 {
		return "One answer in the file cannot be read any more. Everything else is as it was, and you can go on writing."
	}
	return fmt.Sprintf("%d answers in the file cannot be read any more. Everything else is as it was, and you can go on writing.", n)
}

func (h *home) frameworksTitle() string {
	switch n := len(h.env.Book.Frameworks); n {
	case 1:
		return "The framework"
	case 5:
		return "The five frameworks"
	default:
		return fmt.Sprintf("The %d frameworks", n)
	}
}

func (h *home) printWelcome() {
	w := h.page.Width()
	h.page.Print(h.env.Theme.Prose("Welcome. Choose any framework and begin anywhere: twenty-five minutes are enough for one unit, ten for a part of it. What you write is saved as you type and stays on this computer: p says where.", w, theme.Body)...)
	h.page.Gap()
	h.page.Print(h.env.Theme.Prose(content.WordsGuard+" "+content.UseGuard, w, theme.Quiet)...)
}

const labelColumn = 11

func (h *home) printCarryOn() {
	t, w := h.env.Theme, h.page.Width()-2
	unit := h.env.Book.Unit(h.last.Unit)
	where := "close"
	for i, s := range content.Stages {
		if s == h.last.Stage {
			where = fmt.Sprintf("step %d of %d", i+1, len(content.Stages))
		}
	}
	head := t.Bold.Render("Carry on") + "   " + unit.Title + t.Faint.Render(" "+t.Marks.Dot+" "+where)
	lines := []string{h.fit(head, w)}
	if s := unit.Step(h.last.Stage); s != nil && h.last.Stage != content.Read {
		prompt := content.Plain(s.Prompt)
		if h.last.Stage == content.Rate {
			prompt = content.RatePrompt
		}
		lines = append(lines, h.fit(strings.Repeat(" ", labelColumn)+t.Faint.Render(prompt), w))
	}
	h.add(row{move: nav.Push{Route: h.last}}, lines...)
}

func (h *home) printFramework(i int, f *content.Framework) {
	t, w := h.env.Theme, h.page.Width()-2
	beads := make([]thread.Bead, len(f.Units))
	done, begun := 0, 0
	for j, u := range f.Units {
		switch beads[j] = unitBead(h.progress[u.ID].State); beads[j] {
		case thread.Done:
			done++
		case thread.Begun:
			begun++
		}
	}
	said := fmt.Sprintf("%d of %d", done, len(f.Units))
	switch {
	case done == 0 && begun > 0:
		said = fmt.Sprintf("%d begun", begun)
	case done == 0:
		said = "begin anywhere"
	}
	lines := spread(t, f.Short, h.tone(), thread.Thread{Beads: beads, Here: -1}, said, w)
	h.add(row{move: nav.Push{Route: route.Framework{ID: f.ID}}, number: rune('1' + i)}, lines...)
}

// unitBead is a whole unit as one bead.
func unitBead(state insight.State) thread.Bead {
	switch state {
	case insight.Open, insight.Returned:
		return thread.Done
	case insight.Begun:
		return thread.Begun
	}
	return thread.Open
}

// spread sets a name, a thread and a word in columns, as many as there is room
// for. A name that is longer than its column goes on below.
func spread(t *theme.Theme, name string, tone theme.Tone, th thread.Thread, said string, width int) []string {
	const nameColumn, saidColumn, least = 33, 14, 8
	room, side := width-nameColumn, ""
	switch {
	case room < least:
		return t.Prose(name, width, tone)
	case room < saidColumn+10:
		side = th.View(t, room)
	default:
		room -= saidColumn + 2
		side = padTo(th.View(t, room), min(room, 27)) + "  " + t.Faint.Render(said)
	}
	lines := t.Prose(name, nameColumn-2, tone)
	lines[0] = padTo(lines[0], nameColumn) + side
	return lines
}

func padTo(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-ansi.StringWidth(s)))
}

func (h *home) printCommitments() {
	t, w := h.env.Theme, h.page.Width()-2
	headed := false
	for _, c := range h.commitments {
		if !c.Live() {
			continue
		}
		if !headed {
			h.page.Gap()
			h.page.Print(t.Faint.Render("Commitments"))
			headed = true
		}
		when := "no date"
		if !c.Commitment.Due.IsZero() {
			when = duedate.Until(c.Commitment.Due, h.env.Today())
		}
		title := ""
		if u := h.env.Book.Unit(c.Unit); u != nil {
			title = u.Title
		}
		h.add(row{move: nav.Push{Route: route.Due{ID: c.ID}}}, commitmentLine(t, when, oneLine(c.Will), title, w))
	}
}

// commitmentLine is a commitment in one line: the day, the action, and as much
// as there is room for of the unit that it was made in.
func commitmentLine(t *theme.Theme, when, will, title string, width int) string {
	const whenColumn, leastWill = 14, 40
	line := t.Faint.Render(padTo(when, whenColumn))
	behind := " " + t.Marks.Dot + " " + title
	room := width - whenColumn - ansi.StringWidth(behind)
	if room < leastWill {
		return line + ansi.Truncate(will, width-whenColumn, t.Marks.Ellipsis)
	}
	return line + ansi.Truncate(will, room, t.Marks.Ellipsis) + t.Faint.Render(behind)
}

// Update takes an event.
func (h *home) Update(msg tea.Msg) (nav.Move, tea.Cmd) {
	switch msg := msg.(type) {
	case nav.Damaged:
		h.found = msg.Found
		h.layout()
		return nil, nil
	case tea.KeyPressMsg:
		switch {
		case key.Matches(msg, h.hush):
			return h.hushNow(), nil
		case key.Matches(msg, h.lookBack) && !h.first():
			return nav.Push{Route: route.LookBack{}}, nil
		case key.Matches(msg, h.mind):
			return nav.Push{Route: route.Mind{}}, nil
		case key.Matches(msg, h.privacy):
			return nav.Push{Route: route.Privacy{}}, nil
		case key.Matches(msg, h.facilitate):
			return nav.Facilitate{}, nil
		}
	}
	move := h.update(msg)
	if move != nil {
		_ = h.quieten(false) // said once a start
	}
	return move, nil
}

// hushNow keeps that whose folder it is need not be said again.
func (h *home) hushNow() nav.Move {
	err := h.quieten(true)
	h.layout()
	if err != nil {
		return nav.Report{Err: err}
	}
	return nil
}

// Title is the program's name.
func (h *home) Title() string { return "Golden Thread" }

// Status says that this is private, and the date.
func (h *home) Status() (string, bool) {
	t, date := h.env.Theme, "Monday 2 January"
	if h.page.Width() < wideCorner {
		date = "Mon 2 Jan"
	}
	return PrivateSign(t) + " " + t.Marks.Dot + " " + h.env.Now().Format(date), false
}

// ShortHelp lists the keys of the footer.
func (h *home) ShortHelp() []key.Binding {
	short := []key.Binding{h.keys.choose, h.keys.open}
	if !h.first() {
		short = append(short, h.lookBack)
	}
	return append(short, h.mind, h.hush, h.privacy, h.facilitate)
}

// FullHelp lists all keys.
func (h *home) FullHelp() [][]key.Binding {
	return append(h.list.FullHelp(), []key.Binding{h.lookBack, h.mind, h.hush, h.privacy, h.facilitate})
}

// lastStep is the setting that holds the path of the step last worked on.
const lastStep = "last step"

// remember keeps a step as the place to carry on from.
func remember(e *env.Env, r route.Step) error {
	if r.Stage == content.Close {
		return nil
	}
	return e.Store.SetSetting(lastStep, r.Path())
}
