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
	said := fmt.Sprintf("(process %d", first.cmd.Process.Pid)
	second.want("The workbook is open in another window", said, "Close that window", "try again")
	second.keys("t")
	second.want("The workbook is open in another window", "try again")
	second.keys("q")
	second.ends(3)
	if s := second.screen(); !s.has("The workbook is open in another window") || !s.has(said) || s.alt {
		t.Errorf("it does not say %q in the end\n%v", said, s)
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

	fourth := m.start(80, 24) // waits, and goes on when it can
	fourth.want("The workbook is open in another window")
	third.keys("<ctrl+c>")
	third.ends(0)
	fourth.keys("t")
	fourth.want("   Notice", "nothing happened.")
}
