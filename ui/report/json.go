package report

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/calendar"
)

// Schema is the version of the JSON that Document.JSON writes. A member may be
// added to it; one that is there keeps its name and meaning. Every array is
// there, even if it is empty.
const Schema = 1

type wireDocument struct {
	Schema      int              `json:"schema"`
	ExportedAt  time.Time        `json:"exported_at"`
	Answers     []wireAnswer     `json:"answers"`
	Ratings     []wireRating     `json:"ratings"`
	Commitments []wireCommitment `json:"commitments"`
	Tests       []wireTest       `json:"tests"`
	Tensions    []wireTension    `json:"tensions"`
	Record      *store.Record    `json:"record,omitempty"` // all of it, for Parse; not in what is given away
}

type wireTension struct {
	ID      string           `json:"id"`
	Units   []content.UnitID `json:"units"`
	Leaning int              `json:"leaning"`
	Note    string           `json:"note"`
	Asked   string           `json:"asked"`
	At      time.Time        `json:"at"`
	Share   store.Sharing    `json:"share"`
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

// JSON writes the document as indented JSON.
func (d *Document) JSON(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(d.wire()); err != nil {
		return fmt.Errorf("report: json: %w", err)
	}
	return nil
}

func (d *Document) wire() wireDocument {
	out := wireDocument{
		Schema: Schema, ExportedAt: d.ExportedAt,
		Answers: []wireAnswer{}, Ratings: []wireRating{}, Commitments: []wireCommitment{}, Tests: []wireTest{}, Tensions: []wireTension{},
		Record: d.Record,
	}
	for _, t := range d.Tensions {
		units := append([]content.UnitID{}, t.Units...)
		out.Tensions = append(out.Tensions, wireTension{t.ID, units, t.Leaning, t.Note, t.Asked, t.At, t.Share})
	}
	for _, f := range d.Frameworks {
		for _, u := range f.Units {
			out.add(u)
		}
	}
	return out
}

func (out *wireDocument) add(u Unit) {
	for _, a := range u.Answers {
		versions := make([]wireVersion, 0, len(a.Revisions))
		for _, v := range a.Revisions {
			versions = append(versions, wireVersion{v.Visit, v.Text, v.Asked, v.At})
		}
		out.Answers = append(out.Answers, wireAnswer{u.ID, a.Stage, a.Field, a.Visit, a.Text, a.Draft, a.Asked, a.At, a.Share, versions})
	}
	for _, r := range u.Ratings {
		out.Ratings = append(out.Ratings, wireRating{u.ID, r.Visit, r.Level, r.Confidence, r.Evidence, r.ThenLevel, r.Asked, r.At, r.Share})
	}
	for _, t := range u.Tests {
		out.Tests = append(out.Tests, wireTest{u.ID, t.Visit, t.Who, t.Ask, t.Predicted, t.Heard, t.At, t.Share})
	}
	for _, c := range u.Commitments {
		out.Commitments = append(out.Commitments, wireCommitmentOf(u.ID, c))
	}
}

func wireCommitmentOf(unit content.UnitID, c Commitment) wireCommitment {
	log := make([]wireLog, 0, len(c.Log))
	for _, l := range c.Log {
		log = append(log, wireLog{l.At, l.State, l.Note})
	}
	var due *calendar.Date
	if !c.Due.IsZero() {
		due = &c.Due
	}
	return wireCommitment{
		ID: c.ID, Unit: unit, Visit: c.Visit, When: c.When, Will: c.Will, Obstacle: c.Obstacle, Fallback: c.Fallback,
		Witness: c.Witness, Due: due, DueText: c.DueText, State: c.State, At: c.At, Share: c.Share, Log: log,
	}
}
