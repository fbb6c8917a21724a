package content

import (
	"math"
	"slices"
	"testing"
)

func TestPlain(t *testing.T) {
	for md, want := range map[Markdown]string{
		"Some *words*, **strong**.":     "Some words, strong.",
		"Two\nlines":                    "Two lines",
		"One.\n\nTwo.":                  "One.\nTwo.",
		"- a\n- b":                      "a\nb",
		"> a quote":                     "a quote",
		"See [this](https://a.example)": "See this",
		`An \*escaped\* star &amp; so`:  "An *escaped* star & so",
		"A `code  span`":                "A code  span",
		"":                              "",
	} {
		if got := Plain(md); got != want {
			t.Errorf("Plain(%q) = %q; expected %q", md, got, want)
		}
	}
}

func TestSplitPlan(t *testing.T) {
	for _, tt := range []struct {
		plan, when, will string
		ok               bool
	}{
		{"When I open our next team meeting, I will say one thing.", "I open our next team meeting", "say one thing", true},
		{"When the bell goes, at three, I will walk, and listen", "the bell goes, at three", "walk, and listen", true},
		{"  when it rains, I will stay in . ", "it rains", "stay in", true},
		{"When it rains, I'll stay in.", "it rains", "stay in", true},
		{"When it\nrains, I\nwill stay in.", "it\nrains", "stay in", true},
		{"When it rains, I will read, and when it stops, I will walk.", "it rains", "read, and when it stops, I will walk", true},
		{"When it rains I will stay in.", "", "", false},
		{"I will stay in when it rains.", "", "", false},
		{"Whenever it rains, I will stay in.", "", "", false},
		{"When , I will stay in.", "", "", false},
		{"When it rains, I will .", "", "", false},
		{"", "", "", false},
	} {
		when, will, ok := SplitPlan(tt.plan)
		if when != tt.when || will != tt.will || ok != tt.ok {
			t.Errorf("SplitPlan(%q) = %q, %q, %v; expected %q, %q, %v", tt.plan, when, will, ok, tt.when, tt.will, tt.ok)
		}
	}
}

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
