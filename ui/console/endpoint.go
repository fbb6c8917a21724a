package console

import (
	"bufio"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// Meeting names the place where the two ends find each other: a folder that only
// this user may enter, and a name in it that belongs to one folder of sessions.
// Where there are sockets in files one is used; elsewhere a file names a port of
// this computer and a word that has to be said there.
type Meeting struct {
	Dir  string // mode 0700; made on first use
	Name string
	Port bool // a port and a word in place of a socket
}

// NewMeeting returns the meeting for a folder of sessions. The folder is not
// looked at.
func NewMeeting(dir, sessions string) Meeting {
	sum := sha256.Sum256([]byte(sessions))
	return Meeting{Dir: dir, Name: hex.EncodeToString(sum[:6]), Port: runtime.GOOS == "windows"}
}

const (
	socketEnding = ".sock"
	portEnding   = ".port"
	wordSize     = 16
	dialWait     = time.Second
)

// ErrNobody reports that no session runs that could be followed.
var ErrNobody = errors.New("console: no session is running")

// errShared reports that others may enter the folder: a socket there is not ours
// alone.
var errShared = errors.New("console: the folder belongs to somebody else, or others may write in it")

// listen opens the meeting for a process. What a killed process has left is
// removed.
func (m Meeting) listen(pid int) (l net.Listener, path, word string, err error) {
	if err := m.prepare(); err != nil {
		return nil, "", "", err
	}
	for _, path := range m.found() {
		if conn, err := m.dial(path); err == nil {
			_ = conn.Close()
		} else if !errors.Is(err, fs.ErrPermission) {
			_ = os.Remove(path)
		}
	}
	path = filepath.Join(m.Dir, fmt.Sprintf("%s-%d", m.Name, pid))
	if !m.Port {
		path += socketEnding
		if l, err = net.Listen("unix", path); err != nil {
			return nil, "", "", err
		}
		if err = os.Chmod(path, 0o600); err != nil { // nobody else can reach into the folder either
			return nil, "", "", errors.Join(err, l.Close())
		}
		return l, path, "", nil
	}
	path += portEnding
	if l, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		return nil, "", "", err
	}
	secret := make([]byte, wordSize)
	if _, err = rand.Read(secret); err == nil {
		word = hex.EncodeToString(secret)
		err = os.WriteFile(path, []byte(l.Addr().String()+"\n"+word+"\n"), 0o600)
	}
	if err != nil {
		return nil, "", "", errors.Join(err, l.Close())
	}
	return l, path, word, nil
}

// prepare makes the folder, or sees that it is this user's alone.
func (m Meeting) prepare() error {
	if err := os.MkdirAll(m.Dir, 0o700); err != nil {
		return err
	}
	info, err := os.Lstat(m.Dir)
	if err != nil {
		return err
	}
	if !info.IsDir() || runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return fmt.Errorf("%w: %s", errShared, m.Dir)
	}
	return nil
}

// found returns the paths of the endpoints at the meeting, the newest first.
func (m Meeting) found() []string {
	entries, err := os.ReadDir(m.Dir)
	if err != nil {
		return nil
	}
	var paths []string
	times := map[string]time.Time{}
	for _, e := range entries {
		if name := e.Name(); strings.HasPrefix(name, m.Name+"-") && (strings.HasSuffix(name, socketEnding) || strings.HasSuffix(name, portEnding)) {
			path := filepath.Join(m.Dir, name)
			if info, err := e.Info(); err == nil {
				times[path] = info.ModTime()
				paths = append(paths, path)
			}
		}
	}
	slices.SortFunc(paths, func(a, b string) int { return times[b].Compare(times[a]) })
	return paths
}

// Dial reaches the session that runs, or returns ErrNobody.
func (m Meeting) Dial() (net.Conn, error) {
	if _, err := os.Lstat(m.Dir); err != nil {
		return nil, ErrNobody
	}
	if err := m.prepare(); err != nil {
		return nil, err
	}
	for _, path := range m.found() {
		if conn, err := m.dial(path); err == nil {
			return conn, nil
		}
	}
	return nil, ErrNobody
}

func (m Meeting) dial(path string) (net.Conn, error) {
	if strings.HasSuffix(path, socketEnding) {
		return net.DialTimeout("unix", path, dialWait)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	address, word, ok := strings.Cut(strings.TrimSpace(string(text)), "\n")
	if !ok || !strings.HasPrefix(address, "127.0.0.1:") {
		return nil, ErrNobody
	}
	conn, err := net.DialTimeout("tcp", address, dialWait)
	if err != nil {
		return nil, err
	}
	if _, err := fmt.Fprintln(conn, word); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}

// admit reports whether who has come says the word, where there is one.
func admit(r *bufio.Reader, word string) bool {
	if word == "" {
		return true
	}
	said, err := r.ReadString('\n')
	return err == nil && subtle.ConstantTimeCompare([]byte(strings.TrimSpace(said)), []byte(word)) == 1
}
