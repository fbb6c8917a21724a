package facilitate

import (
	"errors"

	"goldenthread/store/session"
)

// endSession ends the session, and keeps of it what the group has agreed to
// keep. What it took is kept with it.
type endSession struct{ keep session.Keep }

func (a endSession) apply(r *run) error {
	if err := r.carryOver(); err != nil {
		return err
	}
	now := r.env.Now()
	p := r.place
	p.Spent = p.spent(now)
	p.Entered, p.Panel, p.Unsent = now, "", nil
	if err := r.session.SetPlace(p.Place); err != nil {
		return err
	}
	err := r.session.End(a.keep)
	var left *session.Remains
	if err != nil && !errors.As(err, &left) {
		return err
	}
	r.place, r.panel = p, nil
	r.after = &endScreen{env: r.env, session: r.session, remains: err != nil}
	return nil
}

// carryOver takes what was open and not asked about into this session, so that
// the next one finds it.
func (c *course) carryOver() error {
	for _, known := range c.history.open {
		if c.became(known.ID) == "" {
			if _, err := c.session.PutCommitment(known); err != nil {
				return err
			}
		}
	}
	return nil
}
