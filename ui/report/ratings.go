package report

import (
	"fmt"
	"time"

	"goldenthread/content"
	"goldenthread/store"
)

// Ratings exports the newest rating of each visit.
var Ratings = Export{
	Kind: store.KindRating, Member: "ratings", Stage: content.Rate, Visits: true,
	Written: func(b *store.Body) bool { return b.Rating != nil },
	JSON: func(e Entry) any {
		r := e.Body.Rating
		return wireRating{e.Step.Unit(), e.Visit, r.Level, r.Confidence, r.Evidence, r.ThenLevel, e.Asked, e.At, e.Share}
	},
	Markdown: func(p *Page, e Entry) {
		r := e.Body.Rating
		p.Question(e.Asked)
		p.When(e)
		p.Line("**" + level(r.Level) + "**" + certainty(*r))
		if r.ThenLevel != nil {
			p.Line("Knowing what I know now, the time before was: **" + level(*r.ThenLevel) + "**")
		}
	},
}

type wireRating struct {
	Unit       content.UnitID `json:"unit"`
	Visit      int            `json:"visit"`
	Level      int            `json:"level"`
	Confidence string         `json:"confidence"`
	Evidence   string         `json:"evidence"`
	ThenLevel  *int           `json:"then_level"`
	Asked      string         `json:"asked"`
	At         time.Time      `json:"at"`
	Share      store.Sharing  `json:"share"`
}

// level returns the number and name of a level: "2 In pockets".
func level(n int) string {
	if n < 0 || n >= len(content.LevelNames) {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%d %s", n, content.LevelNames[n])
}

// certainty returns the confidence and evidence of a rating: ", fairly sure,
// resting on one dated example".
func certainty(r store.Rating) string {
	said := ""
	switch r.Confidence {
	case "":
	case "unsure":
		said += ", unsure"
	default:
		said += ", " + r.Confidence + " sure"
	}
	resting := map[string]string{
		"memory": "memory", "example": "one dated example", "data": "a document or data",
		"account": "someone else's account", "sources": "two independent sources",
	}
	if r.Evidence != "" {
		said += ", resting on " + resting[r.Evidence]
	}
	return said
}
