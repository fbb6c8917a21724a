package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"

	"goldenthread/content/safetext"
	"goldenthread/ui/explain"
	"goldenthread/ui/phrase"
)

// explain says an error on standard error and returns the exit code. It is the only
// place where that is done.
func (a *app) explain(err error) int {
	if err == nil {
		return explain.Done
	}
	code, said := a.explained(err)
	for _, line := range []string{said.Happened, said.Safe, said.Next} {
		if line != "" {
			_, _ = fmt.Fprintln(a.Err, a.broken(line)) // there is nobody left to tell
		}
	}
	return code
}

// explained returns the words of an error that explains itself. Those of the store,
// which knows no command line, have theirs in a table (storewords.go).
func (a *app) explained(err error) (int, explain.Words) {
	var own explain.Error
	if errors.As(err, &own) {
		return own.Code(), own.Words()
	}
	if code, said, ok := a.storeWords(err); ok {
		return code, said
	}
	return explain.Failed, explain.Lines(phrase.Sentence(err.Error()), "What was saved stays saved.", "Try again; if it happens again, please report these words.")
}

// broken breaks a sentence between its words where the terminal would break it in
// the midst of one. A line with a command stays whole, so that it can be copied.
func (a *app) broken(line string) string {
	file, ok := safetext.Raw(a.Err).(term.File)
	if !ok || strings.Contains(line, program+" ") {
		return line
	}
	width, _, err := term.GetSize(file.Fd())
	if err != nil || width <= 0 {
		return line
	}
	return ansi.Wordwrap(line, width-1, "")
}
