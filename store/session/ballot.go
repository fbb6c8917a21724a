package session

import (
	"slices"

	"goldenthread/store/file"
	"goldenthread/store/ids"
	"goldenthread/store/problem"
)

// Votes that come in are in memory alone. They go into the file when the last of
// the round is in, all in one transaction and sorted: no state of the file, no
// free page and no copy that was taken meanwhile says in which order they came.
// A round in the middle of which the program ends is asked again.

// Choice names the option that somebody chose in a vote, counted from 0.
type Choice struct {
	Vote   ids.ID
	Option int
}

// Cast takes what one person chose, in one vote or in several at once: all of it,
// or nothing and an error.
func (s *Session) Cast(choices ...Choice) error {
	s.mu.Lock()
	votes := slices.Clone(s.votes)
	s.mu.Unlock()
	var closed []voteRecord
	for _, choice := range choices {
		at := indexOf(votes, choice.Vote)
		if at < 0 {
			return ErrVote
		}
		v := votes[at].clone()
		if err := v.take(choice.Option); err != nil {
			return err
		}
		if votes[at] = v; v.last().Closed() {
			closed = append(closed, v)
		}
	}
	take := func() { s.votes = votes }
	if len(closed) == 0 {
		return s.remember(take)
	}
	return s.change(func(tx file.Tx) error { return putKept(tx, closed...) }, take)
}

// take takes one vote. Ballots have no order in memory either; that of hands is
// needed to take the last one back.
func (v *voteRecord) take(option int) error {
	round := v.last()
	switch {
	case option < 0 || option >= len(v.Options):
		return ErrVote
	case round.Closed():
		return ErrFull
	}
	round.In++
	v.Counted = append(v.Counted, option)
	if round.Method == Ballot {
		slices.Sort(v.Counted)
	}
	return nil
}

// Uncount takes back the last hand that was counted, until all are in. A ballot
// cannot be taken back: nobody knows whose it is.
func (s *Session) Uncount(id ids.ID) error {
	v, err := s.vote(id)
	if err != nil {
		return err
	}
	round := v.last()
	if round.Closed() || round.Method != Hands || round.In == 0 {
		return ErrVote
	}
	round.In--
	v.Counted = v.Counted[:len(v.Counted)-1]
	return s.remember(func() {
		votes := slices.Clone(s.votes)
		votes[indexOf(votes, id)] = v
		s.votes = votes
	})
}

// Unkept reports whether votes are in of a round that is not closed. They are lost
// when the program ends.
func (s *Session) Unkept() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.ContainsFunc(s.votes, func(v voteRecord) bool { return !v.last().Closed() && v.last().In > 0 })
}

// remember takes over a change that is not in the file before its round is closed.
func (s *Session) remember(take func()) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.about.Ended.IsZero() {
		return ErrEnded
	}
	take()
	return nil
}

// kept returns a vote as it lies in the file: nothing of a round that is not
// closed, and no order in one that is.
func (v voteRecord) kept() voteRecord {
	v = v.clone()
	if round := v.last(); !round.Closed() {
		round.In, v.Counted = 0, nil
	}
	slices.Sort(v.Counted)
	return v
}

func putKept(tx file.Tx, votes ...voteRecord) error {
	for _, v := range votes {
		if err := tx.PutRecord(bucketVote, tagVote, v.ID[:], v.kept()); err != nil {
			return err
		}
	}
	return nil
}

// ballotRecord is a ballot as earlier versions kept it until its round was shown,
// in a bucket of its own, under a random key. Pages of the file tell their order.
type ballotRecord struct {
	Vote   ids.ID `json:"vote"`
	Option int    `json:"option"`
}

// loadVotes reads the votes. What an earlier version kept of a round that is not
// closed goes on in memory, and makes the file telling until it is made anew.
func (s *Session) loadVotes(tx file.Tx) (err error) {
	if s.votes, err = file.AllRecords[voteRecord](tx, bucketVote, tagVote); err != nil {
		return err
	}
	ballots, err := file.AllRecords[ballotRecord](tx, bucketBallot, tagBallot)
	if err != nil {
		return err
	}
	s.telling = len(ballots) > 0
	for i := range s.votes {
		v := &s.votes[i]
		if len(v.Rounds) == 0 {
			return &problem.Damage{Bucket: bucketVote, Err: file.ErrMissing}
		}
		for _, b := range ballots {
			if b.Vote == v.ID && !v.last().Shown() {
				v.Counted = append(v.Counted, b.Option)
			}
		}
		if err := v.check(); err != nil {
			return err
		}
		round, kept := v.last(), v.kept()
		if round.In != kept.last().In || !slices.Equal(v.Counted, kept.Counted) {
			s.telling = true
		}
		round.Again = !round.Closed() && round.In == 0
	}
	return nil
}

// check compares how many votes there are with how many came in.
func (v voteRecord) check() error {
	unknown := func(option int) bool { return option < 0 || option >= len(v.Options) }
	if slices.ContainsFunc(v.Counted, unknown) {
		return &problem.Damage{Bucket: bucketBallot, Err: file.ErrMisplaced}
	}
	if round := v.last(); !round.Shown() && len(v.Counted) != round.In {
		return &problem.Damage{Bucket: bucketBallot, Err: file.ErrMissing}
	}
	return nil
}

// emptyBallots removes the ballots that an earlier version kept.
func emptyBallots(tx file.Tx) error {
	if err := tx.DropBucket(bucketBallot); err != nil {
		return err
	}
	_, err := tx.CreateBucket([]byte(bucketBallot))
	return err
}

// makeSilent makes a file anew that tells in which order votes came, without
// what tells it. The lock is held.
func (s *Session) makeSilent() error {
	votes := s.votes
	err := s.file.Rewrite(file.Rewriting{
		Change: func(_ file.Tx, bucket string, key, value []byte) ([]byte, []byte, error) {
			if bucket == bucketBallot || bucket == bucketVote {
				return nil, nil, nil
			}
			return key, value, nil
		},
		Finish: func(tx file.Tx) error { return putKept(tx, votes...) },
	})
	if err == nil {
		s.telling = false
	}
	return err
}
