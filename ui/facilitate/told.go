package facilitate

import (
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/console"
)

// told returns what consoles are told while a slide is shown. It is made of the
// session alone.
func (r *run) told(shown slide) *console.Frame {
	about, step := r.session.About(), r.step()
	planned := 0
	for _, s := range r.place.steps {
		planned += s.Minutes
	}
	f := &console.Frame{
		Due:   about.Began.Add(time.Duration(planned) * time.Minute),
		Group: about.Group, Title: about.Title, Here: r.place.Step, Blank: r.blank, Note: r.note, Shown: shown.words(),
		Script:  console.Script{Say: step.Say, Do: step.Do, Watch: step.Watch, Silence: step.Silence, Dominance: step.Dominance},
		Clock:   console.Clock{Entered: r.place.Entered, Allotted: r.place.allotted(), Ends: r.place.Ends, Left: r.place.Left},
		Private: r.private(),
	}
	if r.help != nil {
		f.Shown = []string{"The keys."}
	}
	for i, s := range r.place.steps {
		f.Steps = append(f.Steps, console.Step{Title: s.Title, Form: s.Form.Words(), Minutes: s.Minutes, Spent: at(r.place.Spent, i)})
	}
	for _, b := range r.keys() {
		if b.Enabled() && b.Help().Key != "" {
			f.Keys = append(f.Keys, console.Key{Name: b.Help().Key, Does: b.Help().Desc})
		}
	}
	return f
}

// words returns what a slide says, without large letters and styles.
func (s slide) words() []string {
	var words []string
	if s.question != "" {
		words = append(words, s.question, "")
	}
	for _, line := range append(s.lines[:len(s.lines):len(s.lines)], s.plain...) {
		words = append(words, strings.TrimRight(ansi.Strip(line), " "))
	}
	return words
}
