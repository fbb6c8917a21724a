//go:build !windows

package e2e

import (
	"strings"
	"syscall"
	"testing"
)

// The units that the tests write in.
const (
	mastery = "disciplines/mastery"
	team    = "disciplines/team"
)

// openAt starts the program at a step, and waits until it is there and has heard
// all that the terminal has to say about itself.
func (m *machine) openAt(step, title string, width, height int, args ...string) *terminal {
	m.t.Helper()
	x := m.start(width, height, append([]string{"open", step}, args...)...)
	x.want("   "+title, "keys")
	x.taken()
	return x
}

// writeAll types a text and waits until it is safe.
func (x *terminal) writeAll(text string) {
	x.t.Helper()
	x.keys(text)
	x.saved(text)
}

// back goes from a step to its unit's page.
func (x *terminal) back() {
	x.t.Helper()
	x.keys("<esc>")
	x.want("1  Read", "l look back")
}

// TestFromAnEmptyMachine is the main job, end to end: a first run, three steps
// in each of two units, the plug pulled, and the same place again.
func TestFromAnEmptyMachine(t *testing.T) {
	m := newMachine(t)
	x := m.start(80, 24)
	x.want("Welcome. Choose any framework and begin anywhere", "Five disciplines", "begin anywhere", "q quit")
	x.keys("1")
	x.want("Five disciplines in schools and trusts", "Personal mastery", "Team learning")
	x.keys("1")
	x.want("Five disciplines › Personal mastery", "2  Notice")
	x.keys("2")
	x.want("Where in the last two weeks", "tab next")
	x.writeAll("The caretaker showed a colleague the boiler log.")
	x.back()
	x.keys("4")
	x.want("   Interpret")
	x.writeAll("Somebody waits to be asked.")
	x.back()
	x.keys("5")
	x.want("   Challenge")
	x.writeAll("Two names in a diary.")
	x.keys("<tab>")
	x.writeAll("I looked on a good day.")
	x.back()
	x.keys("<esc>")
	x.want("Five disciplines in schools and trusts", "Team learning")
	x.keys("2")
	x.want("Five disciplines › Team learning", "3  Rate")
	x.keys("3")
	x.want("   Rate", "0-4 choose")
	x.keys("2")
	x.want("▌ 2", "Saved ")
	x.back()
	x.keys("7")
	x.want("   Commit", "Return on")
	x.keys("<tab><tab>")
	x.writeAll("we are late again")
	x.back()
	x.keys("2")
	x.want("   Notice")

	// More lines than there is room for, and the cursor in the midst of one.
	lines := "one<enter>two<enter>three<enter>four<enter>five<enter>six<enter>seven<enter>eight<enter>nine<enter>ten<enter>eleven<enter>twelve went"
	x.keys(lines + "<up><up><left><left>")
	x.want("twelve went")
	x.keys("<home>on the <left><left>in")
	before := x.saved("on thine ten")
	if before.has("┃ one") {
		t.Fatalf("it does not scroll\n%v", before)
	}
	x.kill()

	x = m.start(80, 24)
	x.until("the same cell as before", func(s screen) bool { return s.cursor == before.cursor && s.has("on thine ten") })
	if after := x.taken(); body(after) != body(before) || after.cursor != before.cursor {
		t.Errorf("before\n%v\nafter\n%v", before, after)
	}
	x.kill()

	text := strings.ReplaceAll(strings.ReplaceAll(lines, "<enter>", "\n"), "\nten\n", "\non thine ten\n")
	m.kept(team, "notice", "answer", text)
	m.kept(mastery, "notice", "answer", "The caretaker showed a colleague the boiler log.")
	m.kept(mastery, "interpret", "answer", "Somebody waits to be asked.")
	m.kept(mastery, "challenge", "answer", "Two names in a diary.")
	m.kept(mastery, "challenge", "reason1", "I looked on a good day.")
	e := m.export()
	if len(e.Ratings) != 1 || e.Ratings[0].Unit != team || e.Ratings[0].Level != 2 {
		t.Errorf("the ratings are %v", e.Ratings)
	}
	if len(e.Commitments) != 1 || e.Commitments[0].Obstacle != "we are late again" {
		t.Errorf("the commitments are %v", e.Commitments)
	}
}

// body is the screen below the line of the header, which says when text was saved.
func body(s screen) string {
	var rows []string
	for y := range s.cells {
		rows = append(rows, s.row(y))
		for _, corner := range []string{"▫ private", "Saved "} {
			if at := strings.Index(rows[y], corner); at > 0 {
				rows[y] = strings.TrimRight(rows[y][:at], " ")
			}
		}
	}
	return strings.Join(rows, "\n")
}

// What was said to be saved is there, even if the plug is pulled while more is
// being typed; and the next start is not kept out by a lock.
func TestKilledWhileTyping(t *testing.T) {
	m := newMachine(t)
	x := m.openAt(mastery+"/notice", "Notice", 80, 24)
	x.writeAll("Kept for good.")
	x.keys(" And then " + strings.Repeat("more ", 40))
	x.want("And then")
	x.kill()
	x = m.openAt(mastery+"/notice", "Notice", 80, 24)
	x.want("Kept for good.")
	x.keys("<ctrl+c>")
	x.ends(0)
	if got := m.export().answer(mastery, "notice", "answer"); !strings.HasPrefix(got, "Kept for good.") {
		t.Errorf("kept %q", got)
	}
}

// A step that was opened by its name is a place to come back to as any other.
func TestKilledAfterOpen(t *testing.T) {
	m := newMachine(t)
	x := m.openAt(mastery+"/notice", "Notice", 80, 24)
	x.writeAll("Kept for good.")
	x.kill()
	x = m.start(80, 24)
	x.want("   Notice", "Kept for good.")
}

// TestEndings ends the program in every way inside the pause before a text is
// saved by itself. Everything is kept, and the terminal is as it was.
func TestEndings(t *testing.T) {
	for _, end := range []struct {
		name string
		how  func(*terminal)
		code int
	}{
		{"terminated", func(x *terminal) { x.signal(syscall.SIGTERM) }, 143},
		{"quit", func(x *terminal) { x.signal(syscall.SIGQUIT) }, 131},
		{"interrupted", func(x *terminal) { x.signal(syscall.SIGINT) }, 130},
		{"hung up", func(x *terminal) { x.signal(syscall.SIGHUP) }, 129},
		{"ctrl+c", func(x *terminal) { x.keys("<ctrl+c>") }, 0},
	} {
		t.Run(end.name, func(t *testing.T) {
			m := newMachine(t)
			x := m.open(window{width: 80, height: 24, plain: true}, "open", mastery+"/notice")
			x.want("   Notice", "tab next")
			x.taken() // else the terminal's answers may come when the program has left
			x.keys("the last wo")
			s := x.want("the last wo")
			x.checkTaken()
			end.how(x)
			x.ends(end.code)
			x.checkRestored()
			x = m.start(80, 24)
			x.until("the word that was begun", func(again screen) bool { return again.has("the last wo") && again.cursor == s.cursor })
			x.kill()
			m.kept(mastery, "notice", "answer", "the last wo")
		})
	}
}

// A closed window is a hang-up from the system, and nothing more can be drawn.
func TestWindowClosed(t *testing.T) {
	m := newMachine(t)
	x := m.openAt(mastery+"/notice", "Notice", 80, 24)
	x.keys("half wo<left><left>a ")
	s := x.want("half a wo")
	x.hangup()
	x.ends(129)
	x = m.start(80, 24)
	x.until("the word that was begun", func(again screen) bool { return again.has("half a wo") && again.cursor == s.cursor })
	x.keys("<end>rd<ctrl+c>")
	x.ends(0)
	m.kept(mastery, "notice", "answer", "half a word")
}

// q leaves where it is no text, and keeps what was chosen just before.
func TestQuit(t *testing.T) {
	m := newMachine(t)
	x := m.open(window{width: 80, height: 24, plain: true}, "open", mastery+"/rate")
	x.want("   Rate", "0-4 choose")
	x.taken() // else the terminal's answers may come when the program has left
	x.keys("3q")
	x.ends(0)
	x.checkRestored()
	x = m.start(80, 24)
	x.want("   Rate", "▌ 3  Established")
	x.kill()
	if e := m.export(); len(e.Ratings) != 1 || e.Ratings[0].Level != 3 {
		t.Errorf("the ratings are %v", e.Ratings)
	}
}
