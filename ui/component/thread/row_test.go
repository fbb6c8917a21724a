package thread

import (
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/theme"
)

// A row has as many columns as there is room for, and is never wider than it.
func TestRow(t *testing.T) {
	th := theme.New(theme.Options{Profile: colorprofile.TrueColor})
	thread := Thread{Beads: []Bead{Done, Begun, Open}, Here: -1}
	for width, want := range map[int][3]bool{76: {true, true, true}, 50: {true, true, false}, 36: {true, false, false}} {
		lines := thread.Row(th, "Personal mastery", theme.Body, "1 of 3", width)
		got := ansi.Strip(strings.Join(lines, "\n"))
		has := [3]bool{strings.Contains(got, "Personal mastery"), strings.Contains(got, th.Marks.Done), strings.Contains(got, "1 of 3")}
		if has != want || len(lines) != 1 || ansi.StringWidth(got) > width {
			t.Errorf("%d cells: %q", width, got)
		}
	}
	long := thread.Row(th, "Building shared capacity across a whole system of schools", theme.Body, "1 of 3", 76)
	if len(long) != 2 || !strings.Contains(long[0], th.Marks.Done) || strings.Contains(long[1], th.Marks.Done) {
		t.Errorf("a long name: %q", long)
	}
}
