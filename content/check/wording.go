package check

import (
	"crypto/sha256"
	"encoding/hex"

	"goldenthread/content"
)

// hashOf returns a hash of what a step shows: its prompt, what a rating chooses
// from, and what a test asks. Help is not part of it: it may grow clearer under
// an answer without changing what was answered.
func hashOf(s *content.Step) string {
	sum := sha256.New()
	part := func(text string) {
		// The byte between two parts can stand in none of them.
		sum.Write(append([]byte(text), 0))
	}
	part(string(s.Prompt))
	for _, l := range s.Levels {
		part(string(l.Text))
	}
	part(s.Ask)
	return hex.EncodeToString(sum.Sum(nil))
}

// wordingRevs is L24.
func wordingRevs(c *checker) {
	if c.ledger == nil {
		c.note("wordings are not compared with what was published: no ledger was given")
		return
	}
	for _, u := range c.book.Units() {
		for _, s := range u.Steps {
			old, known := c.ledger.Wordings[s.ID]
			switch now := hashOf(s); {
			case !known || old.Hash == now:
			case old.Rev == u.Rev:
				c.report(u.File, s.Line, string(s.ID), "raise it, so that old answers keep the wording they answered",
					"the wording of %s has changed, and rev is still %d", s.ID, u.Rev)
			case old.Rev > u.Rev:
				c.report(u.File, s.Line, string(s.ID), "raise it", "rev is %d, and was %d", u.Rev, old.Rev)
			}
		}
	}
}
