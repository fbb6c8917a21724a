package content

import (
	"regexp"
	"strings"

	"goldenthread/content/letter"
)

// FrameworkID names a framework, such as "disciplines". It is the name of the
// framework's folder.
type FrameworkID string

// UnitID names a unit, such as "disciplines/mastery". It is a database key:
// never renamed, never reused.
type UnitID string

// StepID names a step of a unit, such as "disciplines/mastery/notice". It is a
// database key: never renamed, never reused.
type StepID string

// SeedID names an item of the seed inventory, such as "002-09".
type SeedID string

// SourceID names an entry of sources.yaml, such as "mitchell-2020".
type SourceID string

// FormatID names a group format, "G1" to "G8".
type FormatID string

var (
	formatForm   = regexp.MustCompile(`^G[1-9]$`)
	activityForm = regexp.MustCompile(`^A[0-9]+$`)
)

// Valid reports whether the ID has the form of a group format's: "G1" to "G9".
func (id FormatID) Valid() bool { return formatForm.MatchString(string(id)) }

// IsActivity reports whether an ID has the form of an activity's, "A1".
func IsActivity(id string) bool { return activityForm.MatchString(id) }

// Framework returns the framework that the unit belongs to.
func (id UnitID) Framework() FrameworkID {
	name, _, _ := strings.Cut(string(id), "/")
	return FrameworkID(name)
}

// Step returns the ID of the unit's step at a stage.
func (id UnitID) Step(stage Stage) StepID { return StepID(string(id) + "/" + string(stage)) }

// Unit returns the unit that the step belongs to.
func (id StepID) Unit() UnitID {
	cut := strings.LastIndexByte(string(id), '/')
	return UnitID(id[:max(cut, 0)])
}

// Stage returns the stage of the unit that the step is.
func (id StepID) Stage() Stage {
	return Stage(id[strings.LastIndexByte(string(id), '/')+1:])
}

// Stage names one of the seven stages that every unit runs through. The order is
// offered, never forced.
type Stage string

// The stages, in the order of Stages.
const (
	Read      Stage = "read"
	Notice    Stage = "notice"
	Rate      Stage = "rate"
	Interpret Stage = "interpret"
	Challenge Stage = "challenge"
	Test      Stage = "test"
	Commit    Stage = "commit"
)

// Close names the page after the last stage. It is no stage of its own: its answer
// belongs to Commit.
const Close Stage = "close"

// Stages lists the stages in order.
var Stages = [...]Stage{Read, Notice, Rate, Interpret, Challenge, Test, Commit}

// Title returns the stage's name as a person reads it: "Notice".
func (s Stage) Title() string { return letter.Capital(string(s)) }
