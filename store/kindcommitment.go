package store

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"goldenthread/store/calendar"
	"goldenthread/store/ids"
)

// KindCommitment is one thing to do, and what became of it.
const KindCommitment Kind = "commitment"

var commitmentKind = KindSpec{
	Kind: KindCommitment, Tag: 'c', Member: "commitment", Written: true, Commits: true,
	Validate: func(b *Body) error { return b.Commitment.validate() },
	Complete: func(b *Body) error {
		if b.Commitment.ID.IsZero() || b.Commitment.State == "" {
			return errors.New("a commitment needs an id and a state")
		}
		return nil
	},
	Progress: func(_ string, b *Body) Progress { return b.Commitment.progress() },
	Part: func(b *Body, name string, change func(string) string) bool {
		c := b.Commitment.clone()
		if c == nil {
			return false
		}
		b.Commitment = c
		parts := map[string]*string{"when": &c.When, "will": &c.Will, "obstacle": &c.Obstacle, "fallback": &c.Fallback, "witness": &c.Witness}
		return changePart(parts[name], change)
	},
}

// CommitmentField returns the field that a commitment is kept in. Each has one
// of its own.
func CommitmentField(id ID) string { return commitmentPrefix + id.String() }

const commitmentPrefix = "commitment/"

// CommitmentID returns the ID of the commitment in a slot. A draft need not have one:
// then it is that of the field; the zero ID if that has none either.
func CommitmentID(slot Slot, c *Commitment) ID {
	if !c.ID.IsZero() {
		return c.ID
	}
	name, ok := strings.CutPrefix(slot.Field, commitmentPrefix)
	id, err := ids.Parse(name)
	if !ok || err != nil {
		return ID{}
	}
	return id
}

// Commitment is one thing to do, and what became of it.
type Commitment struct {
	ID       ID            `json:"id,omitzero"`
	When     string        `json:"when,omitempty"`
	Will     string        `json:"will,omitempty"`
	Obstacle string        `json:"obstacle,omitempty"`
	Fallback string        `json:"fallback,omitempty"`
	Witness  string        `json:"witness,omitempty"`
	Due      calendar.Date `json:"due,omitzero"`
	DueText  string        `json:"due_text,omitempty"` // what was typed for Due, while that is no day
	State    State         `json:"state,omitempty"`
	Log      []LogEntry    `json:"log,omitempty"`
}

// State names how far a commitment has come.
type State string

// The states. Each is written into the file and never renamed.
const (
	StateOpen    State = "open"
	StateTried   State = "tried"
	StateKept    State = "kept"
	StateChanged State = "changed"
	StateDropped State = "dropped"
)

var states = []State{StateOpen, StateTried, StateKept, StateChanged, StateDropped}

// LogEntry is a change of a commitment's state, and a note on it.
type LogEntry struct {
	At    time.Time `json:"at"`
	State State     `json:"state"`
	Note  string    `json:"note,omitempty"`
}

func (c *Commitment) validate() error {
	if c == nil {
		return nil
	}
	for _, entry := range c.Log {
		if !slices.Contains(states, entry.State) {
			return fmt.Errorf("unknown state %q in the log", entry.State)
		}
	}
	if c.State != "" && !slices.Contains(states, c.State) {
		return fmt.Errorf("unknown state %q", c.State)
	}
	return nil
}

func (c *Commitment) progress() Progress {
	switch {
	case c == nil:
		return Untouched
	case !isBlank(c.When) && !isBlank(c.Will):
		return Done
	}
	for _, text := range []string{c.When, c.Will, c.Obstacle, c.Fallback, c.Witness} {
		if !isBlank(text) {
			return Started
		}
	}
	return Untouched
}

func (c *Commitment) clone() *Commitment {
	if c == nil {
		return nil
	}
	clone := *c
	clone.Log = slices.Clone(c.Log)
	return &clone
}

func (c *Commitment) prose(f func(path string, text *string)) {
	if c == nil {
		return
	}
	f("commitment/when", &c.When)
	f("commitment/will", &c.Will)
	f("commitment/obstacle", &c.Obstacle)
	f("commitment/fallback", &c.Fallback)
	f("commitment/witness", &c.Witness)
	f("commitment/due_text", &c.DueText)
	for i := range c.Log {
		f(fmt.Sprintf("commitment/log/%d/note", i), &c.Log[i].Note)
	}
}
