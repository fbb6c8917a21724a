package background

import (
	"errors"
	"os"
	"slices"
	"testing"
	"time"

	"goldenthread/store"
	"goldenthread/store/related"
)

// A snapshot is made at the start, and after every hour in which something changed.
func TestSnapshots(t *testing.T) {
	d := newDriver(t)
	count := func() int {
		t.Helper()
		all, err := store.Snapshots(d.env.Store.Path())
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	if err := d.write("The boiler log."); err != nil {
		t.Fatal(err)
	}
	d.task = NewSnapshots(d.env)
	d.run(d.task.Start())
	if n := count(); n != 1 || !slices.Equal(d.pauses, []time.Duration{time.Hour}) {
		t.Fatalf("%d snapshots, pauses %v", n, d.pauses)
	}
	if err := d.write("The boiler log. And the keys."); err != nil {
		t.Fatal(err)
	}
	d.pass(time.Hour)
	d.rest()
	if n := count(); n != 2 {
		t.Fatalf("%d snapshots after an hour of writing", n)
	}
	d.pass(time.Hour)
	d.rest()
	if n := count(); n != 2 || len(d.pauses) != 1 {
		t.Fatalf("%d snapshots after an hour of nothing, pauses %v", n, d.pauses)
	}
	d.wantNothing()
}

// A snapshot that fails is said once, and is tried again.
func TestSnapshotFails(t *testing.T) {
	d := newDriver(t)
	if err := os.WriteFile(related.SnapshotFolder(d.env.Store.Path()), []byte("in the way"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := d.write("The boiler log."); err != nil {
		t.Fatal(err)
	}
	d.task = NewSnapshots(d.env)
	d.run(d.task.Start())
	want := []string{
		"No snapshot could be made: the file cannot be used. What you write is saved as ever.",
		"No snapshot could be made: the file cannot be used.",
	}
	if o := d.outcome(); !o.Taken || o.Detail != nil || !slices.Equal(o.Warning, want) {
		t.Errorf("%+v", o)
	}
	if len(d.pauses) != 1 {
		t.Errorf("pauses %v", d.pauses)
	}
}

// Damage is left to the audit.
func TestSnapshotLeavesDamage(t *testing.T) {
	d := newDriver(t)
	d.task = NewSnapshots(d.env)
	d.send(snapshotMsg{errors.Join(&store.Damage{Bucket: "rev"})})
	d.wantNothing()
}
