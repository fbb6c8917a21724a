package ui

import (
	"fmt"
	"strings"

	"goldenthread/store"
	"goldenthread/store/related"
	"goldenthread/ui/answer"
	"goldenthread/ui/env"
	"goldenthread/ui/phrase"
	"goldenthread/ui/privacy"
	"goldenthread/ui/sealing"
)

// looseSeen is the setting with the open permissions that the person was told of:
// that is said once and not at every start.
const looseSeen = "loose seen"

// welcome reads the settings and takes back texts that another editor had, before
// the first screen. It returns a notice for the person, or an empty text. Whatever of
// it fails can wait for the next start.
func welcome(e *env.Env) string {
	if !e.Readable() {
		return "" // it comes once there is a workbook that can be read
	}
	hides, _ := e.Store.Setting(privacy.HideOnBlur)
	e.HideOnBlur = hides == privacy.On
	minutes, _ := e.Store.Setting(privacy.LockAfter)
	e.LockAfter = privacy.LockPause(minutes)
	returned, _ := answer.RestoreTexts(e.Store, e.Getenv)
	switch {
	case len(returned.Back) > 0:
		return "What your own editor had when the program ended is back, in " + placeOf(e, returned.Back[0]) + "."
	case len(returned.Left) > 0:
		return "Your own editor left a text that has no place: " + returned.Left[0]
	}
	if open := openNotice(e); open != "" {
		return open
	}
	return looseNotice(e)
}

// openNotice returns that a question about the files beside the workbook was not
// answered: the window was closed, or the program was killed, before it was.
func openNotice(e *env.Env) string {
	if left := sealing.Open(e.Store); len(left) > 0 {
		return phrase.Count(len(left), "file") + " beside the workbook can be read without your passphrase. Privacy, under F1, asks about that again."
	}
	if steps, err := store.AskDeleted.Unanswered(e.Store); err == nil && len(steps) > 0 {
		return "Copies may still hold what you deleted. Take it out of them: goldenthread forget " + steps[0] + " --purge"
	}
	return ""
}

func placeOf(e *env.Env, slot store.Slot) string {
	if u := e.Book.Unit(slot.Step.Unit()); u != nil {
		return u.Title + " " + e.Theme.Marks.Crumb + " " + slot.Step.Stage().Title()
	}
	return string(slot.Step)
}

// looseNotice returns that others may read the files, once, and again only if it is
// other files.
func looseNotice(e *env.Env) string {
	var now strings.Builder
	for _, l := range related.OpenPermissions(e.Store.Path()) {
		fmt.Fprintf(&now, "%s %o\n", l.Path, l.Mode)
	}
	seen, err := e.Store.Setting(looseSeen)
	if err != nil || now.String() == seen {
		return ""
	}
	_ = e.Store.SetSetting(looseSeen, now.String())
	if now.Len() == 0 {
		return ""
	}
	return "Other accounts may look into your files. Privacy, under F1, closes them."
}
