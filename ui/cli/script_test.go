package cli

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/related"
	"goldenthread/store/session"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		program: func() { os.Exit(Main(os.Args[1:], System())) },
	})
}

// The scripts run the program as a process of its own. In them
//
//	workbook FILE    makes a workbook with something written in it
//	units DIR        copies the program's own units into a folder
//	exits 2 PROGRAM  runs a program and fails unless it ends with that code
//	session FILE     makes sessions beside a workbook: one that ended, one that runs, and other.db
//	hold FILE        opens a workbook, as another window would, until the script ends
//	flip FILE TEXT   flips a bit in every copy of a text
//	headless FILE    writes over both headers of a workbook
//	cut FILE         leaves only the beginning of a file
//	alike A B        fails unless two exports differ in nothing but their time
//	remember         remembers every file of the script's folder, with its mode
//	unchanged        fails unless they are all as they were, and no other is there
//	unsaved FILE STEP TEXT   writes something that cannot be saved, into the recovery journal
//	copyjournal FILE COPY    copies the workbook's recovery journal, and sets JOURNAL to its path
//	mode FILE 600    fails unless the file has that mode
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       os.Getenv("UPDATE") != "",
		Setup: func(env *testscript.Env) error {
			for name, value := range map[string]string{
				"XDG_DATA_HOME": filepath.Join(env.WorkDir, "share"), "TERM": "xterm-256color",
				envData: "", envContent: "", "NO_COLOR": "", "COLUMNS": "",
			} {
				env.Setenv(name, value)
			}
			env.Values[remembered{}] = map[string]string{}
			return nil
		},
		Condition: func(name string) (bool, error) {
			if name == "root" {
				return os.Getuid() == 0, nil
			}
			return false, fmt.Errorf("unknown condition %q", name)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"workbook": func(ts *testscript.TestScript, _ bool, args []string) { ts.Check(makeWorkbook(ts.MkAbs(args[0]))) },
			"units": func(ts *testscript.TestScript, _ bool, args []string) {
				ts.Check(os.CopyFS(ts.MkAbs(args[0]), os.DirFS(filepath.Join("..", "..", "content", "book"))))
			},
			"session":   func(ts *testscript.TestScript, _ bool, args []string) { ts.Check(makeSessions(ts.MkAbs(args[0]))) },
			"exits":     exits,
			"hold":      hold,
			"cut":       cut,
			"headless":  headless,
			"alike":     alike,
			"flip":      flip,
			"remember":  remember,
			"unchanged": asRemembered,
			"mode":      mode,
			"unsaved": func(ts *testscript.TestScript, _ bool, args []string) {
				ts.Check(leaveUnsaved(ts.MkAbs(args[0]), content.StepID(args[1]), args[2]))
			},
			"copyjournal": copyJournal,
		},
	})
}

type remembered struct{}

func exits(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	var exit *exec.ExitError
	switch {
	case err == nil && want == 0:
	case errors.As(err, &exit) && exit.ExitCode() == want:
	default:
		ts.Fatalf("it ends with %v, not with exit code %d", err, want)
	}
}

func hold(ts *testscript.TestScript, _ bool, args []string) {
	st, err := store.Open(ts.MkAbs(args[0]), store.Options{})
	ts.Check(err)
	ts.Defer(func() { ts.Check(st.Close()) })
}

func cut(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(os.Truncate(ts.MkAbs(args[0]), 5000))
}

func headless(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	file, err := os.ReadFile(path)
	ts.Check(err)
	clear(file[:2*os.Getpagesize()])
	ts.Check(os.WriteFile(path, file, 0o600))
}

func flip(ts *testscript.TestScript, _ bool, args []string) {
	path, text := ts.MkAbs(args[0]), []byte(args[1])
	file, err := os.ReadFile(path)
	ts.Check(err)
	if !bytes.Contains(file, text) {
		ts.Fatalf("%s does not hold %q", args[0], text)
	}
	altered := bytes.Clone(text)
	altered[0] ^= 1
	ts.Check(os.WriteFile(path, bytes.ReplaceAll(file, text, altered), 0o600))
}

func alike(ts *testscript.TestScript, _ bool, args []string) {
	var texts []string
	for _, name := range args {
		before, after, found := strings.Cut(ts.ReadFile(name), `"exported_at": "`)
		_, after, _ = strings.Cut(after, `"`)
		if !found {
			ts.Fatalf("%s is no export", name)
		}
		texts = append(texts, before+after)
	}
	if texts[0] != texts[1] {
		ts.Fatalf("%s and %s are not alike", args[0], args[1])
	}
}

func remember(ts *testscript.TestScript, _ bool, _ []string) {
	seen := ts.Value(remembered{}).(map[string]string)
	clear(seen)
	for name, state := range tree(ts) {
		seen[name] = state
	}
}

func asRemembered(ts *testscript.TestScript, _ bool, _ []string) {
	before, after := ts.Value(remembered{}).(map[string]string), tree(ts)
	if len(before) == 0 {
		ts.Fatalf("nothing was remembered")
	}
	for name := range before {
		if after[name] != before[name] {
			ts.Fatalf("%s was %q and is %q", name, before[name], after[name])
		}
	}
	for name := range after {
		if _, ok := before[name]; !ok {
			ts.Fatalf("%s was made", name)
		}
	}
}

// tree describes every file below the script's folder. The folder for temporary
// files, and what says who has a workbook open, do not count.
func tree(ts *testscript.TestScript) map[string]string {
	found := map[string]string{}
	root := ts.Getenv("WORK")
	ts.Check(filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case entry.IsDir() && entry.Name() == ".tmp":
			return fs.SkipDir
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		sum := ""
		if info.Mode().IsRegular() {
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			sum = fmt.Sprintf("%x", sha256.Sum256(text))
		}
		found[strings.TrimPrefix(path, root)] = fmt.Sprintf("%s %s", info.Mode(), sum)
		return nil
	}))
	return found
}

func mode(ts *testscript.TestScript, _ bool, args []string) {
	info, err := os.Stat(ts.MkAbs(args[0]))
	ts.Check(err)
	if got := fmt.Sprintf("%o", info.Mode().Perm()); got != args[1] {
		ts.Fatalf("%s has mode %s, not %s", args[0], got, args[1])
	}
}

// makeWorkbook writes an answer, a draft, a rating and a commitment.
// makeSessions makes sessions beside a workbook.
func makeSessions(path string) error {
	folder := related.SessionFolder(path)
	for n := range 2 {
		at := time.Date(2026, time.November, 22, 14, n, 0, 0, time.UTC)
		s, err := session.Create(folder, session.About{Group: "Senior team", People: 14, Title: "Where do we learn?", Minutes: 90, Least: 5},
			[]session.Step{{Title: "Open", Minutes: 5}}, session.Options{Now: func() time.Time { return at }})
		if err == nil && n == 0 {
			err = s.End(session.Keep{Counts: true})
		}
		if err = errors.Join(err, s.Close()); err != nil {
			return err
		}
		if n == 0 {
			text, err := os.ReadFile(s.Path())
			if err != nil {
				return err
			}
			if err := os.WriteFile(filepath.Join(folder, "other.db"), text, 0o600); err != nil {
				return err
			}
		}
	}
	return nil
}

func makeWorkbook(path string) (err error) {
	at := time.Date(2026, time.November, 22, 14, 3, 0, 0, time.UTC)
	st, err := store.Open(path, store.Options{Now: func() time.Time { return at }})
	if err != nil {
		return err
	}
	defer closing(st, &err)
	id, err := st.NewID()
	if err != nil {
		return err
	}
	mastery, team := content.UnitID("disciplines/mastery"), content.UnitID("disciplines/team")
	for _, r := range []store.Revision{
		{Kind: store.KindAnswer, Slot: store.Slot{Step: mastery.Step(content.Notice), Field: store.FieldAnswer}, Visit: 1,
			Body: store.Body{Text: "In the office.\n# Not a heading"}},
		{Kind: store.KindRating, Slot: store.Slot{Step: mastery.Step(content.Rate), Field: store.FieldRating}, Visit: 1,
			Body: store.Body{Rating: &store.Rating{Level: 2, Confidence: "fairly", Evidence: "example"}}},
		{Kind: store.KindCommitment, Slot: store.Slot{Step: mastery.Step(content.Commit), Field: store.CommitmentField(id)}, Visit: 1,
			Body: store.Body{Commitment: &store.Commitment{ID: id, When: "the team meets", Will: "ask", State: store.StateOpen}}},
		{Kind: store.KindAnswer, Slot: store.Slot{Step: "ours/bread/notice", Field: store.FieldAnswer}, Visit: 1, Body: store.Body{Text: "It rose."}},
	} {
		if _, err := st.Add(r, "What did you see?"); err != nil {
			return err
		}
	}
	return st.PutDraft(store.Draft{
		Kind: store.KindAnswer, Slot: store.Slot{Step: team.Step(content.Notice), Field: store.FieldAnswer}, Visit: 1,
		Body: store.Body{Text: "In the middle of a wor"},
	}, "Where did work cross a border?")
}

// leaveUnsaved takes the workbook away for the time of one save.
func leaveUnsaved(path string, step content.StepID, text string) (err error) {
	st, err := store.Open(path, store.Options{})
	if err != nil {
		return err
	}
	defer closing(st, &err)
	if err := os.Rename(path, path+".aside"); err != nil {
		return err
	}
	d := store.Draft{Kind: store.KindAnswer, Slot: store.Slot{Step: step, Field: store.FieldAnswer}, Visit: 1, Body: store.Body{Text: text}}
	if err := st.PutDraft(d, "What did you see?"); !store.Kept(err) {
		return fmt.Errorf("it was not kept: %w", err)
	}
	return os.Rename(path+".aside", path)
}

func copyJournal(ts *testscript.TestScript, _ bool, args []string) {
	left, err := store.Recoveries(ts.MkAbs(args[0]))
	ts.Check(err)
	if len(left) != 1 {
		ts.Fatalf("%d journals", len(left))
	}
	text, err := os.ReadFile(left[0].Path)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), text, 0o600))
	ts.Setenv("JOURNAL", left[0].Path)
}

// Every verb shows its examples in its help.
func TestEveryVerbHasExamples(t *testing.T) {
	a := &app{IO: System()}
	verbs := a.root().Commands()
	if len(verbs) < 6 {
		t.Fatalf("only %d verbs", len(verbs))
	}
	for _, verb := range verbs {
		if verb.Name() != "help" && !strings.Contains(verb.Example, program+" "+verb.Name()) {
			t.Errorf("%s has no example of itself: %q", verb.Name(), verb.Example)
		}
	}
	if !slices.ContainsFunc(strings.Split(a.root().Example, "\n"), func(line string) bool { return line == program }) {
		t.Error("the help does not begin with how to begin")
	}
}
