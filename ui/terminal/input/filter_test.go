package input

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

// tape holds what a program sees: keys by their names, typed text in quotes, pastes
// in brackets, those with guessed letters with a question mark; else the type.
type tape struct {
	said []string
	keys string
}

func (t *tape) add(s string) {
	if t.keys != "" {
		t.said = append(t.said, fmt.Sprintf("%q", t.keys))
		t.keys = ""
	}
	if s != "" {
		t.said = append(t.said, s)
	}
}

// seen decodes what a filter has put out, as the library does.
func seen(t *testing.T, f *filter) []string {
	t.Helper()
	events := make(chan uv.Event)
	ended := make(chan error, 1)
	out := string(f.out)
	f.out = nil
	go func() {
		ended <- uv.NewTerminalReader(strings.NewReader(out), "xterm-256color").StreamEvents(context.Background(), events)
		close(events)
	}()
	var got tape
	for event := range events {
		got.event(t, f, event)
	}
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	got.add("")
	return got.said
}

func (got *tape) event(t *testing.T, f *filter, event uv.Event) {
	t.Helper()
	switch event := event.(type) {
	case uv.KeyPressEvent:
		if event.Text != "" {
			got.keys += event.Text
			return
		}
		got.add(tea.KeyPressMsg(event).Keystroke())
	case uv.PasteEvent:
		p, ok := f.pastes[event.Content]
		if !ok {
			t.Errorf("a paste of %q that nobody knows", event.Content)
		}
		mark := ""
		if p.Guessed {
			mark = "?"
		}
		got.add("[" + p.Text + "]" + mark)
	case uv.PasteStartEvent, uv.PasteEndEvent:
	default:
		got.add(fmt.Sprintf("%T", event))
	}
}

// pause in a list of inputs is a pause that is long enough to mean something.
const pause = "(pause)"

func fed(t *testing.T, inputs ...string) []string {
	t.Helper()
	var f filter
	for _, in := range inputs {
		switch {
		case in != pause:
			f.take([]byte(in))
		case f.wait() > 0:
			f.pause()
		}
	}
	return seen(t, &f)
}

const (
	begin = startMark
	end   = endMark
)

// TestFilter: what comes from a terminal is seen, whatever has no end.
func TestFilter(t *testing.T) {
	for _, c := range []struct {
		name  string
		in    []string
		wants []string
	}{
		{"typed", []string{"ab\r\té学"}, []string{`"ab"`, "enter", "tab", `"é学"`}},
		{"keys", []string{"\x1b[A\x1bOP\x1b[1;5C\x1b[27;5;99~\x1b[99;5u\x03"}, []string{"up", "f1", "ctrl+right", "ctrl+c", "ctrl+c", "ctrl+c"}},
		{"keys of old terminals", []string{"\x1b[1~\x1b[[A\x1b[[E\x1b[3$", pause, "\x1bOa\x1b\x1b[A"}, []string{"home", "f1", "f5", "shift+delete", "ctrl+up", "alt+up"}},
		{"alt", []string{"\x1bx\x1bé\x1b\r\x1bA\x1b\x01\x1b\x7f\x1b.\x1b \x1b\x00\x1b\t\x1b\x03"}, []string{"alt+x", "alt+é", "alt+enter", "alt+shift+a", "ctrl+alt+a", "alt+backspace", "alt+.", "alt+space", "ctrl+alt+space", "alt+tab", "ctrl+alt+c"}},
		{"alt with the beginnings of sequences", []string{"\x1b[", pause, "\x1b]", pause, "\x1bO", pause, "\x1bP", pause, "\x1b_", pause, "\x1b^\x1bXx"},
			[]string{"alt+[", "alt+]", "alt+shift+o", "alt+shift+p", "alt+_", "alt+^", "alt+shift+x", `"x"`}},
		{"esc", []string{"\x1b", pause, "x"}, []string{"esc", `"x"`}},
		{"esc twice", []string{"\x1b\x1b", pause, "x\x1b\x1bx"}, []string{"alt+esc", `"x"`, "esc", "alt+x"}},
		{"what means nothing", []string{"\x1b\x1b[100Aa\x1b]11;\ab\x1b[1 1Ac\x1b[" + strings.Repeat("1;", 40) + "Ad\x1b\x1b\x1b[Ae\x1b[[f"},
			[]string{"esc", "uv.UnknownCsiEvent", `"abcd"`, "esc", "alt+up", `"e"`, "alt+[", `"[f"`}},
		{"what a terminal says", []string{"\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[I\x1b[<0;3;4M\x1b[?2026;2$y\x1bP>|xterm(1)\x1b\\"},
			[]string{"uv.BackgroundColorEvent", "uv.FocusEvent", "uv.MouseClickEvent", "uv.ModeReportEvent", "uv.TerminalVersionEvent"}},
		{"a cut sequence, then words", []string{"\x1b[hello \x1b]0;t\rhello \x1bPhello \x1b_hello \x1bOhello"},
			[]string{"alt+[", `"hello "`, "alt+]", `"0;t"`, "enter", `"hello "`, "alt+shift+p", `"hello "`, "alt+_", `"hello "`, "alt+shift+o", `"hello"`}},
		{"an answer without an end, then words", []string{"\x1b]11;rgb:ff", "hello", pause, "\x03"}, []string{"alt+]", `"11;rgb:ffhello"`, "ctrl+c"}},
		{"an answer that is cut by a paste", []string{"\x1b]11;rgb:" + begin + "x" + end}, []string{"alt+]", `"11;rgb:"`, "[x]"}},

		{"a paste", []string{"a" + begin + "b\r\n\tc\x03" + end + "d"}, []string{`"a"`, "[b\r\n\tc\x03]", `"d"`}},
		{"esc before a paste", []string{"\x1b" + begin + "b" + end + "\x1b" + end + "d"}, []string{"esc", "[b]", "esc", `"d"`}},
		{"nothing is pasted", []string{begin + end + "d"}, []string{`"d"`}},
		{"an end of no paste", []string{"c" + end + "d"}, []string{`"cd"`}},
		{"a paste in a paste", []string{begin + "a" + begin + "b" + end + "c"}, []string{"[a" + begin + "b]", `"c"`}},
		{"a paste that stops and goes on", []string{begin + "a\r", pause, "\nb" + end + "\x03"}, []string{"[a\r]", "[b]", "ctrl+c"}},
		{"a character that stops and goes on", []string{begin + "a\xe5\xad", pause, "\xa6b" + end + "c"}, []string{"[a]", "[学b]", `"c"`}},
		{"no end, and esc at once", []string{begin + "a", "\x1b", pause, "q"}, []string{"[a]", `"q"`}},
		{"no end, and ctrl+c at once", []string{begin + "a", "\x03", pause, "q"}, []string{"[a]", `"q"`}},
		{"no end, and esc of a newer terminal", []string{begin + "a", "\x1b[27u", pause, "q"}, []string{"[a]", `"q"`}},
		{"no end, then esc", []string{begin + "a", pause, "q\r", "\x1b", pause, "q"}, []string{"[a]", "[q\r]", `"q"`}},
		{"no end, then ctrl+c", []string{begin + "a", pause, "q", "\x03\x03"}, []string{"[a]", "[q]", "ctrl+c"}},
		{"no end, then ctrl+c of newer terminals", []string{begin + "a", pause, "q\x1b[99;5uq", begin + "b", pause, "\x1b[27;5;99~q"},
			[]string{"[a]", "[q]", `"q"`, "[b]", `"q"`}},
		{"no end, then keys", []string{begin + "a", pause, "\x1b[A\x1bOP\x1b[3~b\x1bxc\x1b[27;2;65~\x1b[13;2u\x03"}, []string{"[a]", "[b]", "[xc]", "[A]", "[\r]"}},
		{"no end, then what a terminal says", []string{begin + "a", pause, "b\x1b[Ic\x1b]11;rgb:0/0/0\x07"},
			[]string{"[a]", "[b]", "uv.FocusEvent", "[c]", "uv.BackgroundColorEvent"}},
		{"no end, then another paste", []string{begin + "a", pause, begin + "b" + end + "c"}, []string{"[a]", "[b]", `"c"`}},
		{"no end, then the beginning of a sequence", []string{begin + "a", pause, "\x1b[12", pause, "b", "\x03", "c"}, []string{"[a]", "[[12]", "[b]", `"c"`}},

		{"another encoding, typed", []string{"caf\xe9", pause, "x\x93y\x94"}, []string{`"caf"`, "[é]?", `"x"`, "[“]?", `"y"`, "[”]?"}},
		{"another encoding, pasted", []string{begin + "caf\xe9 学 \x80" + end}, []string{"[café 学 €]?"}},
		{"another encoding, no end", []string{begin + "caf\xe9", pause, " x", "\x03"}, []string{"[caf]", "[é x]?"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := fed(t, c.in...); !slices.Equal(got, c.wants) {
				t.Errorf("%+q\n got %q\nwant %q", c.in, got, c.wants)
			}
		})
	}
}

// introducers are the beginnings of what a decoder reads to its end.
var introducers = []string{"\x1b", "\x1b[", "\x1b[12;", "\x1b[?", "\x1b[ ", "\x1bO", "\x1bO1", "\x1b]", "\x1b]11;\a", "\x1b\x1b[100A", "\x1b]0;t", "\x1b]52;c;", "\x1bP", "\x1bP1+r", "\x1bP>|", "\x1bX", "\x1bXs", "\x1b^", "\x1b^p", "\x1b_", "\x1b_Gi=1;", "\x1b\x1b", "\x1b\x1b[", "\x9b", "\x9d0;", "\x90", "\x98", "\x9e", "\x9f", "\xe5\xad", "\xff"}

// TestPasteEndsAtItsEndMark: whatever it holds, and wherever it is cut.
func TestPasteEndsAtItsEndMark(t *testing.T) {
	for _, start := range introducers {
		in := "a" + begin + " x " + start + " y " + start + end + "b" + begin + start + end + "\x1b[A\x03"
		want := fed(t, in)
		if n := len(want); n != 6 || want[0] != `"a"` || want[2] != `"b"` || want[4] != "up" || want[5] != "ctrl+c" {
			t.Errorf("%q: %q", start, want)
		}
		for i := range len(in) {
			if got := fed(t, in[:i], in[i:]); !slices.Equal(got, want) {
				t.Errorf("%q, cut at %d: %q, want %q", start, i, got, want)
			}
		}
		var bytes []string
		for i := range len(in) {
			bytes = append(bytes, in[i:i+1])
		}
		if got := fed(t, bytes...); !slices.Equal(got, want) {
			t.Errorf("%q, byte by byte: %q, want %q", start, got, want)
		}
	}
}

// TestNothingDeafens: after any beginning, in a paste or outside, what is typed
// after a pause is seen, and ctrl+c is a key again at the latest when it is
// pressed twice.
func TestNothingDeafens(t *testing.T) {
	for _, start := range introducers {
		for _, before := range []string{"", begin, begin + "words"} {
			for _, then := range [][]string{{pause}, {pause, "\x03"}, {"\x03"}, {pause, "\x1b", pause}, {"more", pause, "more"}} {
				in := append(append([]string{before + start}, then...), pause, "\x03", pause, "hello", "\x03")
				got := fed(t, in...)
				if n := len(got); n < 2 || got[n-1] != "ctrl+c" || got[n-2] != `"hello"` {
					t.Errorf("%+q: %q", in, got)
				}
			}
		}
	}
}

// TestNothingTypedIsLost: letters are seen after whatever has no end, as keys or
// as text.
func TestNothingTypedIsLost(t *testing.T) {
	for _, start := range introducers {
		for _, before := range []string{"", begin, begin + "words"} {
			for _, typed := range [][]string{{"h", "e", "llo"}, {pause, "h", "e", "llo"}, {pause, "h", pause, "ello"}} {
				in := append(append([]string{before + start}, typed...), pause)
				all := strings.NewReplacer("[", "", "]", "", "?", "", `"`, "").Replace(strings.Join(fed(t, in...), ""))
				if !strings.Contains(all, "hello") && !strings.Contains(all, "alt+hello") {
					t.Errorf("%+q: %q", in, all)
				}
			}
		}
	}
}

// TestLongPaste: a megabyte is one paste.
func TestLongPaste(t *testing.T) {
	text := strings.Repeat("a line of words \x1b]0; é学\r\n", 1<<20/28)
	var f filter
	for in := begin + text + end + "!"; in != ""; {
		n := min(1000, len(in))
		f.take([]byte(in[:n]))
		in = in[n:]
	}
	if got := seen(t, &f); len(got) != 2 || got[0] != "["+text+"]" || got[1] != `"!"` {
		t.Errorf("%d things are seen", len(got))
	}
}
