package step

import (
	"goldenthread/store"
	"goldenthread/store/calendar"
	"goldenthread/ui/env"
	"goldenthread/ui/report"
)

// tensionKind has no stage: OpenTension opens one.
func tensionKind() env.Kind {
	return env.Kind{
		Kind:   store.KindTension,
		Lines:  func(store.Body, calendar.Date) []string { return []string{"(taken back)"} },
		Export: report.Tensions,
	}
}
