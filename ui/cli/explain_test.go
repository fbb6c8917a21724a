package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"goldenthread/store"
	"goldenthread/ui/interrupt"
	"goldenthread/ui/report"
)

func explained(err error) (int, string) {
	var b bytes.Buffer
	a := &app{IO: IO{Err: &b}, act: func() error { return nil }}
	return a.explain(err), b.String()
}

// Every way in which the workbook can fail is said in three lines: what
// happened, what is safe, what to do.
func TestExplainProblems(t *testing.T) {
	for kind, want := range map[store.ProblemKind]int{
		store.ProblemInUse: 3, store.ProblemMissing: 1, store.ProblemEmpty: 4, store.ProblemForeign: 4, store.ProblemCutShort: 4,
		store.ProblemDamaged: 4, store.ProblemNewer: 4, store.ProblemCostly: 4, store.ProblemNoAccess: 1, store.ProblemNoFolder: 1, store.ProblemNotAFile: 1, store.ProblemInTheWay: 1,
		store.ProblemDiskFull: 1, store.ProblemReplaced: 1, store.ProblemSession: 1, store.ProblemWorkbook: 1, store.ProblemUnexpected: 1, store.ProblemOlder: 4, "one that is new": 1,
	} {
		err := fmt.Errorf("cli: %w", &store.Problem{
			Kind: kind, Path: "/data/workbook.db", Err: &fs.PathError{Op: "open", Path: "/data/workbook.db", Err: errors.New("the reason")},
			Holder: &store.Holder{PID: 4711, Host: "elsewhere", Since: time.Now()},
		})
		code, said := explained(err)
		if code != want {
			t.Errorf("%s ends with %d, want %d", kind, code, want)
		}
		lines := strings.Split(strings.TrimSuffix(said, "\n"), "\n")
		if len(lines) < 3 || strings.Contains(said, "store:") || strings.Contains(said, "cli:") {
			t.Errorf("%s is said as\n%s", kind, said)
		}
		for _, line := range lines {
			if len(line) < 10 || line[:1] != strings.ToUpper(line[:1]) {
				t.Errorf("%s: %q", kind, line)
			}
		}
	}
}

// Where a snapshot would help, the words name the newest good one and the way
// back.
func TestExplainOffersTheNewestSnapshot(t *testing.T) {
	path := filepath.Join(t.TempDir(), "workbook.db")
	if err := makeWorkbook(path); err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = st.Snapshot("")
	if err := errors.Join(err, st.Close()); err != nil {
		t.Fatal(err)
	}
	for kind, want := range map[store.ProblemKind]bool{
		store.ProblemMissing: true, store.ProblemEmpty: true, store.ProblemForeign: true, store.ProblemCutShort: true,
		store.ProblemDamaged: true, store.ProblemInUse: false, store.ProblemNewer: false, store.ProblemDiskFull: false,
	} {
		_, said := explained(&store.Problem{Kind: kind, Path: path})
		for _, words := range []string{"and has 5 answers.", "goldenthread restore --newest", "goldenthread doctor"} {
			if strings.Contains(said, words) != want {
				t.Errorf("%s: %q is said: %t\n%s", kind, words, !want, said)
			}
		}
	}
}

// What is said about unsaved words is what is true of all of them.
func TestExplainUnsaved(t *testing.T) {
	full := &store.Problem{Kind: store.ProblemDiskFull, Path: "/data/workbook.db"}
	kept, lost := &store.Unsaved{Err: full}, &store.Unsaved{Err: full, Lost: errors.New("no room")}
	const journal, gone = "Your last words are kept in the recovery journal", "The last words could not be kept in the recovery journal either: no room."
	ended := func(err error) error {
		ctx, cancel := context.WithCancelCause(context.Background())
		cancel(&interrupt.Error{Signal: syscall.SIGTERM})
		return (&app{}).afterSignal(ctx, err)
	}
	for _, test := range []struct {
		err  error
		code int
		says string
		not  string
	}{
		{kept, 1, journal, gone},
		{lost, 1, gone, journal},
		{errors.Join(kept, fmt.Errorf("step: %w", lost)), 1, gone, journal},
		{ended(kept), 143, journal, gone},
		{ended(lost), 143, gone, journal},
	} {
		code, said := explained(test.err)
		if code != test.code || !strings.HasPrefix(said, "The disk is full") || !strings.Contains(said, test.says) || strings.Contains(said, test.not) {
			t.Errorf("%v: %d\n%s", test.err, code, said)
		}
	}
}

func TestExplainDamage(t *testing.T) {
	slot := store.Slot{Step: "disciplines/mastery/notice", Field: store.FieldAnswer}
	err := errors.Join(
		fmt.Errorf("report: %w", &store.Damage{Bucket: "rev", Of: store.Origin{Slot: slot}, Err: errors.New("checksum")}),
		errors.Join(&store.Damage{Bucket: "rev", Of: store.Origin{Slot: slot}, Err: errors.New("checksum")}, &store.Damage{Bucket: "rev", Err: errors.New("x")}))
	code, said := explained(err)
	if code != 4 || !strings.HasPrefix(said, "Cannot be read in the workbook: disciplines/mastery/notice answer.\nEverything else was read") {
		t.Errorf("%d:\n%s", code, said)
	}
}

func TestExplainTheRest(t *testing.T) {
	if code, said := explained(nil); code != 0 || said != "" {
		t.Errorf("nothing: %d, %q", code, said)
	}
	if code, said := explained(errors.New("terminal: what now")); code != 1 || !strings.HasPrefix(said, "Terminal: what now.\n") {
		t.Errorf("anything: %d, %q", code, said)
	}
}

// Every type of error in this package explains itself, so that no table has to.
func TestEveryErrorExplainsItself(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	methods := map[string][]string{}
	for _, name := range files {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Recv == nil {
				continue
			}
			if star, ok := fn.Recv.List[0].Type.(*ast.StarExpr); ok {
				of := star.X.(*ast.Ident).Name
				methods[of] = append(methods[of], fn.Name.Name)
			}
		}
	}
	kinds := 0
	for of, has := range methods {
		if !slices.Contains(has, "Error") {
			continue
		}
		kinds++
		if !slices.Contains(has, "Words") || !slices.Contains(has, "Code") {
			t.Errorf("%s has no words, or no exit code", of)
		}
	}
	if kinds < 15 {
		t.Errorf("only %d types of errors are found", kinds)
	}
}

// A file that is not saved as UTF-8 is said so, with what to do.
func TestExplainAnotherEncoding(t *testing.T) {
	for text, want := range map[string]string{
		"{\n\"a\": \"Zo\xeb\"}":     "x.json cannot be imported: line 2: the byte EB is not UTF-8; the file was saved in another encoding.\nNothing was changed.\nOpen it in the program that saved it, and save it as UTF-8.\n",
		"age-encryption.org/v1\n->": "x.json cannot be imported: it is encrypted by age.\nNothing was changed.\nDecrypt it first",
	} {
		_, err := report.Parse(store.DefaultKinds(), []byte(text))
		if _, said := explained(&unimportable{"x.json", err}); !strings.HasPrefix(said, want) {
			t.Errorf("%q: %s", text, said)
		}
	}
}
