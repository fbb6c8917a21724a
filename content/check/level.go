package check

import (
	"strings"

	"goldenthread/content"
)

const (
	shortestLevel = 9  // words
	longestLevel  = 55 // words
	mostShared    = 60 // per cent of a level's words in the level below
)

var absolutes = newPattern(`(?i)\b(?:always|never|fully|completely|excellent|outstanding|world[- ]class|best practice)\b`)

// levelForm is L07.
func levelForm(c *checker) {
	for _, t := range c.texts {
		if !t.is("level") {
			continue
		}
		if n := len(wordsOf(t.plain)); n < shortestLevel || n > longestLevel {
			c.about(t, t.plain, "", "%d words; expected %d to %d", n, shortestLevel, longestLevel)
		}
		if words := absolutes().FindString(t.plain); words != "" {
			c.about(t, words, "say what could be seen", "%q cannot be observed", words)
		}
	}
}

// levelContrast is L08.
func levelContrast(c *checker) {
	for _, u := range c.book.Units() {
		levels := u.Step(content.Rate).Levels
		for i := 1; i < len(levels); i++ {
			if share := sharedWords(content.Plain(levels[i].Text), content.Plain(levels[i-1].Text)); share > mostShared {
				c.report(u.File, levels[i].Line, string(levels[i].Text), "",
					"level %d shares %d%% of its words with level %d", i+1, share, i)
			}
		}
	}
}

// sharedWords returns how many of the different words of a are in b, in per
// cent.
func sharedWords(a, b string) int {
	other := map[string]bool{}
	for _, w := range wordsOf(b) {
		other[strings.ToLower(w)] = true
	}
	all := map[string]bool{}
	shared := 0
	for _, w := range wordsOf(a) {
		w = strings.ToLower(w)
		if !all[w] && other[w] {
			shared++
		}
		all[w] = true
	}
	return 100 * shared / max(1, len(all))
}
