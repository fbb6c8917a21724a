package step

import (
	"strings"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/calendar"
	"goldenthread/ui/env"
	"goldenthread/ui/report"
)

func testKind() env.Kind {
	return env.Kind{
		Kind:  store.KindTest,
		Opens: map[content.Stage]env.Opener{content.Test: newTest},
		Lines: func(b store.Body, _ calendar.Date) []string {
			asked := b.Test.Ask
			if who := strings.TrimSpace(b.Test.Who); who != "" {
				asked = strings.TrimSuffix(who+": "+asked, ": ")
			}
			return labelled("Asked", asked, "Expected", b.Test.Predicted, "Heard", b.Test.Heard)
		},
		Brief: func(_ string, b store.Body) (string, bool) {
			if b.Test == nil {
				return "", false
			}
			return strings.TrimSpace(b.Test.Who + " " + b.Test.Heard), true
		},
		Export: report.Tests,
	}
}

// labelled returns "label: text" for the texts that are not blank.
func labelled(pairs ...string) []string {
	var lines []string
	for i := 0; i+1 < len(pairs); i += 2 {
		if text := strings.TrimSpace(pairs[i+1]); text != "" {
			lines = append(lines, pairs[i]+": "+text)
		}
	}
	return lines
}
