package editor

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// steps returns the states that undo leads back through, the last first.
func steps(m *Model) []string {
	var was []string
	for m.Undo() {
		was = append(was, shown(m))
	}
	return was
}

func TestUndoSteps(t *testing.T) {
	paste := func(s string) func(*Model) { return func(m *Model) { m.Update(tea.PasteMsg{Content: s}) } }
	typing := func(s string) func(*Model) { return func(m *Model) { types(m, s) } }
	keys := func(k ...tea.KeyPressMsg) func(*Model) { return func(m *Model) { press(m, k...) } }
	for _, c := range []struct {
		name  string
		start string
		do    []func(*Model)
		want  []string
	}{
		{"words", "|", []func(*Model){typing("one two three")}, []string{"one two |", "one |", "|"}},
		{"a newline goes with the word before it", "|", []func(*Model){typing("one"), keys(keyEnter), typing("two")}, []string{"one\n|", "|"}},
		{"a move ends a step", "|", []func(*Model){typing("one"), keys(keyLeft, keyRight), typing("two")}, []string{"one|", "|"}},
		{"a click ends a step", "|", []func(*Model){typing("one"), func(m *Model) { m.Click(3, 0, 1, false) }, typing("two")}, []string{"one|", "|"}},
		{"a paste is a step", "a|b", []func(*Model){typing("x"), paste("two words"), typing("y")}, []string{"axtwo words|b", "ax|b", "a|b"}},
		{"backspaces", "one two|", []func(*Model){keys(keyBackspace, keyBackspace, keyBackspace, keyBackspace, keyBackspace)}, []string{"one|", "one two|"}},
		{"deletes", "|one two", []func(*Model){keys(keyDelete, keyDelete, keyDelete, keyDelete, keyDelete)}, []string{"|two", "|one two"}},
		{"typing after backspace is another step", "one|", []func(*Model){keys(keyBackspace), typing("x")}, []string{"on|", "one|"}},
		{"over a selection", "a[bc|d", []func(*Model){typing("xy")}, []string{"a[bc|d"}},
		{"deleting a selection", "a[bc|d", []func(*Model){keys(keyBackspace)}, []string{"a[bc|d"}},
		{"word by word", "one two|", []func(*Model){keys(ctrl('w'), ctrl('w'))}, []string{"one |", "one two|"}},
		{"fifteen characters without spaces", "|", []func(*Model){typing("学校希望我们一起学习也希望老师")}, []string{"|"}},
		{"from another editor", "one two| three", []func(*Model){func(m *Model) { m.ReplaceAll("one 2 three") }}, []string{"one two| three"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := field(c.start)
			for _, do := range c.do {
				do(m)
			}
			last := shown(m)
			was := steps(m)
			if len(was) != len(c.want) {
				t.Fatalf("steps %q, want %q", was, c.want)
			}
			for i := range was {
				if was[i] != c.want[i] {
					t.Errorf("step %d back is %q, want %q", i+1, was[i], c.want[i])
				}
			}
			for m.Redo() {
			}
			if got := shown(m); got != last {
				t.Errorf("redone to %q, was %q", got, last)
			}
		})
	}
}

func TestPauseEndsAStep(t *testing.T) {
	now := time.Date(2026, 11, 22, 14, 3, 0, 0, time.UTC)
	m := field("|")
	m.SetNow(func() time.Time { return now })
	types(m, "on")
	now = now.Add(pause - time.Millisecond)
	types(m, "e")
	now = now.Add(pause)
	types(m, "d")
	press(m, ctrl('z'))
	if got := shown(m); got != "one|" {
		t.Errorf("after a pause: %q", got)
	}
}

// What is typed after an undo takes the place of what could have been redone.
func TestNewBranch(t *testing.T) {
	m := field("|")
	types(m, "one two")
	press(m, ctrl('z'))
	types(m, "three")
	press(m, ctrl('y'), shift(ctrl('z')))
	if got := shown(m); got != "one three|" {
		t.Errorf("redo after typing: %q", got)
	}
	press(m, ctrl('z'), ctrl('z'), shift(ctrl('z')))
	if got := shown(m); got != "one |" {
		t.Errorf("ctrl+shift+z: %q", got)
	}
}

func TestSetTextForgets(t *testing.T) {
	m := field("|")
	types(m, "one")
	m.SetText("two")
	if m.Undo() || m.Text() != "two" {
		t.Errorf("undone past SetText to %q", m.Text())
	}
}

// ReplaceAll changes only what differs, in whole runes, and nothing at all when nothing does.
func TestReplaceAll(t *testing.T) {
	for _, c := range []struct{ before, text, after string }{
		{"one two three|", "one 2 three", "one 2| three"},
		{"ééé|", "éèé", "éè|é"},
		{"aa|", "aaa", "aaa|"},
		{"one|", "", "|"},
		{"|", "one\r\ntwo\r\n", "one\ntwo\n|"},
		{"日本|", "日木", "日木|"},
	} {
		m := field(c.before)
		m.ReplaceAll(c.text)
		if got := shown(m); got != c.after {
			t.Errorf("%q by %q: %q, want %q", c.before, c.text, got, c.after)
		}
	}
	m := field("one| two")
	version := m.Version()
	if m.ReplaceAll("one two"); m.Version() != version || m.Undo() {
		t.Error("the same text again is a change")
	}
}
