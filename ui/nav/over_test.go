package nav

import (
	"errors"
	"testing"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// plain is a screen that may do nothing besides.
type plain struct{}

func (plain) Title() string                  { return "" }
func (plain) SetSize(int, int)               {}
func (plain) Update(tea.Msg) (Move, tea.Cmd) { return nil, nil }
func (plain) View() tea.View                 { return tea.NewView("") }
func (plain) ShortHelp() []key.Binding       { return []key.Binding{key.NewBinding()} }
func (plain) FullHelp() [][]key.Binding      { return [][]key.Binding{{}} }

// able is a screen that may do everything.
type able struct {
	plain
	at string
}

var errFull = errors.New("full")

func (*able) Leave() error                  { return errFull }
func (*able) Resume() error                 { return errFull }
func (*able) Back() bool                    { return true }
func (*able) Typing() bool                  { return true }
func (*able) Unsaved() (time.Time, error)   { return time.Unix(1, 0), errFull }
func (*able) Status() (string, bool)        { return "Saved", true }
func (a *able) Position() string            { return a.at }
func (a *able) SetPosition(position string) { a.at = position }

// A screen over another passes everything on, and nothing where there is nothing.
func TestOver(t *testing.T) {
	var _ interface {
		Leaving
		Resuming
		Closing
		Typing
		Unsaved
		Status
		Positioned
	} = Over{}
	o := Over{&able{}}
	o.SetPosition("here")
	since, err := o.Unsaved()
	if text, alarm := o.Status(); o.Leave() != errFull || o.Resume() != errFull || !o.Back() || !o.Typing() || err != errFull || since.IsZero() ||
		text != "Saved" || !alarm || o.Position() != "here" {
		t.Error("something is not passed on")
	}
	o = Over{plain{}}
	o.SetPosition("here")
	since, err = o.Unsaved()
	if text, alarm := o.Status(); o.Leave() != nil || o.Resume() != nil || o.Back() || o.Typing() || err != nil || !since.IsZero() || text != "" || alarm || o.Position() != "" {
		t.Error("something is made up")
	}
	if len(o.ShortHelp()) != 1 || len(o.FullHelp()) != 1 {
		t.Error("the keys are not passed on")
	}
}
