package step

import (
	"errors"
	"os/exec"
	"runtime"
	"strings"
)

// errNoEditor reports that ctrl+o found no editor.
var errNoEditor = errors.New("no editor was found; VISUAL or EDITOR can name one")

// usualEditors are tried when none is named.
var usualEditors = [...]string{"nano", "vi", "notepad"}

// shellMarks are the characters with which a command line is one for a shell. Git has
// the same.
const shellMarks = "|&;<>()$`\\\"' \t\n*?[#~=%"

// editorCommand returns the command that opens a file in the person's editor, or nil
// if there is none. VISUAL and EDITOR are read as git reads them: a shell takes them,
// with their quotes and their arguments, and is handed the file as an argument of its
// own. On Windows, where there may be no shell, words are parted at blanks outside
// double quotes. The path of a program is taken as it is, also one with blanks.
func editorCommand(getenv func(string) string, file string) *exec.Cmd {
	for _, name := range []string{"VISUAL", "EDITOR"} {
		if line := strings.TrimSpace(getenv(name)); line != "" {
			words := editorWords(line, runtime.GOOS)
			return exec.Command(words[0], append(words[1:], file)...)
		}
	}
	for _, name := range usualEditors {
		if path, err := exec.LookPath(name); err == nil {
			return exec.Command(path, file)
		}
	}
	return nil
}

// editorWords returns the program and the arguments of a command line, to which the
// file is added.
func editorWords(line, system string) []string {
	if _, err := exec.LookPath(line); err == nil || !strings.ContainsAny(line, shellMarks) {
		return []string{line}
	}
	if system == "windows" {
		return quotedWords(line)
	}
	return []string{"sh", "-c", line + ` "$@"`, line}
}

// quotedWords parts a command line of Windows at blanks outside double quotes. A
// backslash is a part of a path.
func quotedWords(line string) []string {
	var words []string
	var word strings.Builder
	quoted, begun := false, false
	end := func() {
		if begun {
			words = append(words, word.String())
		}
		word.Reset()
		begun = false
	}
	for _, r := range line {
		switch {
		case r == '"':
			quoted, begun = !quoted, true
		case (r == ' ' || r == '\t') && !quoted:
			end()
		default:
			word.WriteRune(r)
			begun = true
		}
	}
	end()
	return words
}

// Codes with which a shell ends that could not run a program.
const (
	shellNotAllowed = 126
	shellNotFound   = 127
)

// whyEnded says how an editor ended that ended badly.
func whyEnded(err error) string {
	var exit *exec.ExitError
	switch {
	case errors.Is(err, exec.ErrNotFound), errors.As(err, &exit) && exit.ExitCode() == shellNotFound:
		return "the editor that VISUAL or EDITOR names was not found"
	case errors.As(err, &exit) && exit.ExitCode() == shellNotAllowed:
		return "the editor that VISUAL or EDITOR names may not be run"
	}
	return err.Error()
}
