package report

import (
	"strings"
	"time"

	"goldenthread/content"
	"goldenthread/content/typed"
	"goldenthread/store"
	"goldenthread/store/calendar"
)

// Commitments exports the newest form of each commitment.
var Commitments = Export{
	Kind: store.KindCommitment, Member: "commitments", Stage: content.Commit,
	Written:  func(b *store.Body) bool { return b.Commitment != nil && !isEmpty(*b.Commitment) },
	JSON:     func(e Entry) any { return wireCommitmentOf(e, e.Body.Commitment) },
	Markdown: (*Page).commitment,
}

func isEmpty(c store.Commitment) bool {
	return c.When+c.Will+c.Obstacle+c.Fallback+c.Witness+c.DueText == "" && c.Due.IsZero() && len(c.Log) == 0
}

type wireCommitment struct {
	ID       store.ID       `json:"id"`
	Unit     content.UnitID `json:"unit"`
	Visit    int            `json:"visit"`
	When     string         `json:"when"`
	Will     string         `json:"will"`
	Obstacle string         `json:"obstacle"`
	Fallback string         `json:"fallback"`
	Witness  string         `json:"witness"`
	Due      *calendar.Date `json:"due"`
	DueText  string         `json:"due_text"`
	State    store.State    `json:"state"`
	At       time.Time      `json:"at"`
	Share    store.Sharing  `json:"share"`
	Log      []wireLog      `json:"log"`
}

type wireLog struct {
	At    time.Time   `json:"at"`
	State store.State `json:"state"`
	Note  string      `json:"note"`
}

func wireCommitmentOf(e Entry, c *store.Commitment) wireCommitment {
	log := make([]wireLog, 0, len(c.Log))
	for _, l := range c.Log {
		log = append(log, wireLog{l.At, l.State, l.Note})
	}
	var due *calendar.Date
	if !c.Due.IsZero() {
		due = &c.Due
	}
	return wireCommitment{
		ID: c.ID, Unit: e.Step.Unit(), Visit: e.Visit, When: c.When, Will: c.Will, Obstacle: c.Obstacle, Fallback: c.Fallback,
		Witness: c.Witness, Due: due, DueText: c.DueText, State: c.State, At: e.At, Share: e.Share, Log: log,
	}
}

func (p *Page) commitment(e Entry) {
	c := e.Body.Commitment
	p.Question(e.Asked)
	p.When(e)
	p.Labelled("When", c.When)
	p.Labelled("I will", c.Will)
	p.Labelled("What could stop it", c.Obstacle)
	p.Labelled("If so, I will", c.Fallback)
	p.Labelled("Who will know", c.Witness)
	p.Labelled("Return on", c.DueText)
	if !c.Due.IsZero() {
		p.Labelled("Return on", day(time.Date(c.Due.Year, c.Due.Month, c.Due.Day, 12, 0, 0, 0, time.UTC)))
	}
	p.Labelled("What became of it", string(c.State))
	for _, l := range c.Log {
		said := moment(l.At) + ": " + string(l.State)
		if note := strings.TrimSpace(l.Note); note != "" {
			said += ". " + strings.ReplaceAll(typed.Text(note).After(), "\n", "\n  ")
		}
		p.Line("- " + said)
	}
}
