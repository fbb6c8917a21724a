package session

import (
	"errors"
	"slices"
	"time"

	"goldenthread/content/safetext"
	"goldenthread/store/calendar"
	"goldenthread/store/file"
	"goldenthread/store/ids"
)

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

// Commitment is a commitment that somebody said aloud in a session: a cue and an
// action in a sentence, and a role, never a name.
type Commitment struct {
	ID     ids.ID        `json:"id"`
	Cue    string        `json:"cue"`    // when ...
	Action string        `json:"action"` // I will ...
	Role   string        `json:"role,omitempty"`
	Due    calendar.Date `json:"due,omitzero"`
	State  State         `json:"state"`
	At     time.Time     `json:"at"`
	// Said is the day on which it was first said, in an earlier session of the
	// group; no day if it was said in this one.
	Said calendar.Date `json:"said,omitzero"`
}

// Live reports whether the group's next session should ask after it.
func (c Commitment) Live() bool { return c.State != StateKept && c.State != StateDropped }

// Commitments returns the commitments in the order in which they were said.
func (s *Session) Commitments() []Commitment {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.commitments)
}

// PutCommitment adds a commitment that is not in this session yet, and replaces one
// that is. One that is carried over from an earlier session keeps its ID.
func (s *Session) PutCommitment(c Commitment) (Commitment, error) {
	c.Cue, c.Action, c.Role = safetext.TypedLine(c.Cue), safetext.TypedLine(c.Action), safetext.TypedLine(c.Role)
	if c.Action == "" {
		return Commitment{}, errors.New("session: a commitment needs an action")
	}
	if c.ID.IsZero() {
		id, err := s.file.NewID()
		if err != nil {
			return Commitment{}, err
		}
		c.ID, c.At = id, s.file.Now().Round(0)
	}
	if c.State == "" {
		c.State = StateOpen
	}
	return c, s.change(func(tx file.Tx) error {
		return tx.PutRecord(bucketCommitment, tagCommitment, c.ID[:], c)
	}, func() {
		commitments := slices.DeleteFunc(slices.Clone(s.commitments), func(known Commitment) bool { return known.ID == c.ID })
		commitments = append(commitments, c)
		slices.SortFunc(commitments, func(a, b Commitment) int { return a.ID.Compare(b.ID) })
		s.commitments = commitments
	})
}

// DropCommitment forgets a commitment that was typed by mistake.
func (s *Session) DropCommitment(id ids.ID) error {
	return s.change(func(tx file.Tx) error {
		return tx.Bucket([]byte(bucketCommitment)).Delete(id[:])
	}, func() {
		s.commitments = slices.DeleteFunc(slices.Clone(s.commitments), func(c Commitment) bool { return c.ID == id })
	})
}
