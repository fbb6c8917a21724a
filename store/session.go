package store

import (
	"cmp"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
)

// kindSession is what a session's file says that it is.
const kindSession = "session"

// The buckets that only a session has.
const (
	bucketSession = "session" // about, agenda, place
	bucketCard    = "card"
	bucketUndo    = "undo" // the cards as they were before each change
	bucketVote    = "vote"
	bucketBallot  = "ballot" // until all of a round are in
	bucketSpoken  = "spoken" // commitments said aloud
)

// The marks of what lies in them.
const (
	markSession mark = 's'
	markCard    mark = 'k'
	markUndo    mark = 'u'
	markVote    mark = 'p'
	markBallot  mark = 'b'
	markSpoken  mark = 'o'
)

// The names in bucketSession.
const (
	sessionAbout  = "about"
	sessionAgenda = "agenda"
	sessionPlace  = "place"
)

// The bounds of a session.
const (
	LeastPeople = 2
	MostPeople  = 200
	LeastVotes  = 4 // the lowest that SessionAbout.Least may be
	MostVotes   = 8 // the highest
)

// ErrEnded is returned by a change of a session that is over.
var ErrEnded = errors.New("store: the session is over")

// SessionAbout is what a session is: what was agreed when it began, and what
// was kept when it ended.
type SessionAbout struct {
	Group   string         `json:"group"`            // the name the group goes by
	People  int            `json:"people"`           // LeastPeople to MostPeople
	Agenda  string         `json:"agenda,omitempty"` // the agenda's ID
	Title   string         `json:"title"`            // the agenda's title
	Minutes int            `json:"minutes"`          // planned
	Least   int            `json:"least"`            // no spread of fewer votes is shown: LeastVotes to MostVotes
	Keep    SessionKeep    `json:"keep"`             // what the group was told would be kept, and then what was
	Began   time.Time      `json:"began"`
	Ended   time.Time      `json:"ended,omitzero"`   // zero while it runs
	Themes  []SessionTheme `json:"themes,omitempty"` // filled at the end
}

// SessionKeep is what of a session outlasts it.
type SessionKeep struct {
	Counts      bool `json:"counts"`
	Themes      bool `json:"themes"`
	Commitments bool `json:"commitments"`
	Cards       bool `json:"cards"` // word for word
}

// SessionTheme is what remains of cards whose words were forgotten: what they
// were about, and how many.
type SessionTheme struct {
	Step    int    `json:"step"`
	Wall    string `json:"wall,omitempty"`
	Heading string `json:"heading,omitempty"`
	Mark    string `json:"mark,omitempty"`
	Theme   string `json:"theme,omitempty"` // the group within the heading; "" is no group
	Cards   int    `json:"cards"`
}

// SessionStep is a step of the agenda as it was when the session began, so that
// the session can be carried on whatever becomes of the agenda. Question and
// Task are for the room; Say, Do, Watch, Silence and Dominance for the facilitator alone.
type SessionStep struct {
	Title     string       `json:"title"`
	Run       string       `json:"run"`  // what the program does in it: content.Run
	Form      string       `json:"form"` // how people sit together: content.Form
	Minutes   int          `json:"minutes"`
	Turn      int          `json:"turn,omitempty"`    // seconds for each person in a round; else 0
	Circles   int          `json:"circles,omitempty"` // side by side, in a round
	Question  string       `json:"question,omitempty"`
	Task      string       `json:"task,omitempty"`
	Levels    []string     `json:"levels,omitempty"` // to be read aloud, one at a time
	Say       string       `json:"say,omitempty"`
	Do        string       `json:"do,omitempty"`
	Watch     string       `json:"watch,omitempty"`
	Silence   string       `json:"silence,omitempty"`
	Dominance string       `json:"dominance,omitempty"`
	Wall      *SessionWall `json:"wall,omitempty"` // of a step that gathers cards
	Poll      *SessionPoll `json:"poll,omitempty"` // of a step that votes, or shows what was voted
}

// SessionWall is what a step's cards are put on.
type SessionWall struct {
	Name     string   `json:"name,omitempty"` // steps with the same wall share their cards
	Headings []string `json:"headings,omitempty"`
	Own      bool     `json:"own,omitempty"`   // the room makes headings of its own
	Marks    []string `json:"marks,omitempty"` // what a card may be marked with
	Most     []int    `json:"most,omitempty"`  // by mark, on how many cards; 0 is any number
}

// SessionPoll is what a step votes on.
type SessionPoll struct {
	Name    string   `json:"name"`  // votes of one name are rounds of one vote
	Round   int      `json:"round"` // 1 or 2
	Options []string `json:"options"`
	Texts   []string `json:"texts,omitempty"`   // more of each option
	First   int      `json:"first"`             // the number of the first option: 0 or 1
	Items   []string `json:"items,omitempty"`   // what is voted on, one after another
	Sides   []string `json:"sides,omitempty"`   // who votes apart from whom
	Private bool     `json:"private,omitempty"` // usually by ballot
}

// SessionPlace is where a session is, and what its clock says.
type SessionPlace struct {
	Step    int             `json:"step"`
	Reveal  int             `json:"reveal"`            // how much of the step is on the screen
	Panel   string          `json:"panel,omitempty"`   // what lies over the step; ui/facilitate says which there are
	Entered time.Time       `json:"entered,omitzero"`  // when the step was entered
	Ends    time.Time       `json:"ends,omitzero"`     // when the clock reaches zero; zero while it is paused
	Left    time.Duration   `json:"left,omitempty"`    // what it says while it is paused; negative is over time
	Spent   []time.Duration `json:"spent,omitempty"`   // by step, without what has passed since Entered
	Given   []time.Duration `json:"given,omitempty"`   // by step, beyond its minutes; negative was taken
	Shuffle uint64          `json:"shuffle,omitempty"` // what the people were last drawn into groups by

	Half map[string][]string `json:"half,omitempty"` // by panel, what is typed and not kept yet; nil at the end
}

// Session is an open session of a group. It is a file of its own, and nothing
// leads from it to a workbook. It may be read from any goroutine, and is changed
// by one at a time; a change returns only when it is on the disk.
type Session struct {
	store   *Store
	entropy io.Reader

	mu     sync.Mutex
	about  SessionAbout
	agenda []SessionStep
	place  SessionPlace
	cards  []Card
	votes  []voteRecord
	spoken []Spoken
}

// CreateSession makes a new session in a folder, which it makes on first use.
// Began is set to now.
func CreateSession(folder string, about SessionAbout, agenda []SessionStep, o Options) (*Session, error) {
	o.Now = o.clock()
	about.Group, about.Title = cleanLine(about.Group), cleanLine(about.Title)
	about.Began, about.Ended = o.Now().Round(0), time.Time{}
	if err := about.validate(agenda); err != nil {
		return nil, err
	}
	o.kind = kindSession
	o.found = func(tx transaction) error {
		for _, bucket := range []string{bucketSession, bucketCard, bucketUndo, bucketVote, bucketBallot, bucketSpoken} {
			if _, err := tx.CreateBucket([]byte(bucket)); err != nil {
				return err
			}
		}
		return errors.Join(
			putRecord(tx, bucketSession, markSession, []byte(sessionAbout), about),
			putRecord(tx, bucketSession, markSession, []byte(sessionAgenda), agenda),
			putRecord(tx, bucketSession, markSession, []byte(sessionPlace), SessionPlace{}))
	}
	return openSession(unusedName(folder, about), o)
}

func (a SessionAbout) validate(agenda []SessionStep) error {
	switch {
	case a.Group == "":
		return errors.New("store: a session needs the name of its group")
	case a.People < LeastPeople || a.People > MostPeople:
		return fmt.Errorf("store: %d people: a session has %d to %d", a.People, LeastPeople, MostPeople)
	case a.Least < LeastVotes || a.Least > MostVotes:
		return fmt.Errorf("store: a spread of %d votes: it may be shown from %d to %d", a.Least, LeastVotes, MostVotes)
	case len(agenda) == 0:
		return errors.New("store: a session needs an agenda")
	}
	return nil
}

// OpenSession opens a session that is there. Whatever goes wrong is a *Problem,
// and the file stays as it was.
func OpenSession(path string, o Options) (*Session, error) {
	o.kind = kindSession
	return openSession(path, o)
}

func openSession(path string, o Options) (*Session, error) {
	st, err := Open(path, o)
	if err != nil {
		return nil, err
	}
	s := &Session{store: st, entropy: o.Entropy}
	if s.entropy == nil {
		s.entropy = rand.Reader
	}
	if err := st.view(s.load); err != nil {
		return nil, errors.Join(problem(st.path, err), st.Close())
	}
	return s, nil
}

// load reads the whole session; it is small.
func (s *Session) load(tx transaction) error {
	for _, name := range []string{bucketSession, bucketCard, bucketUndo, bucketVote, bucketBallot, bucketSpoken} {
		if tx.Bucket([]byte(name)) == nil {
			return &Damage{Bucket: name, Err: errMissing}
		}
	}
	err := errors.Join(
		getRecord(tx, bucketSession, markSession, []byte(sessionAbout), &s.about),
		getRecord(tx, bucketSession, markSession, []byte(sessionAgenda), &s.agenda),
		getRecord(tx, bucketSession, markSession, []byte(sessionPlace), &s.place))
	if err != nil {
		return err
	}
	if s.cards, err = allRecords[Card](tx, bucketCard, markCard); err != nil {
		return err
	}
	sortCards(s.cards)
	if s.votes, err = allRecords[voteRecord](tx, bucketVote, markVote); err != nil {
		return err
	}
	if err := s.countBallots(tx); err != nil {
		return err
	}
	s.spoken, err = allRecords[Spoken](tx, bucketSpoken, markSpoken)
	return err
}

// Path returns the file's absolute path.
func (s *Session) Path() string { return s.store.path }

// Close closes the file. Closing twice is no error.
func (s *Session) Close() error { return s.store.Close() }

// About returns what the session is.
func (s *Session) About() SessionAbout {
	s.mu.Lock()
	defer s.mu.Unlock()
	about := s.about
	about.Themes = slices.Clone(about.Themes)
	return about
}

// Agenda returns the steps. They must not be changed.
func (s *Session) Agenda() []SessionStep { return s.agenda }

// Place returns where the session is.
func (s *Session) Place() SessionPlace {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.place.clone()
}

func (p SessionPlace) clone() SessionPlace {
	p.Spent, p.Given, p.Half = slices.Clone(p.Spent), slices.Clone(p.Given), maps.Clone(p.Half)
	return p
}

// SetPlace keeps where the session is.
func (s *Session) SetPlace(p SessionPlace) error {
	p = p.clone()
	p.Entered, p.Ends = p.Entered.Round(0), p.Ends.Round(0) // as they come back from the file
	return s.change(func(tx transaction) error {
		return putRecord(tx, bucketSession, markSession, []byte(sessionPlace), p)
	}, func() { s.place = p })
}

// SetPeople keeps that more or fewer people are here than were said.
func (s *Session) SetPeople(people int) error {
	about := s.About()
	about.People = people
	if err := about.validate(s.agenda); err != nil {
		return err
	}
	return s.change(func(tx transaction) error {
		return putRecord(tx, bucketSession, markSession, []byte(sessionAbout), about)
	}, func() { s.about = about })
}

// change saves a change, and then takes it over.
func (s *Session) change(save func(tx transaction) error, take func()) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.about.Ended.IsZero() {
		return ErrEnded
	}
	if err := s.store.update(save); err != nil {
		return err
	}
	take()
	return nil
}

// End ends the session and forgets what is not to be kept: the file is made
// anew, so that its bytes are gone, too. If that fails the session is over all the
// same, and a *Remains says that its bytes are still there.
func (s *Session) End(keep SessionKeep) error {
	about, cards, votes, spoken := s.About(), s.Cards(), s.snapshotVotes(), s.Spoken()
	about.Ended, about.Keep = s.store.now().Round(0), keep
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
		forget, spoken = append(forget, bucketSpoken), nil
	}
	err := s.change(func(tx transaction) error {
		for _, name := range forget {
			if err := tx.DeleteBucket([]byte(name)); err != nil {
				return err
			}
			if _, err := tx.CreateBucket([]byte(name)); err != nil {
				return err
			}
		}
		for _, v := range votes {
			if err := putRecord(tx, bucketVote, markVote, v.ID[:], v); err != nil {
				return err
			}
		}
		return putRecord(tx, bucketSession, markSession, []byte(sessionAbout), about)
	}, func() { s.about, s.cards, s.votes, s.spoken = about, cards, votes, spoken })
	if err != nil {
		return err
	}
	if err := s.store.rewrite(rewriting{}); err != nil {
		return &Remains{err}
	}
	return nil
}

// Remains is that what was forgotten can no longer be read in the program, but
// its bytes are still in the file.
type Remains struct{ Err error }

// Error returns one line for a log.
func (e *Remains) Error() string {
	return "store: the session's file was not made anew: " + e.Err.Error()
}

// Unwrap returns Err.
func (e *Remains) Unwrap() error { return e.Err }

// themesOf counts the cards that stand by heading and group, in their order.
func themesOf(cards []Card) []SessionTheme {
	var themes []SessionTheme
	for _, c := range cards {
		if c.Struck {
			continue
		}
		at := slices.IndexFunc(themes, func(t SessionTheme) bool {
			return t.Wall == c.Wall && t.Heading == c.Heading && t.Theme == c.Group && t.Mark == c.Mark
		})
		if at < 0 {
			at = len(themes)
			themes = append(themes, SessionTheme{Step: c.Step, Wall: c.Wall, Heading: c.Heading, Theme: c.Group, Mark: c.Mark})
		}
		themes[at].Cards++
	}
	slices.SortStableFunc(themes, func(a, b SessionTheme) int { return cmp.Compare(a.Step, b.Step) })
	return themes
}

func putRecord(tx transaction, bucket string, m mark, key []byte, v any) error {
	payload, err := marshal(v)
	if err != nil {
		return fmt.Errorf("store: %s: %w", bucket, err)
	}
	return tx.put(bucket, m, key, payload)
}

func getRecord(tx transaction, bucket string, m mark, key []byte, v any) error {
	value := tx.Bucket([]byte(bucket)).Get(key)
	if value == nil {
		return &Damage{Bucket: bucket, Err: errMissing}
	}
	payload, err := tx.open(m, bucket, key, value)
	if err == nil {
		err = json.Unmarshal(payload, v)
	}
	if err != nil {
		return &Damage{Bucket: bucket, Err: err}
	}
	return nil
}

// allRecords reads a bucket in the order of its keys.
func allRecords[T any](tx transaction, bucket string, m mark) ([]T, error) {
	var all []T
	err := tx.Bucket([]byte(bucket)).ForEach(func(key, _ []byte) error {
		var one T
		err := getRecord(tx, bucket, m, key, &one)
		all = append(all, one)
		return err
	})
	return all, err
}

// cleanLine makes one line of what was typed, without characters that could
// steer a terminal or turn the direction of writing.
func cleanLine(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsControl(r), r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069', r == '\u2028', r == '\u2029':
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
	return strings.Join(strings.Fields(text), " ")
}
