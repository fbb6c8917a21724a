package step

import (
	"fmt"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/calendar"
	"goldenthread/ui/env"
	"goldenthread/ui/report"
)

func ratingKind() env.Kind {
	return env.Kind{
		Kind:  store.KindRating,
		Opens: map[content.Stage]env.Opener{content.Rate: newRate},
		Lines: ratingLines,
		Brief: func(_ string, b store.Body) (string, bool) {
			if b.Rating == nil {
				return "", false
			}
			return levelWords(b.Rating.Level), true
		},
		Export: report.Ratings,
	}
}

func ratingLines(b store.Body, _ calendar.Date) []string {
	r := b.Rating
	words := levelWords(r.Level)
	for _, o := range content.Confidences {
		if o.Name == r.Confidence {
			words += ", " + o.Title + " sure"
		}
	}
	for _, o := range content.EvidenceKinds {
		if o.Name == r.Evidence {
			words += ", resting on " + o.Title
		}
	}
	lines := []string{words}
	if r.ThenLevel != nil {
		lines = append(lines, "The time before, as seen from here: "+levelWords(*r.ThenLevel))
	}
	return lines
}

// levelWords returns "2  In pockets".
func levelWords(level int) string {
	switch {
	case level == 0:
		return "0  Not enough to go on"
	case level < 0 || level >= len(content.LevelNames):
		return fmt.Sprint(level)
	}
	return fmt.Sprintf("%d  %s", level, content.LevelNames[level])
}
