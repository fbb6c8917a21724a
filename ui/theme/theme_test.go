package theme

import (
	"image/color"
	"math"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// contrast returns the ratio of WCAG 2.
func contrast(a, b color.Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	channel := func(v uint32) float64 {
		s := float64(v) / 0xFFFF
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(r) + 0.7152*channel(g) + 0.0722*channel(b)
}

func TestContrast(t *testing.T) {
	for _, dark := range []bool{true, false} {
		c := pick(Options{Dark: dark, Profile: colorprofile.TrueColor})
		backgrounds := []color.Color{color.White, color.Gray{0xF5}}
		if dark {
			backgrounds = []color.Color{color.Black, color.Gray{0x1E}, color.Gray{0x28}}
		}
		for name, fg := range map[string]color.Color{"accent": c.accent, "faint": c.faint, "alarm": c.alarm} {
			for _, bg := range backgrounds {
				if ratio := contrast(fg, bg); ratio < 4.5 {
					t.Errorf("dark %v: %s on %v is %.1f:1", dark, name, bg, ratio)
				}
			}
		}
	}
}

func TestMarksAreOneCellWide(t *testing.T) {
	for _, m := range []Marks{unicodeMarks, asciiMarks} {
		for _, mark := range []string{m.Done, m.Begun, m.Open, m.Here, m.Strand, m.Row, m.Bar, m.Rest, m.Bullet, m.Quote, m.Crumb, m.Dot, m.Up, m.Down, m.Ellipsis, m.Rule, m.Full, m.Empty} {
			if ansi.StringWidth(mark) != 1 || ansi.StringWidthWc(mark) != 1 {
				t.Errorf("%q is not one cell", mark)
			}
		}
	}
	if regexp.MustCompile(`[^ -~]`).MatchString(strings.Join([]string{asciiMarks.Done, asciiMarks.Here, asciiMarks.Ellipsis, asciiMarks.Crumb, asciiMarks.Enter}, "")) {
		t.Error("an ASCII mark is not ASCII")
	}
}

func TestProse(t *testing.T) {
	th := New(Options{Dark: true, Profile: colorprofile.TrueColor})
	for name, c := range map[string]struct {
		source string
		width  int
		want   string
	}{
		"paragraph":      {"One two three four five.", 12, "One two|three four|five."},
		"hanging list":   {"- One two three four\n- Five", 12, "• One two|  three four|• Five"},
		"ordered list":   {"9. One two three four\n10. Five", 12, "9. One two|   three|   four|10. Five"},
		"loose list":     {"- One\n\n- Two", 20, "• One||• Two"},
		"list in a list": {"- One\n  - Two three four", 12, "• One|  • Two|    three|    four"},
		"quotation":      {"> One two three four", 12, "│ One two|│ three four"},
		"two paragraphs": {"One.\n\nTwo.", 20, "One.||Two."},
		"heading":        {"## Head\n\nText.", 20, "Head||Text."},
		"emphasis":       {"One *two* **three**.", 20, "One two three."},
		"wrapped source": {"One\ntwo\nthree", 20, "One two three"},
		"nothing":        {"", 20, ""},
	} {
		t.Run(name, func(t *testing.T) {
			lines := th.Prose(c.source, c.width, Body)
			for i := range lines {
				lines[i] = ansi.Strip(lines[i])
			}
			if got := strings.Join(lines, "|"); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestProseIsNeverTooWide(t *testing.T) {
	th := New(Options{})
	source := "A paragraph with **bold words** and a `piece of code`, long enough to be wrapped more than once.\n\n- an item that is long enough to be wrapped\n  1. and another in it that is wrapped as well\n\n> a quotation, too, of some length"
	for width := 8; width <= 90; width++ {
		for _, line := range th.Prose(source, width, Body) {
			if w := ansi.StringWidth(line); w > min(width, MaxProse) {
				t.Fatalf("width %d: %d in %q", width, w, line)
			}
		}
	}
}

func TestProseKeepsItsOwnLines(t *testing.T) {
	th := New(Options{})
	first := th.Prose("One two three", 8, Body)
	first[0] = "spoilt"
	if second := th.Prose("One two three", 8, Body); second[0] == "spoilt" {
		t.Error("a caller can change what another one gets")
	}
}

// What a person typed is drawn in one way: nothing of it steers the terminal, and a tab
// is a blank.
func TestTypedWordsAreDrawnInOneWay(t *testing.T) {
	th := New(Options{Dark: true, Profile: colorprofile.TrueColor})
	const typed = "Year 7\tMaths \x1b[31mred\u009b31m\rnext\u202eover\x07"
	for name, got := range map[string]string{
		"wrap": ansi.Strip(strings.Join(th.Wrap(typed, 60, th.Text), "\n")), "line": Line(typed),
		"typed": ansi.Strip(strings.Join(th.Typed(typed, 60), "\n")),
	} {
		if strings.ContainsAny(got, "\t\r\x1b\x07\u009b\u202e") || !strings.Contains(strings.Join(strings.Fields(got), " "), "Year 7 Maths [31mred") {
			t.Errorf("%s: %q", name, got)
		}
	}
}
