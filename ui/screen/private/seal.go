package private

import (
	"bytes"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/store"
	"goldenthread/store/vault"
	"goldenthread/ui/component/page"
	"goldenthread/ui/component/secret"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/passphrase"
	"goldenthread/ui/route"
	"goldenthread/ui/sealing"
	"goldenthread/ui/theme"
	"goldenthread/ui/trouble"
)

// sealScreen puts a passphrase on the workbook: it is typed twice, the recovery key
// is written down and two groups of it are typed back, and only then everything is
// sealed. Until then esc leaves, and nothing was changed.
type sealScreen struct {
	env     *env.Env
	stage   sealStage
	field   secret.Field
	chosen  []byte            // the passphrase until it is that of made; overwritten when it is not wanted
	made    *sealing.Ceremony // with the keys of the passphrase; nil before
	working string            // what is being done; while it is, keys wait
	wrong   string            // what was wrong with the last step
	left    []store.UnsealedCopy
	removed int
	again   bool // it was sealed before, and the question is asked once more
	keys    sealKeys

	page          page.Page
	width, height int
	row, col      int // of the cursor on the page
}

// madeMsg reports to the screen that the keys were made, and sealedMsg that the
// workbook was sealed, or why not. removedMsg reports how many of the files that were
// left could be deleted.
type (
	madeMsg struct {
		to   *sealScreen
		made *sealing.Ceremony
		err  error
	}
	sealedMsg struct {
		left []store.UnsealedCopy
		err  error
	}
	removedMsg struct {
		removed int
		err     error
	}
)

// To returns the screen that the keys were made for.
func (m madeMsg) To() nav.Screen { return m.to }

// Drop wipes the keys.
func (m madeMsg) Drop() { m.made.Wipe() }

func newSeal(e *env.Env, _ route.Seal) (*sealScreen, error) {
	s := &sealScreen{env: e, keys: newSealKeys()}
	if e.Store.Sealed() {
		s.stage, s.again, s.left = sealedNow, true, sealing.Plain(e.Store)
	}
	return s, nil
}

// SetSize lays the screen out.
func (s *sealScreen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.page.SetSize(width, height)
	s.layout()
}

func (s *sealScreen) layout() {
	t := s.env.Theme
	s.page.Mark, s.page.Up, s.page.Down = t.Faint, t.Marks.Up, t.Marks.Down
	s.page.Clear()
	head, says := s.stage.words(s.asked())
	if s.again {
		head, says = sealing.Protected, nil
	}
	s.say(head, t.Bold)
	s.printKey() // where there is little room it is seen, and the words are scrolled to
	for _, said := range says {
		s.say(said, t.Text)
	}
	s.printRest()
	s.say(s.working, t.Faint)
	s.say(s.wrong, t.Bold)
	s.page.Scroll(0)
	if s.Typing() {
		s.page.Reveal(s.row, s.page.Rows())
		s.page.Reveal(s.row, s.row+1)
	}
}

func (s *sealScreen) say(text string, style theme.Style) {
	if text != "" {
		s.page.Gap()
		s.page.Print(s.env.Theme.Wrap(s.env.Theme.Sign(text), s.width, style)...)
	}
}

// asked returns the group that is to be typed back, 0 if none is.
func (s *sealScreen) asked() int {
	if s.made == nil {
		return 0
	}
	return s.made.Asked()
}

// printRest prints what comes under the words: the field, or what is left beside the
// workbook.
func (s *sealScreen) printRest() {
	switch {
	case s.stage == sealedNow:
		s.printLeft()
	case s.Typing() && s.working == "":
		s.printField()
	}
}

// printKey prints the recovery key while it is written down, three groups in a row.
func (s *sealScreen) printKey() {
	if s.stage != writingDown {
		return
	}
	s.page.Gap()
	for n := 1; n <= vault.Groups; n += 3 {
		k := s.made.Recovery()
		s.page.Print("   " + s.env.Theme.Bold.Render(k.Group(n)+"  "+k.Group(n+1)+"  "+k.Group(n+2)))
	}
}

func (s *sealScreen) printField() {
	t := s.env.Theme
	shown := s.field.Dots(t.Marks.Done, max(s.width-3, 1))
	if s.stage == typingBack {
		shown = strings.Join(s.field.Groups(vault.GroupSize), " ")
	}
	s.page.Gap()
	s.row, s.col = s.page.Rows(), 2+len([]rune(shown))
	s.page.Print(t.Accent.Render(t.Marks.Bar) + " " + t.Text.Render(shown))
	if s.stage == choosing && s.field.Len() > 0 {
		s.say(sealing.Strength(s.field.Bytes()), t.Faint)
	}
}

// printLeft names the files that can still be read without the passphrase.
func (s *sealScreen) printLeft() {
	t := s.env.Theme
	if s.removed > 0 {
		s.say(sealing.Deleted(s.removed), t.Text)
	}
	if len(s.left) > 0 {
		s.say("These can still be read without it: the workbook as it was, and what was made of it before. d deletes them; esc keeps them.", t.Text)
		s.page.Gap()
		for _, l := range s.left {
			s.page.Print(t.Wrap(l.Path, s.width, t.Faint)...)
		}
	}
	s.say(sealing.Unreached, t.Faint)
}

// Update takes an event.
func (s *sealScreen) Update(msg tea.Msg) (nav.Move, tea.Cmd) {
	defer s.layout()
	switch msg := msg.(type) {
	case madeMsg:
		s.keysMade(msg)
	case sealedMsg:
		s.sealed(msg)
	case removedMsg:
		s.working, s.removed = "", s.removed+msg.removed
		s.left = s.left[msg.removed:]
		if len(s.left) == 0 {
			s.answered()
		}
		if msg.err != nil {
			s.wrong = "Not everything could be deleted: " + trouble.Why(msg.err) + "."
		}
	case tea.KeyPressMsg:
		return s.press(msg)
	case tea.PasteMsg:
		s.write(msg)
	case tea.MouseWheelMsg:
		s.page.Scroll(map[bool]int{true: -3, false: 3}[msg.Button == tea.MouseWheelUp])
	}
	return nil, nil
}

func (s *sealScreen) press(msg tea.KeyPressMsg) (nav.Move, tea.Cmd) {
	switch {
	case s.working != "":
	case key.Matches(msg, s.keys.next):
		return s.next()
	case key.Matches(msg, s.keys.show) && s.stage == typingBack:
		s.field.Clear()
		s.stage, s.wrong = writingDown, ""
	case key.Matches(msg, s.keys.remove) && s.stage == sealedNow && len(s.left) > 0:
		return nil, s.remove()
	case key.Matches(msg, s.keys.scroll):
		s.page.Scroll(map[bool]int{true: -1, false: 1}[msg.Code == tea.KeyUp])
	default:
		s.write(msg)
	}
	return nil, nil
}

func (s *sealScreen) write(msg tea.Msg) {
	if s.Typing() && s.working == "" && s.field.Update(msg) {
		s.wrong = ""
	}
}

// next goes on from a stage that is done.
func (s *sealScreen) next() (nav.Move, tea.Cmd) {
	s.wrong = ""
	switch s.stage {
	case choosing:
		s.choose()
	case repeating:
		return nil, s.make()
	case writingDown:
		s.made.Draw()
		s.stage = typingBack
	case typingBack:
		return nil, s.check()
	case sealedNow:
		s.answered()
		return nav.Pop{}, nil
	}
	return nil, nil
}

// choose takes the passphrase to be typed once more, if it can be one.
func (s *sealScreen) choose() {
	switch why := s.field.Wrong(); why {
	case nil:
		s.chosen, s.stage = s.field.Take(), repeating
	case passphrase.ErrNothing:
	default:
		s.reset()
		s.wrong = sealing.Unfit(why)
	}
}

// make makes the keys, away from the screen, if the passphrase is the same.
func (s *sealScreen) make() tea.Cmd {
	again := s.field.Take()
	same := bytes.Equal(again, s.chosen)
	clear(again)
	if !same {
		s.reset()
		s.wrong = sealing.Different
		return nil
	}
	s.working = "Making the keys…"
	chosen, cost := s.chosen, s.env.Cost
	s.chosen = nil
	return func() tea.Msg {
		made, err := sealing.Begin(chosen, cost)
		return madeMsg{s, made, err}
	}
}

func (s *sealScreen) keysMade(msg madeMsg) {
	s.working = ""
	if msg.err != nil {
		s.reset()
		s.wrong = "The keys could not be made. Nothing was changed."
		return
	}
	s.made, s.stage = msg.made, writingDown
}

// check compares a group that was typed back, and seals after the last one.
func (s *sealScreen) check() tea.Cmd {
	if s.field.Len() == 0 {
		return nil
	}
	defer s.field.Clear()
	if group := s.made.Asked(); !s.made.TypedBack(s.field.Bytes()) {
		s.wrong = sealing.NotGroup(group) + "; tab shows the key."
		return nil
	}
	if s.made.Asked() > 0 {
		return nil
	}
	s.working = "Sealing…"
	st, made := s.env.Store, s.made
	return func() tea.Msg {
		if err := made.Seal(st); err != nil {
			made.Wipe() // the screen may have gone
			return sealedMsg{err: err}
		}
		return sealedMsg{left: sealing.Plain(st)}
	}
}

func (s *sealScreen) sealed(msg sealedMsg) {
	s.working = ""
	if msg.err != nil {
		s.reset()
		s.wrong = "Nothing was sealed: " + trouble.Why(msg.err) + ". The workbook is as it was."
		return
	}
	s.made = nil // the keys are the store's
	s.stage, s.left = sealedNow, msg.left
	if len(s.left) == 0 {
		s.answered()
	}
}

// answered notes that the person was asked about the files that are left. If that
// cannot be kept, they are asked once more.
func (s *sealScreen) answered() { _ = store.AskSealed.Answer(s.env.Store) }

func (s *sealScreen) remove() tea.Cmd {
	s.working, s.wrong = "Deleting…", ""
	st, left := s.env.Store, s.left
	return func() tea.Msg {
		removed, err := sealing.Remove(st, left)
		return removedMsg{removed, err}
	}
}

// reset begins again, with nothing of what was typed.
func (s *sealScreen) reset() {
	s.field.Clear()
	clear(s.chosen)
	s.made.Wipe()
	s.chosen, s.made, s.stage, s.wrong = nil, nil, choosing, ""
}

// Leave wipes what was typed, unless it is being sealed with.
func (s *sealScreen) Leave() error {
	if s.working == "" && s.stage != sealedNow {
		s.reset()
		s.layout()
	}
	return nil
}

// Back waits while something is being done that should not be left.
func (s *sealScreen) Back() bool {
	if s.working == "" && s.stage == sealedNow {
		s.answered()
	}
	return s.working != ""
}

// Typing reports whether printable keys are text.
func (s *sealScreen) Typing() bool {
	return s.stage == choosing || s.stage == repeating || s.stage == typingBack
}

// View draws the screen.
func (s *sealScreen) View() tea.View {
	v := tea.NewView(s.page.View())
	if y := s.row - s.page.Top(); s.Typing() && s.working == "" && y >= 0 && y < s.height {
		v.Cursor = tea.NewCursor(min(s.col, max(s.width-1, 0)), y)
	}
	return v
}

// Title names the purpose.
func (s *sealScreen) Title() string { return "Passphrase" }

// ShortHelp lists the keys of the footer.
func (s *sealScreen) ShortHelp() []key.Binding {
	k := s.keys
	k.show.SetEnabled(s.stage == typingBack)
	k.remove.SetEnabled(s.stage == sealedNow && len(s.left) > 0)
	k.scroll.SetEnabled(s.page.Overflows())
	return []key.Binding{k.next, k.show, k.remove, k.scroll}
}

// FullHelp lists all keys.
func (s *sealScreen) FullHelp() [][]key.Binding {
	k := secret.DefaultKeyMap()
	return [][]key.Binding{append(s.ShortHelp(), k.Backspace, k.Clear)}
}
