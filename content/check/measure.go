package check

import (
	"strings"
	"unicode"
)

// wordForm finds a word: letters and digits, with hyphens, apostrophes and
// points inside.
var wordForm = newPattern(`[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*`)

func wordsOf(s string) []string { return wordForm().FindAllString(s, -1) }

// sentencesOf splits plain text into sentences. A sentence ends with a line,
// or with a stop that a capital, a digit or an opening quote follows; a
// semicolon does not end it.
func sentencesOf(s string) []string {
	var found []string
	for line := range strings.SplitSeq(s, "\n") {
		from := 0
		for _, at := range stops().FindAllStringIndex(line, -1) {
			if !abbreviated(line[from:at[0]]) && opensSentence(line[at[1]:]) {
				found = append(found, line[from:at[1]])
				from = at[1]
			}
		}
		found = append(found, line[from:])
	}
	kept := found[:0]
	for _, f := range found {
		if f = strings.TrimSpace(f); len(wordsOf(f)) > 0 {
			kept = append(kept, f)
		}
	}
	return kept
}

var (
	stops        = newPattern(`[.?!…]+["'”’)\]]*\s+`)
	abbreviation = newPattern(`\b(?:e\.g|i\.e|etc|vs|Dr|Mr|Mrs|Ms|St|p|pp|No|[A-Z])$`)
)

func abbreviated(before string) bool { return abbreviation().MatchString(before) }

func opensSentence(rest string) bool {
	for _, r := range rest {
		return unicode.IsUpper(r) || unicode.IsDigit(r) || strings.ContainsRune(`"'“‘(`, r)
	}
	return false
}

// measure counts what makes a text heavy to read.
type measure struct{ sentences, words, syllables int }

func (m *measure) add(plain string) {
	m.sentences += len(sentencesOf(plain))
	for _, w := range wordsOf(plain) {
		m.words++
		m.syllables += syllables(w)
	}
}

// mean returns the words in a sentence.
func (m measure) mean() float64 { return float64(m.words) / float64(max(1, m.sentences)) }

// grade returns the school grade of Flesch and Kincaid; a reader's age is
// about five more.
func (m measure) grade() float64 {
	return 0.39*m.mean() + 11.8*float64(m.syllables)/float64(max(1, m.words)) - 15.59
}

// syllables guesses the syllables of an English word: groups of vowels, less
// the endings that are silent. It is right for about nine words in ten, which
// is enough for a mean.
func syllables(word string) int {
	word = strings.ToLower(strings.ReplaceAll(word, "’", "'"))
	word = strings.TrimSuffix(word, "'s")
	n, vowel := 0, false
	for _, r := range word {
		was := vowel
		vowel = strings.ContainsRune("aeiouyéèê", r)
		if vowel && !was {
			n++
		}
	}
	for _, split := range splitVowels {
		n += strings.Count(word, split)
	}
	if len(word) > 3 && strings.HasSuffix(word, "ea") { // idea, area; not tea
		n++
	}
	if silentEnd().MatchString(word) {
		n--
	}
	return max(1, n)
}

// splitVowels are vowels side by side that are usually spoken apart.
var splitVowels = []string{"ia", "io", "ua", "uou", "ying", "eing", "oing", "iet", "reat", "crea"}

// silentEnd finds an ending whose vowel is not spoken: "rule", "moves",
// "asked",
// "league"; not "people", "houses", "wanted", "agree".
var silentEnd = newPattern(`[^aeiouyl]e$|[gq]ues?$|[aeiouy]le$|[^aeiouysxz]es$|[^aeioutdy]ed$|[aeiouy]led$|[st]ion(?:s|al|ed|ing)?$`)

// easyReading is L11.
func easyReading(c *checker) {
	const longestSentence, longestMean, highestGrade = 30, 16, 9
	for _, t := range c.texts {
		for _, s := range sentencesOf(t.plain) {
			if n := len(wordsOf(s)); n > longestSentence {
				c.about(t, s, "make two sentences of it", "a sentence of %d words; expected at most %d", n, longestSentence)
			}
		}
	}
	for _, u := range c.book.Units() {
		var m measure
		for _, t := range c.of(u) {
			if t.Part != "title" {
				m.add(t.plain)
			}
		}
		if m.mean() > longestMean {
			c.report(u.File, 0, "mean", "", "sentences have %.1f words in the mean; expected at most %d", m.mean(), longestMean)
		}
		if m.grade() > highestGrade {
			c.report(u.File, 0, "grade", "use shorter words and sentences", "the text reads at grade %.1f; expected at most %d", m.grade(), highestGrade)
		}
	}
}
