package background

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"goldenthread/store"
	"goldenthread/store/vault"
	"goldenthread/ui/env"
)

// driver is the App of a test: it runs one task. Pauses end when rest is called.
type driver struct {
	t        *testing.T
	task     Task
	env      *env.Env
	at       time.Time
	pauses   []time.Duration // those that have begun and not passed
	ticks    []func() tea.Msg
	outcomes []Outcome // those that asked for something
}

// newDriver opens a workbook for a task.
func newDriver(t *testing.T) *driver {
	t.Helper()
	d := &driver{t: t, at: time.Date(2026, 11, 22, 14, 3, 0, 0, time.UTC)}
	now := func() time.Time { return d.at }
	st, err := store.Open(filepath.Join(t.TempDir(), "workbook.db"), store.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	d.env = &env.Env{Store: st, Now: now, Tick: d.later}
	return d
}

func (d *driver) later(pause time.Duration, bring func(time.Time) tea.Msg) tea.Cmd {
	return func() tea.Msg {
		d.pauses = append(d.pauses, pause)
		d.ticks = append(d.ticks, func() tea.Msg { return bring(d.at.Add(pause)) })
		return nil
	}
}

// send gives a message to the task as the App does.
func (d *driver) send(msg tea.Msg) {
	outcome, cmd := d.task.Update(msg)
	if !reflect.DeepEqual(outcome, Outcome{}) && !reflect.DeepEqual(outcome, Outcome{Taken: true}) {
		d.outcomes = append(d.outcomes, outcome)
	}
	d.run(cmd)
	d.run(d.task.Settle())
}

func (d *driver) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	if msg := cmd(); msg != nil {
		d.send(msg)
	}
}

// rest ends the pauses that have begun. The clock is turned by pass alone.
func (d *driver) rest() {
	ticks := d.ticks
	d.ticks, d.pauses = nil, nil
	for _, tick := range ticks {
		d.send(tick())
	}
}

func (d *driver) pass(by time.Duration) { d.at = d.at.Add(by) }

// outcome returns the only outcome since it was called last.
func (d *driver) outcome() Outcome {
	d.t.Helper()
	if len(d.outcomes) != 1 {
		d.t.Fatalf("%d outcomes: %+v", len(d.outcomes), d.outcomes)
	}
	r := d.outcomes[0]
	d.outcomes = nil
	return r
}

func (d *driver) wantNothing() {
	d.t.Helper()
	if len(d.outcomes) > 0 {
		d.t.Fatalf("it asks for %+v", d.outcomes)
	}
}

const passphrase = "a long thread"

// seal puts a passphrase on the workbook.
func (d *driver) seal() {
	d.t.Helper()
	keys, header, _, err := vault.Create([]byte(passphrase), vault.Cost{Memory: 32, Passes: 1, Lanes: 1})
	if err = errors.Join(err, d.env.Store.Seal(header, keys)); err != nil {
		d.t.Fatal(err)
	}
}

// write saves a text as a step does.
func (d *driver) write(text string) error {
	slot := store.Slot{Step: "disciplines/mastery/notice", Field: store.FieldAnswer}
	return d.env.Store.PutDraft(store.Draft{Kind: store.KindAnswer, Slot: slot, Visit: 1, Body: store.Body{Text: text}}, "What do you see?")
}

// away takes the file of the workbook away, until back puts it where it was.
func (d *driver) away() (back func()) {
	d.t.Helper()
	path := d.env.Store.Path()
	move := func(from, to string) {
		if err := os.Rename(from, to); err != nil {
			d.t.Skip("a file that is open cannot be moved here")
		}
	}
	move(path, path+".aside")
	return func() { move(path+".aside", path) }
}
