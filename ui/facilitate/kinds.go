package facilitate

import (
	"goldenthread/content"
	"goldenthread/store/session"
)

// stepKind says how a step is shown, by how it is run. A step of no kind in the
// table has a question, then its task, and the cards that are put up in it.
type stepKind struct {
	reveals func(*course, session.Step) int           // how many times next shows more of it
	slide   func(*course, int) slide                  // in place of the question and the task
	said    func(*course, session.Step, int) []string // under the task, at a width
	aloud   bool                                      // its levels are read aloud in place of the task
	panel   string                                    // whose key comes first
	opens   string                                    // the panel that opens when more is shown
}

// kindOf returns the kind of a step.
func kindOf(s session.Step) stepKind {
	k := map[content.Run]stepKind{
		content.RunVote:   {reveals: (*course).voteReveals, said: (*course).votes},
		content.RunSpread: {reveals: reveals(1), said: (*course).votes},
		content.RunLevels: {reveals: (*course).levelReveals, said: (*course).level, aloud: true},
		content.RunReview: {reveals: (*course).reviewReveals, said: (*course).reviewed, opens: panelReview},
		content.RunBreak:  {reveals: reveals(0)},
		content.RunCommit: {said: (*course).committed, panel: panelCommitments},
		content.RunGroups: {slide: (*course).groupSlide, panel: panelGroups},
	}[s.Run]
	if k.reveals == nil {
		k.reveals = (*course).taskReveals
	}
	if k.said == nil {
		k.said = (*course).captured
	}
	if k.panel == "" {
		k.panel = panelCards
	}
	return k
}

func reveals(n int) func(*course, session.Step) int {
	return func(*course, session.Step) int { return n }
}

// taskReveals shows the task after the question, if there are both.
func (*course) taskReveals(s session.Step) int {
	if s.Question == "" || s.Task == "" {
		return 0
	}
	return 1
}

// voteReveals shows the task, and then the spread if no step comes for that.
func (c *course) voteReveals(s session.Step) int {
	if c.showsOwnVote(s) {
		return min(1, len(s.Task)) + 1
	}
	return c.taskReveals(s)
}

func (*course) levelReveals(s session.Step) int { return len(s.Levels) }

func (c *course) reviewReveals(session.Step) int { return min(1, len(c.history.open)) }
