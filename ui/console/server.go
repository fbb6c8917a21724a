package console

import (
	"bufio"
	"encoding/json"
	"errors"
	"net"
	"os"
	"sync"

	tea "charm.land/bubbletea/v2"

	"goldenthread/store/guarded"
)

// Press is a key that was pressed at a console, or a text that was pasted there.
type Press struct {
	Text  string     `json:"text,omitempty"`
	Code  rune       `json:"code"`
	Mod   tea.KeyMod `json:"mod,omitempty"`
	Paste string     `json:"paste,omitempty"` // of a key, none
}

// PressMsg is a Press that has arrived at the projecting program.
type PressMsg struct{ Press }

// Key returns the key as the terminal would have sent it.
func (p Press) Key() tea.KeyPressMsg {
	return tea.KeyPressMsg{Text: p.Text, Code: p.Code, Mod: p.Mod}
}

// Input returns the message that the terminal would have sent: text that was pasted
// is never a key.
func (p Press) Input() tea.Msg {
	if p.Paste != "" {
		return tea.PasteMsg{Content: p.Paste}
	}
	return p.Key()
}

// PressOf returns a key as it is sent.
func PressOf(k tea.KeyPressMsg) Press { return Press{Text: k.Text, Code: k.Code, Mod: k.Mod} }

// mostLine is the longest line that is taken from the other end, in bytes.
const mostLine = 1 << 20

// Server is the end of the projecting program. Consoles come and go as they like.
type Server struct {
	listener net.Listener
	path     string
	word     string
	press    func(Press)

	mu      sync.Mutex
	last    []byte // the last frame, for whoever comes now
	clients map[*client]bool
	closed  bool
	ended   sync.WaitGroup
}

// client is a console that is connected. A frame that it has not read yet is
// replaced by a newer one: it never holds up the projector.
type client struct {
	conn net.Conn
	next chan []byte
}

// Listen lets consoles come. press is called for each of their keys, from other
// goroutines.
func Listen(m Meeting, press func(Press)) (*Server, error) {
	l, path, word, err := m.listen(os.Getpid())
	if err != nil {
		return nil, err
	}
	s := &Server{listener: l, path: path, word: word, press: press, clients: map[*client]bool{}}
	s.ended.Add(1)
	go s.accept()
	return s, nil
}

// Show sends a frame to all consoles. It waits for none.
func (s *Server) Show(f Frame) {
	line, err := json.Marshal(f)
	if err != nil {
		return // nothing in a Frame can fail
	}
	line = append(line, '\n')
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last = line
	for c := range s.clients {
		c.show(line)
	}
}

func (c *client) show(line []byte) {
	select {
	case <-c.next: // was not read
	default:
	}
	c.next <- line
}

// Close sends everybody away.
func (s *Server) Close() error {
	s.mu.Lock()
	s.closed = true
	err := s.listener.Close()
	for c := range s.clients {
		_ = c.conn.Close()
	}
	s.mu.Unlock()
	s.ended.Wait()
	if gone := os.Remove(s.path); !errors.Is(gone, os.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	return err
}

func (s *Server) accept() {
	defer s.ended.Done()
	for {
		conn, err := s.listener.Accept()
		if err != nil {
			return // closed
		}
		s.mu.Lock()
		if s.closed {
			s.mu.Unlock()
			_ = conn.Close()
			return
		}
		s.ended.Add(1)
		s.mu.Unlock()
		go s.serve(conn)
	}
}

// serve stays with one console until it goes.
func (s *Server) serve(conn net.Conn) {
	defer s.ended.Done()
	defer conn.Close()
	reader := bufio.NewReader(conn)
	c := &client{conn: conn, next: make(chan []byte, 1)}
	if !s.enter(c, reader) {
		return
	}
	gone := make(chan struct{})
	s.ended.Add(1)
	go func() {
		defer s.ended.Done()
		for {
			select {
			case line := <-c.next:
				if _, err := conn.Write(line); err != nil {
					_ = conn.Close()
					return
				}
			case <-gone:
				return
			}
		}
	}()
	lines := bufio.NewScanner(reader)
	lines.Buffer(nil, mostLine)
	for lines.Scan() {
		var p Press
		if json.Unmarshal(lines.Bytes(), &p) == nil && p.Code != 0 {
			s.press(p)
		}
	}
	close(gone)
	s.mu.Lock()
	delete(s.clients, c)
	s.mu.Unlock()
}

// enter lets a console in that is of this account, or knows the word, and shows it
// what there is.
func (s *Server) enter(c *client, r *bufio.Reader) bool {
	if guarded.Peer(c.conn) != nil {
		return false
	}
	if s.word != "" {
		s.mu.Lock()
		s.clients[c] = true // so that Close ends the waiting
		closed := s.closed
		s.mu.Unlock()
		if closed || !admit(c.conn, r, s.word) {
			s.mu.Lock()
			delete(s.clients, c)
			s.mu.Unlock()
			return false
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return false
	}
	s.clients[c] = true
	if s.last != nil {
		c.show(s.last)
	}
	return true
}
