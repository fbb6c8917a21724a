package step

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/store"
)

// Keys that go on or back do so at the ends of a step, and move between its fields.
func TestWritingGoesOnAndBack(t *testing.T) {
	d := newDesk(t)
	for _, c := range []struct {
		stage content.Stage
		keys  string
		want  Move
		focus string
	}{
		{content.Notice, "tab", Next, store.FieldAnswer},
		{content.Notice, "shift+tab", Previous, store.FieldAnswer},
		{content.Notice, "enter", Stay, store.FieldAnswer}, // a new line
		{content.Challenge, "tab", Stay, store.FieldReason1},
		{content.Challenge, "tab tab tab", Next, store.FieldReason2},
		{content.Challenge, "tab shift+tab", Stay, store.FieldAnswer},
		{content.Challenge, "down down", Stay, store.FieldReason2},
		{content.Challenge, "down up up", Stay, store.FieldAnswer},
		{content.Test, "enter enter", Stay, "predicted"},
		{content.Test, "enter enter enter", Stay, "predicted"}, // of more than a line
		{content.Test, "tab tab tab tab", Next, "heard"},
		{content.Commit, "enter enter enter enter enter", Stay, "due"},
		{content.Commit, "enter enter enter enter enter enter", Next, "due"},
	} {
		d.open(c.stage)
		d.press(strings.Fields(c.keys)...)
		d.wantMove(c.want)
		same(t, fmt.Sprint(c.stage, " ", c.keys), d.focus(), c.focus)
	}
}

// A step comes back to the field, the cursor and the scroll that it was left with, from
// its position or from a draft, which knows better.
func TestPositionIsComeBackTo(t *testing.T) {
	d := newDesk(t)
	d.open(content.Challenge)
	d.press("tab", "tab")
	d.write("one two")
	d.press("left", "left", "left")
	d.wantCursor("one ")
	at := d.step.(Positioned).Position()
	d.leave()

	d.open(content.Challenge)
	d.wantCursor("┃ ")
	d.step.(Positioned).SetPosition(at)
	d.resize(76, 17)
	d.wantCursor("one ")

	d.press("shift+tab")
	d.write("a draft")
	d.press("left")
	d.rest()
	d.step, _ = Open(d.env, d.place(content.Challenge, 1))
	d.step.(Positioned).SetPosition(at)
	d.resize(76, 17)
	d.wantCursor("a draf")

	for _, strange := range []string{"", "%", "focus=", "focus=none&cursor=9", "focus=answer&cursor=-4&top=99999", "focus=answer&cursor=x"} {
		d.leave()
		d.open(content.Challenge)
		d.step.(Positioned).SetPosition(strange)
		d.resize(76, 17)
		if d.cursor() == nil {
			t.Errorf("%q: there is no cursor", strange)
		}
	}
	d.show(openTension(d))
	same(t, "the position without a field", d.step.(Positioned).Position(), "")
}

// In a low window the question and the field come first, and the rest is below.
func TestTheFieldComesFirstInALowWindow(t *testing.T) {
	d := newDesk(t)
	d.open(content.Notice)
	const question, help = "Where in the last", "Think of the site team"
	row := func(text string) int {
		for y, line := range d.lines() {
			if strings.Contains(line, text) {
				return y
			}
		}
		return len(d.lines())
	}
	if !(row(question) < row(help) && row(help) < d.cursor().Y) {
		t.Errorf("in a high window:\n%s", d.text())
	}
	d.resize(56, 9)
	if !(row(question) < d.cursor().Y && d.cursor().Y < row(help)) {
		t.Errorf("in a low window:\n%s", d.text())
	}
	d.show(Open(d.env, Place{Unit: d.unit("threads/golden"), Stage: content.Notice, Visit: 1}))
	d.resize(76, 23)
	d.want("Roles or initials only, and nothing that could identify a child.")
}

// On a later visit the answer before is hidden until this one has begun, and stays as
// it was.
func TestRevisit(t *testing.T) {
	for _, c := range []struct {
		stage content.Stage
		field string
	}{{content.Notice, store.FieldAnswer}, {Close, store.FieldWorking}} {
		d := newDesk(t)
		d.open(c.stage)
		d.write("the caretaker")
		d.leave()
		d.at = d.at.AddDate(0, 3, 0)
		d.visit(c.stage, 3) // nothing was said in the second
		d.want("Your earlier answer shows here once you have begun this one.")
		d.wantNot("the caretaker")
		d.write("the library")
		d.want("Then · 22 Nov 2026", "the caretaker", "the library")
		for range "the library" {
			d.press("backspace")
		}
		d.wantNot("the caretaker")
		d.write("the library")
		d.leave()
		d.visit(c.stage, 1)
		d.want("the caretaker")
		d.wantNot("the library")
		same(t, "kept", len(d.history(c.stage, c.field)), 2)
	}
}

// An answer that is taken back is one more revision, and one that was never given none.
func TestAnAnswerIsTakenBack(t *testing.T) {
	d := newDesk(t)
	d.open(content.Notice)
	d.write("x")
	d.press("backspace")
	d.leave()
	same(t, "revisions", len(d.history(content.Notice, store.FieldAnswer)), 0)
	d.write("seen")
	d.leave()
	d.press("alt+a", "delete")
	d.leave()
	history := d.history(content.Notice, store.FieldAnswer)
	if len(history) != 2 || history[1].Text != "" {
		t.Errorf("%+v", history)
	}
}

// A megabyte that is pasted is kept to the last byte.
func TestPasteOfAMegabyte(t *testing.T) {
	d := newDesk(t)
	d.open(content.Notice)
	text := strings.Repeat("A line of thought, é 日本 and more.\n", 30000)
	d.paste(text)
	d.leave()
	if got := d.latest(content.Notice, store.FieldAnswer).Text; got != text {
		t.Errorf("%d bytes of %d", len(got), len(text))
	}
}

// ctrl+s saves at once, and counts.
func TestSavingNowCountsTheWords(t *testing.T) {
	d := newDesk(t)
	d.open(content.Notice)
	d.press("ctrl+s")
	d.want("0 words in this answer.")
	d.write("seen")
	d.want("seen")
	d.wantNot("in this answer")
	d.press("ctrl+s")
	d.want("1 word in this answer.")
	d.wantSaved(sunday)
	d.write(" twice")
	d.press("ctrl+s")
	d.want("2 words in this answer.")
}

// What is copied is sent to the terminal, and said so; another field can paste it.
func TestCopyingIsSaid(t *testing.T) {
	d := newDesk(t)
	d.open(content.Challenge)
	d.write("seen")
	d.press("ctrl+t")
	d.wantNot("clipboard") // nothing was selected
	d.said = nil
	d.press("alt+a", "ctrl+t")
	d.want("Sent to the terminal's clipboard. Here, ctrl+v brings it back.")
	same(t, "sent", fmt.Sprint(d.said), fmt.Sprint([]tea.Msg{tea.SetClipboard("seen")()}))
	d.press("tab", "ctrl+v")
	d.resize(38, 9)
	d.press("alt+a", "ctrl+t")
	d.wantCursor("seen") // the remark scrolls no further than that
	d.leave()
	same(t, "pasted", d.latest(content.Challenge, store.FieldReason1).Text, "seen")
}

// A find line under the step looks in the answer that has the focus.
func TestFind(t *testing.T) {
	d := newDesk(t)
	d.open(content.Notice)
	d.write("one two, one three")
	d.press("ctrl+f")
	d.wantCursor("Find  ")
	same(t, "the row of the cursor", d.cursor().Y, d.height-1)
	d.want("a word of this answer")
	d.press("enter") // looks for nothing
	d.wantNot("not in this answer")
	d.paste("one")
	d.wantCursor("Find  one")
	d.wantFit()
	d.press("enter", "tab")
	d.write("1")
	d.want("1 two, one three")
	d.press("ctrl+f")
	d.write("one")
	d.press("up", "esc")
	d.write("2")
	d.want("1 two, 2 three")
	d.press("ctrl+f")
	d.write("zebra")
	d.press("enter")
	d.want("not in this answer")
	d.press("backspace")
	d.wantNot("not in this answer")
	if back := d.step.(interface{ Back() bool }); !back.Back() || back.Back() {
		t.Error("the line is not closed once")
	}
	d.wantCursor("1 two, 2")
	d.leave()
	same(t, "kept", d.latest(content.Notice, store.FieldAnswer).Text, "1 two, 2 three")
}

// What is found is seen, wherever the step was scrolled to.
func TestWhatIsFoundIsSeen(t *testing.T) {
	d := newDesk(t)
	d.width, d.height = 38, 9
	d.open(content.Challenge)
	d.write("a zebra")
	d.press("tab", "shift+tab", "pgdown", "pgdown", "pgdown")
	d.wantNot("zebra")
	d.press("ctrl+f")
	d.write("zebra")
	d.press("enter")
	d.want("a zebra")
}

// What is about the field with the focus does nothing where none has it.
func TestWithoutAFocus(t *testing.T) {
	d := newDesk(t)
	d.vars["EDITOR"] = "true"
	d.open(content.Challenge)
	d.write("seen")
	d.step.(*writing).form.Blur()
	d.press("ctrl+f", "ctrl+o", "ctrl+p", "ctrl+s", "x")
	d.wantNot("Find", "words in this answer", "Your editor", "Shareable")
	if _, any := d.step.(Keeping).Sharing(); any || d.step.(Writing).Typing() {
		t.Error("it can be marked, or is text")
	}
	d.leave()
	same(t, "kept", d.latest(content.Challenge, store.FieldAnswer).Text, "seen")
}

// The footer shows the keys of what has the focus.
func TestTheFooterFollowsTheFocus(t *testing.T) {
	d := newDesk(t)
	for _, c := range []struct {
		open func(*desk) (Step, error)
		keys string
		want string
	}{
		{at(content.Read), "", "enter go on"},
		{at(content.Notice), "", "tab next"},
		{at(content.Notice), "ctrl+f", "enter next"},
		{at(content.Rate), "", "0-4 choose"},
		{at(content.Rate), "tab", "←→ choose"},
		{at(Close), "", "tab next"},
		{at(Close), "tab", "↑↓ choose"},
		{openDue, "", "enter show it"},
		{openDue, "enter", "1-4 choose"},
		{openDue, "enter 2", "1-4 choose"},
		{openDue, "enter 2 tab", "tab next"},
		{openTension, "", "1-5 choose a place"},
		{openTension, "tab", "tab next"},
	} {
		d.show(c.open(d))
		d.press(strings.Fields(c.keys)...)
		h := d.step.ShortHelp()[0].Help()
		same(t, fmt.Sprintf("%T %s", d.step, c.keys), h.Key+" "+h.Desc, c.want)
	}
}
