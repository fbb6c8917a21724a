package background

import (
	"slices"
	"testing"
	"time"
	"unsafe"

	tea "charm.land/bubbletea/v2"

	"goldenthread/ui/nav"
)

var key = tea.KeyPressMsg{Code: 'x', Text: "x"}

// idling makes the task for a workbook that locks after ten minutes.
func idling(t *testing.T) *driver {
	d := newDriver(t)
	d.env.LockAfter = 10 * time.Minute
	d.task = NewIdle(d.env, func() bool { return true })
	d.send(key)
	if !slices.Equal(d.pauses, []time.Duration{10 * time.Minute}) {
		t.Fatalf("pauses %v", d.pauses)
	}
	return d
}

// wantLock wants the only outcome to be a lock.
func (d *driver) wantLock() {
	d.t.Helper()
	if o := d.outcome(); !o.Taken || !o.Lock || o.Warning != nil {
		d.t.Errorf("%+v", o)
	}
}

// Every key begins the time anew, and there is one pause at a time.
func TestIdleLocks(t *testing.T) {
	d := idling(t)
	for range 3 {
		d.pass(9 * time.Minute)
		d.send(key)
		d.rest()
		d.wantNothing()
		if len(d.pauses) != 1 {
			t.Fatalf("pauses %v", d.pauses)
		}
	}
	d.pass(9*time.Minute + 59*time.Second)
	d.rest()
	d.wantNothing()
	d.pass(time.Second)
	d.rest()
	d.wantLock()
}

// A key that comes too late, because the computer slept, reaches no screen.
func TestIdleTakesALateKey(t *testing.T) {
	for _, msg := range []tea.Msg{key, tea.PasteMsg{Content: "x"}, tea.MouseClickMsg{}} {
		d := idling(t)
		d.pass(10*time.Minute - time.Second)
		d.send(msg)
		d.wantNothing()
		d.pass(10 * time.Minute)
		d.send(msg)
		d.wantLock()
	}
}

// setBack returns a time whose wall clock was set back, and whose steady clock was
// not: only the system makes such times, so that it reaches into one.
func setBack(t *testing.T, at time.Time, by time.Duration) time.Time {
	t.Helper()
	back := at
	*(*uint64)(unsafe.Pointer(&back)) -= uint64(by/time.Second) << 30
	if back.Sub(at) != 0 || at.Round(0).Sub(back.Round(0)) != by {
		t.Skip("a time is something else in this version of Go")
	}
	return back
}

// A clock that is set back delays the lock by nothing, and without a steady clock
// never for longer than was chosen.
func TestIdleWithTheClockSetBack(t *testing.T) {
	d := newDriver(t)
	d.at = time.Now() // the test reads it once, for its steady clock
	d.env.LockAfter = 10 * time.Minute
	d.task = NewIdle(d.env, func() bool { return true })
	d.send(key)
	d.at = setBack(t, d.at, time.Hour)
	d.pass(10*time.Minute - time.Second)
	d.rest()
	d.wantNothing()
	if !slices.Equal(d.pauses, []time.Duration{time.Second}) {
		t.Errorf("pauses %v", d.pauses)
	}
	d.pass(time.Second)
	d.rest()
	d.wantLock()

	d = idling(t)
	d.pass(-time.Hour)
	d.rest()
	d.wantNothing()
	if !slices.Equal(d.pauses, []time.Duration{10 * time.Minute}) {
		t.Errorf("without a steady clock the next pause is %v", d.pauses)
	}
}

// After a long stop it locks when the program goes on, and after a short one it does not.
func TestIdleLocksAfterAStop(t *testing.T) {
	d := idling(t)
	d.pass(10*time.Minute - time.Second)
	d.send(tea.ResumeMsg{})
	d.wantNothing()
	d.pass(time.Second)
	d.send(tea.ResumeMsg{})
	if o := d.outcome(); !o.Lock || o.Taken {
		t.Errorf("%+v", o)
	}
}

// News is no sign that somebody is there.
func TestIdleHearsNoNews(t *testing.T) {
	d := idling(t)
	d.pass(9 * time.Minute)
	d.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	d.pass(time.Minute)
	d.rest()
	d.wantLock()
}

// Somebody has just unlocked it: the time begins anew.
func TestIdleAfterUnlocking(t *testing.T) {
	d := idling(t)
	d.pass(time.Hour)
	d.send(nav.Adopt{Store: d.env.Store})
	d.send(key)
	d.wantNothing()
}

// Another length counts from when it is chosen, and the pause before it means
// nothing.
func TestIdleAnotherLength(t *testing.T) {
	d := idling(t)
	d.env.LockAfter = time.Hour
	d.send(key)
	if !slices.Equal(d.pauses, []time.Duration{10 * time.Minute, time.Hour}) {
		t.Fatalf("pauses %v", d.pauses)
	}
	first, second := d.ticks[0], d.ticks[1]
	d.pass(time.Hour)
	d.send(first())
	d.wantNothing()
	d.send(second())
	d.wantLock()
}

// Without a length, or with nothing to lock, there is no pause and no lock.
func TestIdleNever(t *testing.T) {
	may := true
	d := newDriver(t)
	d.task = NewIdle(d.env, func() bool { return may })
	d.send(key)
	d.env.LockAfter, may = time.Minute, false
	d.send(key)
	d.pass(time.Hour)
	d.send(key)
	d.wantNothing()
	if len(d.pauses) > 0 {
		t.Errorf("pauses %v", d.pauses)
	}
}
