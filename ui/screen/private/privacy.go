package private

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/store/related"
	"goldenthread/ui/component/list"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/phrase"
	"goldenthread/ui/privacy"
	"goldenthread/ui/route"
	"goldenthread/ui/sealing"
	"goldenthread/ui/theme"
)

// privacyScreen tells what becomes of the answers, as things are on this computer,
// and holds the choices about it.
type privacyScreen struct {
	list.List
	env   *env.Env
	facts privacy.Facts
}

func newPrivacy(e *env.Env, _ route.Privacy) (*privacyScreen, error) {
	p := &privacyScreen{List: list.New(e.Theme), env: e}
	p.Keys.Open.SetHelp("enter", "change")
	p.Build = p.print
	return p, p.Resume()
}

// Resume looks at the files anew.
func (p *privacyScreen) Resume() (err error) {
	p.facts, err = privacy.Look(p.env.Store.Path(), p.env.Getenv)
	if err != nil {
		return err
	}
	lends, err := p.env.Store.Setting(privacy.AllowExternalWhenSealed)
	p.facts.Plain = sealing.PlainPaths(p.env.Store)
	p.facts.Hides, p.facts.Sealed, p.facts.External = p.env.HideOnBlur, p.env.Store.Sealed(), lends == privacy.On
	return err
}

func (p *privacyScreen) print() {
	p.setting(p.hideOnBlur, "Hide when you leave this window", onOff(p.env.HideOnBlur))
	if p.facts.Sealed {
		p.setting(p.allowExternal, "Give ctrl+o to your own editor", onOff(p.facts.External))
		p.setting(p.lockAfter, "Lock when you touch no key", lockSays(p.env.LockAfter))
	}
	if len(p.facts.Plain) > 0 {
		p.setting(list.Open(route.Seal{}), "What opens without the passphrase", phrase.Count(len(p.facts.Plain), "file"))
	}
	if len(p.facts.Loose) > 0 {
		p.setting(p.restrictPermissions, "Close your files to others", "now")
	}
	if !p.facts.Sealed {
		p.setting(list.Open(route.Seal{}), "Keep it under a passphrase", "off")
	}
	p.Page.Gap()
	p.Page.Print(p.env.Theme.Prose(p.facts.Markdown(), p.Page.Width(), theme.Body)...)
}

// SetSize lays the page out and stays where the reader is.
func (p *privacyScreen) SetSize(width, height int) {
	top := p.Page.Top()
	p.List.SetSize(width, height)
	p.Page.SetTop(top)
}

// setting adds a row that changes a choice.
func (p *privacyScreen) setting(act list.Act, name, state string) {
	t := p.env.Theme
	if p.Current() {
		name = t.Bold.Render(name)
	}
	width := p.Page.Width() - 2
	p.Add(act, p.Fit(phrase.Pad(name, min(34, width-ansi.StringWidth(state)))+t.Faint.Render(state), width))
}

func (p *privacyScreen) hideOnBlur() (nav.Move, tea.Cmd) {
	value := onOff(!p.env.HideOnBlur)
	err := p.env.Store.SetSetting(privacy.HideOnBlur, value)
	if err == nil {
		p.env.HideOnBlur = value == privacy.On
	}
	return p.changed(err)
}

func (p *privacyScreen) allowExternal() (nav.Move, tea.Cmd) {
	return p.changed(p.env.Store.SetSetting(privacy.AllowExternalWhenSealed, onOff(!p.facts.External)))
}

// onOff returns the word in which a choice is kept, and shown.
func onOff(on bool) string {
	if on {
		return privacy.On
	}
	return "off"
}

// lockPauses can be chosen one after the other, in minutes.
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

func (p *privacyScreen) lockAfter() (nav.Move, tea.Cmd) {
	at := slices.Index(lockPauses, int(p.env.LockAfter.Minutes()))
	minutes := strconv.Itoa(lockPauses[(at+1)%len(lockPauses)])
	err := p.env.Store.SetSetting(privacy.LockAfter, minutes)
	if err == nil {
		p.env.LockAfter = privacy.LockPause(minutes)
	}
	return p.changed(err)
}

func (p *privacyScreen) restrictPermissions() (nav.Move, tea.Cmd) {
	_, err := related.RestrictPermissions(p.env.Store.Path())
	return p.changed(err)
}

// changed draws the page anew after a choice, unless it could not be kept.
func (p *privacyScreen) changed(err error) (nav.Move, tea.Cmd) {
	if err == nil {
		err = p.Resume()
	}
	if err != nil {
		return nav.Report{Err: err}, nil
	}
	p.Layout()
	return nil, nil
}

// Title is the page's.
func (p *privacyScreen) Title() string { return "Privacy" }

// ShortHelp lists the keys of the footer.
func (p *privacyScreen) ShortHelp() []key.Binding {
	return []key.Binding{p.Keys.Open, p.Keys.Choose, p.Keys.PageDown}
}
