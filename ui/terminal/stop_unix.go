//go:build unix

package terminal

import (
	"os"
	"os/signal"
	"syscall"

	tea "charm.land/bubbletea/v2"
)

// watch gives the terminal to the shell when the program is stopped, and takes it
// back when it goes on, until stop is called. A stop that cannot be heard leaves
// the terminal as it is; going on from it is heard.
func (p *Program) watch() (stop func()) {
	signals, ended := make(chan os.Signal, 4), make(chan struct{})
	signal.Notify(signals, syscall.SIGTSTP, syscall.SIGCONT)
	go func() {
		for {
			select {
			case s := <-signals:
				p.hear(s)
			case <-ended:
				return
			}
		}
	}()
	return func() {
		signal.Stop(signals)
		close(ended)
	}
}

// hear takes a signal. While another program has the terminal, the two stop and go
// on together, and the terminal is the other's.
func (p *Program) hear(s os.Signal) {
	lent := p.lent.Load()
	switch {
	case s == syscall.SIGTSTP && lent:
		_ = halt()
	case s == syscall.SIGTSTP:
		p.Send(coverMsg{})
		p.Send(lendMsg{nobody{halt}, func(error) tea.Msg { return tea.ResumeMsg{} }})
	case !lent:
		p.Send(tea.ResumeMsg{})
		p.Send(lendMsg{nobody{func() error { return nil }}, nil})
	}
}

// halt stops the process, and returns when it goes on.
func halt() error {
	on := make(chan os.Signal, 1)
	signal.Notify(on, syscall.SIGCONT)
	defer signal.Stop(on)
	if err := syscall.Kill(syscall.Getpid(), syscall.SIGSTOP); err != nil {
		return err
	}
	<-on
	return nil
}
