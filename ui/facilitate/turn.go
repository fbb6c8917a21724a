package facilitate

import "goldenthread/store/session"

// turn says whose votes are taken now.
type turn struct {
	side    int
	targets []target      // of the side, which one voter answers in a row
	vote    *session.Vote // that has begun and is not full; nil is not begun yet
	done    bool          // all votes of the step are in
}

func (t turn) round() session.Round { return t.vote.Rounds[len(t.vote.Rounds)-1] }

func (t turn) byHands() bool { return t.round().Method == session.Hands }

// turn finds the first side whose votes are not all in.
func (v *votePanel) turn() turn {
	now := turn{done: true}
	for side := range max(1, len(v.poll.Sides)) {
		if v.skipped[side] {
			continue
		}
		now.side, now.targets = side, v.targets(side)
		for _, t := range now.targets {
			found, round := v.vote(t, v.poll.Round)
			if found == nil || !found.Rounds[round].Closed() {
				now.vote, now.done = found, false
				return now
			}
		}
	}
	return now
}

// targets returns those of a side.
func (v *votePanel) targets(side int) []target {
	var own []target
	for _, t := range targetsOf(v.poll) {
		if len(v.poll.Sides) == 0 || t.side == v.poll.Sides[side] {
			own = append(own, t)
		}
	}
	return own
}
