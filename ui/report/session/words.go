package session

import (
	"fmt"
	"strings"

	"goldenthread/ui/phrase"
)

// minutes returns how long the session was planned, and how long it took, in all.
func (r *Report) minutes() (planned, took int) {
	for _, s := range r.Steps {
		planned, took = planned+s.Planned, took+s.Took
	}
	return planned, took
}

// Summary returns one line: the group, the time, the number of people, and the
// minutes planned and taken.
func (r *Report) Summary() string {
	planned, took := r.minutes()
	text := fmt.Sprintf("%s, %s, %s. Planned: %s", r.Group, r.Began.Format("2 January 2006, 15:04"), phrase.Count(r.People, "person"), phrase.Count(planned, "minute"))
	if r.Ended.IsZero() {
		return text + "; it has not ended."
	}
	return text + fmt.Sprintf(", taken: %d.", took)
}

// ForgottenWords returns a sentence that lists the parts that the group did not
// keep; "" if it kept all.
func (r *Report) ForgottenWords() string {
	if len(r.Forgotten) == 0 {
		return ""
	}
	return "Not kept, as the group decided: " + strings.Join(r.Forgotten, ", ") + "."
}

// Words returns the commitment as a sentence, with its role and days.
func (c Commitment) Words() string {
	var side []string
	if c.Role != "" {
		side = append(side, c.Role)
	}
	if !c.Due.IsZero() {
		side = append(side, "again on "+c.Due.String())
	}
	if !c.Said.IsZero() {
		side = append(side, "said on "+c.Said.String())
	}
	if c.State != "" {
		side = append(side, c.State)
	}
	if len(side) == 0 {
		return c.Text + "."
	}
	return c.Text + " (" + strings.Join(side, ", ") + ")."
}

// TookWords returns the words for the time that the step took.
func (s Step) TookWords() string {
	if s.Took == 0 {
		return "–"
	}
	return fmt.Sprintf("%d min", s.Took)
}
