package facilitate

import (
	"goldenthread/content"
	"goldenthread/store/session"
)

// course holds a session as far as it has gone: the step, the clock, the words
// that were said, and the history of the group. Panels and drawing read it; only
// actions change it.
type course struct {
	env     *Env
	session *session.Session
	history history
	place   place
}

func (c *course) step() session.Step { return c.place.steps[c.place.Step] }

// keep saves a place and then takes it over. If that fails nothing changes.
func (c *course) keep(p place) error {
	if err := c.session.SetPlace(p.Place); err != nil {
		return err
	}
	c.place = p
	return nil
}

// reveals returns how many times next shows more of the step before it goes on.
func (c *course) reveals() int { return c.revealsOf(c.step()) }

func (c *course) revealsOf(s session.Step) int { return kindOf(s).reveals(c, s) }

// showsOwnVote reports whether a vote is shown in the step in which it is taken,
// because no step of its own comes for that.
func (c *course) showsOwnVote(s session.Step) bool {
	if s.Run != content.RunVote || s.Poll == nil {
		return false
	}
	for _, other := range c.place.steps {
		if other.Run == content.RunSpread && other.Poll != nil && other.Poll.Name == s.Poll.Name && other.Poll.Round == s.Poll.Round {
			return false
		}
	}
	return true
}

// spreadIsNext reports whether the next thing to be shown of the step is a
// spread.
func (c *course) spreadIsNext() bool {
	s := c.step()
	return s.Run == content.RunSpread && c.place.Reveal == 0 || c.showsOwnVote(s) && c.place.Reveal == c.reveals()-1
}

// spreadIsShown reports whether the step has reached its spread.
func (c *course) spreadIsShown() bool {
	s := c.step()
	return s.Run == content.RunSpread && c.place.Reveal > 0 || c.showsOwnVote(s) && c.place.Reveal == c.reveals()
}
