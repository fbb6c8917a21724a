package store

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"goldenthread/content"
	"goldenthread/store/calendar"
)

// Kind says what sort of thing was answered, and so which member of Body is set.
type Kind string

// The kinds. Each is written into the file and never renamed.
const (
	KindAnswer     Kind = "answer"     // Body.Text
	KindRating     Kind = "rating"     // Body.Rating
	KindTest       Kind = "test"       // Body.Test
	KindCommitment Kind = "commitment" // Body.Commitment
	KindRead       Kind = "read"       // nothing: the step was read
	KindVisit      Kind = "visit"      // nothing: a visit of the unit began
	KindTension    Kind = "tension"    // Body.Tension
	KindShare      Kind = "share"      // Body.Share
)

// isWritten reports whether a kind holds what a person wrote, or chose instead of
// writing. A mark that could not be set is not: set later, without asking, it
// might let go what nobody wants to let go any more.
func (k Kind) isWritten() bool { return k != KindVisit && k != KindRead && k != KindShare }

// The fields of a step that are answered. A commitment has a field of its own
// each; see CommitmentField.
const (
	FieldAnswer   = "answer"
	FieldStepback = "stepback"
	FieldReason1  = "reason1"
	FieldReason2  = "reason2"
	FieldRating   = "rating"
	FieldTest     = "test"
	FieldWorking  = "working"
	FieldVisit    = "visit"
	FieldRead     = "read"
	FieldTension  = "tension"
)

// CommitmentField returns the field that a commitment is kept in.
func CommitmentField(id ID) string { return "commitment/" + id.String() }

// Slot is one place to answer: a step and a field of it.
type Slot struct {
	Step  content.StepID `json:"step"`
	Field string         `json:"field"`
}

// String returns "disciplines/mastery/notice answer". Revision and Draft have
// it by embedding, so that printing one never prints what a person wrote.
func (s Slot) String() string { return string(s.Step) + " " + s.Field }

func (s Slot) compare(other Slot) int {
	return cmp.Or(cmp.Compare(s.Step, other.Step), cmp.Compare(s.Field, other.Field))
}

// Body is what was answered. Exactly the member that belongs to the Kind is set.
type Body struct {
	Text       string      `json:"text,omitempty"`
	Rating     *Rating     `json:"rating,omitempty"`
	Test       *Test       `json:"test,omitempty"`
	Commitment *Commitment `json:"commitment,omitempty"`
	Tension    *Tension    `json:"tension,omitempty"`
	Share      *Share      `json:"share,omitempty"`
}

// Rating is a level and what it rests on.
type Rating struct {
	Level      int    `json:"level"`                // 0 (not enough to go on) to 4
	Confidence string `json:"confidence,omitempty"` // unsure, fairly or very
	Evidence   string `json:"evidence,omitempty"`   // memory, example, data, account or sources
	ThenLevel  *int   `json:"then_level,omitempty"` // the level that the person, now, would have given then
}

// Test is a question that was put to somebody, and what came back.
type Test struct {
	Who       string `json:"who,omitempty"`
	Ask       string `json:"ask,omitempty"`
	Predicted string `json:"predicted,omitempty"`
	Heard     string `json:"heard,omitempty"`
}

// Tension is where a person stands between two ideas that are both right.
type Tension struct {
	Leaning int    `json:"leaning"` // -2 (the first side) to +2 (the second); neither end is right
	Note    string `json:"note,omitempty"`
}

// Commitment is one thing to do, and what became of it.
type Commitment struct {
	ID       ID            `json:"id,omitzero"`
	When     string        `json:"when,omitempty"`
	Will     string        `json:"will,omitempty"`
	Obstacle string        `json:"obstacle,omitempty"`
	Fallback string        `json:"fallback,omitempty"`
	Witness  string        `json:"witness,omitempty"`
	Due      calendar.Date `json:"due,omitzero"`
	DueText  string        `json:"due_text,omitempty"` // what was typed for Due, while that is no day
	State    State         `json:"state,omitempty"`
	Log      []LogEntry    `json:"log,omitempty"`
}

// State is how far a commitment has come.
type State string

// The states. Each is written into the file and never renamed.
const (
	StateOpen    State = "open"
	StateTried   State = "tried"
	StateKept    State = "kept"
	StateChanged State = "changed"
	StateDropped State = "dropped"
)

// LogEntry is a change of a commitment's state, and a note on it.
type LogEntry struct {
	At    time.Time `json:"at"`
	State State     `json:"state"`
	Note  string    `json:"note,omitempty"`
}

// withOwnProse returns a copy of b whose texts can be changed without changing
// those of b.
func (b Body) withOwnProse() Body {
	if b.Test != nil {
		test := *b.Test
		b.Test = &test
	}
	if b.Commitment != nil {
		commitment := *b.Commitment
		commitment.Log = slices.Clone(commitment.Log)
		b.Commitment = &commitment
	}
	if b.Tension != nil {
		tension := *b.Tension
		b.Tension = &tension
	}
	return b
}

// prose calls f with every text of b that a person wrote and the path of its
// member in JSON.
func (b *Body) prose(f func(path string, text *string)) {
	f("text", &b.Text)
	if t := b.Test; t != nil {
		f("test/who", &t.Who)
		f("test/ask", &t.Ask)
		f("test/predicted", &t.Predicted)
		f("test/heard", &t.Heard)
	}
	if c := b.Commitment; c != nil {
		f("commitment/when", &c.When)
		f("commitment/will", &c.Will)
		f("commitment/obstacle", &c.Obstacle)
		f("commitment/fallback", &c.Fallback)
		f("commitment/witness", &c.Witness)
		f("commitment/due_text", &c.DueText)
		for i := range c.Log {
			f(fmt.Sprintf("commitment/log/%d/note", i), &c.Log[i].Note)
		}
	}
	if t := b.Tension; t != nil {
		f("tension/note", &t.Note)
	}
}
