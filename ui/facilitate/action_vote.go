package facilitate

import (
	"fmt"

	"goldenthread/store/ids"
	"goldenthread/store/session"
)

// Actions on votes.
type (
	// beginVotes begins a round of each of these votes: the second, if the first
	// has been shown.
	beginVotes struct {
		votes  []session.Vote
		method session.Method
		voters int
	}
	setVoters struct {
		votes  []ids.ID
		voters int
	}
	castVotes    []session.Choice // of one person
	takeBackVote struct{ vote ids.ID }
	openSpread   struct{ vote ids.ID }
	// askRoom begins a vote on a question that is not in the agenda.
	askRoom struct {
		question string
		options  []string
		method   session.Method
	}
)

func (a beginVotes) apply(r *run) error {
	for _, v := range a.votes {
		var err error
		if first, _ := r.vote(target{v.Poll, v.Item, v.Side}, 1); first == nil {
			_, err = r.session.BeginVote(v, a.method, a.voters)
		} else {
			_, err = r.session.SecondRound(first.ID, a.method, a.voters)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (a setVoters) apply(r *run) error {
	for _, id := range a.votes {
		if err := r.session.SetVoters(id, a.voters); err != nil {
			return err
		}
	}
	return nil
}

func (a castVotes) apply(r *run) error { return r.session.Cast(a...) }

func (a takeBackVote) apply(r *run) error { return r.session.Uncount(a.vote) }

func (a openSpread) apply(r *run) error {
	_, err := r.session.OpenSpread(a.vote)
	return err
}

func (a askRoom) apply(r *run) error {
	switch {
	case a.question == "":
		return refusal("What is the question?")
	case len(a.options) < 2 || len(a.options) > 9:
		return refusal("Two to nine options, with commas between them.")
	}
	_, err := r.session.BeginVote(session.Vote{
		Step: r.place.Step, Poll: askedPoll + fmt.Sprint(len(r.session.Votes())+1), Question: a.question, Options: a.options, First: 1,
	}, a.method, r.session.About().People)
	return err
}

// openSpreads opens what was voted on in the step, once all votes are in that
// were begun.
func (c *course) openSpreads() error {
	var begun []ids.ID
	poll := c.step().Poll
	for _, t := range targetsOf(poll) {
		v, round := c.vote(t, poll.Round)
		if v == nil {
			continue
		}
		if !v.Rounds[round].Closed() {
			return session.ErrSealed
		}
		begun = append(begun, v.ID)
	}
	if len(begun) == 0 {
		return session.ErrSealed
	}
	for _, id := range begun {
		if _, err := c.session.OpenSpread(id); err != nil {
			return err
		}
	}
	return nil
}
