package check

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"goldenthread/content"
	"goldenthread/content/page"
	"goldenthread/content/textfile"
)

const (
	sharedRun    = 8  // words in a row that are no longer chance
	longestQuote = 25 // words
)

// quoted finds a marked quotation.
var quoted = newPattern(`"[^"]*"|“[^”]*”`)

// ownWords is L09. Without the texts that the workbook draws on, only the
// length and the source of quotations are checked.
func ownWords(c *checker) {
	c.quotations()
	if c.seedTexts == nil {
		c.note("words are not compared with the sources: no texts were given")
		return
	}
	runs, err := runsOf(c.seedTexts)
	if err != nil {
		c.note("words are not compared with the sources: %v", err)
		return
	}
	for _, t := range c.texts {
		c.compareOutside(t, t.plain, runs)
		if t.prompt() || t.is("level") {
			for _, q := range quoted().FindAllString(t.plain, -1) {
				c.compare(t, q, runs)
			}
		}
	}
	for _, s := range c.seeds {
		c.compareOutside(s.reading(), s.Says, runs)
	}
}

// reading returns what a seed says as a text.
func (s *seed) reading() reading {
	return reading{content.Passage{Passage: page.Passage{Part: "says", Line: s.Line}, File: seedFile}, s.Says}
}

// compareOutside compares what a text says outside marked quotations.
func (c *checker) compareOutside(t reading, plain string, runs map[string]string) {
	for part := range strings.SplitSeq(quoted().ReplaceAllString(plain, "\n"), "\n") {
		c.compare(t, part, runs)
	}
}

// compare reports each run of words that a text shares with a source, once.
func (c *checker) compare(t reading, plain string, runs map[string]string) {
	words := lowerWords(plain)
	for i := 0; i+sharedRun <= len(words); i++ {
		from := runs[strings.Join(words[i:i+sharedRun], " ")]
		if from == "" {
			continue
		}
		end := i + sharedRun
		for end < len(words) && runs[strings.Join(words[end+1-sharedRun:end+1], " ")] != "" {
			end++
		}
		shared := strings.Join(words[i:end], " ")
		c.about(t, shared, "say it in other words", "%d words in a row stand in %s too: %q", end-i, from, shared)
		i = end - sharedRun
	}
}

// quotations reports quotations that are long, or that name no source.
func (c *checker) quotations() {
	for _, t := range c.texts {
		for _, q := range quoted().FindAllString(t.plain, -1) {
			n := len(wordsOf(q))
			if n > longestQuote {
				c.about(t, q, "shorten it", "a quotation of %d words; expected at most %d", n, longestQuote)
			} else if n >= sharedRun && !c.sourced(t) {
				c.about(t, q, `name it under "sources:"`, "a quotation of %d words without a source", n)
			}
		}
	}
}

// sourced reports whether the file of a text names a source. A format's
// quotations are things to say.
func (c *checker) sourced(t reading) bool {
	if t.Unit != nil {
		return len(t.Unit.Sources) > 0 || t.is("silence", "dominance", "watch", "do", "say", "task")
	}
	for _, f := range c.book.Frameworks {
		if f.File == t.File {
			return f.Source != ""
		}
	}
	return true
}

func lowerWords(s string) []string {
	return wordsOf(strings.ToLower(strings.ReplaceAll(s, "’", "'")))
}

// runsOf returns every run of words in the texts, with the file's name.
func runsOf(fsys fs.FS) (map[string]string, error) {
	files, err := fs.Glob(fsys, "*.txt")
	if err != nil || len(files) == 0 {
		return nil, errors.Join(err, errors.New("there are no *.txt files"))
	}
	runs := map[string]string{}
	for _, file := range files {
		src, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, err
		}
		if src, err = textfile.Decode(src); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		words := lowerWords(string(src))
		for i := 0; i+sharedRun <= len(words); i++ {
			runs[strings.Join(words[i:i+sharedRun], " ")] = path.Base(file)
		}
	}
	return runs, nil
}
