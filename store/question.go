package store

import (
	"errors"
	"strings"

	"goldenthread/store/file"
)

// Question is one that a person is asked after something was done, about the files
// beside the workbook. It is open until it was answered, also over a start: a window
// may be closed before.
type Question string

// The questions. What each is open about is in its setting.
const (
	AskSealed  Question = "open question: sealed"  // whether what the passphrase does not protect is deleted
	AskDeleted Question = "open question: deleted" // whether what was deleted is taken out of the copies
)

// Unanswered returns what a question is open about, nothing if it was answered: for
// AskDeleted the steps of what was deleted.
func (q Question) Unanswered(s *Store) (about []string, err error) {
	text, err := s.Setting(string(q))
	return strings.Fields(text), err
}

// Answer closes a question. While the workbook is locked, where none can be read, it
// stays open, which does no harm.
func (q Question) Answer(s *Store) error {
	about, err := q.Unanswered(s)
	if p := (*Problem)(nil); errors.As(err, &p) && p.Kind == ProblemLocked || err == nil && len(about) == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	return s.SetSetting(string(q), "")
}

// open opens a question in a transaction, together with what it was open about before.
func (q Question) open(tx file.Tx, about ...string) error {
	var before string
	if _, err := tx.GetMeta(metaSetting+string(q), &before); err != nil {
		return err
	}
	for _, one := range about {
		if !strings.Contains(" "+before+" ", " "+one+" ") {
			before = strings.TrimSpace(before + " " + one)
		}
	}
	return tx.PutMeta(metaSetting+string(q), before)
}
