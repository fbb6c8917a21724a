package screen

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/store"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/privacy"
	"goldenthread/ui/route"
	"goldenthread/ui/theme"
)

// privacyScreen says what becomes of what is written, as it is on this computer,
// and holds the choices about it.
type privacyScreen struct {
	list
	facts privacy.Facts
}

func newPrivacy(e *env.Env) (nav.Screen, error) {
	p := &privacyScreen{list: list{env: e, keys: newListKeys()}}
	p.keys.open.SetHelp("enter", "change")
	p.build = p.print
	return p, p.Resume()
}

// Resume looks at the files anew.
func (p *privacyScreen) Resume() (err error) {
	p.facts, err = privacy.Look(p.env.Store.Path(), p.env.Getenv)
	if err != nil {
		return err
	}
	lends, err := p.env.Store.Setting(privacy.LendSealed)
	p.facts.Hides, p.facts.Sealed, p.facts.Lends = p.env.HideOnBlur, p.env.Store.Sealed(), lends == privacy.On
	return err
}

func (p *privacyScreen) print() {
	p.choice(p.hideOnBlur, "Hide when you leave this window", onOff(p.env.HideOnBlur))
	if p.facts.Sealed {
		p.choice(p.lend, "Give ctrl+o to your own editor", onOff(p.facts.Lends))
		p.choice(p.lockAfter, "Lock when you touch no key", lockSays(p.env.LockAfter))
	}
	if len(p.facts.Loose) > 0 {
		p.choice(p.tighten, "Close your files to others", "now")
	}
	if !p.facts.Sealed {
		p.choice(func() nav.Move { return nav.Push{Route: route.Seal{}} }, "Keep it under a passphrase", "off")
	}
	p.page.Gap()
	p.page.Print(p.env.Theme.Prose(p.facts.Markdown(), p.page.Width(), theme.Body)...)
}

// SetSize lays the page out and stays where the reader is.
func (p *privacyScreen) SetSize(width, height int) {
	top := p.page.Top()
	p.list.SetSize(width, height)
	p.page.SetTop(top)
}

func (p *privacyScreen) choice(act func() nav.Move, name, state string) {
	t := p.env.Theme
	if p.current() {
		name = t.Bold.Render(name)
	}
	width := p.page.Width() - 2
	p.add(row{act: act}, p.fit(padTo(name, min(34, width-ansi.StringWidth(state)))+t.Faint.Render(state), width))
}

func (p *privacyScreen) hideOnBlur() nav.Move {
	value := onOff(!p.env.HideOnBlur)
	if err := p.env.Store.SetSetting(privacy.HideOnBlur, value); err != nil {
		return nav.Report{Err: err}
	}
	p.env.HideOnBlur = value == privacy.On
	return p.again()
}

func (p *privacyScreen) lend() nav.Move {
	if err := p.env.Store.SetSetting(privacy.LendSealed, onOff(!p.facts.Lends)); err != nil {
		return nav.Report{Err: err}
	}
	return p.again()
}

// onOff is the word that a choice is kept in, and shown in.
func onOff(on bool) string {
	if on {
		return privacy.On
	}
	return "off"
}

// lockPauses are what can be chosen, in minutes, one after the other.
var lockPauses = []int{1, 5, 10, 20, 60, 0}

func lockSays(after time.Duration) string {
	switch after {
	case 0:
		return "never"
	case time.Minute:
		return "after a minute"
	}
	return fmt.Sprintf("after %d minutes", int(after.Minutes()))
}

func (p *privacyScreen) lockAfter() nav.Move {
	at := slices.Index(lockPauses, int(p.env.LockAfter.Minutes()))
	minutes := strconv.Itoa(lockPauses[(at+1)%len(lockPauses)])
	if err := p.env.Store.SetSetting(privacy.LockAfter, minutes); err != nil {
		return nav.Report{Err: err}
	}
	p.env.LockAfter = privacy.LockPause(minutes)
	return p.again()
}

func (p *privacyScreen) tighten() nav.Move {
	if _, err := store.Tighten(p.env.Store.Path()); err != nil {
		return nav.Report{Err: err}
	}
	return p.again()
}

// again draws what has changed.
func (p *privacyScreen) again() nav.Move {
	if err := p.Resume(); err != nil {
		return nav.Report{Err: err}
	}
	p.layout()
	return nil
}

// Update takes an event.
func (p *privacyScreen) Update(msg tea.Msg) (nav.Move, tea.Cmd) { return p.update(msg), nil }

// Title is the page's.
func (p *privacyScreen) Title() string { return "Privacy" }

// ShortHelp lists the keys of the footer.
func (p *privacyScreen) ShortHelp() []key.Binding {
	return []key.Binding{p.keys.open, p.keys.choose, p.keys.pageDown}
}
