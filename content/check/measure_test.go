package check

import (
	"math"
	"slices"
	"testing"
)

func TestSentences(t *testing.T) {
	got := sentencesOf("One. Two, e.g. this. \"Three?\" she asked. Four!\nA line without a stop\n5 is a number. 1.5 is too.")
	want := []string{"One.", "Two, e.g. this.", "\"Three?\" she asked.", "Four!", "A line without a stop", "5 is a number.", "1.5 is too."}
	if !slices.Equal(got, want) {
		t.Errorf("got %q; expected %q", got, want)
	}
}

func TestSyllables(t *testing.T) {
	for word, want := range map[string]int{
		"a": 1, "the": 1, "learn": 1, "asked": 1, "moves": 1, "rule": 1, "time": 1, "school's": 1,
		"table": 2, "people": 2, "wanted": 2, "houses": 2, "agree": 2, "being": 2, "idea": 3, "question": 2,
		"colleague": 2, "governance": 3, "habit": 2, "development": 4, "organisation": 5, "area": 3, "trying": 2,
	} {
		if got := syllables(word); got != want {
			t.Errorf("syllables(%q) = %d; expected %d", word, got, want)
		}
	}
}

func TestGrade(t *testing.T) {
	var m measure
	m.add("The cat sat on the mat. The dog ran to the cat.")
	// Twelve words of one syllable in two sentences.
	if want := 0.39*6 + 11.8 - 15.59; math.Abs(m.grade()-want) > 1e-9 {
		t.Errorf("grade %v; expected %v", m.grade(), want)
	}
}
