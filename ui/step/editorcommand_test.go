package step

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// VISUAL comes before EDITOR, and both before what the system has; each is read as
// git reads it.
func TestEditorCommand(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there it is the name that says what can be run")
	}
	folder := filepath.Join(t.TempDir(), "my editors")
	script := "#!/bin/sh\nfor word; do printf '<%s>' \"$word\"; done\n"
	for _, name := range []string{"nano", "ed", "vi"} {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), []byte(script), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", folder+string(os.PathListSeparator)+os.Getenv("PATH"))
	ed := filepath.Join(folder, "ed")
	for _, c := range []struct{ visual, editor, said string }{
		{"vi --wait", "nano", "<--wait>"},
		{" ", "vi", ""},
		{"", "", ""},
		{"", ed, ""},
		{"", `"` + ed + `" --wait`, "<--wait>"},
		{"", `vi -c 'set tw=72'`, "<-c><set tw=72>"},
		{"", `vi "a b" c\ d`, "<a b><c d>"},
		{"", `env X="it's" vi "$X" $(echo two words)`, "<><two><words>"},
		{"", `f() { vi -n "$@"; }; f`, "<-n>"},
	} {
		const file = "/run/a place/it's $HOME;x/answer.md"
		cmd := editorCommand(func(name string) string { return map[string]string{"VISUAL": c.visual, "EDITOR": c.editor}[name] }, file)
		out, err := cmd.CombinedOutput()
		if want := c.said + "<" + file + ">"; err != nil || string(out) != want {
			t.Errorf("%q, %q: %q, %v; want %q", c.visual, c.editor, out, err, want)
		}
	}
}

// Where there is no shell, words are parted at blanks outside double quotes, and a
// backslash is a part of a path.
func TestEditorWordsOfWindows(t *testing.T) {
	for line, want := range map[string]string{
		`notepad`:                                "notepad",
		`"C:\Program Files\Ed\ed.exe" --wait`:    `C:\Program Files\Ed\ed.exe|--wait`,
		`C:\ed.exe  -a	"b c"d ""`:                `C:\ed.exe|-a|b cd|`,
		`"C:\Users\O'Brien\ed.exe" -x 'one' two`: `C:\Users\O'Brien\ed.exe|-x|'one'|two`,
	} {
		if got := strings.Join(editorWords(line, "windows"), "|"); got != want {
			t.Errorf("%s: %s, want %s", line, got, want)
		}
	}
}

// An editor that is not there is said to be that.
func TestWhyEnded(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there is no shell to say so")
	}
	for line, want := range map[string]string{
		"/no/such/editor --wait": "the editor that VISUAL or EDITOR names was not found",
		"nosucheditor":           "the editor that VISUAL or EDITOR names was not found",
		"exit 126; #":            "the editor that VISUAL or EDITOR names may not be run",
		"exit 3; #":              "exit status 3",
	} {
		words := editorWords(line, runtime.GOOS)
		if got := whyEnded(exec.Command(words[0], words[1:]...).Run()); got != want {
			t.Errorf("%s: %s, want %s", line, got, want)
		}
	}
}
