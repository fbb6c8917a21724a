//go:build !windows

package e2e

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// editor makes a script that serves as the person's own editor, with $1 as the
// file. It notes the file's name, and how the file and its folder are guarded.
func (m *machine) editor(script string) {
	m.t.Helper()
	path := m.path("editor")
	text := "#!/bin/sh\necho \"$1\" >>" + m.path("seen") + "\nfor f in \"$1\" \"$(dirname \"$1\")\"; do ls -ld \"$f\" >>" + m.path("seen") + "; done\n" + script + "\n"
	if err := os.WriteFile(path, []byte(text), 0o700); err != nil {
		m.t.Fatal(err)
	}
	m.env = append(m.env, "EDITOR="+path)
}

// lentName is all that a list of processes says about the answer.
var lentName = regexp.MustCompile(`^goldenthread-[0-9a-f]{12}-[0-9]+/answer\.md$`)

// checkSeen fails unless the file was private, and is gone with its folder.
func (m *machine) checkSeen() {
	m.t.Helper()
	text, err := os.ReadFile(m.path("seen"))
	if err != nil {
		m.t.Fatal(err)
	}
	lines := strings.Split(string(text), "\n")
	if !strings.HasPrefix(lines[1], "-rw-------") || !strings.HasPrefix(lines[2], "drwx------") {
		m.t.Errorf("others can read it: %q", lines)
	}
	if base := filepath.Base(filepath.Dir(lines[0])) + "/" + filepath.Base(lines[0]); !lentName.MatchString(base) {
		m.t.Errorf("what the editor is given says more than it must: %q", base)
	}
	if _, err := os.Stat(filepath.Dir(lines[0])); !os.IsNotExist(err) {
		m.t.Errorf("%s is left behind: %v", filepath.Dir(lines[0]), err)
	}
}

// A text goes to the person's own editor and comes back; where the editor fails
// or empties the file, it stays as it was.
func TestEditor(t *testing.T) {
	for _, editor := range []struct{ name, script, shows, kept string }{
		{"appends", `printf '\nand from elsewhere\n' >>"$1"`, "┃ and from elsewhere", "From here\nand from elsewhere!"},
		{"fails", `echo "and from elsewhere" >>"$1"; exit 1`, "Your text is as it was", "From here!"},
		{"empties", `: >"$1"`, "came back empty", "From here!"},
		{"changes nothing", `true`, "Nothing was changed in your editor", "From here!"},
	} {
		t.Run(editor.name, func(t *testing.T) {
			m := newMachine(t)
			m.editor(editor.script)
			x := m.openAt(mastery+"/notice", "Notice", 80, 30)
			x.keys("From here")
			x.want("From here")
			x.keys("<ctrl+o>")
			x.want("Your editor may keep copies of its own")
			x.keys("<ctrl+o>")
			x.want(editor.shows, "┃ From here")
			m.checkSeen()
			x.keys("<ctrl+home><end>") // the end of the first line, wherever the cursor came back to
			x.keys(strings.Repeat("<down>", strings.Count(editor.kept, "\n")) + strings.Repeat("<end>", strings.Count(editor.kept, "\n")) + "!")
			last := editor.kept[strings.LastIndex(editor.kept, "\n")+1:]
			x.saved(last)
			x.keys("<ctrl+c>")
			x.ends(0)
			m.kept(mastery, "notice", "answer", editor.kept)
		})
	}
}

// While the editor has the terminal, it has it as a shell would give it; then
// the program takes it again, with all its modes.
func TestEditorHasTheTerminal(t *testing.T) {
	m := newMachine(t)
	m.editor(`stty -a <"$1.none" 2>/dev/null; stty -a >` + m.path("stty") + `; printf 'in the editor'; read answer; echo "$answer" >>"$1"`)
	x := m.openAt(mastery+"/notice", "Notice", 80, 24)
	x.keys("From here<ctrl+o><ctrl+o>") // the first time it only says what editors keep
	s := x.want("in the editor")
	if s.alt || !s.visible {
		t.Errorf("alternate screen %t, cursor %t", s.alt, s.visible)
	}
	for _, mode := range borrowed {
		if x.mode(mode) {
			t.Errorf("%s is on in the editor", ansi.SetMode(mode)[1:])
		}
	}
	x.keys("q typed in the editor<enter>")
	x.want("q typed in the editor", "   Notice")
	x.keys("!")
	x.want("!")
	x.checkTaken()
	stty, err := os.ReadFile(m.path("stty"))
	if err != nil {
		t.Fatal(err)
	}
	for _, flag := range []string{"icanon", "echo", "isig"} {
		if !slices.Contains(strings.Fields(string(stty)), flag) {
			t.Errorf("the editor's terminal is without %s: %s", flag, stty)
		}
	}
}
