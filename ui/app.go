// Package ui is the program that a person sees: a stack of screens between a
// header and a footer. It knows how to move and how to leave, and no screen by
// name but the first.
package ui

import (
	"errors"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/screen"
	"goldenthread/ui/terminal"
)

// App is the root model.
type App struct {
	terminal.Window
	env     *env.Env
	frame   frame
	stack   []level // the last is on the screen
	keys    keyMap
	masked  bool
	trouble []string // what could not be done, until the next key: the longest way to say it first
	way     string   // the way out that this key may be; "" if it is none
	tried   string   // the way out that the key before tried in vain
	again   bool     // this key tries it once more
	trying  bool     // a pause is on its way, after which saving is tried again
	idle    idle     // since when nobody has touched the program
	left    []place  // where the person was when the workbook was locked
	wanted  Options  // what is to be opened once there is a workbook

	notice string // something to know, until the next key

	first      func() (*App, error) // the place that lies behind the only screen; nil if there is none
	facilitate bool                 // the program ends so that a session can begin
}

// level is a screen with the route that opened it; the help has none.
type level struct {
	route  nav.Route
	screen nav.Screen
}

// stackUp opens the screens that lead to a route in place of those that are open.
// whole is false if the last of them could not be opened: what was there is no
// more, and this is as near to it as can be.
func (a *App) stackUp(to nav.Route) (whole bool, err error) {
	var routes []nav.Route
	for r := to; r != nil; r = r.Parent() {
		routes = append([]nav.Route{r}, routes...)
	}
	var stack []level
	for _, r := range routes {
		s, err := screen.Open(a.env, r)
		if err != nil && len(stack) > 0 {
			a.stack = stack
			return false, nil
		}
		if err != nil {
			return false, err
		}
		stack = append(stack, level{r, s})
	}
	a.stack = stack
	return true, nil
}

func (a *App) top() nav.Screen { return a.stack[len(a.stack)-1].screen }

// Init asks the terminal for its background, and does not wait for the answer.
// Clocks begin, and what changed since the last snapshot is put into another.
func (a *App) Init() tea.Cmd {
	return tea.Batch(a.goOn(), a.AskBackground())
}

// goOn starts what goes on while a workbook is open.
func (a *App) goOn() tea.Cmd {
	if !a.open() {
		return nil
	}
	return tea.Batch(a.snapshot(), a.auditLater(), a.begin())
}

// Update routes: input to the top screen, news to every screen.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	if a.tooLate(msg) {
		cmd = a.lockIdle()
	} else {
		_, cmd = a.update(msg)
	}
	a.calm()
	return a, tea.Batch(cmd, a.tryAgainLater(), a.lockLater())
}

func (a *App) update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if taken, changed := a.Take(msg); taken {
		if changed {
			a.layout()
		}
		return a, nil
	}
	switch msg := msg.(type) {
	case tea.BlurMsg:
		a.masked = a.masked || a.env.HideOnBlur
		return a, nil
	case snapshotMsg:
		return a, a.snapshotMade(msg.err)
	case snapshotDueMsg:
		return a, a.snapshot()
	case idleMsg:
		return a, a.idled(msg)
	case tryAgainMsg:
		return a, a.tryAgain()
	case triedMsg:
		return a, a.triedAgain(msg.err)
	case auditedMsg:
		return a, a.audited(msg)
	case nav.Adopt:
		return a, a.adopt(msg)
	case tea.KeyPressMsg:
		return a.press(msg)
	case tea.PasteMsg, tea.MouseMsg:
		if a.masked || a.TooSmall() {
			return a, nil
		}
		a.way, a.again = "", false
		return a.input(msg)
	}
	return a, a.news(msg)
}

func (a *App) press(msg tea.KeyPressMsg) (tea.Model, tea.Cmd) {
	a.notice = ""
	a.way = a.wayOut(msg)
	a.again = a.tried == a.way
	a.trouble, a.tried = nil, ""
	keys := a.keys
	if a.typing() {
		keys = keys.forTyping()
	}
	switch {
	case key.Matches(msg, a.keys.leave):
		return a, a.quit(msg)
	case key.Matches(msg, keys.hide):
		a.masked = !a.masked
		a.trouble, a.idle.trouble = a.idle.trouble, nil
		return a, nil
	case a.masked:
		return a, nil
	case key.Matches(msg, keys.lock) && a.mayLock():
		return a, a.lock()
	case key.Matches(msg, keys.help):
		return a, a.toggleHelp()
	case key.Matches(msg, keys.elsewhere) && a.mayMove():
		return a, a.askWhere()
	case key.Matches(msg, keys.back):
		if f, ok := a.top().(nav.Closing); ok && f.Back() {
			return a, nil
		}
		if a.locked() && len(a.stack) == 1 {
			return a, a.quit(msg)
		}
		return a, a.move(nav.Pop{})
	case key.Matches(msg, keys.quit):
		return a, a.quit(msg)
	}
	return a.input(msg)
}

func (a *App) typing() bool {
	t, ok := a.top().(nav.Typing)
	return ok && t.Typing()
}

// input gives an event to the screen that is seen.
func (a *App) input(msg tea.Msg) (tea.Model, tea.Cmd) {
	if click, ok := msg.(tea.MouseClickMsg); ok && click.Y == a.frame.height-1 {
		return a.clickFooter(click)
	}
	if m, ok := msg.(tea.MouseMsg); ok && (m.Mouse().Y < a.frame.body || m.Mouse().Y >= a.frame.body+a.frame.rows) {
		if _, release := msg.(tea.MouseReleaseMsg); !release {
			return a, nil
		}
	}
	move, cmd := a.top().Update(nav.Shift(msg, -a.frame.left, -a.frame.body))
	return a, tea.Batch(cmd, a.move(move))
}

// news gives a message to every screen; none of them may move for it.
func (a *App) news(msg tea.Msg) tea.Cmd {
	var cmds []tea.Cmd
	for _, l := range a.stack {
		_, cmd := l.screen.Update(msg)
		cmds = append(cmds, cmd)
	}
	return tea.Batch(cmds...)
}

func (a *App) clickFooter(click tea.MouseClickMsg) (tea.Model, tea.Cmd) {
	_, hints := a.footer()
	for _, h := range hints {
		if x := click.X - a.frame.left; x >= h.col && x < h.col+h.cols {
			return a.press(keyPress(h.binding.Keys()[0]))
		}
	}
	return a, nil
}

// move goes where a screen wants to go, once what it holds is kept.
func (a *App) move(move nav.Move) tea.Cmd {
	var err error
	switch m := move.(type) {
	case nil:
		return nil
	case nav.Report:
		a.fail(m.Err)
		return wake
	case nav.Facilitate:
		if err = a.Leave(); err == nil {
			a.facilitate = true
			return tea.Quit
		}
	case nav.SavePlace:
		err = a.keepPlace()
	case nav.Push:
		if err = a.push(m.Route); err == nil {
			return a.begin()
		}
	case nav.Reset:
		if _, err = a.stackUp(m.Route); err == nil {
			a.layout()
			_ = a.keepPlace()
			return a.begin()
		}
	case nav.Replace:
		err = a.replace(m.Route)
	case nav.Pop:
		if len(a.stack) == 1 && a.first != nil {
			return a.goIn()
		}
		err = a.pop()
	}
	var stay staying
	switch {
	case errors.As(err, &stay):
		a.stay(stay.error)
		return wake
	case err != nil:
		a.fail(err)
	}
	return nil
}

func (a *App) fail(err error) {
	a.trouble = []string{"That did not work: " + screen.Why(err) + ". What you see is still here.", "That did not work: " + screen.Why(err) + "."}
}

// goIn leaves the only screen for the place that lies behind it.
func (a *App) goIn() tea.Cmd {
	next, err := a.first()
	if err != nil {
		a.fail(err)
		return nil
	}
	a.stack, a.first = next.stack, nil
	a.layout()
	if b, ok := a.top().(nav.Beginning); ok {
		return b.Begin()
	}
	return nil
}

// begin starts the clock of the screen that was opened, if it has one.
func (a *App) begin() tea.Cmd {
	if b, ok := a.top().(nav.Beginning); ok {
		return b.Begin()
	}
	return nil
}

func (a *App) push(r nav.Route) error {
	if err := a.leaveTop(); err != nil {
		return err
	}
	s, err := screen.Open(a.env, r)
	if err != nil {
		return err
	}
	a.stack = append(a.stack, level{r, s})
	return a.arrive()
}

func (a *App) replace(r nav.Route) error {
	if err := a.leaveTop(); err != nil {
		return err
	}
	if n := len(a.stack); n > 1 && a.stack[n-2].route == r {
		return a.drop()
	}
	s, err := screen.Open(a.env, r)
	if err != nil {
		return err
	}
	a.stack[len(a.stack)-1] = level{r, s}
	return a.arrive()
}

func (a *App) pop() error {
	if len(a.stack) == 1 {
		return nil
	}
	if err := a.leaveTop(); err != nil {
		return err
	}
	return a.drop()
}

// drop takes the top screen away.
func (a *App) drop() error {
	a.stack = a.stack[:len(a.stack)-1]
	if r, ok := a.top().(nav.Resuming); ok {
		if err := r.Resume(); err != nil {
			return err
		}
	}
	return a.arrive()
}

// arrive lays out the screen that is seen now and keeps it as the place.
func (a *App) arrive() error {
	a.top().SetSize(a.frame.column, a.frame.rows)
	err := a.keepPlace()
	_, unsaved := a.unsaved() // then the corner says what is wrong
	if err != nil && unsaved == nil && a.trouble == nil {
		a.trouble = []string{"Where you are could not be noted: " + screen.Why(err) + ".", "Your place was not noted."}
	}
	return nil
}

// keepPlace writes down where the person is.
func (a *App) keepPlace() error {
	if !a.open() {
		return nil
	}
	for i := len(a.stack) - 1; i >= 0; i-- {
		l := a.stack[i]
		if nav.IsPassing(l.route) {
			continue
		}
		place := l.route.Path()
		if p, ok := l.screen.(nav.Positioned); ok && p.Position() != "" {
			place += "?" + p.Position()
		}
		return a.env.Store.SetPlace(place)
	}
	return nil
}

// leaveTop keeps what the top screen holds, before a move away from it.
func (a *App) leaveTop() error {
	if s, ok := a.top().(nav.Leaving); ok {
		return a.mayLeave(s.Leave())
	}
	return nil
}

// Leave keeps what all screens hold, for the help may lie over one with unsaved
// words, and what was left in the journal. It is called at quit, and once more
// after the program has ended for whatever reason.
func (a *App) Leave() error {
	var errs []error
	for _, l := range a.stack {
		if s, ok := l.screen.(nav.Leaving); ok {
			errs = append(errs, s.Leave())
		}
	}
	if a.open() {
		errs = append(errs, a.env.Store.SaveUnsaved())
	}
	return errors.Join(errs...)
}

// quit leaves the program, once everything is kept. Where that fails it says
// so and stays; asked again at once, it goes.
func (a *App) quit(msg tea.KeyPressMsg) tea.Cmd {
	if err := a.Leave(); err != nil && !a.again {
		a.stayOpen(msg.String(), err)
		return wake
	}
	_ = a.keepPlace() // the words are kept: to be somewhere else next time is no reason to stay
	return tea.Quit
}

func (a *App) toggleHelp() tea.Cmd {
	if a.stack[len(a.stack)-1].route == nil {
		return a.move(nav.Pop{})
	}
	keys := a.keys
	if a.typing() {
		keys = keys.forTyping()
	}
	groups := append(a.top().FullHelp(), []key.Binding{a.elsewhereKey(), keys.back, keys.hide, a.lockKey(keys), keys.help, keys.quit, keys.leave})
	a.stack = append(a.stack, level{nil, screen.NewHelp(a.env, a.top().Title(), groups)})
	a.top().SetSize(a.frame.column, a.frame.rows)
	return nil
}

// layout gives every screen its room anew. A size that is too small to draw in
// changes nothing, so that growing again finds everything where it was.
func (a *App) layout() {
	a.frame = newFrame(a.Width, a.Height)
	if a.TooSmall() {
		return
	}
	for _, l := range a.stack {
		l.screen.SetSize(a.frame.column, a.frame.rows)
	}
}
