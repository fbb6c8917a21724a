package reflection

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/ui/component/list"
	"goldenthread/ui/component/page"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/theme"
)

// pageScreen shows a page that is only read: about the method, the sources, the
// glossary.
type pageScreen struct {
	env  *env.Env
	of   *content.Page
	page page.Page
	keys list.Keys
}

func newPage(e *env.Env, r route.Page) (*pageScreen, error) {
	p := &pageScreen{env: e, of: e.Book.Page(r.ID), keys: list.NewKeys()}
	if p.of == nil {
		return nil, fmt.Errorf("screen: no page %s", r.ID)
	}
	return p, nil
}

func (p *pageScreen) SetSize(width, height int) {
	t := p.env.Theme
	p.page.Mark, p.page.Up, p.page.Down = t.Faint, t.Marks.Up, t.Marks.Down
	p.page.SetSize(width, height)
	p.page.Clear()
	p.page.Print(t.Prose(string(p.of.Body), width, theme.Body)...)
	p.page.Scroll(0)
}

// Update scrolls.
func (p *pageScreen) Update(msg tea.Msg) (nav.Move, tea.Cmd) {
	list.Scroll(&p.page, p.keys, msg)
	return nil, nil
}

// View draws the window.
func (p *pageScreen) View() tea.View { return tea.NewView(p.page.View()) }

// Title is the page's.
func (p *pageScreen) Title() string { return p.of.Title }

// ShortHelp lists the keys of the footer.
func (p *pageScreen) ShortHelp() []key.Binding {
	return []key.Binding{p.keys.Scroll, p.keys.PageDown}
}

// FullHelp lists all keys.
func (p *pageScreen) FullHelp() [][]key.Binding {
	return [][]key.Binding{p.keys.Reading()}
}
