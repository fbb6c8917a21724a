package ui

import (
	"fmt"
	"strings"

	"goldenthread/store"
	"goldenthread/store/related"
	"goldenthread/ui/answer"
	"goldenthread/ui/env"
	"goldenthread/ui/privacy"
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
	return looseNotice(e)
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
