package screentest

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/ui/nav"
)

// Text returns what the screen on top shows, without styles and trailing blanks.
func (d *Desk) Text() string {
	lines := strings.Split(ansi.Strip(d.Top().View().Content), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.Join(lines, "\n")
}

// Words returns Text on one line, for sentences that are wrapped.
func (d *Desk) Words() string { return strings.Join(strings.Fields(d.Text()), " ") }

// Want fails the test unless the screen on top shows all of the texts. Where a text is
// wrapped does not matter.
func (d *Desk) Want(texts ...string) {
	d.t.Helper()
	for _, text := range texts {
		if !strings.Contains(d.Words(), text) {
			d.t.Fatalf("the screen does not show %q:\n%s", text, d.Text())
		}
	}
}

// WantNot fails the test if the screen on top shows one of the texts.
func (d *Desk) WantNot(texts ...string) {
	d.t.Helper()
	for _, text := range texts {
		if strings.Contains(d.Words(), text) {
			d.t.Fatalf("the screen shows %q:\n%s", text, d.Text())
		}
	}
}

// Move returns the last move that was asked for since it was called last, nil if there
// was none.
func (d *Desk) Move() nav.Move {
	move := d.move
	d.move = nil
	return move
}

// WantMove fails the test unless a move was asked for since the last call, or with nil
// if one was.
func (d *Desk) WantMove(want nav.Move) {
	d.t.Helper()
	if got := d.Move(); got != want {
		d.t.Fatalf("the screen asks for %#v, want %#v", got, want)
	}
}

// WantPush is WantMove with a nav.Push.
func (d *Desk) WantPush(r nav.Route) {
	d.t.Helper()
	d.WantMove(nav.Push{Route: r})
}

// Corner returns what the screen on top says in the corner.
func (d *Desk) Corner() (text string, alarm bool) {
	if s, ok := d.Top().(nav.Status); ok {
		return s.Status()
	}
	return "", false
}

// Keys returns the keys of the footer as "enter open", those that work now.
func (d *Desk) Keys() (keys []string) {
	for _, b := range d.Top().ShortHelp() {
		if b.Enabled() {
			keys = append(keys, b.Help().Key+" "+b.Help().Desc)
		}
	}
	return keys
}

// WantFit fails the test unless the screen on top keeps to its room in many sizes: it
// has as many lines as it has rows, none of them wider than the room and the margin
// behind it, and its cursor within.
func (d *Desk) WantFit() {
	d.t.Helper()
	width, height := d.width, d.height
	defer d.Resize(width, height)
	for _, w := range []int{38, 56, Width} {
		for _, h := range []int{9, 14, Height, 46} {
			d.Resize(w, h)
			v := d.Top().View()
			lines := strings.Split(v.Content, "\n")
			if len(lines) > h {
				d.t.Errorf("%dx%d: %d lines", w, h, len(lines))
			}
			const margin = 2
			if wide := slices.IndexFunc(lines, func(line string) bool { return ansi.StringWidth(line) > w+margin }); wide >= 0 {
				d.t.Errorf("%dx%d: line %d is too wide: %q", w, h, wide, lines[wide])
			}
			if c := v.Cursor; c != nil && (c.X > w || c.Y >= h || c.X < 0 || c.Y < 0) {
				d.t.Errorf("%dx%d: the cursor is at %d,%d", w, h, c.X, c.Y)
			}
		}
	}
}

// Answer puts an answer of a body into the workbook, in the first visit of its unit.
func (d *Desk) Answer(step, field string, kind store.Kind, body store.Body) store.Revision {
	d.t.Helper()
	r := store.Revision{Kind: kind, Slot: store.Slot{Step: content.StepID(step), Field: field}, Visit: 1, Body: body}
	added, err := d.Env.Store.Add(r, "What did you see?")
	if err != nil {
		d.t.Fatal(err)
	}
	return added
}

// Notice puts a text into the notice step of a unit.
func (d *Desk) Notice(unit, text string) store.Revision {
	d.t.Helper()
	return d.Answer(unit+"/"+string(content.Notice), store.FieldAnswer, store.KindAnswer, store.Body{Text: text})
}

// Current returns the text of a slot's newest revision, "" if there is none.
func (d *Desk) Current(step, field string) string {
	d.t.Helper()
	all, err := d.Env.Store.Current(content.StepID(step))
	if err != nil {
		d.t.Fatal(err)
	}
	for _, r := range all {
		if r.Field == field {
			return r.Text
		}
	}
	return ""
}
