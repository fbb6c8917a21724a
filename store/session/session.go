package session

import (
	"errors"
	"slices"
	"sync"
	"time"

	"goldenthread/content/safetext"
	"goldenthread/store/file"
	"goldenthread/store/problem"
)

// The buckets that only a session has.
const (
	bucketSession    = "session" // about, agenda, place
	bucketCard       = "card"
	bucketUndo       = "undo" // the cards as they were before each change
	bucketVote       = "vote"
	bucketBallot     = "ballot" // empty; earlier versions kept ballots in it
	bucketCommitment = "spoken" // commitments said aloud
)

// The tags of what lies in them.
const (
	tagSession    file.Tag = 's'
	tagCard       file.Tag = 'k'
	tagUndo       file.Tag = 'u'
	tagVote       file.Tag = 'p'
	tagBallot     file.Tag = 'b'
	tagCommitment file.Tag = 'o'
)

// The names in bucketSession.
const (
	aboutKey  = "about"
	agendaKey = "agenda"
	placeKey  = "place"
)

// ErrEnded is returned by a change of a session that is over.
var ErrEnded = errors.New("session: the session is over")

// Session is an open session of a group. It is a file of its own, and nothing
// leads from it to a workbook. It may be read from any goroutine, and is changed
// by one at a time; a change returns only when it is on the disk, but for votes of
// a round that is not closed.
type Session struct {
	file *file.File

	mu          sync.Mutex
	about       About
	agenda      []Step
	place       Place
	cards       []Card
	votes       []voteRecord
	commitments []Commitment
	telling     bool // the file is of an earlier version, and its pages tell in which order votes came
}

// Create makes a new session in a folder, which it makes on first use.
// Began is set to now.
func Create(folder string, about About, agenda []Step, o Options) (*Session, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	about.Group, about.Title = safetext.TypedLine(about.Group), safetext.TypedLine(about.Title)
	about.Began, about.Ended = o.Now().Round(0), time.Time{}
	if err := about.validate(agenda); err != nil {
		return nil, err
	}
	fill := func(tx file.Tx) error {
		for _, bucket := range []string{bucketSession, bucketCard, bucketUndo, bucketVote, bucketBallot, bucketCommitment} {
			if _, err := tx.CreateBucket([]byte(bucket)); err != nil {
				return err
			}
		}
		return errors.Join(
			tx.PutRecord(bucketSession, tagSession, []byte(aboutKey), about),
			tx.PutRecord(bucketSession, tagSession, []byte(agendaKey), agenda),
			tx.PutRecord(bucketSession, tagSession, []byte(placeKey), Place{}))
	}
	return open(unusedName(folder, about), fill, o)
}

// Open opens a session that is there. Whatever goes wrong is a *problem.Problem,
// and the file stays as it was.
func Open(path string, o Options) (*Session, error) {
	return open(path, nil, o)
}

func open(path string, fill func(tx file.Tx) error, o Options) (*Session, error) {
	f, err := file.Open(path, schema(), o.file(fill))
	if err != nil {
		return nil, err
	}
	s := &Session{file: f}
	if err := f.Read(s.load); err != nil {
		return nil, errors.Join(problem.Of(f.Path(), err), f.Close())
	}
	return s, nil
}

// load reads the whole session; it is small.
func (s *Session) load(tx file.Tx) error {
	for _, name := range []string{bucketSession, bucketCard, bucketUndo, bucketVote, bucketBallot, bucketCommitment} {
		if tx.Bucket([]byte(name)) == nil {
			return &problem.Damage{Bucket: name, Err: file.ErrMissing}
		}
	}
	err := errors.Join(
		tx.GetRecord(bucketSession, tagSession, []byte(aboutKey), &s.about),
		tx.GetRecord(bucketSession, tagSession, []byte(agendaKey), &s.agenda),
		tx.GetRecord(bucketSession, tagSession, []byte(placeKey), &s.place))
	if err != nil {
		return err
	}
	if s.cards, err = file.AllRecords[Card](tx, bucketCard, tagCard); err != nil {
		return err
	}
	sortCards(s.cards)
	if err := s.loadVotes(tx); err != nil {
		return err
	}
	s.commitments, err = file.AllRecords[Commitment](tx, bucketCommitment, tagCommitment)
	return err
}

// Path returns the file's absolute path.
func (s *Session) Path() string { return s.file.Path() }

// Close closes the file. Closing twice is no error.
func (s *Session) Close() error { return s.file.Close() }

// About returns what the session is.
func (s *Session) About() About {
	s.mu.Lock()
	defer s.mu.Unlock()
	about := s.about
	about.Themes = slices.Clone(about.Themes)
	return about
}

// Agenda returns the steps. They must not be changed.
func (s *Session) Agenda() []Step { return s.agenda }

// Place returns where the session is.
func (s *Session) Place() Place {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.place.clone()
}

// SetPlace keeps where the session is.
func (s *Session) SetPlace(p Place) error {
	p = p.clone()
	p.Entered, p.Ends = p.Entered.Round(0), p.Ends.Round(0) // as they come back from the file
	return s.change(func(tx file.Tx) error {
		return tx.PutRecord(bucketSession, tagSession, []byte(placeKey), p)
	}, func() { s.place = p })
}

// SetPeople keeps that more or fewer people are here than were said.
func (s *Session) SetPeople(people int) error {
	about := s.About()
	about.People = people
	if err := about.validate(s.agenda); err != nil {
		return err
	}
	return s.change(func(tx file.Tx) error {
		return tx.PutRecord(bucketSession, tagSession, []byte(aboutKey), about)
	}, func() { s.about = about })
}

// change saves a change, and then takes it over. A file that tells in which order
// votes came is made anew first; where that fails, the change itself may still be
// saved, and the next one tries again.
func (s *Session) change(save func(tx file.Tx) error, take func()) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.about.Ended.IsZero() {
		return ErrEnded
	}
	if s.telling && s.makeSilent() != nil {
		said := save
		save = func(tx file.Tx) error { return errors.Join(emptyBallots(tx), putKept(tx, s.votes...), said(tx)) }
	}
	if err := s.file.Update(save); err != nil {
		return err
	}
	take()
	return nil
}
