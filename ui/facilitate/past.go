package facilitate

import (
	"goldenthread/store/calendar"
	"goldenthread/store/session"
	"slices"
	"time"
)

// past is what a group's earlier sessions left: the votes of the last ones, and
// the commitments that are still open. It is read once, when the session begins
// or is carried on.
type past struct {
	people int // at the last one; 0 if there was none
	votes  []pastVote
	open   []session.Commitment // the oldest first
}

type pastVote struct {
	day  calendar.Date
	vote session.Vote
}

// newPast reads the earlier sessions of a group among all. One that cannot be
// read is passed over: it is not what people have come for.
func newPast(all []session.File, group string) past {
	var p past
	for i, f := range session.Earlier(all, group) {
		s, err := session.Open(f.Path, session.Options{ReadOnly: true})
		if err != nil {
			continue
		}
		for _, v := range s.Votes() {
			p.votes = append(p.votes, pastVote{calendar.DateOf(f.About.Began), v})
		}
		if i == 0 { // those of before were carried over into it
			p.people = f.About.People
			for _, c := range s.Commitments() {
				if c.Live() {
					if c.Said.IsZero() {
						c.Said = calendar.DateOf(f.About.Began)
					}
					p.open = append(p.open, c)
				}
			}
		}
		_ = s.Close()
	}
	return p
}

// vote returns what was chosen last time with the same question and options,
// and the day. It is nil if there was none.
func (p past) vote(v session.Vote) (counts []int, day string) {
	for _, before := range p.votes {
		b := before.vote
		if b.Item != v.Item || b.Side != v.Side || b.First != v.First || !slices.Equal(b.Options, v.Options) || b.Question != v.Question {
			continue
		}
		for _, round := range slices.Backward(b.Rounds) {
			if round.Shown() {
				return round.Counts, dayWords(before.day)
			}
		}
	}
	return nil, ""
}

// dayWords is a day as it is short to read: "13 Dec".
func dayWords(d calendar.Date) string {
	return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC).Format("2 Jan 2006")
}
