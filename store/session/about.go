package session

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"goldenthread/content"
)

// The bounds of a session.
const (
	LeastPeople = 2
	MostPeople  = 200
	LeastVotes  = 4 // the lowest that About.Least may be
	MostVotes   = 8 // the highest
)

// About describes a session: what was agreed when it began, and what
// was kept when it ended.
type About struct {
	Group   string    `json:"group"`            // the name the group goes by
	People  int       `json:"people"`           // LeastPeople to MostPeople
	Agenda  string    `json:"agenda,omitempty"` // the agenda's ID
	Title   string    `json:"title"`            // the agenda's title
	Minutes int       `json:"minutes"`          // planned
	Least   int       `json:"least"`            // no spread of fewer votes is shown: LeastVotes to MostVotes
	Keep    Keep      `json:"keep"`             // what the group was told would be kept, and then what was
	Began   time.Time `json:"began"`
	Ended   time.Time `json:"ended,omitzero"`   // zero while it runs
	Themes  []Theme   `json:"themes,omitempty"` // filled at the end
}

// Keep says what of a session outlasts it.
type Keep struct {
	Counts      bool `json:"counts"`
	Themes      bool `json:"themes"`
	Commitments bool `json:"commitments"`
	Cards       bool `json:"cards"` // word for word
}

// Theme remains of cards whose words were forgotten: what they
// were about, and how many.
type Theme struct {
	Step    int    `json:"step"`
	Wall    string `json:"wall,omitempty"`
	Heading string `json:"heading,omitempty"`
	Mark    string `json:"mark,omitempty"`
	Theme   string `json:"theme,omitempty"` // the group within the heading; "" is no group
	Cards   int    `json:"cards"`
}

// Step is a step of the agenda as it was when the session began, so that
// the session can be carried on whatever becomes of the agenda. Question and
// Task are for the room; Say, Do, Watch, Silence and Dominance for the facilitator alone.
type Step struct {
	Title     string       `json:"title"`
	Run       content.Run  `json:"run"`
	Form      content.Form `json:"form"`
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
	Wall      *Wall        `json:"wall,omitempty"` // of a step that gathers cards
	Poll      *Poll        `json:"poll,omitempty"` // of a step that votes, or shows what was voted
}

// Wall holds the cards of a step, or of several.
type Wall struct {
	Name     string   `json:"name,omitempty"` // steps with the same wall share their cards
	Headings []string `json:"headings,omitempty"`
	Marks    []string `json:"marks,omitempty"` // what a card may be marked with
	Most     []int    `json:"most,omitempty"`  // by mark, on how many cards; 0 is any number
}

// Poll is the question of a vote, with its options.
type Poll struct {
	Name    string   `json:"name"`  // votes of one name are rounds of one vote
	Round   int      `json:"round"` // 1 or 2
	Options []string `json:"options"`
	First   int      `json:"first"`             // the number of the first option: 0 or 1
	Items   []string `json:"items,omitempty"`   // what is voted on, one after another
	Sides   []string `json:"sides,omitempty"`   // who votes apart from whom
	Private bool     `json:"private,omitempty"` // usually by ballot
}

// Place holds where a session is, and what its clock says.
type Place struct {
	Step    int             `json:"step"`
	Reveal  int             `json:"reveal"`            // how much of the step is on the screen
	Panel   string          `json:"panel,omitempty"`   // what lies over the step; ui/facilitate says which there are
	Entered time.Time       `json:"entered,omitzero"`  // when the step was entered
	Ends    time.Time       `json:"ends,omitzero"`     // when the clock reaches zero; zero while it is paused
	Left    time.Duration   `json:"left,omitempty"`    // what it says while it is paused; negative is over time
	Spent   []time.Duration `json:"spent,omitempty"`   // by step, without what has passed since Entered
	Given   []time.Duration `json:"given,omitempty"`   // by step, beyond its minutes; negative was taken
	Shuffle uint64          `json:"shuffle,omitempty"` // what the people were last drawn into groups by

	Unsent map[string][]string `json:"half,omitempty"` // by panel, what is typed and not kept yet; nil at the end
}

func (p Place) clone() Place {
	p.Spent, p.Given, p.Unsent = slices.Clone(p.Spent), slices.Clone(p.Given), maps.Clone(p.Unsent)
	return p
}

func (a About) validate(agenda []Step) error {
	switch {
	case a.Group == "":
		return errors.New("session: a session needs the name of its group")
	case a.People < LeastPeople || a.People > MostPeople:
		return fmt.Errorf("session: %d people: a session has %d to %d", a.People, LeastPeople, MostPeople)
	case a.Least < LeastVotes || a.Least > MostVotes:
		return fmt.Errorf("session: a spread of %d votes: it may be shown from %d to %d", a.Least, LeastVotes, MostVotes)
	case len(agenda) == 0:
		return errors.New("session: a session needs an agenda")
	}
	return nil
}
