package page

import (
	"fmt"
	"strings"
)

// ExpectedOneOf returns the end of a sentence about a word that is none of the names:
// it asks for the nearest one if the word looks like a slip, and else lists them all.
func ExpectedOneOf(word string, names []string) string {
	if near := Nearest(word, names); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return "expected one of: " + strings.Join(names, ", ")
}

// Nearest returns the name that a word is most likely a slip of, or nothing.
func Nearest(word string, names []string) string {
	word = strings.ToLower(word)
	best, least := "", 1+max(2, len(word)/3)
	for _, name := range names {
		if d := Distance(word, strings.ToLower(name)); d < least && d < len(name) {
			best, least = name, d
		}
	}
	return best
}

// Distance counts the letters to put in, take out or change between a and b.
func Distance(a, b string) int {
	s, t := []rune(a), []rune(b)
	row := make([]int, len(t)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range s {
		diagonal := row[0]
		row[0] = i + 1
		for j, q := range t {
			change := diagonal
			if r != q {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, diagonal+1)
		}
	}
	return row[len(t)]
}
