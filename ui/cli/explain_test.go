package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"time"

	"goldenthread/store"
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
		store.ProblemDamaged: 4, store.ProblemNewer: 4, store.ProblemNoAccess: 1, store.ProblemNoFolder: 1, store.ProblemNotAFile: 1,
		store.ProblemDiskFull: 1, store.ProblemReplaced: 1, store.ProblemUnexpected: 1, "one that is new": 1,
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
		if len(lines) != 3 || strings.Contains(said, "store:") || strings.Contains(said, "cli:") {
			t.Errorf("%s is said as\n%s", kind, said)
		}
		for _, line := range lines {
			if len(line) < 10 || line[:1] != strings.ToUpper(line[:1]) {
				t.Errorf("%s: %q", kind, line)
			}
		}
	}
}

func TestExplainDamage(t *testing.T) {
	slot := store.Slot{Step: "disciplines/mastery/notice", Field: store.FieldAnswer}
	err := errors.Join(
		fmt.Errorf("report: %w", &store.Damage{Bucket: "rev", Slot: slot, Err: errors.New("checksum")}),
		errors.Join(&store.Damage{Bucket: "rev", Slot: slot, Err: errors.New("checksum")}, &store.Damage{Bucket: "rev", Err: errors.New("x")}))
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
