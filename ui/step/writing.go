package step

import (
	"net/url"
	"strconv"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/store"
	"goldenthread/ui/answer"
	"goldenthread/ui/autosave"
	"goldenthread/ui/component/editor"
	"goldenthread/ui/component/form"
	"goldenthread/ui/env"
	"goldenthread/ui/theme"
)

// writing is the base of every step with text fields: a form, and the answers
// that its fields belong to.
type writing struct {
	env      *env.Env
	place    Place
	form     *form.Form
	answers  answers
	owner    map[*form.Field]*answering
	decorate func(width int) // sets the form's head, labels and foot for a width
	keys     writingKeys

	find *find // nil while nothing is looked for

	width, height int
	restore       func()   // puts the cursor back once the size is known
	remark        string   // what became of a trip to another editor
	foot          []string // under the fields
}

type writingKeys struct {
	form     form.KeyMap
	external key.Binding
	save     key.Binding
	find     key.Binding
	share    key.Binding
}

func newWriting(e *env.Env, p Place, fields ...*form.Field) *writing {
	return &writing{
		env: e, place: p, form: form.New(e.Theme, e.Now, fields...), owner: map[*form.Field]*answering{},
		keys: writingKeys{
			form:     form.DefaultKeyMap(),
			external: key.NewBinding(key.WithKeys("ctrl+o"), key.WithHelp("ctrl+o", "your editor")),
			save:     key.NewBinding(key.WithKeys("ctrl+s"), key.WithHelp("ctrl+s", "save now, and count the words")),
			find:     key.NewBinding(key.WithKeys("ctrl+f"), key.WithHelp("ctrl+f", "find in this answer")),
			share:    NewShareKey(),
		},
	}
}

// newField makes a text field for an answer of more than a line.
func newField(e *env.Env, name string, least int) *form.Field {
	f := &form.Field{Name: name, Min: least, Editor: editor.New()}
	f.Editor.SetNow(e.Now)
	f.Editor.SetClip(e.Clip)
	return f
}

// newLine makes a field that enter leaves.
func newLine(e *env.Env, name, label, hint string) *form.Field {
	f := newField(e, name, 1)
	f.Side, f.Line = label, true
	f.Editor.SetPlaceholder(hint)
	return f
}

// own ties an answer to the fields that it is written in. Where the answer was
// a draft, the writer comes back to the place where it was left.
func (w *writing) own(a *answering, l answer.Loaded, fields ...*form.Field) {
	w.answers = append(w.answers, a)
	for _, f := range fields {
		w.owner[f] = a
	}
	a.where = func() answer.Place {
		f := w.form.Focused()
		if w.owner[f] != a {
			f = fields[0]
		}
		return answer.Place{Focus: f.Name, Cursor: f.Editor.Cursor(), Top: f.Editor.Top()}
	}
	if l.Draft {
		w.returnTo(l.Focus, l.Cursor, l.Top)
	}
}

// ownText ties a field to a slot of its own, whose text it is.
func (w *writing) ownText(f *form.Field, asked string) (*answering, error) {
	a, l, err := newAnswer(w.env, w.place, store.KindAnswer, f.Name, asked)
	if err != nil {
		return nil, err
	}
	a.body = func() store.Body { return store.Body{Text: f.Editor.Text()} }
	fill(f, l.Text)
	w.own(a, l, f)
	return a, nil
}

// fill puts a text into a field, with the cursor at its end.
func fill(f *form.Field, text string) {
	f.Editor.SetText(text)
	f.Editor.SetCursor(len(text))
}

func (w *writing) returnTo(focus string, cursor, top int) {
	w.restore = func() {
		w.form.FocusName(focus)
		f := w.form.Focused()
		f.Editor.SetCursor(cursor)
		w.form.SetSize(w.width, w.formHeight())
		f.Editor.SetTop(top)
		w.form.Layout()
	}
}

// SetSize lays the step out.
func (w *writing) SetSize(width, height int) {
	w.width, w.height = width, height
	w.form.SetTheme(w.env.Theme)
	for _, f := range w.form.Fields {
		f.Editor.SetMethod(w.env.Width)
	}
	w.form.SetRoom(width, w.formHeight())
	w.relayout()
	w.form.SetSize(width, w.formHeight())
	if w.restore != nil {
		w.restore()
		w.restore = nil
	}
}

// Update takes an event. Whatever that does, what could not be saved is tried again:
// a command that comes of the answers is never dropped.
func (w *writing) Update(msg tea.Msg) (Move, tea.Cmd) {
	saves := w.answers.update(msg)
	move, cmd := w.take(msg)
	return move, tea.Batch(saves, cmd)
}

func (w *writing) take(msg tea.Msg) (Move, tea.Cmd) {
	switch msg := msg.(type) {
	case externalMsg:
		return Stay, w.fromExternal(msg)
	case tea.PasteMsg:
		if w.find != nil {
			w.find.query.Update(msg)
			return Stay, nil
		}
	case tea.KeyPressMsg:
		switch {
		case w.find != nil:
			w.updateFind(msg)
			return Stay, nil
		case key.Matches(msg, w.keys.find):
			w.openFind()
			return Stay, nil
		case key.Matches(msg, w.keys.save):
			return Stay, w.save(msg)
		case key.Matches(msg, w.keys.share):
			w.share()
			return Stay, w.answers.update(msg)
		case key.Matches(msg, w.keys.external):
			return Stay, w.openExternal()
		}
	}
	outcome, changed, cmd := w.form.Update(msg)
	sent := cmd != nil
	if changed != nil {
		cmd = tea.Batch(cmd, w.changed(changed))
	}
	if sent {
		w.remark = "Sent to the terminal's clipboard. Here, ctrl+v brings it back."
		w.showRemark()
	}
	return moveOf(outcome), cmd
}

// save saves what is on the screen, now, and counts the words. The corner says how it
// went.
func (w *writing) save(msg tea.Msg) tea.Cmd {
	_ = w.answers.flush()
	w.remark = w.count()
	w.showRemark()
	return w.answers.update(msg)
}

func moveOf(o form.Outcome) Move {
	switch o {
	case form.Next:
		return Next
	case form.Previous:
		return Previous
	}
	return Stay
}

// changed notes that a field has another text.
func (w *writing) changed(f *form.Field) tea.Cmd {
	cmd := w.owner[f].touch()
	w.remark = ""
	w.relayout()
	w.form.Follow()
	return cmd
}

// share marks the answer that has the focus.
func (w *writing) share() {
	if a := w.focused(); a != nil {
		a.share()
		w.remark = sharingSays(a.Sharing())
		w.showRemark()
	}
}

// focused returns the answer that has the focus, or the only one.
func (w *writing) focused() *answering {
	if f := w.form.Focused(); f != nil {
		return w.owner[f]
	}
	if len(w.answers) == 1 {
		return w.answers[0]
	}
	return nil
}

// Sharing returns how far the answer with the focus may go.
func (w *writing) Sharing() (answer.Sharing, bool) {
	a := w.focused()
	if a == nil {
		return answer.Sharing{}, false
	}
	return a.Sharing(), true
}

// showRemark sets the remark under the fields and scrolls to it, as far as the
// cursor stays in sight.
func (w *writing) showRemark() {
	w.relayout()
	if w.remark != "" {
		w.form.RevealFoot(0)
	}
	w.form.RevealCursor()
}

// relayout sets everything around the fields anew.
func (w *writing) relayout() {
	w.decorate(w.width)
	w.form.Foot = append(w.prose(w.remark, theme.Body), w.foot...)
	w.form.Layout()
}

func (w *writing) Typing() bool          { return w.form.Focused() != nil }
func (w *writing) Leave() error          { return w.answers.leave() }
func (w *writing) State() autosave.State { return w.answers.state() }

// View draws the form, and the find line under it if it is open.
func (w *writing) View() string {
	if w.find != nil {
		return w.form.View() + "\n" + w.find.view(w, w.width)
	}
	return w.form.View()
}

// Cursor is in the find line, if it is open, else in the form.
func (w *writing) Cursor() *tea.Cursor {
	if w.find != nil {
		return w.find.cursor(w.formHeight())
	}
	return w.form.Cursor()
}

// ShortHelp lists the keys of the footer.
func (w *writing) ShortHelp() []key.Binding {
	if w.find != nil {
		return []key.Binding{w.find.keys.next, w.find.keys.previous}
	}
	return []key.Binding{w.keys.form.Next, w.keys.form.Previous, w.keys.external, w.keys.share}
}

// FullHelp lists all keys: the step's, then the text's.
func (w *writing) FullHelp() [][]key.Binding {
	k := w.keys.form
	own := []key.Binding{k.Next, k.Previous, k.PageUp, k.PageDown, w.keys.find, w.keys.external, w.keys.share, w.keys.save}
	return append([][]key.Binding{own}, editor.DefaultKeyMap().FullHelp()...)
}

// Position names the field with the focus and where in it the cursor is.
func (w *writing) Position() string {
	f := w.form.Focused()
	if f == nil {
		return ""
	}
	return url.Values{
		"focus":  {f.Name},
		"cursor": {strconv.Itoa(f.Editor.Cursor())},
		"top":    {strconv.Itoa(f.Editor.Top())},
	}.Encode()
}

// SetPosition goes back to a position, unless a draft knows better.
func (w *writing) SetPosition(position string) {
	v, err := url.ParseQuery(position)
	if err != nil || w.restore != nil || v.Get("focus") == "" {
		return
	}
	cursor, _ := strconv.Atoi(v.Get("cursor"))
	top, _ := strconv.Atoi(v.Get("top"))
	w.returnTo(v.Get("focus"), cursor, top)
}

// prose sets Markdown for the step's width.
func (w *writing) prose(source string, tone theme.Tone) []string {
	if source == "" {
		return nil
	}
	return w.env.Theme.Prose(source, w.width, tone)
}

// typed sets text that a person typed, wrapped but otherwise as it is.
func (w *writing) typed(text string) []string {
	return w.env.Theme.Typed(text, w.width)
}

// then shows what was answered in an earlier visit, once this one has begun.
func (w *writing) then(a *answering, begun bool) ([]string, error) {
	earlier, ok, err := a.Earlier()
	if err != nil || !ok {
		return nil, err
	}
	if !begun {
		return w.prose("Your earlier answer shows here once you have begun this one.", theme.Quiet), nil
	}
	lines := []string{w.env.Theme.Faint.Render("Then " + w.env.Theme.Marks.Dot + " " + day(earlier.At))}
	return append(lines, w.typed(earlier.Text)...), nil
}

func day(at time.Time) string { return at.Format("2 Jan 2006") }
