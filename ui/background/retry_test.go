package background

import (
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"
)

// Words that are in the journal alone are saved again every five seconds, until it
// succeeds; then the screen reads them.
func TestRetry(t *testing.T) {
	d := newDriver(t)
	d.task = NewRetry(d.env, func() error { return nil })
	d.send("anything")
	if len(d.pauses) > 0 {
		t.Fatalf("pauses %v while all is well", d.pauses)
	}
	back := d.away()
	if d.write("The boiler log.") == nil {
		t.Fatal("it was saved")
	}
	d.send("anything")
	d.send("anything")
	if !slices.Equal(d.pauses, []time.Duration{5 * time.Second}) {
		t.Fatalf("pauses %v", d.pauses)
	}
	d.rest()
	d.wantNothing()
	if len(d.pauses) != 1 {
		t.Fatalf("pauses %v after it failed again", d.pauses)
	}
	back()
	d.rest()
	if o := d.outcome(); !reflect.DeepEqual(o, Outcome{Taken: true, Restored: true}) {
		t.Errorf("%+v", o)
	}
	if _, err := d.env.Store.Unsaved(); err != nil || len(d.pauses) > 0 {
		t.Errorf("unsaved %v, pauses %v", err, d.pauses)
	}
}

// What is still on a screen tries again by itself.
func TestRetryLeavesTheScreen(t *testing.T) {
	d := newDriver(t)
	onScreen := errors.New("not saved")
	d.task = NewRetry(d.env, func() error { return onScreen })
	defer d.away()()
	if d.write("The boiler log.") == nil {
		t.Fatal("it was saved")
	}
	d.send("anything")
	if len(d.pauses) > 0 {
		t.Fatalf("pauses %v", d.pauses)
	}
	onScreen = nil
	d.send("anything")
	if len(d.pauses) != 1 {
		t.Fatalf("pauses %v once the screen was left", d.pauses)
	}
}

// A workbook that was locked in the pause is tried again once it is unlocked.
func TestRetryWaitsForUnlocking(t *testing.T) {
	d := newDriver(t)
	d.seal()
	d.task = NewRetry(d.env, func() error { return nil })
	back := d.away()
	if d.write("The boiler log.") == nil {
		t.Fatal("it was saved")
	}
	d.send("anything")
	_ = d.env.Store.Lock()
	d.rest()
	d.send("anything")
	d.wantNothing()
	if len(d.pauses) > 0 {
		t.Fatalf("pauses %v while it is locked", d.pauses)
	}
	back()
	if err := d.env.Store.Unlock([]byte(passphrase)); err != nil {
		t.Fatal(err)
	}
	d.send("anything")
	d.rest()
	if o := d.outcome(); !o.Restored {
		t.Errorf("%+v", o)
	}
}
