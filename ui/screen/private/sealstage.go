package private

import (
	"charm.land/bubbles/v2/key"

	"goldenthread/ui/sealing"
)

// sealStage is a step of putting a passphrase on the workbook.
type sealStage int

const (
	choosing sealStage = iota
	repeating
	writingDown
	typingBack
	sealedNow
)

// words returns what a stage says. asked is the group that is to be typed back, 0 if
// none is.
func (s sealStage) words(asked int) (head string, says []string) {
	switch s {
	case repeating:
		return "The same once more.", nil
	case writingDown:
		return sealing.Key, []string{sealing.WriteDown}
	case typingBack:
		if asked == 0 {
			return "Your workbook is being sealed.", nil
		}
		return sealing.Ask(asked) + ".", nil
	case sealedNow:
		return sealing.Sealed, []string{
			sealing.AskedFor + " L locks the workbook, and it locks by itself when no key was touched for a while.",
		}
	}
	return sealing.Choose, []string{
		"From then on everything in this workbook can be read only with it. " + sealing.Good,
		"A recovery key comes next, on paper. Without both, nobody can open the workbook, ever.",
	}
}

type sealKeys struct{ next, show, remove, scroll key.Binding }

func newSealKeys() sealKeys {
	return sealKeys{
		next:   key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", "go on")),
		show:   key.NewBinding(key.WithKeys("tab"), key.WithHelp("tab", "show the key again")),
		remove: key.NewBinding(key.WithKeys("d"), key.WithHelp("d", "delete them")),
		scroll: key.NewBinding(key.WithKeys("down", "up"), key.WithHelp("↑↓", "scroll")),
	}
}
