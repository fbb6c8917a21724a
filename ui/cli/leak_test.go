package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"goldenthread/store"
	"goldenthread/store/related"
	"goldenthread/ui/explain"
)

// silent fails if a text holds a word that somebody wrote, or a question that was
// asked.
func (g *giver) silent(name, text string) {
	g.Helper()
	if found := append(secret.FindAllString(text, -1), openly.FindAllString(text, -1)...); found != nil {
		g.Errorf("%s: %s is in it:\n%s", name, found, text)
	}
}

// What the program says beside what it is asked for holds no word of an answer:
// not its lists, not its errors, and not what they say about a damaged file.
func TestNothingSaidHoldsAnAnswer(t *testing.T) {
	g := newGiver(t)
	broken := filepath.Join(t.TempDir(), "broken.json")
	if g.run("", "export", "--format", "json") != explain.Done {
		t.Fatal(g.err.String())
	}
	whole := g.out.String()
	for name, text := range map[string]string{
		broken:           strings.Replace(whole, `"kind":`, `"kind": 7, "x":`, 1) + "}",
		broken + ".2":    whole[:len(whole)/2],
		broken + ".json": strings.Replace(whole, `"revisions": [`, `"revisions": [{"text": "SECRET99Q"},`, 9),
	} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	verbs := [][]string{
		{"list"}, {"list", "--json"}, {"doctor"}, {"doctor", "--read-all"}, {"doctor", "--json"}, {"doctor", "--tighten"}, {"privacy"}, {"restore", "--list"},
		{"backup"}, {"backup", g.path}, {"export", "-o", g.path}, {"export", "--unit", "nowhere"}, {"export", "-o", filepath.Join(g.path, "x.md")},
		{"import", broken}, {"import", broken + ".2"}, {"import", broken + ".json"}, {"open", "nowhere"}, {}, {"nothing"}, {"version"}, {"check"},
		{"export", "--share"}, {"export", "--share", "--unit", "mastery/interpret", "--yes"},
	}
	for _, args := range verbs {
		g.run("", args...)
		g.silent(strings.Join(args, " "), g.out.String()+g.err.String())
	}
	file, err := os.ReadFile(g.path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(g.path, bytes.ReplaceAll(file, []byte("SECRET1Q"), []byte("SECRET1R")), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range append(verbs, []string{"export", "-o", filepath.Join(t.TempDir(), "all.md")}, []string{"restore", "--newest"}) {
		g.run("", args...)
		g.silent("damaged: "+strings.Join(args, " "), g.out.String()+g.err.String())
	}
}

// Completions, which a shell may show and keep, are the names of units, verbs and
// files.
func TestCompletionsHoldNoAnswer(t *testing.T) {
	g := newGiver(t)
	var complete func(c *cobra.Command, args []string)
	complete = func(c *cobra.Command, args []string) {
		g.run("", append(append([]string{"__complete"}, args...), "")...)
		g.silent(c.CommandPath(), g.out.String()+g.err.String())
		for _, flag := range []string{"--unit", "--format", "--output", "--data", "--hide-on-blur", "--encrypt-to"} {
			g.run("", append(append([]string{"__complete"}, args...), flag, "")...)
			g.silent(c.CommandPath()+" "+flag, g.out.String()+g.err.String())
		}
		for _, sub := range c.Commands() {
			complete(sub, append(args[:len(args):len(args)], sub.Name()))
		}
	}
	complete((&app{IO: System()}).root(), nil)
}

// What lies beside a workbook that is open says who has it, and no word of it; the
// names of all files neither.
func TestFilesBesideHoldNoAnswer(t *testing.T) {
	g := newGiver(t)
	st, err := store.Open(g.path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	all, err := related.Files(g.path)
	if err != nil {
		t.Fatal(err)
	}
	looked := 0
	for _, b := range all {
		g.silent("a name", b.Path)
		if b.Kind == related.Lock || b.Kind == related.Recovery {
			text, err := os.ReadFile(b.Path)
			if err != nil {
				t.Fatal(err)
			}
			g.silent(b.Path, string(text))
			looked++
		}
	}
	if looked < 2 {
		t.Errorf("only %d files beside it: %v", looked, all)
	}
}
