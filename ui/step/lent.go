package step

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"

	"goldenthread/store"
	"goldenthread/ui/component/form"
	"goldenthread/ui/env"
	"goldenthread/ui/privacy"
)

// While another editor has an answer, it lies in a folder of its own, beside what
// says whose it is. If the program is killed meanwhile, the next start brings it
// back and removes the folder: nothing is lost, and nothing lies about.

const (
	lentText  = "answer.md"
	lentPlace = "place.json"
)

// lent says whose text another editor has.
type lent struct {
	store.Slot
	Kind  store.Kind `json:"kind"`
	Visit int        `json:"visit"`
	Part  string     `json:"part"` // the form's field
}

// lentName begins the names of the folders of one workbook, which only one window
// at a time has open: what such a folder holds when it opens was left behind.
func lentName(st *store.Store) string {
	sum := sha256.Sum256([]byte(st.Path()))
	return fmt.Sprintf("goldenthread-%x-", sum[:6])
}

// lend writes the text of a field into a new folder that nobody else can enter,
// in memory where the system has such a place.
func (w *writing) lend(field *form.Field) (string, error) {
	a := w.owner[field]
	place, err := json.Marshal(lent{a.slot, a.kind, a.visit, field.Name})
	if err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp(privacy.EditorFolder(w.env.Getenv).Path, lentName(w.env.Store))
	if err != nil {
		dir, err = os.MkdirTemp("", lentName(w.env.Store))
	}
	if err != nil {
		return "", fmt.Errorf("make a private folder: %w", err)
	}
	file := filepath.Join(dir, lentText)
	err = os.WriteFile(filepath.Join(dir, lentPlace), place, 0o600)
	if err == nil {
		err = os.WriteFile(file, []byte(field.Editor.Text()), 0o600)
	}
	if err != nil {
		os.RemoveAll(dir)
		return "", fmt.Errorf("write a private copy: %w", err)
	}
	return file, nil
}

// Returned is what was found of texts that another editor had when the program
// was killed.
type Returned struct {
	Back []store.Slot // they are the newest revisions of these
	Left []string     // files that could not be brought back, and stay
}

// BringBack puts texts that were left with another editor where they belong, and
// removes the files. What stood there stays in the history. A text that cannot be
// brought back stays where it is, and so do all while the workbook is locked.
func BringBack(e *env.Env) (Returned, error) {
	var done Returned
	if e.Store.Locked() {
		return done, nil // nothing can be put back yet, and nothing is removed
	}
	var errs []error
	for _, folder := range []string{privacy.EditorFolder(e.Getenv).Path, os.TempDir()} {
		left, err := filepath.Glob(filepath.Join(folder, lentName(e.Store)+"*"))
		errs = append(errs, err)
		for _, dir := range left {
			if !isOurs(dir) {
				continue
			}
			slot, changed, err := bringBack(e.Store, dir)
			if err != nil {
				done.Left = append(done.Left, filepath.Join(dir, lentText))
				continue
			}
			if changed {
				done.Back = append(done.Back, slot)
			}
			errs = append(errs, os.RemoveAll(dir))
		}
	}
	return done, errors.Join(errs...)
}

// isOurs reports whether a folder can be entered by nobody else: one that another
// account has put there could bring in words that nobody here wrote.
func isOurs(dir string) bool {
	info, err := os.Lstat(dir)
	if err != nil || !info.IsDir() {
		return false
	}
	_, err = os.ReadDir(dir)
	return err == nil && (runtime.GOOS == "windows" || info.Mode().Perm()&0o077 == 0)
}

var errNowhere = errors.New("step: it has no place any more")

func bringBack(st *store.Store, dir string) (slot store.Slot, changed bool, err error) {
	text, err := os.ReadFile(filepath.Join(dir, lentText))
	if errors.Is(err, os.ErrNotExist) {
		return slot, false, nil // it was being made, or being removed
	}
	var of lent
	place, placeErr := os.ReadFile(filepath.Join(dir, lentPlace))
	if err = errors.Join(err, placeErr); err == nil {
		err = json.Unmarshal(place, &of)
	}
	if err != nil {
		return slot, false, err
	}
	draft, drafted, err := st.Draft(of.Slot)
	if err != nil {
		return slot, false, err
	}
	latest, _, err := st.LatestOf(of.Slot, of.Visit)
	if err != nil {
		return slot, false, err
	}
	now, wording := latest.Body, latest.Wording
	if drafted && draft.Visit == of.Visit {
		now, wording = draft.Body, draft.Wording
	}
	then, ok := withPart(now, of.Kind, of.Part, string(text))
	if !ok {
		return slot, false, errNowhere
	}
	if reflect.DeepEqual(then, now) || isBlank(string(text)) {
		return of.Slot, false, nil
	}
	if drafted && draft.Visit == of.Visit && !blank(draft.Body) { // what was there before the editor had it
		before := revisionOf(draft)
		before.Wording = wording
		if _, err := st.Add(before, ""); err != nil {
			return slot, false, err
		}
	}
	_, err = st.Add(store.Revision{Kind: of.Kind, Slot: of.Slot, Visit: of.Visit, Wording: wording, Body: then}, "")
	return of.Slot, err == nil, err
}

// withPart returns a body with another text in one of its parts; false if it has
// no such part.
func withPart(b store.Body, kind store.Kind, part, text string) (store.Body, bool) {
	trimmed := strings.TrimSuffix(strings.TrimSuffix(text, "\n"), "\r")
	set := func(of *string) (store.Body, bool) {
		if *of != text {
			*of = trimmed
		}
		return b, true
	}
	switch kind {
	case store.KindAnswer:
		return set(&b.Text)
	case store.KindTest:
		test := store.Test{}
		if b.Test != nil {
			test = *b.Test
		}
		b.Test = &test
		if of := map[string]*string{"who": &test.Who, "ask": &test.Ask, "predicted": &test.Predicted, "heard": &test.Heard}[part]; of != nil {
			return set(of)
		}
	case store.KindCommitment:
		if b.Commitment == nil {
			return b, false
		}
		c := *b.Commitment
		b.Commitment = &c
		if of := map[string]*string{"when": &c.When, "will": &c.Will, "obstacle": &c.Obstacle, "fallback": &c.Fallback, "witness": &c.Witness}[part]; of != nil {
			return set(of)
		}
	case store.KindTension:
		tension := store.Tension{}
		if b.Tension != nil {
			tension = *b.Tension
		}
		b.Tension = &tension
		return set(&tension.Note)
	}
	return b, false
}
