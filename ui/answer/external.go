package answer

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"goldenthread/store"
	"goldenthread/store/guarded"
	"goldenthread/store/related"
	"goldenthread/ui/privacy"
)

// While another editor has a text, it lies in a folder of its own, beside a file
// that names its place. If the program is killed meanwhile, the next start restores
// the text and removes the folder: nothing is lost, and nothing lies about.

const (
	externalText  = "answer.md"
	externalPlace = "place.json"

	mostPlace = 1 << 20 // bytes of externalPlace
)

// checkedOut names the text that another editor has.
type checkedOut struct {
	store.Slot
	Kind  store.Kind `json:"kind"`
	Visit int        `json:"visit"`
	Part  string     `json:"part"`            // the form's field
	Asked string     `json:"asked,omitempty"` // the question, for an answer that had none before
}

// folderName begins the names of the folders of one workbook, which only one window
// at a time has open: what such a folder holds when it opens was left behind.
func folderName(path string) string {
	sum := sha256.Sum256([]byte(path))
	return related.EditorFolder(sum[:6])
}

// CheckOut writes the text of a part of the answer into a new folder that nobody
// else can enter, in memory where the system has such a place, and returns the
// file's path. CheckIn removes it.
func (a *Answer) CheckOut(part, text string, getenv func(string) string) (string, error) {
	place, err := json.Marshal(checkedOut{a.Slot, a.Kind, a.Visit, part, a.Asked})
	if err != nil {
		return "", err
	}
	folder, err := newFolder(a.store(), getenv)
	if err != nil {
		return "", fmt.Errorf("make a private folder: %w", err)
	}
	err = folder.Create(externalPlace, place)
	if err == nil {
		err = folder.Create(externalText, []byte(text))
	}
	if err != nil {
		return "", errors.Join(fmt.Errorf("write a private copy: %w", err), remove(a.store(), folder))
	}
	return filepath.Join(folder.Path(), externalText), folder.Close()
}

// newFolder makes a folder in the first place that takes one, and remembers it.
func newFolder(st *store.Store, getenv func(string) string) (folder *guarded.Folder, err error) {
	for _, place := range []string{privacy.EditorFolder(getenv).Path, os.TempDir()} {
		if folder, err = guarded.NewFolder(place, folderName(st.Path())); err == nil {
			_ = places(st).add(folder.Path()) // else only the usual places are looked through
			return folder, nil
		}
	}
	return nil, err
}

// remove removes a folder with all that is in it, and forgets its place.
func remove(st *store.Store, folder *guarded.Folder) error {
	err := folder.RemoveAll()
	return errors.Join(err, places(st).drop(folder.Path()))
}

// Lent returns the folders in which another editor has or had a text of the workbook at
// path, which is absolute. They must be this account's.
func Lent(path string, getenv func(string) string) []string {
	return slices.DeleteFunc(placesOf(path).left(getenv), func(folder string) bool {
		f, err := guarded.OpenFolder(folder)
		if err == nil {
			err = f.Close()
		}
		return err != nil
	})
}

// RemoveLent removes such a folder with all that is in it.
func RemoveLent(path string) error {
	folder, err := guarded.OpenFolder(path)
	if err != nil {
		return err
	}
	return folder.RemoveAll()
}

// CheckIn removes the file that CheckOut has made, with its folder.
func (a *Answer) CheckIn(file string) error {
	folder, err := guarded.OpenFolder(filepath.Dir(file))
	if err != nil {
		return errors.Join(err, places(a.store()).drop(filepath.Dir(file)))
	}
	return remove(a.store(), folder)
}

// mostText bounds what is read of another editor's file, in bytes.
const mostText = 64 << 20

// External reads what another editor has made of the file of CheckOut. It must still
// be a file, and this account's.
func External(file string) ([]byte, error) {
	folder, err := guarded.OpenFolder(filepath.Dir(file))
	if err != nil {
		return nil, err
	}
	text, err := folder.Read(filepath.Base(file), mostText)
	return text, errors.Join(err, folder.Close())
}

// KeepEarlier makes a revision of an answer with another text in one of its parts, and
// one of the answer as it is after it: the text is among the earlier versions, and
// nothing else changes.
func (a *Answer) KeepEarlier(body store.Body, part, text string) error {
	other, ok := withPart(a.store().Kinds().Of(a.Kind), body, part, text)
	if !ok {
		return errNowhere
	}
	if err := a.Revise(body); err != nil { // until now it may be a draft, which a revision removes
		return err
	}
	if err := a.Revise(other); err != nil {
		return err
	}
	return errors.Join(a.Revise(body), a.readMark())
}

// Restored tells what became of texts that another editor had when the program was
// killed.
type Restored struct {
	Back []store.Slot // the texts are the newest revisions of these
	Left []string     // files that could not be restored, and stay
}

// RestoreTexts puts texts that were left with another editor where they belong, and
// removes the files. The text before stays in the history. A text that cannot be
// restored stays where it is, and so do all while the workbook is locked.
func RestoreTexts(st *store.Store, getenv func(string) string) (Restored, error) {
	var done Restored
	if st.Locked() {
		return done, nil // nothing can be put back yet, and nothing is removed
	}
	var errs []error
	remembered := places(st)
	for _, path := range remembered.left(getenv) {
		folder, err := guarded.OpenFolder(path)
		if err != nil { // what another account has put there could bring in words that nobody here wrote
			errs = append(errs, remembered.dropGone(path, err))
			continue
		}
		slot, changed, err := restoreText(st, folder)
		if err != nil {
			done.Left = append(done.Left, filepath.Join(path, externalText))
			errs = append(errs, folder.Close())
			continue
		}
		if changed {
			done.Back = append(done.Back, slot)
		}
		errs = append(errs, remove(st, folder))
	}
	return done, errors.Join(errs...)
}

var (
	errNowhere  = errors.New("answer: the text has no place any more")
	errEncoding = errors.New("answer: the text is no UTF-8")
)

func restoreText(st *store.Store, folder *guarded.Folder) (slot store.Slot, changed bool, err error) {
	text, err := folder.Read(externalText, mostText)
	if errors.Is(err, os.ErrNotExist) {
		return slot, false, nil // it was being made, or being removed
	}
	if text = bytes.TrimPrefix(text, []byte("\uFEFF")); err == nil && !utf8.Valid(text) {
		return slot, false, errEncoding
	}
	var of checkedOut
	place, placeErr := folder.Read(externalPlace, mostPlace)
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
	if drafted && store.VisitNumber(draft.Visit) == of.Visit {
		now, wording = draft.Body, draft.Wording
	}
	then, ok := withPart(st.Kinds().Of(of.Kind), now, of.Part, string(text))
	if !ok {
		return slot, false, errNowhere
	}
	if reflect.DeepEqual(then, now) || strings.TrimSpace(string(text)) == "" {
		return of.Slot, false, nil
	}
	if drafted && store.VisitNumber(draft.Visit) == of.Visit && !isNothing(draft.Body) { // what was there before the editor had it
		before := revisionOf(draft)
		before.Wording = wording
		if _, err := st.Add(before, ""); err != nil {
			return slot, false, err
		}
	}
	_, err = st.Add(store.Revision{Kind: of.Kind, Slot: of.Slot, Visit: of.Visit, Wording: wording, Body: then}, of.Asked)
	return of.Slot, err == nil, err
}

// withPart returns a body with another text in one of its parts; false if it has
// no such part.
func withPart(kind *store.KindSpec, b store.Body, part, text string) (store.Body, bool) {
	if kind == nil || kind.Part == nil {
		return b, false
	}
	ok := kind.Part(&b, part, func(before string) string {
		if before == text {
			return before
		}
		return strings.TrimSuffix(strings.TrimSuffix(text, "\n"), "\r") // editors end the last line
	})
	return b, ok
}
