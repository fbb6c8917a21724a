package clock

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/theme"
)

func TestText(t *testing.T) {
	for left, want := range map[time.Duration]string{
		3*time.Minute + 12*time.Second: "03:12",
		time.Second:                    "00:01",
		time.Millisecond:               "00:01",
		0:                              "00:00",
		-time.Millisecond:              "00:00",
		-time.Second:                   "+00:01",
		-61 * time.Second:              "+01:01",
		100 * time.Minute:              "100:00",
	} {
		if got := Text(left); got != want {
			t.Errorf("%v is shown as %s, want %s", left, got, want)
		}
	}
}

// The time shown stays the same exactly as long as Next says.
func TestNext(t *testing.T) {
	for left := 3 * time.Second; left > -3*time.Second; left -= 70 * time.Millisecond {
		next := Next(left)
		if next <= 0 || next > 2*time.Second {
			t.Fatalf("at %v it stands for %v", left, next)
		}
		if Text(left-next+time.Nanosecond) != Text(left) {
			t.Errorf("at %v it changes before %v", left, next)
		}
		if Text(left-next) == Text(left) && left > 0 {
			t.Errorf("at %v it does not change after %v", left, next)
		}
	}
}

func TestBar(t *testing.T) {
	th := theme.New(theme.Options{})
	for left, want := range map[time.Duration]string{
		10 * time.Minute: "██████████", 12 * time.Minute: "██████████", 5 * time.Minute: "█████░░░░░",
		time.Second: "█░░░░░░░░░", 0: "░░░░░░░░░░", -time.Minute: "░░░░░░░░░░",
	} {
		if got := ansi.Strip(Bar(th, left, 10*time.Minute, 10)); got != want {
			t.Errorf("%v of ten minutes: %s, want %s", left, got, want)
		}
	}
	if got := ansi.Strip(Bar(th, time.Minute, 0, 3)); got != "░░░" {
		t.Errorf("a minute of none: %s", got)
	}
}

func TestLine(t *testing.T) {
	for _, ascii := range []bool{false, true} {
		th := theme.New(theme.Options{ASCII: ascii})
		for width := 20; width < 90; width++ {
			line := ansi.Strip(Line(th, -5*time.Second, time.Minute, false, width))
			if ansi.StringWidth(line) != width || !strings.HasSuffix(line, "+00:05  time") {
				t.Fatalf("%d cells: %q", width, line)
			}
		}
		if line := ansi.Strip(Line(th, time.Minute, time.Minute, true, 30)); !strings.HasSuffix(line, "01:00  paused") {
			t.Errorf("%q", line)
		}
	}
}

func TestLarge(t *testing.T) {
	th := theme.New(theme.Options{})
	if rows := Large(th, time.Minute, 20, 5); len(rows) != 5 {
		t.Errorf("%q", rows)
	}
	if Large(th, time.Minute, 19, 5) != nil || Large(th, time.Minute, 20, 4) != nil {
		t.Error("it is drawn where there is no room")
	}
	if Large(theme.New(theme.Options{ASCII: true}), time.Minute, 80, 20) != nil {
		t.Error("blocks in ASCII")
	}
}
