package store

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"goldenthread/store/file"
	"goldenthread/store/related"
)

const (
	childEnv = "GOLDENTHREAD_TEST_WORKBOOK"
	fromEnv  = "GOLDENTHREAD_TEST_FROM"
	snapEnv  = "GOLDENTHREAD_TEST_SNAPSHOT"
	limitEnv = "GOLDENTHREAD_TEST_LIMIT"
	openEnv  = "GOLDENTHREAD_TEST_OPEN"
	killsEnv = "GOLDENTHREAD_TEST_KILLS"
)

// child writes into a workbook until it is killed, and says on standard output
// what was acknowledged, each time before it writes again.
func child(path string) int {
	if os.Getenv(limitEnv) != "" {
		return limitedChild(path)
	}
	if name := os.Getenv(clearEnv); name != "" {
		return clearChild(path, name)
	}
	if snapshot := os.Getenv(snapEnv); snapshot != "" {
		return restoringChild(path, snapshot)
	}
	if whole := os.Getenv(wholeEnv); whole != "" {
		return brokenChild(path, whole)
	}
	if step := os.Getenv(stepEnv); step != "" && os.Getenv(sealEnv) != "" {
		return sealingChild(path, step)
	}
	if step := os.Getenv(stepEnv); step != "" {
		return rewritingChild(path, step)
	}
	s, err := Open(path, Options{})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	if os.Getenv(openEnv) != "" {
		_ = s.Close()
		return 0
	}
	fmt.Println("open")
	from, _ := strconv.Atoi(os.Getenv(fromEnv))
	for n := from; ; n++ {
		if err := s.PutDraft(Draft{Kind: KindAnswer, Slot: Slot{notice, "draft"}, Cursor: n, Body: Body{Text: numbered(n)}}, numbered(n%3)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		fmt.Println("draft", n)
		r, err := s.Add(Revision{Kind: KindAnswer, Slot: Slot{notice, "answer" + strconv.Itoa(n%5)}, Visit: n, Body: Body{Text: numbered(n)}}, "asked")
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		fmt.Println("add", n, r.ID)
		if n%4 == 1 {
			if _, _, err := s.SnapshotIfDue(r.At.Add(time.Duration(n) * time.Hour)); err != nil {
				fmt.Fprintln(os.Stderr, err)
				return 1
			}
		}
	}
}

// numbered is a text that follows from its number, now and then a long one.
func numbered(n int) string {
	return strings.Repeat(fmt.Sprintf("answer %d; ", n), 1+n%7*n%11*60)
}

type process struct {
	*exec.Cmd
	lines *bufio.Scanner
}

func startChild(t *testing.T, path string, from int) *process {
	t.Helper()
	p := &process{Cmd: exec.Command(os.Args[0])}
	p.Env = append(os.Environ(), childEnv+"="+path, fmt.Sprintf("%s=%d", fromEnv, from))
	p.Stderr = os.Stderr
	out, err := p.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	p.lines = bufio.NewScanner(io.Reader(out))
	t.Cleanup(p.stop)
	if !p.lines.Scan() || p.lines.Text() != "open" {
		t.Fatalf("child says %q", p.lines.Text())
	}
	return p
}

func (p *process) stop() {
	_ = p.Process.Kill()
	_ = p.Wait()
}

// killAfter reads n acknowledgements, kills the process with no warning, and
// returns all that it gave.
func (p *process) killAfter(n int) []string {
	var acknowledged []string
	for len(acknowledged) < n && p.lines.Scan() {
		acknowledged = append(acknowledged, p.lines.Text())
	}
	_ = p.Process.Kill()
	for p.lines.Scan() {
		acknowledged = append(acknowledged, p.lines.Text())
	}
	_ = p.Wait()
	return acknowledged
}

// Sixty times a process is killed while it saves and makes snapshots;
// GOLDENTHREAD_TEST_KILLS=600 kills more, on the disk instead of in memory.
func TestNothingAcknowledgedIsLostWhenKilled(t *testing.T) {
	t.Parallel()
	rounds, folder := 60/stride(), inMemory(t)
	if more, err := strconv.Atoi(os.Getenv(killsEnv)); err == nil {
		rounds, folder = more, t.TempDir() // on the disk
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "workbook.db")
	added, between := map[ID]int{}, 0
	from := 0
	for round := range rounds {
		lastDraft := -1
		for _, line := range startChild(t, path, from).killAfter(3 + 7*round%23) {
			verb, rest, _ := strings.Cut(line, " ")
			number, id, _ := strings.Cut(rest, " ")
			n, err := strconv.Atoi(number)
			if err != nil {
				t.Fatalf("child says %q", line)
			}
			from = n + 1
			if verb == "draft" {
				lastDraft = n
				continue
			}
			parsed, err := ParseID(id)
			if err != nil {
				t.Fatalf("child says %q", line)
			}
			added[parsed] = n
		}
		s := openAt(t, path, Options{})
		checkAdded(t, s, added)
		// One more may have been written, but not yet acknowledged.
		d, _, err := s.Draft(Slot{notice, "draft"})
		if err != nil || d.Cursor < lastDraft || d.Text != numbered(d.Cursor) {
			t.Errorf("round %d: draft %d, acknowledged was %d, %v", round, d.Cursor, lastDraft, err)
		}
		if d.Cursor > lastDraft {
			between++
		}
		if t.Failed() {
			t.FailNow()
		}
		closeStore(t, s)
		from = max(from, d.Cursor+1)
	}
	all, err := Snapshots(path)
	for _, snap := range all {
		if err = errors.Join(err, Verify(snap.Path).Err); snap.Answers == 0 {
			t.Errorf("%s holds nothing", snap.Path)
		}
	}
	if err != nil || len(all) == 0 {
		t.Errorf("%d snapshots, %v", len(all), err)
	}
	if len(added) < 5*rounds {
		t.Errorf("only %d revisions in %d rounds: the test shows little", len(added), rounds)
	}
	t.Logf("%d kills, %d revisions, %d times one more draft was kept than acknowledged", rounds, len(added), between)
}

func checkAdded(t *testing.T, s *Store, added map[ID]int) {
	t.Helper()
	stored := map[ID]Revision{}
	for r, err := range s.Revisions() {
		if err != nil {
			t.Fatal(err)
		}
		stored[r.ID] = r
	}
	for id, n := range added {
		if r := stored[id]; r.Visit != n || r.Text != numbered(n) {
			t.Errorf("revision %s of answer %d was acknowledged and is %d bytes of answer %d", id, n, len(r.Text), r.Visit)
		}
	}
}

func TestSecondWindow(t *testing.T) {
	t.Parallel()
	path := workbookPath(t)
	p := startChild(t, path, 0)
	problem := wantProblem(t, path, Options{}, ProblemInUse)
	host, _ := os.Hostname()
	if h := problem.Holder; h == nil || h.PID != p.Process.Pid || h.Host != host || h.Since.IsZero() {
		t.Errorf("holder %+v, want process %d on %s", h, p.Process.Pid, host)
	}
	if h := wantProblem(t, path, Options{ReadOnly: true}, ProblemInUse).Holder; h == nil || h.PID != p.Process.Pid {
		t.Errorf("holder for a reader %+v", h)
	}
	p.stop()
	if _, err := os.Stat(related.OwnerPath(path)); err != nil {
		t.Fatalf("the killed process left no owner file: the test shows nothing (%v)", err)
	}
	s := openAt(t, path, Options{})
	if h := file.HolderOf(path); h == nil || h.PID != os.Getpid() {
		t.Errorf("holder %+v, want this process", h)
	}
	closeStore(t, s)
	if _, err := os.Stat(related.OwnerPath(path)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("owner file after Close: %v", err)
	}
}

func TestSecondWindowByAnotherName(t *testing.T) {
	t.Parallel()
	path := workbookPath(t)
	openAt(t, path, Options{})
	for name, link := range map[string]func(string, string) error{"symbolic": os.Symlink, "hard": os.Link} {
		other := path + "." + name
		if err := link(path, other); err != nil {
			t.Skip(err)
		}
		p := wantProblem(t, other, Options{}, ProblemInUse)
		if name == "symbolic" && p.Holder == nil { // of a hard link nobody can tell
			t.Error("the holder is not known")
		}
	}
}
