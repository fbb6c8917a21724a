// Package autosave decides when a text is saved. It must not know a store or a
// screen: the owner of a text gives it a function that saves. Start reading at Draft.
package autosave

import (
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
)

// The pauses. A text is saved at most Rest after a key, and a save that failed
// is tried again after Retry.
const (
	Rest  = 700 * time.Millisecond
	Retry = 5 * time.Second
)

// Save writes one state of a text and returns when it is safe on disk.
// It is called away from the screen's goroutine and must own what it saves.
type Save func() error

// Draft saves one text while it is being written. Its methods are called from
// the screen's goroutine; the saves that it returns as commands run beside it,
// in any order, and an older one never overwrites a newer one.
type Draft struct {
	snapshot func() Save
	now      func() time.Time
	tick     Tick

	changed bool      // there is something to save that no snapshot has
	typed   bool      // a person changed the text since the last snapshot
	newest  uint64    // the snapshot that took in what was typed last
	settled uint64    // the newest snapshot whose save has reported
	armed   bool      // a tick is on its way
	resting bool      // and comes within Rest of a key
	ticks   uint64    // the number of the newest tick; an older one does nothing
	running int       // saves that have not reported
	seq     uint64    // of the newest snapshot
	savedAt time.Time // when the newest saved snapshot was safe
	unsaved time.Time // since when there is text that could not be saved
	err     error

	mu      sync.Mutex
	written uint64 // highest sequence that reached the disk
	tried   uint64 // highest sequence whose save was run
	failure error  // of that save
}

// Tick makes a command that brings a message after a pause; it is tea.Tick
// outside of tests.
type Tick func(time.Duration, func(time.Time) tea.Msg) tea.Cmd

// New makes a Draft. snapshot is called on the screen's goroutine and returns
// the save of the text as it is at that moment.
func New(now func() time.Time, tick Tick, snapshot func() Save) *Draft {
	return &Draft{snapshot: snapshot, now: now, tick: tick}
}

type tickMsg struct {
	draft *Draft
	n     uint64
}

type savedMsg struct {
	draft *Draft
	seq   uint64
	at    time.Time
	err   error
}

// Touch records that the text has changed. The command that it returns leads to a
// save within Rest, also while a save that failed waits to be tried again: that save
// is what puts the new words into the recovery journal.
func (d *Draft) Touch() tea.Cmd {
	d.changed, d.typed = true, true
	if d.armed && d.resting {
		return nil
	}
	return d.arm(Rest)
}

// arm begins a pause, in place of any that is on its way.
func (d *Draft) arm(pause time.Duration) tea.Cmd {
	d.armed, d.resting = true, pause == Rest
	d.ticks++
	n := d.ticks
	return d.tick(pause, func(time.Time) tea.Msg { return tickMsg{d, n} })
}

// Update takes the draft's own messages. Any other sees to it that what could not
// be saved is tried again.
func (d *Draft) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tickMsg:
		if msg.draft != d || msg.n != d.ticks {
			return nil
		}
		d.armed = false
		if d.changed {
			return d.save()
		}
	case savedMsg:
		if msg.draft != d {
			return nil
		}
		d.running--
		d.report(msg.seq, msg.at, msg.err)
		if msg.err != nil && !d.armed {
			d.changed = true
			return d.arm(Retry)
		}
	default:
		if d.err != nil && d.running == 0 && !d.armed { // a Flush or a Finish failed
			d.changed = true
			return d.arm(Retry)
		}
	}
	return nil
}

func (d *Draft) save() tea.Cmd {
	save := d.next()
	d.running++
	seq := d.seq
	return func() tea.Msg {
		err := d.write(seq, save)
		return savedMsg{d, seq, d.now(), err}
	}
}

func (d *Draft) next() Save {
	d.changed = false
	d.number()
	return d.snapshot()
}

// number gives what is saved next its number.
func (d *Draft) number() {
	d.seq++
	if d.typed {
		d.typed, d.newest = false, d.seq
	}
}

// write runs a save unless a newer one was run already, whatever became of it.
func (d *Draft) write(seq uint64, save Save) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if seq <= d.written {
		return nil
	}
	if seq < d.tried {
		return d.failure // the newer words are where that save left them; older ones must not take their place
	}
	err := save()
	d.tried, d.failure = seq, err
	if err == nil {
		d.written = seq
	}
	return err
}

func (d *Draft) report(seq uint64, at time.Time, err error) {
	d.settled = max(d.settled, seq)
	switch {
	case err != nil:
		if d.err == nil {
			d.unsaved = at
		}
		d.err = err
	case seq == d.seq:
		d.err, d.savedAt = nil, at
	}
}

// Flush saves what has changed, now, and returns when it is safe. Quitting and a
// closed window call it.
func (d *Draft) Flush() error {
	if !d.changed && d.running == 0 && d.err == nil {
		return nil
	}
	return d.finish(d.next())
}

// Finish runs a last save of another kind in place of the next draft, such as
// making a revision. A draft that is still being written never comes after it.
func (d *Draft) Finish(save Save) error {
	d.number()
	return d.finish(save)
}

func (d *Draft) finish(save Save) error {
	err := d.write(d.seq, save)
	d.changed = err != nil
	d.report(d.seq, d.now(), err)
	return err
}

// State is the state of saving one text, as the corner shows it.
type State struct {
	Saving  bool      // there is text that is not on the disk yet
	Pending bool      // no save of the text as it now is has ended, so that Err is about an older one
	SavedAt time.Time // when the text was last safe; zero when nothing was saved
	Err     error     // why the last save failed; nil when it did not
	Unsaved time.Time // since when, with Err
}

// State returns the state for the corner now. Saving is false only when every
// character is safe.
func (d *Draft) State() State {
	return State{
		Saving:  d.changed || d.running > 0,
		Pending: d.typed || d.settled < d.newest,
		SavedAt: d.savedAt,
		Err:     d.err,
		Unsaved: d.unsaved,
	}
}
