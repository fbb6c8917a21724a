package facilitate

import (
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/console"
)

// publish sends what consoles show. It is made of the session alone.
func (r *run) publish() { r.env.Show(r.frame()) }

// frame is the session as a console shows it.
func (r *run) frame() console.Frame {
	about, step := r.session.About(), r.step()
	planned := 0
	for _, s := range r.place.steps {
		planned += s.Minutes
	}
	f := console.Frame{
		Due:   about.Began.Add(time.Duration(planned) * time.Minute),
		Group: about.Group, Title: about.Title, Here: r.place.Step, Blank: r.blank, Note: r.note, Shown: r.shown(),
		Script:  console.Script{Say: step.Say, Do: step.Do, Watch: step.Watch, Silence: step.Silence, Dominance: step.Dominance},
		Clock:   console.Clock{Entered: r.place.Entered, Allotted: r.place.allotted(), Ends: r.place.Ends, Left: r.place.Left},
		Private: r.private(),
	}
	for i, s := range r.place.steps {
		f.Steps = append(f.Steps, console.Step{Title: s.Title, Form: formWords(s.Form), Minutes: s.Minutes, Spent: at(r.place.Spent, i)})
	}
	for _, b := range r.keys() {
		if b.Enabled() && b.Help().Key != "" {
			f.Keys = append(f.Keys, console.Key{Name: b.Help().Key, Does: b.Help().Desc})
		}
	}
	return f
}

// private says that somebody has the keyboard to vote.
func (r *run) private() bool {
	v, ok := r.panel.(*voting)
	return ok && !v.passing
}

// shown is what is on the projector, in words: without large letters, styles,
// the clock and the keys.
func (r *run) shown() []string {
	if r.help {
		return []string{"The keys."}
	}
	s := newSheet(r.width, r.height)
	b := r.body(s)
	var words []string
	if b.question != "" {
		words = append(words, b.question, "")
	}
	for _, line := range append(b.lines, b.plain...) {
		words = append(words, strings.TrimRight(ansi.Strip(line), " "))
	}
	return words
}
