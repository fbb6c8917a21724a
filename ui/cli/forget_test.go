package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"goldenthread/store"
	"goldenthread/ui/explain"
)

// forgetter is a workbook with a snapshot, a copy that is broken, and a person
// who is asked about them.
type forgetter struct {
	*testing.T
	path     string
	out, err bytes.Buffer
}

func newForgetter(t *testing.T) *forgetter {
	t.Helper()
	f := &forgetter{T: t, path: filepath.Join(t.TempDir(), "w.db")}
	f.check(makeWorkbook(f.path))
	st, err := store.Open(f.path, store.Options{})
	f.check(err)
	_, err = st.Snapshot("")
	f.check(err)
	f.check(st.Close())
	text, err := os.ReadFile(f.path)
	f.check(err)
	f.check(os.WriteFile(f.broken(), text[:10_000], 0o600))
	return f
}

func (f *forgetter) broken() string { return f.path + ".damaged-20261101-120000" }

func (f *forgetter) check(err error) {
	f.Helper()
	if err != nil {
		f.Fatal(err)
	}
}

// run runs the program; answers is what a person types.
func (f *forgetter) run(answers string, args ...string) int {
	f.out.Reset()
	f.err.Reset()
	a := &app{
		IO:          IO{In: strings.NewReader(answers), Out: &f.out, Err: &f.err, Environ: []string{envData + "=" + f.path}, Now: System().Now},
		asks:        func(IO) bool { return true },
		interactive: func(IO) bool { return true },
	}
	return a.main(args)
}

// holds says in how many files of the folder a text is.
func (f *forgetter) holds(text string) (n int) {
	f.Helper()
	f.check(filepath.Walk(filepath.Dir(f.path), func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		file, err := os.ReadFile(path)
		if bytes.Contains(file, []byte(text)) {
			n++
		}
		return err
	}))
	return n
}

func TestForgetAsks(t *testing.T) {
	const text = "In the office."
	for name, c := range map[string]struct {
		answers string
		code    int
		says    string
		left    int // files that hold it
	}{
		"nothing":      {"", explain.Failed, "Nothing was deleted.", 2},
		"no":           {"no\n", explain.Failed, "Nothing was deleted.", 2},
		"yes":          {"yes\n", explain.Failed, "Nothing was deleted.", 2}, // that is not the word
		"the word":     {"forget\n", explain.Done, "These copies still hold it:", 1},
		"not the rest": {" forget \nno\n", explain.Done, "These copies still hold it:", 1},
		"the copies":   {"forget\nyes\n", explain.Done, "It was taken out of every copy", 0},
	} {
		f := newForgetter(t)
		f.check(os.Truncate(f.broken(), 100))
		if f.holds(text) != 2 {
			t.Fatalf("%s: the test shows nothing", name)
		}
		if code := f.run(c.answers, "forget", "mastery/notice"); code != c.code {
			t.Errorf("%s: exit code %d\n%s", name, code, f.err.String())
		}
		if said := f.out.String() + f.err.String(); !strings.Contains(said, c.says) || !strings.Contains(said, "Type forget to delete it") {
			t.Errorf("%s: %s", name, said)
		}
		if left := f.holds(text); left != c.left {
			t.Errorf("%s: it is in %d files, want %d", name, left, c.left)
		}
	}
}

func TestForgetAsksAboutBrokenCopies(t *testing.T) {
	for answer, kept := range map[string]bool{"no": true, "yes": false} {
		f := newForgetter(t)
		if code := f.run("forget\nyes\n"+answer+"\n", "forget", "mastery/notice"); code != explain.Done {
			t.Fatalf("%d %s", code, f.err.String())
		}
		if !strings.Contains(f.err.String(), "Remove these files, with everything that is in them?") {
			t.Error(f.err.String())
		}
		if _, err := os.Stat(f.broken()); (err == nil) != kept {
			t.Errorf("%s: %v", answer, err)
		}
		if f.holds("the team meets") < 2 {
			t.Error("something else went, too")
		}
	}
}

func TestForgetAllAsks(t *testing.T) {
	f := newForgetter(t)
	if code := f.run("all\n", "forget", "--all"); code != explain.Failed || f.holds("In the office.") < 2 {
		t.Errorf("%d %s", code, f.err.String())
	}
	if code := f.run("forget\n", "forget", "--all"); code != explain.Done {
		t.Errorf("%d %s", code, f.err.String())
	}
	entries, err := os.ReadDir(filepath.Dir(f.path))
	if err != nil || len(entries) != 1 || entries[0].Name() != "w.db.lock" {
		t.Errorf("%v %v", entries, err)
	}
}
