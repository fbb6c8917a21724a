package session

import (
	"cmp"
	"goldenthread/store/file"
	"slices"
)

// End ends the session and forgets what is not to be kept: the file is made
// anew, so that its bytes are gone, too. If that fails the session is over all the
// same, and a *Remains says that its bytes are still there.
func (s *Session) End(keep Keep) error {
	about, cards, votes, commitments := s.About(), s.Cards(), s.snapshotVotes(), s.Commitments()
	about.Ended, about.Keep = s.file.Now().Round(0), keep
	if keep.Themes {
		about.Themes = themesOf(cards)
	}
	votes = shownOnly(votes)
	forget := []string{bucketUndo, bucketBallot, bucketVote}
	if !keep.Cards {
		forget, cards = append(forget, bucketCard), nil
	}
	if !keep.Counts {
		votes = nil
	}
	if !keep.Commitments {
		forget, commitments = append(forget, bucketCommitment), nil
	}
	err := s.change(func(tx file.Tx) error {
		for _, name := range forget {
			if err := tx.DeleteBucket([]byte(name)); err != nil {
				return err
			}
			if _, err := tx.CreateBucket([]byte(name)); err != nil {
				return err
			}
		}
		for _, v := range votes {
			if err := tx.PutRecord(bucketVote, tagVote, v.ID[:], v); err != nil {
				return err
			}
		}
		return tx.PutRecord(bucketSession, tagSession, []byte(aboutKey), about)
	}, func() { s.about, s.cards, s.votes, s.commitments = about, cards, votes, commitments })
	if err != nil {
		return err
	}
	if err := s.file.Rewrite(file.Rewriting{}); err != nil {
		return &Remains{err}
	}
	return nil
}

// Remains reports that what was forgotten can no longer be read in the program, but that
// its bytes are still in the file.
type Remains struct{ Err error }

// Error returns one line for a log.
func (e *Remains) Error() string {
	return "session: the session's file was not made anew: " + e.Err.Error()
}

// Unwrap returns Err.
func (e *Remains) Unwrap() error { return e.Err }

// themesOf counts the cards that are not struck by heading and group, in their order.
func themesOf(cards []Card) []Theme {
	var themes []Theme
	for _, c := range cards {
		if c.Struck {
			continue
		}
		at := slices.IndexFunc(themes, func(t Theme) bool {
			return t.Wall == c.Wall && t.Heading == c.Heading && t.Theme == c.Group && t.Mark == c.Mark
		})
		if at < 0 {
			at = len(themes)
			themes = append(themes, Theme{Step: c.Step, Wall: c.Wall, Heading: c.Heading, Theme: c.Group, Mark: c.Mark})
		}
		themes[at].Cards++
	}
	slices.SortStableFunc(themes, func(a, b Theme) int { return cmp.Compare(a.Step, b.Step) })
	return themes
}
