package cli

import (
	"errors"
	"fmt"
	"strings"

	"goldenthread/store"
	"goldenthread/store/related"
	"goldenthread/store/session"
	"goldenthread/ui/phrase"
)

// runAll deletes the workbook and everything beside it.
func (v *forgetVerb) runAll() error {
	if err := v.mayAsk(); err != nil {
		return err
	}
	path, _ := v.dataPath()
	h, err := store.Examine(path, false)
	if err := errors.Join(err, errUnseen(h)); err != nil { // what is not seen would stay, unsaid
		return err
	}
	copies := len(h.Snapshots) + len(h.Aside)
	if !exists(path) && copies == 0 {
		return v.nothingYet()
	}
	var b strings.Builder
	fmt.Fprintf(&b, "This deletes the workbook %s with everything in it", h.Path)
	if h.Problem == nil {
		fmt.Fprintf(&b, " (%s in %s)", phrase.Count(h.Answers, "answer"), phrase.Count(h.Revisions+h.Drafts, "version"))
	}
	fmt.Fprintf(&b, ", %s and %s that were set aside.\nIt cannot be undone, and no copy is made of it first.\n",
		phrase.Count(len(h.Snapshots), "snapshot"), phrase.Count(len(h.Aside), "file"))
	if err := v.confirmWord(b.String()); err != nil {
		return err
	}
	removed, err := store.ForgetAll(path, store.Options{Now: v.Now})
	for _, one := range removed {
		if _, err := fmt.Fprintf(v.Out, "Removed: %s\n", one); err != nil {
			return err
		}
	}
	if err != nil {
		return err
	}
	if sessions, _ := session.List(related.SessionFolder(h.Path)); len(sessions) > 0 {
		if _, err := fmt.Fprintf(v.Out, "Kept: %s of groups, in %s. Delete that folder if they are to go, too.\n",
			phrase.Count(len(sessions), "session"), related.SessionFolder(h.Path)); err != nil {
			return err
		}
	}
	if _, err := fmt.Fprintf(v.Out, "Left: %s, which is empty.\n", related.LockPath(h.Path)); err != nil {
		return err
	}
	return v.sayUnreached()
}
