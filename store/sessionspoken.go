package store

import (
	"errors"
	"slices"
	"time"
)

// Spoken is a commitment that somebody said aloud in a session: a cue and an
// action in a sentence, and a role, never a name.
type Spoken struct {
	ID     ID        `json:"id"`
	Cue    string    `json:"cue"`    // when ...
	Action string    `json:"action"` // I will ...
	Role   string    `json:"role,omitempty"`
	Due    Date      `json:"due,omitzero"`
	State  State     `json:"state"`
	Note   string    `json:"note,omitempty"`
	At     time.Time `json:"at"`
	// Said is the day on which it was first said, in an earlier session of the
	// group; no day if it was said in this one.
	Said Date `json:"said,omitzero"`
}

// Live reports whether the group's next session should ask after it.
func (c Spoken) Live() bool { return c.State != StateKept && c.State != StateDropped }

// Spoken returns the commitments in the order in which they were said.
func (s *Session) Spoken() []Spoken {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.spoken)
}

// PutSpoken adds a commitment that is not in this session yet, and replaces one
// that is. One that is carried over from an earlier session keeps its ID.
func (s *Session) PutSpoken(c Spoken) (Spoken, error) {
	c.Cue, c.Action, c.Role, c.Note = cleanLine(c.Cue), cleanLine(c.Action), cleanLine(c.Role), cleanLine(c.Note)
	if c.Action == "" {
		return Spoken{}, errors.New("store: a commitment needs an action")
	}
	if c.ID.IsZero() {
		id, err := s.store.mint.next()
		if err != nil {
			return Spoken{}, err
		}
		c.ID, c.At = id, s.store.now().Round(0)
	}
	if c.State == "" {
		c.State = StateOpen
	}
	return c, s.change(func(tx transaction) error {
		return putRecord(tx, bucketSpoken, markSpoken, c.ID[:], c)
	}, func() {
		spoken := slices.DeleteFunc(slices.Clone(s.spoken), func(known Spoken) bool { return known.ID == c.ID })
		spoken = append(spoken, c)
		slices.SortFunc(spoken, func(a, b Spoken) int { return a.ID.Compare(b.ID) })
		s.spoken = spoken
	})
}

// DropSpoken forgets a commitment that was typed by mistake.
func (s *Session) DropSpoken(id ID) error {
	return s.change(func(tx transaction) error {
		return tx.Bucket([]byte(bucketSpoken)).Delete(id[:])
	}, func() {
		s.spoken = slices.DeleteFunc(slices.Clone(s.spoken), func(c Spoken) bool { return c.ID == id })
	})
}
