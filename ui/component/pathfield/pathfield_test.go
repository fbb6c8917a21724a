package pathfield

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/component/editor"
	"goldenthread/ui/theme"
)

func field() Field {
	th := theme.New(theme.Options{Profile: colorprofile.TrueColor})
	f := New(th, func() time.Time { return time.Time{} }, &editor.Clip{})
	f.Restyle(th, ansi.GraphemeWidth)
	f.SetSize(40, 6)
	return f
}

func write(f Field, text string) {
	for _, r := range text {
		f.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	f.Layout()
}

// A path is one line, with the home folder in the place of a ~.
func TestPath(t *testing.T) {
	for _, c := range []struct{ typed, home, want string }{
		{"/media/stick/w.db", "/home/ada", "/media/stick/w.db"},
		{"  /media/stick \n", "/home/ada", "/media/stick"},
		{"~/w.db", "/home/ada", "/home/ada/w.db"},
		{"~/w.db", "", "~/w.db"},
		{"~ada/w.db", "/home/ada", "~ada/w.db"},
		{"", "/home/ada", ""},
	} {
		f := field()
		f.Line.Editor.SetText(c.typed)
		if got := f.Path(c.home); got != c.want {
			t.Errorf("%q with the home %q is %q, want %q", c.typed, c.home, got, c.want)
		}
	}
}

// What is typed takes the place of a path that is offered, and goes on from one that
// is suggested.
func TestOfferAndSuggest(t *testing.T) {
	f := field()
	f.Offer("/old")
	write(f, "/new")
	if got := f.Path(""); got != "/new" {
		t.Errorf("offered: %q", got)
	}
	f = field()
	f.Suggest("/old")
	write(f, "er")
	if got := f.Path(""); got != "/older" {
		t.Errorf("suggested: %q", got)
	}
	v := f.Draw()
	if !strings.Contains(ansi.Strip(v.Content), "/older") || v.Cursor == nil {
		t.Errorf("drawn as %q with the cursor %v", v.Content, v.Cursor)
	}
}
