package report

import (
	"slices"
	"strings"
	"time"

	"goldenthread/content"
	"goldenthread/store"
)

// Answers exports each answer with every revision of it.
var Answers = Export{
	Kind: store.KindAnswer, Member: "answers", Whole: true,
	Written:  func(b *store.Body) bool { return strings.TrimSpace(b.Text) != "" },
	JSON:     func(e Entry) any { return wireAnswerOf(e) },
	Markdown: (*Page).answer,
}

type wireAnswer struct {
	Unit      content.UnitID `json:"unit"`
	Stage     content.Stage  `json:"stage"`
	Field     string         `json:"field"`
	Visit     int            `json:"visit"`
	Text      string         `json:"text"`
	Draft     bool           `json:"draft"`
	Asked     string         `json:"asked"`
	At        time.Time      `json:"at"`
	Share     store.Sharing  `json:"share"`
	Revisions []wireVersion  `json:"revisions"`
}

type wireVersion struct {
	Visit int       `json:"visit"`
	Text  string    `json:"text"`
	Asked string    `json:"asked"`
	At    time.Time `json:"at"`
}

func wireAnswerOf(e Entry) wireAnswer {
	versions := make([]wireVersion, 0, len(e.Revisions))
	for _, v := range e.Revisions {
		versions = append(versions, wireVersion{v.Visit, v.Body.Text, v.Asked, v.At})
	}
	return wireAnswer{e.Step.Unit(), e.Step.Stage(), e.Field, e.Visit, e.Body.Text, e.Draft, e.Asked, e.At, e.Share, versions}
}

func (p *Page) answer(e Entry) {
	p.Question(e.Asked)
	p.When(e)
	p.Typed(e.Body.Text)
	for _, v := range slices.Backward(e.earlier()) {
		p.Line("##### Earlier: " + moment(v.At))
		p.Question(v.Asked)
		p.Typed(v.Body.Text)
	}
}

// earlier returns the revisions before the newest one, or all under a draft.
func (e Entry) earlier() []Version {
	if n := len(e.Revisions); n > 0 && !e.Draft {
		return e.Revisions[:n-1]
	}
	return e.Revisions
}
