//go:build unix

package input

import (
	"context"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/term"
	"github.com/creack/pty"
)

// patience bounds the wait of a test for what must come.
const patience = 15 * time.Second

// line is a terminal with a reader and the library's decoder at its end. Pauses
// are a hundred times shorter than a person's.
type line struct {
	t      testing.TB
	master *os.File
	reader *Reader
	events chan uv.Event
	ended  chan error
}

func newLine(t testing.TB) *line {
	master, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := term.MakeRaw(tty.Fd()); err != nil {
		t.Fatal(err)
	}
	l := &line{t: t, master: master, events: make(chan uv.Event, 1), ended: make(chan error, 1)}
	l.reader = NewReader(tty, func(d time.Duration, f func()) *time.Timer { return time.AfterFunc(d/100, f) })
	l.read()
	t.Cleanup(func() {
		l.end()
		_ = master.Close()
		_ = tty.Close()
	})
	return l
}

func (l *line) read() {
	go func() {
		l.ended <- uv.NewTerminalReader(l.reader, "xterm-256color").StreamEvents(context.Background(), l.events)
	}()
}

// end takes the terminal from the decoder.
func (l *line) end() {
	l.reader.End()
	for {
		select {
		case <-l.events:
		case err := <-l.ended:
			if err != nil {
				l.t.Error(err)
			}
			l.ended <- nil // for whoever ends it again
			return
		case <-time.After(patience):
			l.t.Fatal("it does not let go of the terminal")
		}
	}
}

func (l *line) send(s string) {
	if _, err := io.WriteString(l.master, s); err != nil {
		l.t.Fatal(err)
	}
}

// sends writes while the decoder reads, for a terminal takes only so much, and
// forgets what it reads.
func (l *line) sends(s string) {
	sent := make(chan error)
	go func() {
		_, err := io.WriteString(l.master, s)
		sent <- err
	}()
	for {
		select {
		case <-l.events:
		case err := <-sent:
			if err != nil {
				l.t.Fatal(err)
			}
			return
		}
	}
}

// key waits for the next key.
func (l *line) key(impatience time.Duration) (k tea.KeyPressMsg, ok bool) {
	limit := time.After(impatience)
	for {
		select {
		case event := <-l.events:
			if k, ok := event.(uv.KeyPressEvent); ok {
				return tea.KeyPressMsg(k), true
			}
		case <-limit:
			return k, false
		}
	}
}

// hears presses ctrl+c, as a person would who sees nothing happen, until what is
// typed then comes as keys.
func (l *line) hears(after string) {
	l.t.Helper()
	for range 100 {
		l.send("\x03")
		l.typed("\x03", afterText/50)
		l.send("hello")
		if l.typed("hello", afterText/50) {
			return
		}
	}
	l.t.Fatalf("deaf after %+q", after)
}

// typed waits until a text has come as keys.
func (l *line) typed(text string, impatience time.Duration) bool {
	got := ""
	for !strings.HasSuffix(got, text) {
		k, ok := l.key(impatience)
		if !ok {
			return false
		}
		if got += k.Text; k.Keystroke() == "ctrl+c" {
			got += "\x03"
		}
	}
	return true
}

// hostile makes input of what confuses decoders.
func hostile(seed uint64) string {
	random := rand.New(rand.NewPCG(seed, 12))
	pieces := append([]string{begin, begin, end, "words ", "\r", "\x1b\\", "\a", "\x03", "\x1b[A", "\x1b[<0;1;1M", "é", "\x00", "\x18"}, introducers...)
	var s strings.Builder
	for range 1 + random.IntN(12) {
		s.WriteString(pieces[random.IntN(len(pieces))])
	}
	return s.String()
}

// TestReaderHears: nothing that a terminal sends makes the program deaf.
func TestReaderHears(t *testing.T) {
	l := newLine(t)
	for seed := range uint64(150) {
		in := hostile(seed)
		l.sends(in)
		l.hears(in)
	}
}

// FuzzReader: nor does anything else.
func FuzzReader(f *testing.F) {
	for _, start := range introducers {
		f.Add([]byte(start))
		f.Add([]byte(begin + start + end))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		if len(in) > 1<<14 {
			return
		}
		l := newLine(t)
		l.sends(string(in))
		l.hears(string(in))
	})
}

// TestReaderLetsGo: between End and Begin the terminal is another's; what came
// before is not lost, and neither is what comes after.
func TestReaderLetsGo(t *testing.T) {
	l := newLine(t)
	l.send("\x1b]0") // the beginning of an answer
	for range 3 {
		l.end()
		<-l.ended
		l.send("a")
		other := make([]byte, 1)
		if n, err := l.reader.File().Read(other); n != 1 || err != nil {
			t.Fatalf("the other program reads %d, %v", n, err)
		}
		if n, err := l.reader.Read(other); n != 0 || err != io.EOF {
			t.Fatalf("it reads %d, %v", n, err)
		}
		l.reader.Begin()
		l.read()
		l.send("hello")
		if !l.typed("hello", patience) {
			t.Fatal("deaf after the other program")
		}
	}
}

// TestReaderLongPaste: a megabyte comes through a terminal as one paste, and what
// is typed after it is heard.
func TestReaderLongPaste(t *testing.T) {
	l := newLine(t)
	text := strings.Repeat("words, \x1b]0;\xe5\xad\xa6\r\n", 1<<20/17)
	go func() { _, _ = io.WriteString(l.master, begin+text+end) }()
	for {
		select {
		case event := <-l.events:
			paste, ok := event.(uv.PasteEvent)
			if !ok {
				continue
			}
			if p, known := l.reader.Pasted(paste.Content); !known || p.Text != text || p.Guessed {
				t.Errorf("%d bytes are pasted, want %d", len(p.Text), len(text))
			}
			l.hears("a long paste")
			return
		case <-time.After(patience):
			t.Fatal("no paste comes")
		}
	}
}

// TestReaderEnds: what came before the window was closed is seen.
func TestReaderEnds(t *testing.T) {
	l := newLine(t)
	l.send("a" + begin + "words")
	if k, ok := l.key(patience); !ok || k.Text != "a" {
		t.Fatalf("%v", k)
	}
	if err := l.master.Close(); err != nil {
		t.Fatal(err)
	}
	for {
		select {
		case event := <-l.events:
			if paste, ok := event.(uv.PasteEvent); ok {
				if p, _ := l.reader.Pasted(paste.Content); p.Text != "words" {
					t.Errorf("%q", p.Text)
				}
				<-l.ended
				l.ended <- nil
				return
			}
		case <-time.After(patience):
			t.Fatal("the paste is lost")
		}
	}
}

// To forget takes no key and no paste away that is on its way, and is no key itself.
func TestForget(t *testing.T) {
	l := newLine(t)
	l.send("kettle")
	if !l.typed("kettle", patience) {
		t.Fatal("the keys do not come")
	}
	l.reader.Forget()
	if k, ok := l.key(afterText / 100); ok {
		t.Fatalf("to forget is the key %q", k.Keystroke())
	}
	l.send("har")
	l.reader.Forget()
	l.reader.Forget()
	l.send("bour")
	if !l.typed("harbour", patience) {
		t.Error("keys are lost")
	}
}

// What the decoder reads is never in one large piece, and is nowhere afterwards.
func TestReadInPieces(t *testing.T) {
	r := NewReader(nil, time.AfterFunc)
	r.filter.out = []byte(strings.Repeat("k", 3*piece))
	all := r.filter.out
	for read := 0; read < len(all); {
		n, err := r.Read(make([]byte, 4096))
		if read += n; err != nil || n > piece || strings.Contains(string(all[:read]), "k") {
			t.Fatalf("%d bytes, %v, or it is still there", n, err)
		}
	}
	if text := blank(); len(text) != toForget*piece || piece%nothing != 0 || len(text)%nothing != 0 {
		t.Errorf("%d bytes of nothing", len(text))
	}
}
