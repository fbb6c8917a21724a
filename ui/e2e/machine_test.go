//go:build !windows

package e2e

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"goldenthread/store"
)

// machine is a computer on which the program has never run: folders of its own,
// and an environment with nothing of the one that runs the tests.
type machine struct {
	t   *testing.T
	dir string
	env []string
}

func newMachine(t *testing.T, env ...string) *machine {
	t.Helper()
	t.Parallel()
	m := &machine{t: t, dir: t.TempDir()}
	for _, dir := range []string{"home", "share", "run", "tmp", "races"} {
		if err := os.Mkdir(m.path(dir), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	m.env = append([]string{
		asProgram + "=1", "PATH=/usr/bin:/bin", "TERM=xterm-256color", "LANG=C.UTF-8", "TZ=UTC",
		"HOME=" + m.path("home"), "XDG_DATA_HOME=" + m.path("share"), "XDG_RUNTIME_DIR=" + m.path("run"), "TMPDIR=" + m.path("tmp"),
		"GORACE=log_path=" + m.path("races", "race"),
	}, env...)
	t.Cleanup(m.races)
	return m
}

func (m *machine) path(elem ...string) string {
	return filepath.Join(append([]string{m.dir}, elem...)...)
}

// workbook is the file that holds what is written.
func (m *machine) workbook() string { return m.path("share", "goldenthread", "workbook.db") }

// races fails the test if the race detector had something to say in the program.
func (m *machine) races() {
	reports, err := filepath.Glob(m.path("races", "*"))
	if err != nil {
		m.t.Error(err)
	}
	for _, file := range reports {
		if text, err := os.ReadFile(file); err == nil {
			m.t.Errorf("in the program:\n%s", text)
		}
	}
}

func (m *machine) command(args ...string) *exec.Cmd {
	m.t.Helper()
	program, err := os.Executable()
	if err != nil {
		m.t.Fatal(err)
	}
	cmd := exec.Command(program, args...)
	cmd.Env, cmd.Dir = m.env, m.path("home")
	return cmd
}

// run runs the program without a terminal.
func (m *machine) run(args ...string) (code int, stdout, stderr string) {
	m.t.Helper()
	var out, err bytes.Buffer
	cmd := m.command(args...)
	cmd.Stdout, cmd.Stderr = &out, &err
	var exit *exec.ExitError
	if e := cmd.Run(); e != nil && !errors.As(e, &exit) {
		m.t.Fatal(e)
	}
	return cmd.ProcessState.ExitCode(), out.String(), err.String()
}

// export holds the members of the JSON export that the tests read.
type export struct {
	Answers []struct {
		Unit, Stage, Field, Text string
		Draft                    bool
	}
	Ratings []struct {
		Unit  string
		Level int
	}
	Commitments []struct {
		ID, Unit, When, Will, Obstacle, State, Due string
		Log                                        []struct{ State, Note string }
	}
}

func (m *machine) export() export {
	m.t.Helper()
	code, out, said := m.run("export", "--format", "json")
	if code != 0 {
		m.t.Fatalf("export ends with %d: %s", code, said)
	}
	var e export
	if err := json.Unmarshal([]byte(out), &e); err != nil {
		m.t.Fatal(err)
	}
	return e
}

// answer is the text in a slot; "" if there is none.
func (e export) answer(unit, stage, field string) string {
	for _, a := range e.Answers {
		if a.Unit == unit && a.Stage == stage && a.Field == field {
			return a.Text
		}
	}
	return ""
}

// kept fails unless the export has a text in a slot.
func (m *machine) kept(unit, stage, field, want string) {
	m.t.Helper()
	if got := m.export().answer(unit, stage, field); got != want {
		m.t.Errorf("%s/%s %s: kept %s, want %s", unit, stage, field, brief(got), brief(want))
	}
}

// brief quotes a text, of a long one its ends.
func brief(s string) string {
	if len(s) > 200 {
		s = s[:100] + "…" + s[len(s)-100:]
	}
	return strconv.Quote(s)
}

// write opens the workbook in place of the program, which must not be running.
func (m *machine) write(do func(*store.Store) error) {
	m.t.Helper()
	st, err := store.Open(m.workbook(), store.Options{Now: func() time.Time { return time.Now().UTC() }})
	if err != nil {
		m.t.Fatal(err)
	}
	if err := errors.Join(do(st), st.Close()); err != nil {
		m.t.Fatal(err)
	}
}
