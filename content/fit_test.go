package content

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// fitted is an agenda of so many minutes a step, least minutes and places to
// be left out.
func fitted(steps ...[3]int) *Agenda {
	a := &Agenda{ID: "a", People: People{From: 4, To: 12}}
	for _, s := range steps {
		a.Steps = append(a.Steps, AgendaStep{Form: All, Minutes: s[0], Least: s[1], Cut: s[2], Run: RunTalk})
	}
	return a
}

func TestFit(t *testing.T) {
	five := [][3]int{{5, 5, 0}, {10, 6, 2}, {20, 10, 0}, {10, 8, 1}, {5, 5, 0}}
	for _, tt := range []struct {
		name            string
		steps           [][3]int
		minutes, people int
		want            []int // the minutes of the steps that are kept
		out             []int
		spare           int
	}{
		{"as it is", five, 50, 12, []int{5, 10, 20, 10, 5}, nil, 0},
		{"time to spare", five, 60, 12, []int{5, 10, 20, 10, 5}, nil, 10},
		{"one minute less", five, 49, 12, []int{5, 10, 20, 9, 5}, nil, 0},
		{"shrinks by what each can give", five, 42, 12, []int{5, 8, 15, 9, 5}, nil, 0},
		{"all at their least", five, 34, 12, []int{5, 6, 10, 8, 5}, nil, 0},
		{"the first is left out, others grow again", five, 33, 12, []int{5, 8, 15, 5}, []int{3}, 0},
		{"the second too", five, 25, 12, []int{5, 15, 5}, []int{1, 3}, 0},
		{"the least there is", five, 20, 12, []int{5, 10, 5}, []int{1, 3}, 0},
		{"a crowd with time", five, 60, 13, []int{7, 12, 22, 12, 7}, nil, 0},
		{"a crowd without", five, 50, 13, []int{6, 10, 18, 10, 6}, nil, 0},
		{"few are no crowd", five, 50, 2, []int{5, 10, 20, 10, 5}, nil, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Fit(fitted(tt.steps...), tt.minutes, tt.people)
			if err != nil {
				t.Fatal(err)
			}
			var minutes []int
			for _, s := range got.Steps {
				minutes = append(minutes, s.Minutes)
			}
			if !slices.Equal(minutes, tt.want) || !slices.Equal(got.Out, tt.out) || got.Spare != tt.spare {
				t.Errorf("minutes %v, without %v, %d to spare; expected %v, %v, %d", minutes, got.Out, got.Spare, tt.want, tt.out, tt.spare)
			}
		})
	}
}

func TestFitRefuses(t *testing.T) {
	a := fitted([3]int{5, 5, 0}, [3]int{10, 6, 1}, [3]int{20, 10, 0})
	for _, people := range []int{-1, 0, 1, 201, 500} {
		var e *NotAGroup
		if _, err := Fit(a, 90, people); !errors.As(err, &e) || e.People != people {
			t.Errorf("%d people: %v", people, err)
		}
	}
	for _, minutes := range []int{-5, 0, 14} {
		var e *TooShort
		if _, err := Fit(a, minutes, 8); !errors.As(err, &e) || e.Least != 15 || e.Minutes != minutes {
			t.Errorf("%d minutes: %v", minutes, err)
		}
	}
}

// Whatever the agenda, the minutes and the people: the minutes add up, no step
// is below its least or above its whole, none is left out that may not be,
// nobody is left over, and what cannot be done is said with minutes that can.
func TestFitHolds(t *testing.T) {
	form := rapid.SampledFrom(forms[:])
	rapid.Check(t, func(t *rapid.T) {
		a := &Agenda{People: People{From: 2, To: rapid.IntRange(2, 40).Draw(t, "to")}}
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			s := AgendaStep{
				Minutes: rapid.IntRange(1, 60).Draw(t, "minutes"), Form: form.Draw(t, "form"),
				Cut: max(0, rapid.IntRange(-2, 4).Draw(t, "cut")), Turn: max(0, rapid.IntRange(-60, 120).Draw(t, "turn")),
				Run: rapid.SampledFrom(runs[:]).Draw(t, "run"),
			}
			s.Least = rapid.IntRange(1, s.Minutes).Draw(t, "least")
			a.Steps = append(a.Steps, s)
		}
		people := rapid.IntRange(FewestPeople, MostPeople).Draw(t, "people")
		minutes := rapid.IntRange(0, 600).Draw(t, "there are")
		got, err := Fit(a, minutes, people)
		if e := (*TooShort)(nil); errors.As(err, &e) {
			if e.Least <= minutes {
				t.Fatalf("refuses %d minutes, and says that %d are enough", minutes, e.Least)
			}
			if got, err = Fit(a, e.Least, people); err != nil {
				t.Fatalf("the least minutes are not enough: %v", err)
			}
			minutes = e.Least
		}
		if err != nil {
			t.Fatal(err)
		}
		holdTimetable(t, a, got, minutes, people)
	})
}

func holdTimetable(t *rapid.T, a *Agenda, got *Timetable, minutes, people int) {
	at := 0
	kept := map[int]bool{}
	for _, s := range got.Steps {
		step := a.Steps[s.Step]
		kept[s.Step] = true
		if s.Start != at || s.Minutes < step.Least || s.Minutes > s.Whole || s.Whole < step.Minutes {
			t.Fatalf("step %d of %+v is timed %+v, at %d", s.Step, step, s, at)
		}
		if in := total(s.Groups); in != people {
			t.Fatalf("step %d: %d of %d people in groups %v", s.Step, in, people, s.Groups)
		}
		if step.Turn > 0 && (s.Turn < 1 || s.Turn*s.Groups[0] > s.Minutes*60 || s.Turn > step.Turn) {
			t.Fatalf("step %d: %d seconds each for %v in %d minutes", s.Step, s.Turn, s.Groups, s.Minutes)
		}
		at += s.Minutes
	}
	if at+got.Spare != minutes || got.Spare < 0 {
		t.Fatalf("%d minutes and %d to spare, of %d", at, got.Spare, minutes)
	}
	for i, s := range a.Steps {
		if out := slices.Contains(got.Out, i); out == kept[i] || out && s.Cut == 0 {
			t.Fatalf("step %d of %+v: left out %v", i, s, out)
		}
	}
}

func total(sizes []int) int {
	n := 0
	for _, size := range sizes {
		n += size
	}
	return n
}

func TestGroups(t *testing.T) {
	for _, tt := range []struct {
		people int
		form   Form
		words  string
	}{
		{2, Pairs, "1 pair"}, {3, Pairs, "1 three"}, {14, Pairs, "7 pairs"}, {15, Pairs, "1 three and 6 pairs"},
		{2, Threes, "1 pair"}, {4, Threes, "1 four"}, {5, Threes, "1 three and 1 pair"}, {14, Threes, "4 threes and 1 pair"}, {16, Threes, "1 four and 4 threes"},
		{2, Fours, "1 pair"}, {3, Fours, "1 three"}, {5, Fours, "1 five"}, {6, Fours, "2 threes"}, {14, Fours, "2 fours and 2 threes"}, {9, Fours, "1 five and 1 four"},
		{14, All, "1 group of 14"}, {3, Alone, "3 people alone"},
	} {
		if got := GroupWords(Groups(tt.people, tt.form)); got != tt.words {
			t.Errorf("%d in %s: %s; expected %s", tt.people, tt.form, got, tt.words)
		}
	}
	for people := FewestPeople; people <= MostPeople; people++ {
		for form, bounds := range map[Form][2]int{Pairs: {2, 3}, Threes: {2, 4}, Fours: {2, 5}} {
			sizes := Groups(people, form)
			if total(sizes) != people || slices.Min(sizes) < bounds[0] || slices.Max(sizes) > bounds[1] {
				t.Errorf("%d people in %s: %v", people, form, sizes)
			}
		}
	}
}

// A round for more people than there is time for goes on in circles.
func TestRound(t *testing.T) {
	for _, tt := range []struct {
		people, minutes, circles, turn int
	}{
		{6, 8, 1, 60}, {7, 8, 1, 60}, {14, 8, 2, 60}, {15, 8, 3, 60}, {200, 8, 29, 60}, {14, 3, 4, 30}, {2, 1, 1, 15},
	} {
		groups, turn := groupsFor(AgendaStep{Form: All, Turn: 60, Run: RunTalk}, tt.minutes, tt.people)
		if len(groups) != tt.circles || turn != tt.turn {
			t.Errorf("%d people, %d minutes: circles of %v, %d seconds; expected %d circles, %d", tt.people, tt.minutes, groups, turn, tt.circles, tt.turn)
		}
	}
	// One scribe hears what is written down, as long as ten seconds are left.
	for _, tt := range []struct{ people, circles, turn int }{{14, 1, 20}, {30, 1, 10}, {31, 2, 18}} {
		groups, turn := groupsFor(AgendaStep{Form: All, Turn: 20, Run: RunCommit}, 6, tt.people)
		if len(groups) != tt.circles || turn != tt.turn {
			t.Errorf("%d people say a sentence: circles of %v, %d seconds; expected %d circles, %d", tt.people, groups, turn, tt.circles, tt.turn)
		}
	}
}
