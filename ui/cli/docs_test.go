package cli

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// project is the root folder of the project.
var project = os.DirFS("../..")

// documents returns the text of every page that people read, by its path in the
// project.
func documents(t *testing.T) map[string]string {
	t.Helper()
	pages := map[string]string{}
	for _, pattern := range []string{"*.md", "docs/*.md"} {
		found, err := fs.Glob(project, pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range found {
			text, err := fs.ReadFile(project, name)
			if err != nil {
				t.Fatal(err)
			}
			pages[name] = string(text)
		}
	}
	if len(pages) < 10 {
		t.Fatalf("%d pages are found: the test shows little", len(pages))
	}
	return pages
}

var (
	pageLink    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	pageHeading = regexp.MustCompile(`(?m)^#+ (.+)$`)
	notInAnchor = regexp.MustCompile(`[^\p{L}\p{N} _-]`)
)

// Every link of a page leads to a file that exists, and to a heading in it.
func TestLinksOfTheDocuments(t *testing.T) {
	for name, text := range documents(t) {
		for _, found := range pageLink.FindAllStringSubmatch(text, -1) {
			if strings.Contains(found[1], "://") {
				continue
			}
			file, anchor, _ := strings.Cut(found[1], "#")
			to := name
			if file != "" {
				to = path.Join(path.Dir(name), file)
			}
			target, err := fs.ReadFile(project, to)
			if err != nil {
				t.Errorf("%s: %s: %v", name, found[1], err)
			} else if anchor != "" && !hasHeading(string(target), anchor) {
				t.Errorf("%s: %s has no heading #%s", name, to, anchor)
			}
		}
	}
}

// hasHeading reports whether a page has a heading with that anchor, which is made
// as the usual web pages of repositories make it.
func hasHeading(page, anchor string) bool {
	for _, found := range pageHeading.FindAllStringSubmatch(page, -1) {
		if strings.ReplaceAll(notInAnchor.ReplaceAllString(strings.ToLower(found[1]), ""), " ", "-") == anchor {
			return true
		}
	}
	return false
}

var (
	codeSpan   = regexp.MustCompile("`([^`\n]+)`")
	codeLine   = regexp.MustCompile(`(?m)^ {4}(\S.+)$`)
	afterShell = regexp.MustCompile(`   .*| +# .*`) // what a line says beside the command
	flagName   = regexp.MustCompile(`--([a-z][a-z-]*)`)
	verbName   = regexp.MustCompile(`^[a-z]+$`)
)

// Every command line on a page names a verb that the program has, and flags of it.
func TestCommandsOfTheDocuments(t *testing.T) {
	root := (&app{}).root()
	lines := 0
	for name, text := range documents(t) {
		if name == "docs/vault.md" {
			continue // its lines that begin with the program's name are parts of a format
		}
		for _, found := range append(codeSpan.FindAllStringSubmatch(text, -1), codeLine.FindAllStringSubmatch(text, -1)...) {
			args, ours := arguments(root, afterShell.ReplaceAllString(found[1], ""))
			if !ours {
				continue
			}
			lines++
			for _, wrong := range misnamed(root, args) {
				t.Errorf("%s: %s: there is no %s", name, found[1], wrong)
			}
		}
	}
	if lines < 100 {
		t.Errorf("%d command lines are found: the test shows little", lines)
	}
}

// Every verb and every flag of the program is on a page.
func TestDocumentsNameEveryVerb(t *testing.T) {
	var all strings.Builder
	for _, text := range documents(t) {
		all.WriteString(text)
	}
	var look func(*cobra.Command)
	look = func(verb *cobra.Command) {
		if !strings.Contains(all.String(), verb.CommandPath()) {
			t.Errorf("no page names %s", verb.CommandPath())
		}
		verb.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if !strings.Contains(all.String(), "--"+f.Name) {
				t.Errorf("no page names --%s of %s", f.Name, verb.CommandPath())
			}
		})
		for _, c := range verb.Commands() {
			if verb.Name() != "completion" { // whose verbs are the shells
				look(c)
			}
		}
	}
	look((&app{}).root())
}

// arguments returns what a command line gives to the program, and whether it is
// one of ours. The program's name may be left out before a verb with a flag.
func arguments(root *cobra.Command, line string) (args string, ours bool) {
	for _, start := range []string{root.Name(), "go run ."} {
		if rest, ok := strings.CutPrefix(line, start); ok && (rest == "" || rest[0] == ' ') {
			return rest, true
		}
	}
	verb, rest, _ := strings.Cut(line, " ")
	return line, subcommand(root, verb) != nil && flagName.MatchString(rest)
}

// misnamed returns the verbs and flags that do not exist. After a bar comes an
// alternative: a verb there has the same parent as the one before.
func misnamed(root *cobra.Command, args string) (wrong []string) {
	verb := root
	for i, part := range strings.Split(args, " | ") {
		words := strings.Fields(part)
		if i > 0 && len(words) > 0 && verbName.MatchString(words[0]) && verb != root {
			verb = verb.Parent()
		}
		for len(words) > 0 && verb.HasSubCommands() && verbName.MatchString(words[0]) {
			next := subcommand(verb, words[0])
			if next == nil {
				return append(wrong, words[0])
			}
			verb, words = next, words[1:]
		}
		for _, found := range flagName.FindAllStringSubmatch(part, -1) {
			if !hasFlag(verb, found[1]) {
				wrong = append(wrong, found[0])
			}
		}
	}
	return wrong
}

func subcommand(verb *cobra.Command, name string) *cobra.Command {
	for _, c := range verb.Commands() {
		if c.Name() == name {
			return c
		}
	}
	return nil
}

func hasFlag(verb *cobra.Command, name string) bool {
	verb.InitDefaultHelpFlag()
	for _, flags := range []*pflag.FlagSet{verb.Flags(), verb.PersistentFlags(), verb.InheritedFlags()} {
		if flags.Lookup(name) != nil {
			return true
		}
	}
	return false
}

// The checks above find what they are for.
func TestDocumentsThatAreWrong(t *testing.T) {
	root := (&app{}).root()
	for line, wrong := range map[string]string{
		"goldenthread doctor --read-all --json":    "",
		"goldenthread session list | show | forgo": "forgo",
		"goldenthread seal [--change | --newest]":  "--newest",
		"go run . chek":   "chek",
		"restore --newer": "--newer",
	} {
		args, ours := arguments(root, line)
		if got := strings.Join(misnamed(root, args), " "); !ours || got != wrong {
			t.Errorf("%s: %q is wrong, and not %q", line, got, wrong)
		}
	}
	if page := "# A page\n\n## What is kept, and where\n"; !hasHeading(page, "what-is-kept-and-where") || hasHeading(page, "what-is-kept") {
		t.Error("headings are not found by their anchors")
	}
}
