package store

import (
	"cmp"

	"goldenthread/content"
	"goldenthread/content/safetext"
)

// The fields of a step that are answered. A commitment has a field of its own
// each; see CommitmentField.
const (
	FieldAnswer  = "answer"
	FieldReason1 = "reason1"
	FieldReason2 = "reason2"
	FieldRating  = "rating"
	FieldTest    = "test"
	FieldWorking = "working"
	FieldVisit   = "visit"
	FieldRead    = "read"
	FieldTension = "tension"
)

// Slot is one place to answer: a step and a field of it.
type Slot struct {
	Step  content.StepID `json:"step"`
	Field string         `json:"field"`
}

// String returns "disciplines/mastery/notice answer", as a terminal may show it.
// Revision and Draft have it by embedding, so that printing one never prints what a
// person wrote.
func (s Slot) String() string { return safetext.Name(string(s.Step) + " " + s.Field) }

func (s Slot) compare(other Slot) int {
	return cmp.Or(cmp.Compare(s.Step, other.Step), cmp.Compare(s.Field, other.Field))
}
