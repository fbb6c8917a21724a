package facilitate

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"goldenthread/content"
	"goldenthread/store/session"
)

// changes are the methods of a session that change it.
const changes = "SetPlace SetPeople PutCards UndoCards PutCommitment DropCommitment BeginVote SecondRound SetVoters Cast Uncount OpenSpread End"

// Only actions change a session, and keep, by which they save where it is.
func TestOnlyActionsChangeASession(t *testing.T) {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, e := range entries {
		name := e.Name()
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.SelectorExpr)
			if !ok || !slices.Contains(strings.Fields(changes), call.Sel.Name) {
				return true
			}
			if of, ok := call.X.(*ast.SelectorExpr); ok && of.Sel.Name == "session" {
				found++
				if !strings.HasPrefix(name, "action") && !(name == "course.go" && call.Sel.Name == "SetPlace") {
					t.Errorf("%s: %s is called beside the actions", name, call.Sel.Name)
				}
			}
			return true
		})
	}
	if want := len(strings.Fields(changes)); found < want {
		t.Errorf("%d calls are seen, of %d methods", found, want)
	}
}

// A session can be led without a key: whoever asks, an action does the same.
func TestActionsAlone(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.start(senior, "Senior team", 60, 17)
	r := d.running()
	do := func(actions ...action) {
		t.Helper()
		for _, a := range actions {
			if err := r.do(a); err != nil {
				t.Fatalf("%T: %v", a, err)
			}
		}
	}
	do(goNext{}, goBack{}, pauseClock{}, giveTime{time.Minute}, giveTime{-time.Minute}, pauseClock{}, setBlank{true}, setBlank{false}, setPeople{15}, shuffle{})
	do(askRoom{"Shall we go on?", []string{"yes", "no"}, session.Hands})
	id := r.asked().ID
	for range 14 {
		do(castVotes{{Vote: id, Option: 0}})
	}
	do(takeBackVote{id}, castVotes{{Vote: id, Option: 0}}, castVotes{{Vote: id, Option: 1}}, openSpread{id})
	if v := r.asked(); v.Rounds[0].Counts[0] != 14 || v.Rounds[0].Counts[1] != 1 {
		t.Errorf("%+v", v)
	}
	do(putCards{{Text: "tea"}}, undoCards{}, putCards{{Text: "lunch"}})
	do(sayCommitment{session.Commitment{Action: "listen"}, "in 2 weeks"}, putCommitment{session.Commitment{Action: "ask"}})
	do(dropCommitment{r.session.Commitments()[1].ID})
	if cards, said := r.session.Cards(), r.session.Commitments(); len(cards) != 1 || cards[0].Text != "lunch" || len(said) != 1 || said[0].Due.IsZero() {
		t.Errorf("%+v %+v", cards, said)
	}
	do(goTo{4}, endSession{session.Keep{}})
	if _, over := r.after.(*endScreen); !over {
		t.Error("it is not over")
	}
}

// What cannot be done is refused in words, and changes nothing.
func TestActionsRefused(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.start(senior, "Senior team", 60, 17)
	r := d.running()
	for said, a := range map[string]action{
		`There is no step "19": they go from 1 to 18.`:   goTo{18},
		`There is no step "0": they go from 1 to 18.`:    goTo{-1},
		"What is the question?":                          askRoom{options: []string{"yes", "no"}},
		"Two to nine options, with commas between them.": askRoom{question: "Why?", options: []string{"yes"}},
		string(noAction):                                 sayCommitment{},
	} {
		before := r.place
		if err := r.do(a); err == nil || r.note != said {
			t.Errorf("%T%v: %v, said as %q", a, a, err, r.note)
		}
		if r.place.Step != before.Step || len(r.session.Votes())+len(r.session.Commitments()) > 0 {
			t.Errorf("%T changes something", a)
		}
	}
	for _, a := range []action{setPeople{content.MostPeople + 1}, setPeople{content.FewestPeople - 1}, markCard{mark: 3}} {
		if err := r.do(a); err != nil {
			t.Errorf("%T: %v", a, err)
		}
	}
	if people := r.session.About().People; people != 14 {
		t.Errorf("%d people", people)
	}
}

// A step that is gone to while somebody writes closes what they write into, and
// keeps it for the next time.
func TestGoingOnWhileSomebodyWrites(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.start(senior, "Senior team", 60, 17)
	d.press("c")
	d.write("half a thought")
	if err := d.running().do(goTo{5}); err != nil {
		t.Fatal(err)
	}
	d.pass(time.Second)
	d.want("6 of 18")
	d.wantNot("half a thought")
	d.press("c")
	d.want("┃ half a thought")
}
