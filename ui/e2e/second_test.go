//go:build !windows

package e2e

import (
	"fmt"
	"testing"
)

// A second start says who has the workbook, and disturbs nobody.
func TestSecondStart(t *testing.T) {
	m := newMachine(t)
	first := m.openAt(mastery+"/notice", "Notice", 80, 24)
	first.writeAll("In the first window")
	before := first.written()

	second := m.start(80, 24)
	second.ends(3)
	said := fmt.Sprintf("(process %d, since ", first.cmd.Process.Pid)
	if s := second.screen(); !s.has("The workbook is open in another window") || !s.has(said) || s.alt {
		t.Errorf("it does not say %q\n%v", said, s)
	}
	if raw := first.since(before); raw != "" {
		t.Errorf("the first window was sent %q", raw)
	}
	first.writeAll(" nothing happened.")
	first.keys("<ctrl+c>")
	first.ends(0)
	m.kept(mastery, "notice", "answer", "In the first window nothing happened.")

	third := m.start(80, 24)
	third.want("   Notice", "nothing happened.")
}
