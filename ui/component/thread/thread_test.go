package thread

import (
	"testing"

	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/theme"
)

func TestView(t *testing.T) {
	th := theme.New(theme.Options{Dark: true})
	some := []Bead{Done, Done, Begun, Open, Open}
	for name, c := range map[string]struct {
		beads []Bead
		here  int
		width int
		want  string
	}{
		"roomy":     {some, -1, 40, "●━━●━━◐━━○━━○"},
		"here":      {some, 3, 40, "●━━●━━◐━━◆━━○"},
		"narrow":    {some, -1, 9, "●━●━◐━○━○"},
		"close":     {some, -1, 5, "●●◐○○"},
		"too close": {some, -1, 3, "●●◐"},
		"one":       {some[:1], -1, 40, "●"},
		"none":      {nil, -1, 40, ""},
	} {
		t.Run(name, func(t *testing.T) {
			got := ansi.Strip(Thread{c.beads, c.here}.View(th, c.width))
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if w := (Thread{c.beads, c.here}).Width(c.width); w != ansi.StringWidth(got) {
				t.Errorf("says %d cells, draws %d", w, ansi.StringWidth(got))
			}
		})
	}
}

func TestAtFindsTheNearestBead(t *testing.T) {
	row := Thread{Beads: make([]Bead, 5)}
	for col, want := range []int{0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4} {
		if got, ok := row.At(col, 40); !ok || got != want {
			t.Errorf("column %d is bead %d (%v), want %d", col, got, ok, want)
		}
	}
	for _, col := range []int{-1, 14, 30} {
		if _, ok := row.At(col, 40); ok {
			t.Errorf("column %d is a bead", col)
		}
	}
}
