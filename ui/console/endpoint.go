package console

import (
	"crypto/rand"
	"crypto/sha256"
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
	"syscall"
	"time"

	"goldenthread/store/guarded"
)

// Meeting names the place where the two ends find each other: a folder that is this
// account's and that nobody else may enter, and a name in it that belongs to one
// folder of sessions. Where there are sockets in files one is used, and each end
// asks the system who is at the other. Elsewhere a file names a port of this
// computer and a word, which each end proves to know.
type Meeting struct {
	Dir  string // made on first use, with mode 0700
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
	mostPort     = 200 // bytes of a file that names a port
	dialWait     = time.Second
)

// ErrNobody reports that no session runs that could be followed.
var ErrNobody = errors.New("console: no session is running")

// Unfit reports a folder in which the two ends cannot meet.
type Unfit struct {
	Dir string
	Err error // one of guarded, or ErrLong
}

// ErrLong reports that a socket's name may not be as long as it would be there.
var ErrLong = errors.New("its name is too long for a socket")

// Error returns one line for a log.
func (e *Unfit) Error() string { return "console: " + e.Dir + ": " + e.Err.Error() }

// Unwrap returns Err.
func (e *Unfit) Unwrap() error { return e.Err }

// listen opens the meeting for a process. What a killed process has left is
// removed.
func (m Meeting) listen(pid int) (l net.Listener, path, word string, err error) {
	folder, err := m.open(guarded.MakeFolder)
	if err != nil {
		return nil, "", "", err
	}
	defer folder.Close()
	for _, name := range m.found(folder) {
		if conn, err := m.dial(folder, name); err == nil {
			_ = conn.Close()
		} else if !errors.Is(err, fs.ErrPermission) && !errors.Is(err, os.ErrDeadlineExceeded) && !errors.Is(err, net.ErrClosed) {
			_ = folder.Remove(name)
		}
	}
	name := fmt.Sprintf("%s-%d", m.Name, pid)
	if !m.Port {
		path = filepath.Join(m.Dir, name+socketEnding)
		if l, err = net.Listen("unix", path); err != nil {
			return nil, "", "", err
		}
		if err = os.Chmod(path, 0o600); err != nil { // nobody else can reach into the folder either
			return nil, "", "", errors.Join(err, l.Close())
		}
		return l, path, "", nil
	}
	if l, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		return nil, "", "", err
	}
	secret := make([]byte, wordSize)
	if _, err = rand.Read(secret); err == nil {
		word = hex.EncodeToString(secret)
		err = errors.Join(folder.Remove(name+portEnding), folder.Create(name+portEnding, []byte(l.Addr().String()+"\n"+word+"\n")))
	}
	if err != nil {
		return nil, "", "", errors.Join(err, l.Close())
	}
	return l, filepath.Join(m.Dir, name+portEnding), word, nil
}

// open opens the folder, and sees that it is this account's alone and fit for a
// socket.
func (m Meeting) open(how func(path string) (*guarded.Folder, error)) (*guarded.Folder, error) {
	if !m.Port && len(filepath.Join(m.Dir, m.Name+longestPID+socketEnding)) >= len(syscall.RawSockaddrUnix{}.Path) {
		return nil, &Unfit{m.Dir, ErrLong}
	}
	folder, err := how(m.Dir)
	for _, why := range []error{guarded.ErrForeign, guarded.ErrShared, guarded.ErrLink, guarded.ErrNoFolder, guarded.ErrExposed} {
		if errors.Is(err, why) {
			return nil, &Unfit{m.Dir, why}
		}
	}
	return folder, err
}

// longestPID has as many digits as a process may have.
const longestPID = "-4194304"

// found returns the names at the meeting, the newest first.
func (m Meeting) found(folder *guarded.Folder) []string {
	all, err := folder.Names()
	if err != nil {
		return nil
	}
	var names []string
	times := map[string]time.Time{}
	for _, name := range all {
		if !strings.HasPrefix(name, m.Name+"-") || !strings.HasSuffix(name, socketEnding) && !strings.HasSuffix(name, portEnding) {
			continue
		}
		if info, err := folder.Stat(name); err == nil {
			times[name] = info.ModTime()
			names = append(names, name)
		}
	}
	slices.SortFunc(names, func(a, b string) int { return times[b].Compare(times[a]) })
	return names
}

// Dial reaches the session that runs. It returns ErrNobody where there is none, and an
// *Unfit where there can be none.
func (m Meeting) Dial() (net.Conn, error) {
	folder, err := m.open(guarded.OpenFolder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNobody
	}
	if err != nil {
		return nil, err
	}
	defer folder.Close()
	for _, name := range m.found(folder) {
		if conn, err := m.dial(folder, name); err == nil {
			return conn, nil
		}
	}
	return nil, ErrNobody
}

// dial reaches one session, and makes sure that it is of this account.
func (m Meeting) dial(folder *guarded.Folder, name string) (net.Conn, error) {
	if strings.HasSuffix(name, socketEnding) {
		conn, err := net.DialTimeout("unix", filepath.Join(m.Dir, name), dialWait)
		if err != nil {
			return nil, err
		}
		return checked(conn, guarded.Peer(conn))
	}
	text, err := folder.Read(name, mostPort)
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
	return checked(conn, ask(conn, word))
}

// checked returns a connection of which nothing is wrong, and closes any other.
func checked(conn net.Conn, err error) (net.Conn, error) {
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}
