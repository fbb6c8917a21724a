package terminal

import (
	"context"
	"io"
	"os"
	"runtime"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"

	"goldenthread/ui/terminal/input"
)

// framesPerSecond bounds how often the screen changes. Twice the libraries'
// default halves the wait from a key to the screen; CONTRIBUTING.md has the
// measurement.
const framesPerSecond = 120

// lastMoments bounds how long a program may take to end by itself.
const lastMoments = 2 * time.Second

// Options say where a program reads and draws.
type Options struct {
	In      io.Reader
	Out     io.Writer
	Environ []string
	Profile *colorprofile.Profile // colours to use; nil asks the environment
}

// Program is a root model with the terminal that it is shown in.
type Program struct {
	program   *tea.Program
	keys      *input.Reader // nil if they come from no terminal
	out       io.Writer
	found     *term.State // how the terminal was before; nil if there is none
	graphemes bool        // the terminal measures characters in graphemes
	lent      atomic.Bool // to another program, or to the shell
	forgets   []func()    // what is done when the library has forgotten what was typed
}

// NewProgram makes the program of a root model. It handles no signal that ends it:
// Run does so with its context.
func NewProgram(root tea.Model, o Options) *Program {
	p := &Program{out: o.Out}
	from := o.In
	// On Windows the library reads from the console itself, and from no reader.
	if f, ok := o.In.(*os.File); ok && term.IsTerminal(f.Fd()) && runtime.GOOS != "windows" {
		p.keys = input.NewReader(f, time.AfterFunc)
		from = p.keys
	}
	options := []tea.ProgramOption{
		tea.WithInput(from), tea.WithOutput(o.Out), tea.WithFPS(framesPerSecond),
		tea.WithoutSignalHandler(), tea.WithEnvironment(o.Environ), tea.WithFilter(p.filter),
	}
	if o.Profile != nil {
		options = append(options, tea.WithColorProfile(*o.Profile))
	}
	p.program = tea.NewProgram(guarded{Model: root}, options...)
	return p
}

// Send gives the root model a message. It may be called from every goroutine, and
// waits until the message is taken or the program has ended.
func (p *Program) Send(msg tea.Msg) { p.program.Send(msg) }

// Run shows the program until it ends or ctx does, and leaves the terminal as it
// was. An error after the end of ctx is not returned: the terminal may be gone.
func (p *Program) Run(ctx context.Context) error {
	if p.keys != nil {
		p.found, _ = term.GetState(p.keys.Fd()) // else it is as the library leaves it
	}
	ended := make(chan struct{})
	go func() {
		select {
		case <-ctx.Done():
			p.program.Quit()
			select {
			case <-ended:
			case <-time.After(lastMoments):
				p.program.Kill()
			}
		case <-ended:
		}
	}()
	stop := p.watch()
	_, err := p.program.Run()
	close(ended)
	stop()
	p.leave()
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// leave lets go of the terminal, as it was found.
func (p *Program) leave() {
	if p.keys == nil {
		return
	}
	p.keys.End()
	p.asFound()
}

// filter takes what is about the terminal, before the root model sees it. It is
// called on the goroutine of the screens.
func (p *Program) filter(_ tea.Model, msg tea.Msg) tea.Msg {
	switch msg := msg.(type) {
	case tea.PasteMsg:
		return p.pasted(msg)
	case tea.ModeReportMsg:
		p.graphemes = p.graphemes || measuresGraphemes(msg)
	case lendMsg:
		return p.lend(msg)
	case forgetMsg:
		p.forget(msg)
		return nil
	case uv.UnknownApcEvent: // what is read to forget, and what no terminal sends
		p.forgotten(msg)
		return nil
	}
	return msg
}

// pasted returns the paste itself for what the decoder was given, and says after
// it if its letters were guessed.
func (p *Program) pasted(msg tea.PasteMsg) tea.Msg {
	if p.keys == nil {
		return msg
	}
	paste, ok := p.keys.Pasted(msg.Content)
	if !ok {
		return nil
	}
	if paste.Guessed {
		go p.program.Send(GuessedMsg{})
	}
	return tea.PasteMsg{Content: paste.Text}
}

// GuessedMsg says of the text that came last that some of it was no UTF-8.
type GuessedMsg struct{}

// Words returns what a person is told, the longest way to say it first.
func (m GuessedMsg) Words() []string {
	return []string{"Some letters came in another encoding and were guessed. Please look through them.", m.Short(), "Please check the letters"}
}

// Short returns what a room is told.
func (GuessedMsg) Short() string { return "Some letters were guessed: please check them." }

// measuresGraphemes reports whether a terminal says that it counts characters as
// people do, or can.
func measuresGraphemes(msg tea.ModeReportMsg) bool {
	return msg.Mode == ansi.ModeUnicodeCore && !msg.Value.IsNotRecognized() && !msg.Value.IsPermanentlyReset()
}
