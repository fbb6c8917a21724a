package step

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/ui/answer"
	"goldenthread/ui/autosave"
	"goldenthread/ui/component/page"
	"goldenthread/ui/env"
)

// rate is the step that takes a level, how sure it is and what it rests on. On
// a later visit the old rating is shown only once the new one is taken; then
// it asks which level it really was.
type rate struct {
	env     *env.Env
	place   Place
	page    page.Page
	keys    rateKeys
	answers answers
	earlier *store.Rating // of an earlier visit
	then    string        // when that was

	level      int // -1 none, 0 to 4
	confidence int // index, -1 none
	evidence   int
	thenLevel  int // -1 none, 1 to 4
	group      group
}

// group is the part of the page in which the arrows move.
type group int

const (
	levels group = iota
	confidence
	evidence
	thenLevels
)

type rateKeys struct {
	next, previous, choose, across, up, down, left, right, digit, enter, pageUp, pageDown, share, save key.Binding
}

func newRate(e *env.Env, p Place) (Step, error) {
	r := &rate{env: e, place: p, level: -1, confidence: -1, evidence: -1, thenLevel: -1, keys: newRateKeys()}
	a, l, err := newAnswer(e, p, store.KindRating, store.FieldRating, ratingAsked(p.Step()))
	if err != nil {
		return nil, err
	}
	a.body = r.body
	r.answers = answers{a}
	if l.Rating != nil {
		r.take(*l.Rating)
	}
	earlier, ok, err := a.Earlier()
	if err != nil {
		return nil, err
	}
	if ok && earlier.Rating != nil {
		r.earlier, r.then = earlier.Rating, day(earlier.At)
	}
	return r, nil
}

func newRateKeys() rateKeys {
	return rateKeys{
		choose:   key.NewBinding(key.WithKeys("down", "up"), key.WithHelp("↑↓", "move")),
		across:   key.NewBinding(key.WithKeys("right", "left"), key.WithHelp("←→", "choose")),
		next:     key.NewBinding(key.WithKeys("tab"), key.WithHelp("tab", "next")),
		previous: key.NewBinding(key.WithKeys("shift+tab"), key.WithHelp("shift+tab", "previous")),
		up:       key.NewBinding(key.WithKeys("up", "k"), key.WithHelp("↑", "up")),
		down:     key.NewBinding(key.WithKeys("down", "j"), key.WithHelp("↓", "down")),
		left:     key.NewBinding(key.WithKeys("left", "h"), key.WithHelp("←", "left")),
		right:    key.NewBinding(key.WithKeys("right", "l"), key.WithHelp("→", "right")),
		digit:    key.NewBinding(key.WithKeys("0", "1", "2", "3", "4"), key.WithHelp("0-4", "choose")),
		enter:    key.NewBinding(key.WithKeys("enter", "space"), key.WithHelp("enter", "go on")),
		pageUp:   key.NewBinding(key.WithKeys("pgup"), key.WithHelp("pgup", "scroll up")),
		pageDown: key.NewBinding(key.WithKeys("pgdown"), key.WithHelp("pgdn", "scroll down")),
		share:    NewShareKey(),
		save:     key.NewBinding(key.WithKeys("ctrl+s"), key.WithHelp("ctrl+s", "save now")),
	}
}

// ratingAsked is the words of the rating as they were shown.
func ratingAsked(s *content.Step) string {
	lines := []string{content.RatePrompt, ""}
	for i, l := range s.Levels {
		lines = append(lines, fmt.Sprintf("%d. %s: %s", i+1, content.LevelNames[i+1], l.Text))
	}
	return strings.Join(lines, "\n")
}

func (r *rate) take(rating store.Rating) {
	r.level = rating.Level
	r.confidence = indexOf(content.Confidences[:], rating.Confidence)
	r.evidence = indexOf(content.EvidenceKinds[:], rating.Evidence)
	if rating.ThenLevel != nil {
		r.thenLevel = *rating.ThenLevel
	}
}

func indexOf(options []content.Option, name string) int {
	for i, o := range options {
		if o.Name == name {
			return i
		}
	}
	return -1
}

func nameOf(options []content.Option, i int) string {
	if i < 0 {
		return ""
	}
	return options[i].Name
}

// body is the rating as chosen; nothing until there is a level.
func (r *rate) body() store.Body {
	if r.level < 0 {
		return store.Body{}
	}
	rating := store.Rating{
		Level:      r.level,
		Confidence: nameOf(content.Confidences[:], r.confidence),
		Evidence:   nameOf(content.EvidenceKinds[:], r.evidence),
	}
	if then := r.thenLevel; then >= 0 {
		rating.ThenLevel = &then
	}
	return store.Body{Rating: &rating}
}

// lastGroup is the group that tab leaves the step from.
func (r *rate) lastGroup() group {
	if r.earlier != nil && r.level >= 0 {
		return thenLevels
	}
	return evidence
}

// Update takes an event.
func (r *rate) Update(msg tea.Msg) (Move, tea.Cmd) {
	saves := r.answers.update(msg)
	var move Move
	var touched bool
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		move, touched = r.press(msg)
	case tea.MouseClickMsg:
		if msg.Button == tea.MouseLeft {
			touched = r.click(msg.X, msg.Y)
		}
	case tea.MouseWheelMsg:
		if msg.Button == tea.MouseWheelUp {
			r.page.Scroll(-3)
		} else {
			r.page.Scroll(3)
		}
		return Stay, saves
	default:
		return Stay, saves
	}
	if touched {
		saves = tea.Batch(saves, r.answers[0].touch())
		r.reveal()
	} else {
		r.layout()
	}
	return move, tea.Batch(saves, r.answers.update(msg)) // what could not be saved now is tried again
}

func (r *rate) press(msg tea.KeyPressMsg) (move Move, touched bool) {
	switch {
	case key.Matches(msg, r.keys.next):
		return r.toGroup(1), false
	case key.Matches(msg, r.keys.previous):
		return r.toGroup(-1), false
	case key.Matches(msg, r.keys.enter):
		return r.toGroup(1), false
	case key.Matches(msg, r.keys.digit):
		return Stay, r.digit(int(msg.String()[0] - '0'))
	case key.Matches(msg, r.keys.up):
		return r.vertical(-1)
	case key.Matches(msg, r.keys.down):
		return r.vertical(1)
	case key.Matches(msg, r.keys.left):
		return Stay, r.shift(-1)
	case key.Matches(msg, r.keys.right):
		return Stay, r.shift(1)
	case key.Matches(msg, r.keys.pageUp):
		r.page.Scroll(-max(r.page.Height()-1, 1))
	case key.Matches(msg, r.keys.pageDown):
		r.page.Scroll(max(r.page.Height()-1, 1))
	case key.Matches(msg, r.keys.share):
		r.answers[0].share() // the corner says how it is marked
	case key.Matches(msg, r.keys.save):
		_ = r.answers.flush() // the corner says how it went
	}
	return Stay, false
}

func (r *rate) toGroup(by int) Move {
	to := r.group + group(by)
	switch {
	case to < levels:
		return Previous
	case to > r.lastGroup():
		return Next
	}
	r.group = to
	r.reveal()
	return Stay
}

// digit chooses by number: a level, or on the last question the level then.
func (r *rate) digit(n int) bool {
	if r.group == thenLevels {
		return n > 0 && set(&r.thenLevel, n)
	}
	r.group = levels
	return set(&r.level, n)
}

func set(field *int, value int) bool {
	changed := *field != value
	*field = value
	return changed
}

// vertical moves among the levels, and out of them downwards.
func (r *rate) vertical(by int) (Move, bool) {
	if r.group != levels {
		if to := r.group + group(by); to >= levels && to <= r.lastGroup() {
			r.group = to
		}
		r.reveal()
		return Stay, false
	}
	at := r.row() + by
	if at >= len(levelOrder) {
		r.group = confidence
		r.reveal()
		return Stay, false
	}
	return Stay, set(&r.level, levelOrder[max(at, 0)])
}

// levelOrder is the order in which the levels stand on the screen.
var levelOrder = [...]int{1, 2, 3, 4, 0}

// row returns the row of the chosen level, or -1.
func (r *rate) row() int {
	for i, level := range levelOrder {
		if level == r.level {
			return i
		}
	}
	return -1
}

// shift moves within a row of options.
func (r *rate) shift(by int) bool {
	switch r.group {
	case confidence:
		return set(&r.confidence, within(r.confidence+by, len(content.Confidences)))
	case evidence:
		return set(&r.evidence, within(r.evidence+by, len(content.EvidenceKinds)))
	case thenLevels:
		return set(&r.thenLevel, within(r.thenLevel-1+by, 4)+1)
	}
	return false
}

func within(i, n int) int { return max(0, min(i, n-1)) }

func (r *rate) Leave() error                    { return r.answers.leave() }
func (r *rate) State() autosave.State           { return r.answers.state() }
func (r *rate) Sharing() (answer.Sharing, bool) { return r.answers[0].Sharing(), true }
func (r *rate) View() string                    { return r.page.View() }

// ShortHelp lists the keys of the footer.
func (r *rate) ShortHelp() []key.Binding {
	if r.group == levels {
		return []key.Binding{r.keys.digit, r.keys.choose, r.keys.next, r.keys.previous, r.keys.share}
	}
	return []key.Binding{r.keys.across, r.keys.next, r.keys.previous, r.keys.share}
}

// FullHelp lists all keys.
func (r *rate) FullHelp() [][]key.Binding {
	k := r.keys
	return [][]key.Binding{{k.digit, k.up, k.down, k.left, k.right, k.enter, k.next, k.previous, k.pageUp, k.pageDown, k.share, k.save}}
}
