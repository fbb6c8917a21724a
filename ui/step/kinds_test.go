package step

import (
	"testing"
	"time"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/calendar"
)

// bodies has an answer of every kind that is written.
var bodies = map[store.Kind]store.Body{
	store.KindAnswer:     {Text: "seen"},
	store.KindRating:     {Rating: &store.Rating{Level: 2, Confidence: "fairly", Evidence: "data"}},
	store.KindTest:       {Test: &store.Test{Who: "the deputy", Ask: "And?", Heard: "seen"}},
	store.KindCommitment: {Commitment: &store.Commitment{When: "at nine", Will: "ask", State: store.StateOpen}},
	store.KindTension:    {Tension: &store.Tension{Leaning: -1, Note: "seen"}},
	store.KindForm:       {Form: &store.Form{Fields: map[string]string{"why": "seen"}}},
}

// Whatever the store takes of a person can be looked back on, and taken away; and
// every list of an export has one name.
func TestEveryKindHasARow(t *testing.T) {
	lists := map[string]bool{}
	for _, spec := range store.DefaultKinds() {
		row := Kinds().Of(spec.Kind)
		if !spec.Written {
			if row.Lines != nil || row.Export.Member != "" {
				t.Errorf("%s holds no words, and is shown", spec.Kind)
			}
			continue
		}
		body, ok := bodies[spec.Kind]
		if !ok || row.Kind != spec.Kind || row.Lines == nil || row.Export.Kind != spec.Kind {
			t.Errorf("%s: %+v", spec.Kind, row)
			continue
		}
		if lines := row.Lines(body, calendar.DateOf(time.Time{})); len(lines) == 0 || lines[0] == "(taken back)" {
			t.Errorf("%s: %q", spec.Kind, lines)
		}
		if lists[row.Export.Member] || row.Export.Member == "" || !row.Export.Written(&body) || row.Export.Written(&store.Body{}) {
			t.Errorf("%s: %+v", spec.Kind, row.Export)
		}
		lists[row.Export.Member] = true
	}
}

// Every stage of a unit is opened by one kind.
func TestEveryStageIsOpened(t *testing.T) {
	for _, stage := range append(content.Stages[:len(content.Stages):len(content.Stages)], Close) {
		opened := 0
		for _, row := range Kinds() {
			if row.Opens[stage] != nil {
				opened++
			}
		}
		if opened != 1 || Kinds().Opener(stage) == nil {
			t.Errorf("%s is opened by %d kinds", stage, opened)
		}
	}
	if Kinds().Opener("nowhere") != nil {
		t.Error("a stage that is none is opened")
	}
}
