package cli

import (
	"errors"
	"fmt"
	"strings"

	"goldenthread/store"
	"goldenthread/store/related"
	"goldenthread/store/session"
	"goldenthread/ui/answer"
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
	all, err := related.Files(path)
	if err != nil {
		return err
	}
	lent := answer.Lent(h.Path, v.getenv)
	half := len(related.Of(all, func(f related.File) bool { return f.Half }))
	goes := related.Of(all, func(f related.File) bool { return f.Kind != related.Lock && f.Kind != related.Session })
	if len(goes)+len(lent) == 0 {
		return v.nothingYet()
	}
	var b strings.Builder
	fmt.Fprintf(&b, "This deletes the workbook %s with everything in it", h.Path)
	if h.Problem == nil {
		fmt.Fprintf(&b, " (%s in %s)", phrase.Count(h.Answers, "answer"), phrase.Count(h.Revisions+h.Drafts, "version"))
	}
	fmt.Fprintf(&b, ", %s and %s that were set aside"+saysHalf(half)+".\nIt cannot be undone, and no copy is made of it first.\n",
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
	if err := v.removeLent(lent); err != nil {
		return err
	}
	if err := v.sayElsewhere(h.Path); err != nil {
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

// saysHalf counts what a killed process has left half made.
func saysHalf(n int) string {
	if n == 0 {
		return ""
	}
	return ", and " + phrase.Count(n, "file") + " that were being made"
}

// removeLent removes the folders in which another editor had a text.
func (v *forgetVerb) removeLent(folders []string) error {
	for _, folder := range folders {
		if err := answer.RemoveLent(folder); err != nil {
			return err
		}
		if _, err := fmt.Fprintf(v.Out, "Removed: %s\n", folder); err != nil {
			return err
		}
	}
	return nil
}

// sayElsewhere names what may be left in folders that cannot be reached now.
func (v *forgetVerb) sayElsewhere(path string) error {
	targets, err := store.Elsewhere(path)
	if err != nil {
		return err
	}
	for _, target := range targets {
		if _, err := fmt.Fprintf(v.Out, "Left: half of what was being written to %s may lie there under a hidden name. The folder cannot be reached now; delete everything once more when it can.\n", target); err != nil {
			return err
		}
	}
	return nil
}
