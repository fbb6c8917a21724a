package report

import (
	"time"

	"goldenthread/content"
	"goldenthread/store"
)

// Tests exports the newest test of each visit, unless nobody was to be asked:
// what to ask is the unit's suggestion.
var Tests = Export{
	Kind: store.KindTest, Member: "tests", Stage: content.Test, Visits: true,
	Written: func(b *store.Body) bool { return b.Test != nil && b.Test.Who+b.Test.Predicted+b.Test.Heard != "" },
	JSON: func(e Entry) any {
		t := e.Body.Test
		return wireTest{e.Step.Unit(), e.Visit, t.Who, t.Ask, t.Predicted, t.Heard, e.At, e.Share}
	},
	Markdown: func(p *Page, e Entry) {
		t := e.Body.Test
		p.Question(e.Asked)
		p.When(e)
		p.Labelled("Whom I ask", t.Who)
		p.Labelled("What I ask", t.Ask)
		p.Labelled("What I expect to hear", t.Predicted)
		p.Labelled("What I heard", t.Heard)
	},
}

type wireTest struct {
	Unit      content.UnitID `json:"unit"`
	Visit     int            `json:"visit"`
	Who       string         `json:"who"`
	Ask       string         `json:"ask"`
	Predicted string         `json:"predicted"`
	Heard     string         `json:"heard"`
	At        time.Time      `json:"at"`
	Share     store.Sharing  `json:"share"`
}
