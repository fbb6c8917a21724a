package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"goldenthread/store"
	"goldenthread/store/related"
	"goldenthread/store/vault"
	"goldenthread/ui/explain"
	"goldenthread/ui/phrase"
	"goldenthread/ui/trouble"
)

// storeWords returns the words for an error of the store, with the command lines
// that help. Where several went wrong the first of the table counts. ok is false if
// none did.
func (a *app) storeWords(err error) (code int, said explain.Words, ok bool) {
	for _, of := range []func(error) (int, explain.Words, bool){
		wrapping(a.unrestorableWords), a.wrongPassphraseWords, wrapping(a.unrecoverableWords), a.unsavedWords, wrapping(a.problemWords), a.damageWords,
	} {
		if code, said, ok = of(err); ok {
			return code, said, ok
		}
	}
	return 0, explain.Words{}, false
}

// wrapping applies words for a type of error to any error that wraps one.
func wrapping[T error](words func(T) (int, explain.Words)) func(error) (int, explain.Words, bool) {
	return func(err error) (int, explain.Words, bool) {
		var found T
		if !errors.As(err, &found) {
			return 0, explain.Words{}, false
		}
		code, said := words(found)
		return code, said, true
	}
}

func (a *app) wrongPassphraseWords(err error) (int, explain.Words, bool) {
	return explain.Failed, explain.Lines("That is another passphrase.", "Nothing was changed, and nothing is lost.",
		"Try again, or use the recovery key, which opens it, too: "+program+" seal --recover"), errors.Is(err, vault.ErrWrong)
}

func (a *app) unrecoverableWords(e *store.Unrecoverable) (int, explain.Words) {
	return explain.Damaged, explain.Lines(e.Path+" is a recovery journal, but nothing in it can be read.", explain.Unchanged,
		"Keep the file, and look closer with: "+a.again("doctor"))
}

// unrestorableWords say why nothing can be restored from a file.
func (a *app) unrestorableWords(e *store.Unrestorable) (int, explain.Words) {
	said := explain.Lines("Nothing can be restored from "+e.Path+phrase.Because(e.Err)+".", explain.Unchanged,
		"See what else there is: "+a.again("restore --list"))
	var problem *store.Problem
	var damage *store.Damage
	switch {
	case errors.As(e.Err, &problem):
		code, about := a.problemWords(problem)
		if problem.Kind != store.ProblemMissing {
			said.Happened = about.Happened + " Nothing can be restored from it."
		}
		return code, said
	case errors.As(e.Err, &damage):
		said.Happened = e.Path + " is damaged. Nothing can be restored from it."
		return explain.Damaged, said
	}
	return explain.Failed, said
}

// unsavedWords say where the words are that could not be saved.
func (a *app) unsavedWords(err error) (int, explain.Words, bool) {
	var unsaved *store.Unsaved
	if !errors.As(err, &unsaved) {
		return 0, explain.Words{}, false
	}
	code, said := explain.Failed, explain.Words{Happened: "Your last words could not be saved."}
	var problem *store.Problem
	if errors.As(err, &problem) {
		c := trouble.Of(problem)
		code, said = exitCodeOf(problem.Kind), explain.Words{Happened: c.Happened, Next: a.ways(c)}
	}
	lost := lostWords(err)
	if lost == nil {
		path, _ := a.dataPath()
		said.Safe = "Your last words are kept in the recovery journal, in " + related.RecoveryFolder(path) + ". What was saved before is safe."
		said.Next += "\nThe workbook offers to put them back when it is next opened."
		return code, said, true
	}
	said.Safe = "What was saved before is safe. The last words could not be kept in the recovery journal either" + phrase.Because(lost) + "."
	return code, said, true
}

// lostWords returns why words are not even in the recovery journal, if they are
// not. An error may be about those of several answers.
func lostWords(err error) error {
	switch e := err.(type) {
	case *store.Unsaved:
		return e.Lost
	case interface{ Unwrap() []error }:
		for _, err := range e.Unwrap() {
			if lost := lostWords(err); lost != nil {
				return lost
			}
		}
	case interface{ Unwrap() error }:
		return lostWords(e.Unwrap())
	}
	return nil
}

// damageWords name the answers that cannot be read.
func (a *app) damageWords(err error) (int, explain.Words, bool) {
	var damage *store.Damage
	if !errors.As(err, &damage) {
		return 0, explain.Words{}, false
	}
	slots := damagedSlots(err, nil)
	path, _ := a.dataPath()
	happened := "Something in the workbook cannot be read."
	if len(slots) > 0 {
		happened = "Cannot be read in the workbook: " + strings.Join(slots, ", ") + "."
	}
	next := "Keep a copy of " + path + " before you write on. Look closer with: " + a.again("doctor --read-all")
	if snap, found, _ := store.NewestSnapshot(path); found {
		next += fmt.Sprintf("\nThe newest good snapshot is of %s; put it back with: %s", phrase.Moment(snap.At), a.again("restore --newest"))
	}
	return explain.Damaged, explain.Lines(happened, "Everything else was read, and nothing was changed.", next), true
}

// damagedSlots collects the answers that an error is about, each once.
func damagedSlots(err error, slots []string) []string {
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range many.Unwrap() {
			slots = damagedSlots(e, slots)
		}
		return slots
	}
	if damage, ok := err.(*store.Damage); ok {
		slot := store.OriginOf(damage).Slot
		if name := slot.String(); slot != (store.Slot{}) && !slices.Contains(slots, name) {
			slots = append(slots, name)
		}
		return slots
	}
	if inner := errors.Unwrap(err); inner != nil {
		return damagedSlots(inner, slots)
	}
	return slots
}
