package insight

import (
	"testing"

	"goldenthread/content"
	"goldenthread/store"
)

func beads(u Unit) string {
	text := ""
	for _, b := range u.Beads {
		text += map[Bead]string{Untouched: ".", Started: "-", Done: "#"}[b]
	}
	return text
}

func TestOfUnit(t *testing.T) {
	book := embedded(t)
	type steps []func(testing.TB, *store.Store)
	keep := func(r store.Revision) func(testing.TB, *store.Store) {
		return func(t testing.TB, st *store.Store) { add(t, st, r) }
	}
	begin := func(r store.Revision) func(testing.TB, *store.Store) {
		return func(t testing.TB, st *store.Store) { draft(t, st, r) }
	}
	commit := func(c store.Commitment) func(testing.TB, *store.Store) {
		return func(t testing.TB, st *store.Store) { add(t, st, commitment(t, st, c)) }
	}
	whole := store.Commitment{When: "the review meets", Will: "ask for one pattern"}
	second := func(r store.Revision) store.Revision { r.Visit = 2; return r }
	for _, c := range []struct {
		name  string
		steps steps
		state State
		visit int
		beads string
	}{
		{"nothing", nil, NotYet, 1, "......."},
		{"read", steps{keep(read())}, Begun, 1, "#......"},
		{"a visit alone is nothing answered", steps{keep(visit(1))}, NotYet, 1, "......."},
		{"an answer", steps{keep(answer(content.Notice, store.FieldAnswer, "In the office."))}, Begun, 1, ".#....."},
		{"a blank draft", steps{begin(answer(content.Notice, store.FieldAnswer, " \n\t"))}, NotYet, 1, "......."},
		{"a draft", steps{begin(answer(content.Interpret, store.FieldAnswer, "Tha"))}, Begun, 1, "...#..."},
		{"an answer taken back", steps{
			keep(answer(content.Notice, store.FieldAnswer, "In the office.")), keep(answer(content.Notice, store.FieldAnswer, "")),
		}, Begun, 1, "......."},
		{"a draft over an answer", steps{
			keep(answer(content.Notice, store.FieldAnswer, "In the office.")), begin(answer(content.Notice, store.FieldAnswer, " ")),
		}, NotYet, 1, "......."},
		{"a rating", steps{keep(rating(2, 1))}, Begun, 1, "..#...."},
		{"not enough to go on is a rating", steps{keep(rating(0, 1))}, Begun, 1, "..#...."},
		{"reasons only", steps{keep(answer(content.Challenge, store.FieldReason1, "I was not there."))}, Begun, 1, "....-.."},
		{"another field only", steps{keep(answer(content.Challenge, "stepback", "You say so."))}, Begun, 1, "....-.."},
		{"challenge", steps{keep(answer(content.Challenge, store.FieldAnswer, "Little."))}, Begun, 1, "....#.."},
		{"a test that only has its question", steps{begin(test("", "", ""))}, NotYet, 1, "......."},
		{"a test with a person", steps{keep(test("the site manager", "", ""))}, Begun, 1, ".....-."},
		{"a test with a prediction", steps{keep(test("", "not much", ""))}, Begun, 1, ".....-."},
		{"a test with an answer", steps{keep(test("", "", "Boilers."))}, Begun, 1, ".....#."},
		{"half a commitment", steps{commit(store.Commitment{Will: "ask"})}, Begun, 1, "......-"},
		{"what is working", steps{keep(answer(content.Commit, store.FieldWorking, "The office."))}, Begun, 1, "......-"},
		{"a commitment", steps{commit(whole)}, Open, 1, "......#"},
		{"a dropped commitment", steps{commit(store.Commitment{When: "w", Will: "w", State: store.StateDropped})}, Open, 1, "......#"},
		{"a second visit begins", steps{commit(whole), keep(rating(2, 1)), keep(visit(2))}, Open, 2, "......."},
		{"rated again", steps{commit(whole), keep(rating(2, 1)), keep(visit(2)), keep(rating(3, 2))}, Returned, 2, "..#...."},
		{"a draft of the new rating", steps{keep(rating(2, 1)), keep(visit(2)), begin(rating(3, 2))}, Returned, 2, "..#...."},
		{"answered again", steps{
			keep(answer(content.Notice, store.FieldAnswer, "then")), keep(visit(2)),
			keep(second(answer(content.Notice, store.FieldAnswer, "now"))),
		}, Begun, 2, ".#....."},
	} {
		t.Run(c.name, func(t *testing.T) {
			st, _ := openStore(t)
			for _, step := range c.steps {
				step(t, st)
			}
			u, err := OfUnit(book, st, mastery)
			if err != nil {
				t.Fatal(err)
			}
			if u.State != c.state || u.Visit != c.visit || beads(u) != c.beads {
				t.Errorf("got %s, visit %d, %s; want %s, visit %d, %s", u.State, u.Visit, beads(u), c.state, c.visit, c.beads)
			}
			if u.Last.IsZero() != (c.state == NotYet) {
				t.Errorf("%s, last answered %v", u.State, u.Last)
			}
			all, err := Progress(book, st)
			if err != nil || all[mastery].State != u.State || all[mastery].Beads != u.Beads || len(all) != len(book.Units()) {
				t.Errorf("Progress says %+v, %v", all[mastery], err)
			}
		})
	}
}

func TestOfUnitKeepsTheLatestRating(t *testing.T) {
	book := embedded(t)
	st, _ := openStore(t)
	add(t, st, rating(1, 1))
	want := add(t, st, rating(3, 2))
	draft(t, st, rating(4, 2))
	u, err := OfUnit(book, st, mastery)
	if err != nil || u.Rating == nil || u.Rating.ID != want.ID {
		t.Fatalf("the latest rating is %+v, %v; want %s", u.Rating, err, want.ID)
	}
	if u.Bead(content.Rate) != Untouched { // visit 2 was never begun
		t.Errorf("the bead of a visit that was not begun is %d", u.Bead(content.Rate))
	}
}

func TestOfUnitThatIsNotThere(t *testing.T) {
	st, _ := openStore(t)
	if u, err := OfUnit(embedded(t), st, "disciplines/nobody"); err == nil {
		t.Fatalf("got %+v", u)
	}
}

// BenchmarkProgress reads a workbook of 20,000 revisions. TMPDIR=/dev/shm makes
// its preparation quick: every revision is synced.
func BenchmarkProgress(b *testing.B) {
	book := embedded(b)
	st, _ := openStore(b)
	text := make([]byte, 1500)
	for i := range text {
		text[i] = "learning "[i%9]
	}
	for n := 0; n < 20_000; {
		for _, u := range book.Units() {
			for _, stage := range content.Stages {
				r := answer(stage, store.FieldAnswer, string(text))
				r.Step = u.ID.Step(stage)
				if stage == content.Rate {
					r = rating(2, 1)
					r.Step = u.ID.Step(stage)
				}
				add(b, st, r)
				n++
			}
		}
	}
	for b.Loop() {
		if _, err := Progress(book, st); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(book.Units())), "units")
}
