package content

import (
	"strings"
	"testing"
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
		if sum(a.Steps) != a.Minutes {
			t.Errorf("%s: %d minutes in steps, %d said", a.ID, sum(a.Steps), a.Minutes)
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
	if want := len(w.Written) + len(w.Units()) + len(w.Formats); len(seen) != want {
		t.Errorf("%d agendas; expected %d", len(seen), want)
	}
}
