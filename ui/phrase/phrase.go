// Package phrase holds the small pieces of wording that every face of the program
// uses: counts with their nouns, days and times, sizes, reasons, paths as a shell
// takes them, and plain text set to a width. It knows no store, no screen, no clock
// and no file; every function returns a string and nothing else happens.
package phrase

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"goldenthread/content/letter"
)

// Count returns a number with its noun: "1 answer", "2 answers", "3 people".
func Count(n int, noun string) string {
	switch {
	case n == 1:
		return "1 " + noun
	case noun == "person":
		return fmt.Sprintf("%d people", n)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// Day returns the local day of a time: "4 October 2026".
func Day(at time.Time) string { return at.Local().Format("2 January 2006") }

// Moment returns the local day and minute of a time: "4 October 2026, 14:03".
func Moment(at time.Time) string { return at.Local().Format("2 January 2006, 15:04") }

// Size returns a number of bytes in decimal units, rounded up below a megabyte:
// "12 KB", "1.2 MB".
func Size(bytes int64) string {
	if bytes < 1e6 {
		return fmt.Sprintf("%d KB", (bytes+999)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
}

// Because returns ": permission denied", the innermost reason of an error alone,
// to end a sentence with. It returns "" for nil.
func Because(err error) string {
	if err == nil {
		return ""
	}
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(err) {
		err = inner
	}
	return ": " + err.Error()
}

// Line returns a text as one line: line breaks and tabs, such as those of a paste,
// become blanks.
func Line(text string) string { return strings.Join(strings.Fields(text), " ") }

// Sentence returns a text as one line with a capital letter at its beginning and a
// full stop at its end.
func Sentence(text string) string {
	text = Line(text)
	if text == "" {
		return ""
	}
	if !strings.ContainsRune(".?!", rune(text[len(text)-1])) {
		text += "."
	}
	return letter.Capital(text)
}

// ShellPath returns a path as one word of a command line, in single quotes if a
// shell would otherwise change it.
func ShellPath(path string) string {
	if strings.ContainsAny(path, " '\"\\$&;()*?<>|~#`!") {
		return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
	}
	return path
}
