package nav

import (
	"time"

	"charm.land/bubbles/v2/key"
)

// Over is embedded by a screen that shows another within itself. It passes on to
// Inner what a screen may do besides being drawn, so that nothing typed in the inner
// screen is lost; its host draws, and updates.
type Over struct{ Inner Screen }

// Leave saves the text that the inner screen holds.
func (o Over) Leave() error {
	if s, ok := o.Inner.(Leaving); ok {
		return s.Leave()
	}
	return nil
}

// Resume makes the inner screen read its answers anew.
func (o Over) Resume() error {
	if s, ok := o.Inner.(Resuming); ok {
		return s.Resume()
	}
	return nil
}

// Back closes what is open over the inner screen, if anything is.
func (o Over) Back() bool {
	s, ok := o.Inner.(Closing)
	return ok && s.Back()
}

// Typing reports whether printable keys are text.
func (o Over) Typing() bool {
	s, ok := o.Inner.(Typing)
	return ok && s.Typing()
}

// Pending reports whether the inner screen's last words are only on it.
func (o Over) Pending() bool {
	s, ok := o.Inner.(Pending)
	return ok && s.Pending()
}

// Unsaved returns the error of the inner screen's last save, and since when.
func (o Over) Unsaved() (since time.Time, err error) {
	if s, ok := o.Inner.(Unsaved); ok {
		return s.Unsaved()
	}
	return time.Time{}, nil
}

// Status returns the inner screen's text for the corner.
func (o Over) Status() (text string, alarm bool) {
	if s, ok := o.Inner.(Status); ok {
		return s.Status()
	}
	return "", false
}

// Position returns where in the inner screen the reader is.
func (o Over) Position() string {
	if s, ok := o.Inner.(Positioned); ok {
		return s.Position()
	}
	return ""
}

// SetPosition restores the position of the inner screen.
func (o Over) SetPosition(position string) {
	if s, ok := o.Inner.(Positioned); ok {
		s.SetPosition(position)
	}
}

// ShortHelp lists the keys of the footer.
func (o Over) ShortHelp() []key.Binding { return o.Inner.ShortHelp() }

// FullHelp lists all keys.
func (o Over) FullHelp() [][]key.Binding { return o.Inner.FullHelp() }
