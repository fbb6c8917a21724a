package dialog

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/theme"
)

// A question is gone back from once; what was turned to, never.
func TestDialog(t *testing.T) {
	d := New(theme.New(theme.Options{Profile: colorprofile.TrueColor}), "offer")
	d.Build = func() {
		d.Say("This is the "+d.Stage()+".", theme.Body)
		d.Choice('1', "Ask", "", d.Asking("doubt"))
		d.Choice('2', "Back", "", d.Returning)
	}
	d.SetSize(40, 8)
	press := func(key rune) { d.Update(tea.KeyPressMsg{Code: key, Text: string(key)}) }
	want := func(stage string) {
		t.Helper()
		if got := ansi.Strip(d.View().Content); d.Stage() != stage || !strings.Contains(got, "This is the "+stage+".") {
			t.Errorf("at %q:\n%s", d.Stage(), got)
		}
	}
	want("offer")
	if d.Back() {
		t.Error("there is something behind the first stage")
	}
	press('1')
	want("doubt")
	press('2')
	want("offer")
	press('1')
	if !d.Back() || d.Back() {
		t.Error("not gone back once")
	}
	want("offer")
	d.Ask("doubt")
	d.Turn("end")
	want("end")
	if d.Back() {
		t.Error("there is a way back from what was turned to")
	}
}
