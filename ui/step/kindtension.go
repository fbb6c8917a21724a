package step

import (
	"strings"

	"goldenthread/store"
	"goldenthread/store/calendar"
	"goldenthread/ui/env"
	"goldenthread/ui/report"
)

// tensionKind has no stage: OpenTension opens one.
func tensionKind() env.Kind {
	return env.Kind{Kind: store.KindTension, Lines: tensionLines, Quotes: true, Export: report.Tensions}
}

func tensionLines(b store.Body, _ calendar.Date) []string {
	lines := []string{report.Leaning(b.Tension.Leaning) + "."}
	if strings.TrimSpace(b.Tension.Note) != "" {
		lines = append(lines, b.Tension.Note)
	}
	return lines
}
