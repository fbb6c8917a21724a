package step

import (
	"fmt"
	"strings"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/calendar"
	"goldenthread/ui/duedate"
	"goldenthread/ui/env"
	"goldenthread/ui/report"
)

func commitmentKind() env.Kind {
	return env.Kind{
		Kind:  store.KindCommitment,
		Opens: map[content.Stage]env.Opener{content.Commit: newCommit},
		Lines: commitmentLines,
		Brief: func(_ string, b store.Body) (string, bool) {
			if b.Commitment == nil {
				return "", false
			}
			return b.Commitment.Will, true
		},
		Export: report.Commitments,
	}
}

func commitmentLines(b store.Body, today calendar.Date) []string {
	c := b.Commitment
	lines := []string{whenWill(c.When, c.Will)}
	lines = append(lines, labelled("Could stop it", c.Obstacle, "If so", c.Fallback, "Who will know", c.Witness)...)
	if !c.Due.IsZero() {
		lines = append(lines, "Return on: "+duedate.Echo(c.Due, today))
	}
	for _, e := range c.Log {
		lines = append(lines, strings.TrimSpace(fmt.Sprintf("%s, %s. %s", e.At.Format("2 Jan 2006"), e.State, e.Note)))
	}
	return lines
}

// whenWill returns a commitment as a sentence, of which half may be missing.
func whenWill(when, will string) string {
	switch {
	case isBlank(when) && isBlank(will):
		return "Neither when nor what was said yet."
	case isBlank(when):
		return "I will " + will + "."
	case isBlank(will):
		return "When " + when + ", I will ..."
	}
	return "When " + when + ", I will " + will + "."
}
