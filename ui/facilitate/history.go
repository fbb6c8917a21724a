package facilitate

import (
	"slices"
	"time"

	"goldenthread/store/calendar"
	"goldenthread/store/session"
)

// history holds what a group's earlier sessions left: their votes, and the
// commitments that are still open. It is read once, when the session begins or is
// carried on.
type history struct {
	people int // at the last one; 0 if there was none
	votes  []earlierVote
	open   []session.Commitment // the oldest first
}

type earlierVote struct {
	day  calendar.Date
	vote session.Vote
}

// loadHistory reads the earlier sessions of a group among all. One that cannot be
// read is passed over: it is not what people have come for.
func loadHistory(all []session.File, group string) history {
	var h history
	for i, f := range session.Earlier(all, group) {
		s, err := session.Open(f.Path, session.Options{ReadOnly: true})
		if err != nil {
			continue
		}
		for _, v := range s.Votes() {
			h.votes = append(h.votes, earlierVote{calendar.DateOf(f.About.Began), v})
		}
		if i == 0 { // those of before were carried over into it
			h.people = f.About.People
			for _, c := range s.Commitments() {
				if c.Live() {
					if c.Said.IsZero() {
						c.Said = calendar.DateOf(f.About.Began)
					}
					h.open = append(h.open, c)
				}
			}
		}
		_ = s.Close()
	}
	return h
}

// vote returns the counts of the last vote with the same question and options, and
// its day. The counts are nil if there was none.
func (h history) vote(v session.Vote) (counts []int, day string) {
	for _, before := range h.votes {
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

// dayWords returns a day as it is short to read: "13 Dec 2026".
func dayWords(d calendar.Date) string {
	return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC).Format("2 Jan 2006")
}
