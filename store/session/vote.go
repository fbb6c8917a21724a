package session

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"goldenthread/content/safetext"
	"goldenthread/store/file"
	"goldenthread/store/ids"
)

// Method names the way in which the votes of a round come in.
type Method string

// The methods. Each is written into the file and never renamed.
const (
	Hands  Method = "hands"  // hands or cards, counted by the facilitator
	Ballot Method = "ballot" // the keyboard is passed from one to the next
)

// What a vote refuses.
var (
	ErrSealed = errors.New("session: not all votes are in")
	ErrFew    = errors.New("session: too few votes to be shown")
	ErrFull   = errors.New("session: all votes are in")
	ErrVote   = errors.New("session: no such vote, round or option")
)

// Vote is a question with options that the group answers once, or twice with
// talk in between. Who chose what is never kept.
type Vote struct {
	ID       ids.ID   `json:"id"`
	Step     int      `json:"step"` // the step that it was begun in
	Poll     string   `json:"poll,omitempty"`
	Item     string   `json:"item,omitempty"` // which of the poll's items
	Side     string   `json:"side,omitempty"` // whose vote it is, where sides vote apart
	Question string   `json:"question"`
	Options  []string `json:"options"`
	First    int      `json:"first"` // the number of the first option, 0 or 1
	Rounds   []Round  `json:"rounds"`
}

// Round is one time that a vote was taken.
type Round struct {
	Method Method    `json:"method"`
	Voters int       `json:"voters"`           // how many are to vote
	In     int       `json:"in"`               // how many have; in the file 0 until all have
	Counts []int     `json:"counts,omitempty"` // by option; empty until all are in and the spread was opened
	At     time.Time `json:"at"`               // when it began
	Again  bool      `json:"-"`                // it was not counted before the program ended, and is asked again
}

// Shown reports whether the spread has been opened.
func (r Round) Shown() bool { return len(r.Counts) > 0 }

// Closed reports whether all votes of the round are in. No more are taken, and
// none is taken back: they are in the file.
func (r Round) Closed() bool { return r.Shown() || r.In >= r.Voters }

// voteRecord is a vote in the file, with what is sealed.
type voteRecord struct {
	Vote
	Counted []int `json:"counted,omitempty"` // the options chosen in the last round, while it is not shown
}

func (v Vote) clone() Vote {
	v.Options, v.Rounds = slices.Clone(v.Options), slices.Clone(v.Rounds)
	for i := range v.Rounds {
		v.Rounds[i].Counts = slices.Clone(v.Rounds[i].Counts)
	}
	return v
}

func (v *Vote) last() *Round { return &v.Rounds[len(v.Rounds)-1] }

// Votes returns the votes in the order in which they began. What is sealed is
// not in them.
func (s *Session) Votes() []Vote {
	s.mu.Lock()
	defer s.mu.Unlock()
	votes := make([]Vote, len(s.votes))
	for i, v := range s.votes {
		votes[i] = v.Vote.clone()
	}
	return votes
}

func (s *Session) snapshotVotes() []voteRecord {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.votes)
}

// BeginVote begins the first round of a vote. A round of fewer voters than the
// session's Least is refused with ErrFew, because its spread could never be shown.
func (s *Session) BeginVote(v Vote, method Method, voters int) (Vote, error) {
	id, err := s.file.NewID()
	if err != nil {
		return Vote{}, err
	}
	v = v.clone()
	v.ID, v.Question = id, safetext.TypedLine(v.Question)
	v.Options = slices.DeleteFunc(v.Options, func(option string) bool { return safetext.TypedLine(option) == "" })
	for i, option := range v.Options {
		v.Options[i] = safetext.TypedLine(option)
	}
	if len(v.Options) < 2 || len(v.Options) > 9 {
		return Vote{}, fmt.Errorf("session: a vote has two to nine options: %w", ErrVote)
	}
	v.Rounds = nil
	return s.round(voteRecord{Vote: v}, method, voters)
}

// SecondRound begins the second round of a vote whose spread has been shown.
func (s *Session) SecondRound(id ids.ID, method Method, voters int) (Vote, error) {
	v, err := s.vote(id)
	if err != nil {
		return Vote{}, err
	}
	if !v.last().Shown() {
		return Vote{}, ErrSealed
	}
	if len(v.Rounds) > 1 {
		return Vote{}, ErrVote
	}
	return s.round(v, method, voters)
}

func (s *Session) round(v voteRecord, method Method, voters int) (Vote, error) {
	if err := s.enough(voters); err != nil {
		return Vote{}, err
	}
	v.Rounds = append(v.Rounds, Round{Method: method, Voters: voters, At: s.file.Now().Round(0)})
	v.Counted = nil
	return v.Vote.clone(), s.putVote(v)
}

func (s *Session) enough(voters int) error {
	if voters < s.About().Least {
		return ErrFew
	}
	if voters > MostPeople {
		return fmt.Errorf("session: %d voters: at most %d", voters, MostPeople)
	}
	return nil
}

// SetVoters says that more or fewer are to vote in the last round.
func (s *Session) SetVoters(id ids.ID, voters int) error {
	v, err := s.vote(id)
	if err != nil {
		return err
	}
	if err := s.enough(voters); err != nil {
		return err
	}
	if v.last().Closed() || voters < v.last().In {
		return ErrFull
	}
	v.last().Voters = voters
	return s.putVote(v)
}

// OpenSpread counts the last round once all votes of it are in. Before that it
// returns ErrSealed.
func (s *Session) OpenSpread(id ids.ID) (Vote, error) {
	v, err := s.vote(id)
	if err != nil {
		return Vote{}, err
	}
	round := v.last()
	if round.Shown() {
		return v.Vote, nil
	}
	if !round.Closed() {
		return Vote{}, ErrSealed
	}
	round.Counts = make([]int, len(v.Options))
	for _, option := range v.Counted {
		round.Counts[option]++
	}
	v.Counted = nil
	return v.Vote.clone(), s.putVote(v)
}

// shownOnly returns the votes without what was never shown.
func shownOnly(votes []voteRecord) []voteRecord {
	var shown []voteRecord
	for _, v := range votes {
		v = v.clone()
		v.Counted = nil
		v.Rounds = slices.DeleteFunc(v.Rounds, func(r Round) bool { return !r.Shown() })
		if len(v.Rounds) > 0 {
			shown = append(shown, v)
		}
	}
	return shown
}

// vote returns a copy that can be changed.
func (s *Session) vote(id ids.ID) (voteRecord, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if at := indexOf(s.votes, id); at >= 0 {
		return s.votes[at].clone(), nil
	}
	return voteRecord{}, ErrVote
}

func indexOf(votes []voteRecord, id ids.ID) int {
	return slices.IndexFunc(votes, func(v voteRecord) bool { return v.ID == id })
}

func (v voteRecord) clone() voteRecord {
	v.Vote, v.Counted = v.Vote.clone(), slices.Clone(v.Counted)
	return v
}

// putVote keeps a vote.
func (s *Session) putVote(v voteRecord) error {
	return s.change(func(tx file.Tx) error { return putKept(tx, v) }, func() {
		votes := slices.Clone(s.votes)
		if at := indexOf(votes, v.ID); at >= 0 {
			votes[at] = v
		} else {
			votes = append(votes, v)
		}
		s.votes = votes
	})
}
