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

// Every kind is told in words, where somebody looks back.
func TestKindsInWords(t *testing.T) {
	today, one := calendar.DateOf(sunday), 1
	for _, c := range []struct {
		kind store.Kind
		body store.Body
		want []string
	}{
		{store.KindAnswer, store.Body{Text: "seen"}, []string{"seen"}},
		{store.KindAnswer, store.Body{}, []string{"(taken back)"}},
		{store.KindRating, store.Body{Rating: &store.Rating{}}, []string{"0  Not enough to go on"}},
		{store.KindRating, store.Body{Rating: &store.Rating{Level: 9}}, []string{"9"}}, // of another program
		{
			store.KindRating,
			store.Body{Rating: &store.Rating{Level: 3, Confidence: content.Confidences[0].Name, Evidence: content.EvidenceKinds[0].Name, ThenLevel: &one}},
			[]string{
				"3  " + content.LevelNames[3] + ", " + content.Confidences[0].Title + " sure, resting on " + content.EvidenceKinds[0].Title,
				"The time before, as seen from here: 1  " + content.LevelNames[1],
			},
		},
		{store.KindTest, store.Body{Test: &store.Test{Who: "the office", Ask: "And?", Heard: "keys"}}, []string{"Asked: the office: And?", "Heard: keys"}},
		{store.KindTest, store.Body{Test: &store.Test{Predicted: "nothing"}}, []string{"Expected: nothing"}},
		{store.KindCommitment, store.Body{Commitment: &store.Commitment{When: "at nine", Will: "ask"}}, []string{"When at nine, I will ask."}},
		{
			store.KindCommitment,
			store.Body{Commitment: &store.Commitment{
				When: "at nine", Will: "ask", Obstacle: "rain", Fallback: "ring", Witness: "the deputy", Due: calendar.Date{Year: 2026, Month: 11, Day: 23},
				Log: []store.LogEntry{{At: sunday, State: store.StateTried, Note: "It rained."}},
			}},
			[]string{
				"When at nine, I will ask.", "Could stop it: rain", "If so: ring", "Who will know: the deputy",
				"Return on: tomorrow, Mon 23 Nov", "22 Nov 2026, tried. It rained.",
			},
		},
		{store.KindCommitment, store.Body{Commitment: &store.Commitment{When: "at nine"}}, []string{"When at nine, I will ..."}},
		{store.KindCommitment, store.Body{Commitment: &store.Commitment{Will: "ask"}}, []string{"I will ask."}},
		{store.KindCommitment, store.Body{Commitment: &store.Commitment{Witness: "the deputy"}}, []string{"Neither when nor what was said yet.", "Who will know: the deputy"}},
		{store.KindTension, store.Body{Tension: &store.Tension{Leaning: 1, Note: " "}}, []string{"Leaning to the second side."}},
		{store.KindTension, store.Body{Tension: &store.Tension{Leaning: 1, Note: "both"}}, []string{"Leaning to the second side.", "both"}},
		{store.KindForm, store.Body{Form: &store.Form{}}, []string{"(taken back)"}},
		{
			store.KindForm,
			store.Body{Form: &store.Form{
				Fields: map[string]string{"why": "rain", "how": "slowly", "who": " "},
				Rows:   []store.FormRow{{Name: "office", Cells: map[string]string{"now": "a"}}, {Cells: map[string]string{"now": "b"}}},
			}},
			[]string{"how: slowly", "why: rain", "office, now: a", "2, now: b"},
		},
	} {
		same(t, string(c.kind), Kinds().Of(c.kind).Lines(c.body, today), c.want)
	}
}

// The row of a step begins with words of its answer, where it has some.
func TestKindsInBrief(t *testing.T) {
	for _, c := range []struct {
		kind  store.Kind
		field string
		body  store.Body
		want  string
		ok    bool
	}{
		{store.KindAnswer, store.FieldAnswer, store.Body{Text: "seen"}, "seen", true},
		{store.KindAnswer, store.FieldReason1, store.Body{Text: "seen"}, "seen", false},
		{store.KindRating, store.FieldRating, store.Body{Rating: &store.Rating{Level: 2}}, "2  " + content.LevelNames[2], true},
		{store.KindRating, store.FieldRating, store.Body{}, "", false},
		{store.KindTest, store.FieldTest, store.Body{Test: &store.Test{Who: "the office", Heard: "keys"}}, "the office keys", true},
		{store.KindTest, store.FieldTest, store.Body{}, "", false},
		{store.KindCommitment, "", store.Body{Commitment: &store.Commitment{Will: "ask"}}, "ask", true},
		{store.KindCommitment, "", store.Body{}, "", false},
	} {
		if said, ok := Kinds().Of(c.kind).Brief(c.field, c.body); said != c.want || ok != c.ok {
			t.Errorf("%s %+v: %q %t, want %q %t", c.kind, c.body, said, ok, c.want, c.ok)
		}
	}
}
