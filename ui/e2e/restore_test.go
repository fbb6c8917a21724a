//go:build !windows

package e2e

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// borrowed are the modes that the program switches on for itself.
var borrowed = []ansi.Mode{
	ansi.ModeAltScreenSaveCursor, ansi.ModeMouseButtonEvent, ansi.ModeMouseExtSgr, ansi.ModeBracketedPaste, ansi.ModeUnicodeCore,
}

// checkTaken fails unless the program has the modes on that checkRestored looks
// at: what was never on is no proof when it is off.
func (x *terminal) checkTaken() {
	x.t.Helper()
	for _, mode := range borrowed {
		x.until("mode "+ansi.SetMode(mode)[1:], func(screen) bool { return x.mode(mode) })
	}
}

// checkRestored fails unless the terminal is as it was before the program. The
// program must have ended.
func (x *terminal) checkRestored() {
	x.t.Helper()
	for _, mode := range borrowed {
		if x.mode(mode) {
			x.t.Errorf("%v is still on", ansi.SetMode(mode)[1:])
		}
	}
	s := x.screen()
	if s.alt || !s.visible {
		x.t.Errorf("on the alternate screen %t, cursor shown %t", s.alt, s.visible)
	}
	if said := s.text(); strings.TrimSpace(said) != "" {
		x.t.Errorf("it leaves behind: %q", said)
	}
	switch {
	case x.after == nil:
		x.t.Error("the terminal is gone")
	case *x.after != *x.before:
		x.t.Errorf("the terminal was\n%v and is\n%v", *x.before, *x.after)
	}
	x.checkKeyboard()
}

// checkKeyboard fails unless every change of how keys are reported was taken back.
func (x *terminal) checkKeyboard() {
	x.t.Helper()
	raw := x.since(0)
	if pushed, popped := strings.Count(raw, "\x1b[>1u"), strings.Count(raw, "\x1b[<u")+strings.Count(raw, "\x1b[<1u"); pushed > popped {
		x.t.Errorf("key reports were changed %d times and taken back %d times", pushed, popped)
	}
	if on, off := strings.LastIndex(raw, ansi.SetModifyOtherKeys2), strings.LastIndex(raw, ansi.ResetModifyOtherKeys); on > off {
		x.t.Error("modified keys are still reported")
	}
}
