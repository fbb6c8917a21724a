package step

import (
	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/calendar"
	"goldenthread/ui/env"
	"goldenthread/ui/report"
)

func answerKind() env.Kind {
	return env.Kind{
		Kind: store.KindAnswer,
		Opens: map[content.Stage]env.Opener{
			content.Notice: newWrite, content.Interpret: newWrite, content.Challenge: newWrite, Close: newClose,
		},
		Lines: func(b store.Body, _ calendar.Date) []string {
			if b.Text == "" {
				return []string{"(taken back)"}
			}
			return []string{b.Text}
		},
		Quotes: true,
		Brief:  func(field string, b store.Body) (string, bool) { return b.Text, field == store.FieldAnswer },
		Export: report.Answers,
	}
}
