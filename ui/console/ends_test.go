package console

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"goldenthread/store/guarded"
)

// meetings are those of each kind of computer; short names, because a socket's
// path may have about a hundred bytes.
func meetings(t *testing.T) []Meeting {
	t.Helper()
	var all []Meeting
	for _, port := range []bool{false, true} {
		if !port && runtime.GOOS == "windows" {
			continue
		}
		dir, err := os.MkdirTemp("", "gt")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.RemoveAll(dir) })
		m := NewMeeting(filepath.Join(dir, "run"), "/data/sessions")
		m.Port = port
		all = append(all, m)
	}
	return all
}

func listen(t *testing.T, m Meeting, press func(Press)) *Server {
	t.Helper()
	s, err := Listen(m, press)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// follow connects and returns the frames that come.
func follow(t *testing.T, m Meeting) (net.Conn, func() Frame) {
	t.Helper()
	conn, err := m.Dial()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	lines := bufio.NewScanner(conn)
	lines.Buffer(nil, mostLine)
	return conn, func() Frame {
		t.Helper()
		var f Frame
		if !lines.Scan() {
			t.Fatal("the session went away", lines.Err())
		}
		if err := json.Unmarshal(lines.Bytes(), &f); err != nil {
			t.Fatal(err)
		}
		return f
	}
}

func TestFramesAndKeys(t *testing.T) {
	for _, m := range meetings(t) {
		pressed := make(chan Press, 10)
		s := listen(t, m, func(p Press) { pressed <- p })
		s.Show(Frame{Group: "one"})
		conn, first := follow(t, m)
		_, second := follow(t, m)
		if f := first(); f.Group != "one" { // whoever comes sees what there is
			t.Errorf("%+v", f)
		}
		second()
		s.Show(Frame{Group: "two", Here: 3})
		for _, next := range []func() Frame{first, second} {
			if f := next(); f.Group != "two" || f.Here != 3 {
				t.Errorf("%+v", f)
			}
		}
		want := tea.KeyPressMsg{Code: tea.KeyRight, Mod: tea.ModCtrl}
		line, _ := json.Marshal(PressOf(want))
		fmt.Fprintf(conn, "nonsense\n{}\n%s\n", line)
		if got := (<-pressed).Key(); got.Code != want.Code || got.Mod != want.Mod {
			t.Errorf("%v, want %v", got, want)
		}
	}
}

// A console that reads nothing holds nobody up, and gets the newest when it does.
func TestASlowConsole(t *testing.T) {
	for _, m := range meetings(t) {
		s := listen(t, m, func(Press) {})
		_, next := follow(t, m)
		s.Show(Frame{Here: -1, Shown: []string{strings.Repeat("x", 1<<17)}})
		next() // it is there
		for n := range 200 {
			s.Show(Frame{Here: n, Shown: []string{strings.Repeat("x", 1<<17)}})
		}
		frames := 1
		for next().Here != 199 {
			frames++
		}
		if frames == 200 {
			t.Error("none was passed over: the test shows nothing")
		}
	}
}

func TestNobodyIsThere(t *testing.T) {
	for _, m := range meetings(t) {
		if _, err := m.Dial(); !errors.Is(err, ErrNobody) {
			t.Errorf("%v", err)
		}
		if _, err := os.Stat(m.Dir); err == nil {
			t.Error("looking made a folder")
		}
		s := listen(t, m, func(Press) {})
		conn, err := m.Dial()
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := conn.Read(make([]byte, 1)); err == nil {
			t.Error("a console is still connected")
		}
		if _, err := m.Dial(); !errors.Is(err, ErrNobody) {
			t.Errorf("%v", err)
		}
		if left, err := os.ReadDir(m.Dir); err != nil || len(left) > 0 {
			t.Errorf("%v is left (%v)", left, err)
		}
	}
}

// What a killed process has left is passed over by consoles, and removed by the
// next session.
func TestWhatAKilledProcessLeft(t *testing.T) {
	for _, m := range meetings(t) {
		stale := filepath.Join(m.Dir, m.Name+"-1"+socketEnding)
		l, path, _, err := m.listen(1)
		if err != nil {
			t.Fatal(err)
		}
		if m.Port {
			stale = path
		} else {
			l.(*net.UnixListener).SetUnlinkOnClose(false)
		}
		l.Close()
		if _, err := os.Lstat(stale); err != nil {
			t.Fatal("the test shows nothing", err)
		}
		if _, err := m.Dial(); !errors.Is(err, ErrNobody) {
			t.Errorf("%v", err)
		}
		s := listen(t, m, func(Press) {})
		s.Show(Frame{Group: "new"})
		if _, err := os.Lstat(stale); err == nil {
			t.Errorf("%s is still there", stale)
		}
		_, next := follow(t, m)
		if f := next(); f.Group != "new" {
			t.Errorf("%+v", f)
		}
	}
}

// Two sessions of one folder do not take each other's place.
func TestTwoSessions(t *testing.T) {
	for _, m := range meetings(t) {
		other, _, word, err := m.listen(1)
		if err != nil {
			t.Fatal(err)
		}
		defer other.Close()
		go func() {
			for {
				conn, err := other.Accept()
				if err != nil {
					return
				}
				admit(conn, bufio.NewReader(conn), word)
				conn.Close()
			}
		}()
		s := listen(t, m, func(Press) {})
		if there, err := os.ReadDir(m.Dir); err != nil || len(there) != 2 {
			t.Errorf("%v (%v)", there, err)
		}
		s.Close()
	}
}

// What is left in the folder is this user's alone, too.
func TestTheSocketIsOnesOwn(t *testing.T) {
	for _, m := range meetings(t) {
		s := listen(t, m, nil)
		if info, err := os.Stat(s.path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("%v: %v %v", m, info, err)
		}
	}
}

func TestAFolderThatOthersMayEnter(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("it has no modes")
	}
	m := meetings(t)[0]
	if err := os.Mkdir(m.Dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := Listen(m, func(Press) {}); !errors.Is(err, guarded.ErrShared) {
		t.Errorf("%v", err)
	}
	if _, err := m.Dial(); !errors.Is(err, guarded.ErrShared) {
		t.Errorf("%v", err)
	}
}

func TestAPortNeedsTheWord(t *testing.T) {
	m := meetings(t)
	port := m[len(m)-1]
	var mu sync.Mutex
	pressed := 0
	s := listen(t, port, func(Press) { mu.Lock(); pressed++; mu.Unlock() })
	s.Show(Frame{Group: "private"})
	conn, err := net.Dial("tcp", s.listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprintln(conn, "guess")
	fmt.Fprintln(conn, `{"code":113}`)
	if said, err := io.ReadAll(conn); len(said) > mostHello || bytes.Contains(said, []byte(s.word)) || bytes.Contains(said, []byte("private")) {
		t.Errorf("for whoever guesses: %q (%v)", said, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	mu.Lock()
	defer mu.Unlock()
	if pressed > 0 {
		t.Error("a key of whoever guesses was taken")
	}
	if info, err := os.Stat(port.Dir); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o700 {
		t.Errorf("%v %v", info.Mode(), err)
	}
}

// Another account that makes the place before, with a socket in it, is told from this
// one by its owner, whatever modes it gives it: nothing is dialled, and no key sent.
func TestAPlaceOfAnotherAccount(t *testing.T) {
	if runtime.GOOS == "windows" || os.Geteuid() != 0 {
		t.Skip("needs the administrator of a system with owners")
	}
	const nobody = 65534
	for _, m := range meetings(t) {
		if err := os.Mkdir(m.Dir, 0o700); err != nil {
			t.Fatal(err)
		}
		l, err := net.Listen("unix", filepath.Join(m.Dir, m.Name+"-1"+socketEnding))
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		if err := os.Chown(m.Dir, nobody, nobody); err != nil {
			t.Fatal(err)
		}
		var unfit *Unfit
		if _, err := m.Dial(); !errors.As(err, &unfit) || !errors.Is(err, guarded.ErrForeign) {
			t.Errorf("dialled: %v", err)
		}
		if _, err := Listen(m, func(Press) {}); !errors.Is(err, guarded.ErrForeign) {
			t.Errorf("listened: %v", err)
		}
		if there, err := os.ReadDir(m.Dir); err != nil || len(there) != 1 {
			t.Errorf("%v (%v)", there, err)
		}
	}
}

// A port that a killed session has left may be anybody's by now: whoever is there
// gets neither the word nor a key, and draws nothing.
func TestAPortThatSomebodyElseHas(t *testing.T) {
	all := meetings(t)
	m := all[len(all)-1]
	s := listen(t, m, func(Press) {})
	word, err := os.ReadFile(s.path)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	other, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	_, rest, _ := strings.Cut(string(word), "\n")
	if err := os.WriteFile(s.path, []byte(other.Addr().String()+"\n"+rest), 0o600); err != nil {
		t.Fatal(err)
	}
	heard := make(chan []byte, 1)
	go func() {
		conn, err := other.Accept()
		if err != nil {
			heard <- nil
			return
		}
		defer conn.Close()
		fmt.Fprintln(conn, `{"group":"FAKE","ended":true}`)
		said, _ := io.ReadAll(conn)
		heard <- said
	}()
	if _, err := m.Dial(); !errors.Is(err, ErrNobody) {
		t.Errorf("%v", err)
	}
	if said := <-heard; strings.Contains(string(said), strings.TrimSpace(rest)) || len(said) > mostHello {
		t.Errorf("it heard %q", said)
	}
}

// A place in which a socket's name would be too long is said so, by both ends.
func TestAPlaceThatIsTooLong(t *testing.T) {
	m := meetings(t)[0]
	if m.Port {
		t.Skip("a port has no name")
	}
	m.Dir = filepath.Join(m.Dir, strings.Repeat("a", 90))
	if _, err := Listen(m, func(Press) {}); !errors.Is(err, ErrLong) {
		t.Errorf("%v", err)
	}
	if _, err := m.Dial(); !errors.Is(err, ErrLong) {
		t.Errorf("%v", err)
	}
}

// Whoever only opens the port and says nothing does not keep it from closing.
func TestCloseWithASilentGuest(t *testing.T) {
	for _, m := range meetings(t) {
		s := listen(t, m, func(Press) {})
		conn, err := net.Dial(s.listener.Addr().Network(), s.listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		for waiting := true; waiting && m.Port; { // until it has been accepted
			s.mu.Lock()
			waiting = len(s.clients) == 0
			s.mu.Unlock()
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestFinish(t *testing.T) {
	now := time.Date(2026, 11, 22, 14, 0, 0, 0, time.UTC)
	f := Frame{Here: 1, Steps: []Step{{Minutes: 5}, {Minutes: 10}, {Minutes: 20}}, Clock: Clock{Ends: now.Add(4 * time.Minute)}}
	if got := f.Finish(now).Sub(now); got != 24*time.Minute {
		t.Errorf("in %v", got)
	}
	f.Clock = Clock{Left: -3 * time.Minute} // over time, and paused
	if got := f.Finish(now).Sub(now); got != 20*time.Minute {
		t.Errorf("in %v", got)
	}
}
