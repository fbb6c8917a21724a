package chart

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/theme"
)

var levels = Spread{
	Options: []string{"1 In words only", "2 In pockets", "3 Established", "4 Shared and self-improving"},
	Rounds:  []Round{{Name: "before", Counts: []int{2, 7, 5, 0}}, {Name: "after", Counts: []int{4, 8, 2, 0}}},
}

func drawn(s Spread, ascii bool, width int) string {
	return ansi.Strip(strings.Join(s.Lines(theme.New(theme.Options{ASCII: ascii}), width), "\n"))
}

func TestSpreadSideBySide(t *testing.T) {
	want := strings.Join([]string{
		"                          before          after",
		"1 In words only           ███ 2           ██████ 4",
		"2 In pockets              ██████████ 7    ████████████ 8",
		"3 Established             ███████ 5       ███ 2",
		"4 Shared and self-        0               0",
		"improving",
	}, "\n")
	if got := drawn(levels, false, 56); got != want {
		t.Errorf("is\n%s\nwant\n%s", got, want)
	}
}

func TestSpreadOfOneRound(t *testing.T) {
	one := Spread{Options: levels.Options[:2], Rounds: []Round{{Counts: []int{3, 11}}}}
	want := "1 In words only  ########## 3\n2 In pockets     ######################################## 11"
	if got := drawn(one, true, 60); got != want {
		t.Errorf("is\n%s\nwant\n%s", got, want)
	}
}

// Whatever the width, all words and numbers are there, and no line is wider.
func TestSpreadIsNeverCut(t *testing.T) {
	for width := 16; width <= 200; width++ {
		got := drawn(levels, false, width)
		for _, line := range strings.Split(got, "\n") {
			if ansi.StringWidth(line) > width {
				t.Fatalf("%d cells in %d:\n%s", ansi.StringWidth(line), width, got)
			}
		}
		words := " " + strings.Join(strings.Fields(got), " ") + " "
		for _, word := range strings.Fields(strings.Join(levels.Options, " ") + " 7 5 8") {
			if !strings.Contains(words, " "+word+" ") && !strings.Contains(word, "-") {
				t.Fatalf("%s is missing at %d:\n%s", word, width, got)
			}
		}
	}
}
