package terminal

import (
	"context"
	"io"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"goldenthread/content/safetext"
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

// guarded is a root model of whose view nothing reaches the terminal that could
// steer it but styles. Themes and fields see to that where they draw; this is for
// what they have not drawn.
type guarded struct{ tea.Model }

func (g guarded) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	m, cmd := g.Model.Update(msg)
	return guarded{m}, cmd
}

func (g guarded) View() tea.View {
	v := g.Model.View()
	v.Content, v.WindowTitle = safetext.Styled(v.Content), safetext.Name(v.WindowTitle)
	return v
}

// NewProgram makes the program of a root model. It handles no signal: Run ends
// it with its context.
func NewProgram(root tea.Model, o Options) *tea.Program {
	options := []tea.ProgramOption{
		tea.WithInput(o.In), tea.WithOutput(o.Out), tea.WithFPS(framesPerSecond),
		tea.WithoutSignalHandler(), tea.WithEnvironment(o.Environ),
	}
	if o.Profile != nil {
		options = append(options, tea.WithColorProfile(*o.Profile))
	}
	return tea.NewProgram(guarded{root}, options...)
}

// Run shows a program until it ends or ctx does. An error after the end of ctx
// is not returned: the terminal may be gone.
func Run(ctx context.Context, p *tea.Program) error {
	ended := make(chan struct{})
	go func() {
		select {
		case <-ctx.Done():
			p.Quit()
			select {
			case <-ended:
			case <-time.After(lastMoments):
				p.Kill()
			}
		case <-ended:
		}
	}()
	_, err := p.Run()
	close(ended)
	if ctx.Err() != nil {
		return nil
	}
	return err
}
