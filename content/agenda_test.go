package content

import (
	"strings"
	"testing"

	"goldenthread/content/booktest"
)

// Every agenda of the book can be run: it begins with an opening, ends with
// what people will do, and each of its steps says all that a step says.
func TestAgendasWhole(t *testing.T) {
	w, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[AgendaID]bool{}
	for _, a := range w.Agendas() {
		if seen[a.ID] {
			t.Errorf("%s is the ID of two agendas", a.ID)
		}
		seen[a.ID] = true
		if w.Agenda(a.ID) == nil {
			t.Errorf("%s cannot be found by its ID", a.ID)
		}
		if a.Title == "" || a.For == "" || a.Lead == "" || a.After == "" || len(a.Bring) < 3 || len(a.Room) < 3 {
			t.Errorf("%s: something is not said about the whole", a.ID)
		}
		if a.Steps[0].Run != RunOpening || a.Steps[0].Cut != 0 {
			t.Errorf("%s does not begin with an opening", a.ID)
		}
		if StepMinutes(a.Steps) != a.Minutes {
			t.Errorf("%s: %d minutes in steps, %d said", a.ID, StepMinutes(a.Steps), a.Minutes)
		}
		commits := 0
		for i, s := range a.Steps {
			at := string(a.ID) + ": " + s.Title
			g := a.Guidance(i)
			if s.Title == "" || s.Say == "" || g.Watch == "" || g.Silence == "" || g.Dominance == "" {
				t.Errorf("%s: something is not said", at)
			}
			if s.Run != RunBreak && (s.Do == "" || s.Task == "") {
				t.Errorf("%s: it is not said what people do", at)
			}
			if s.Run != RunBreak && a.Asked(i) == "" && !a.Asks {
				t.Errorf("%s: nothing is asked", at)
			}
			if strings.Contains(string(s.Say+s.Task), questionGap) {
				t.Errorf("%s: the gap for the question is left", at)
			}
			if s.Least < 1 || s.Least > s.Minutes {
				t.Errorf("%s: %d minutes shrink to %d", at, s.Minutes, s.Least)
			}
			if s.Vote != nil && (len(s.Vote.Options) < 2 || s.Vote.Poll == "" && s.Run != RunLevels) {
				t.Errorf("%s: there is nothing to vote on", at)
			}
			if n := ProjectedRows(s.Task, ProjectedColumns); n > ProjectedTask {
				t.Errorf("%s: the task takes %d rows", at, n)
			}
			if s.Run == RunCommit {
				commits++
			}
		}
		if commits == 0 {
			t.Errorf("%s ends without what people will do", a.ID)
		}
	}
	if want := len(w.Written()) + len(w.Units()) + len(w.Formats); len(seen) != want {
		t.Errorf("%d agendas; expected %d", len(seen), want)
	}
}

// A workbook's own agendas stand beside the program's, and one of the same
// name takes its place. A unit that the workbook has not is not voted on.
func TestOwnAgendas(t *testing.T) {
	files := booktest.Book()
	files["agendas/half-day.md"] = booktest.File(strings.Replace(booktest.GoodAgenda, "# What do we keep?", "# Our half-day", 1))
	w := mustLoad(t, files)
	var ids []string
	for _, a := range w.Written() {
		ids = append(ids, string(a.ID))
	}
	if got := strings.Join(ids, " "); got != "half-day keep senior-team whole-staff accountability across-levels" {
		t.Errorf("agendas %s", got)
	}
	if a := w.Agenda("half-day"); a.Title != "Our half-day" {
		t.Errorf("half-day is %q", a.Title)
	}
	lent := w.Agenda("senior-team")
	if lent.Unit != "" || lent.Steps[3].Vote.Options[1].Title != LevelNames[2] || lent.Steps[3].Vote.Options[1].Text != "" {
		t.Errorf("senior-team votes on %q: %+v", lent.Unit, lent.Steps[3].Vote)
	}
	own := w.Agenda("keep")
	level := w.Unit("first/aim").Step(Rate).Levels[1].Text
	if v := own.Steps[2].Vote; !v.Private || v.Poll != "levels" || v.Zero != LevelNames[0] || v.Options[1].Text != level {
		t.Errorf("keep votes on %+v", v)
	}
	if v := own.Steps[4].Vote; v.Zero != "Not at all" || len(v.Options) != 2 || len(v.Items) != 2 || len(v.Sides) != 2 || v.Levels {
		t.Errorf("keep rates %+v", v)
	}
	if v := own.Steps[3].Vote; v == own.Steps[2].Vote || v.Poll != "levels" || len(v.Options) != 4 {
		t.Errorf("the spread is of %+v", v)
	}
	if c := own.Steps[1].Capture; c.Wall != "practices" || len(c.Headings) != 2 || c.Marks[1] != (Mark{"Refine", 3}) {
		t.Errorf("keep captures %+v", c)
	}
	if g := own.Guidance(1); g.Watch != "Long cards." || g.Silence != own.Throughout.Silence {
		t.Errorf("guidance is %+v", g)
	}
	if again := own.Again(); again.Steps[1].Run != RunReview || again.Minutes != own.Minutes+again.Steps[1].Minutes || len(own.Steps) != 6 {
		t.Errorf("the group meets again with %+v", again.Steps[1])
	}
	chosen := w.Choose(own, w.Unit("second/care"), "")
	if chosen.Unit != "second/care" || own.Unit != "first/aim" {
		t.Errorf("chosen is %s, of %s", chosen.Unit, own.Unit)
	}
	format := w.Choose(w.Agenda("g1"), w.Unit("second/care"), "")
	if format.Question != w.Unit("second/care").Group.Question || w.Choose(format, nil, "What now?").Question != "What now?" {
		t.Errorf("the format asks %q", format.Question)
	}
	if w.Agenda("nothing") != nil {
		t.Error("an agenda that is not there was found")
	}
}

// What is read aloud in an opening says the rules, whatever the author wrote.
func TestScript(t *testing.T) {
	w := mustLoad(t, booktest.Book())
	for votes, word := range map[int]string{5: "at least five", 8: "at least eight"} {
		said := string(w.Agenda("keep").Steps[0].Script(votes))
		for _, part := range []string{"Welcome.", WordsGuard, UseGuard, word, "smaller, give it to somebody else", "Passing is fine"} {
			if !strings.Contains(said, part) {
				t.Errorf("the opening does not say %q:\n%s", part, said)
			}
		}
	}
	if said := w.Agenda("keep").Again().Steps[1].Script(5); !strings.Contains(string(said), "kept, tried, changed or dropped?") {
		t.Errorf("the review says %s", said)
	}
}
