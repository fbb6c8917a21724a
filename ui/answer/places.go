package answer

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"goldenthread/store"
	"goldenthread/store/guarded"
	"goldenthread/store/related"
	"goldenthread/ui/privacy"
)

// placeList names the folders in which other editors have a text of a workbook, a
// line each, in a file beside the workbook. A start in another environment, with
// another folder for temporary files or without one in memory, finds them by it.
type placeList struct {
	file string
	base string // begins the folders' own names
}

func places(st *store.Store) placeList { return placesOf(st.Path()) }

func placesOf(path string) placeList { return placeList{related.EditingPath(path), folderName(path)} }

const (
	mostPlaces     = 64 // folders that are remembered, the newest
	mostPlacesText = 1 << 20
)

// read returns the folders that are remembered. A list that cannot be read has none.
func (p placeList) read() []string {
	text, err := guarded.ReadOwn(p.file, mostPlacesText)
	if err != nil {
		return nil
	}
	return slices.DeleteFunc(strings.Split(string(text), "\n"), func(path string) bool {
		return !filepath.IsAbs(path) || !strings.HasPrefix(filepath.Base(path), p.base)
	})
}

// write keeps a list of folders, and no file for none.
func (p placeList) write(paths []string) error {
	if len(paths) == 0 {
		if err := os.Remove(p.file); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	paths = paths[max(0, len(paths)-mostPlaces):]
	return guarded.Replace(p.file, related.PartPath(p.file), []byte(strings.Join(paths, "\n")+"\n"))
}

// add remembers a folder, before a word is in it.
func (p placeList) add(path string) error {
	full, err := filepath.Abs(path)
	if err != nil || strings.Contains(full, "\n") {
		return errors.Join(err, fs.ErrInvalid)
	}
	return p.write(append(p.read(), full))
}

// drop forgets a folder that is gone.
func (p placeList) drop(path string) error {
	known := p.read()
	rest := slices.DeleteFunc(slices.Clone(known), func(one string) bool { return one == path })
	if len(rest) == len(known) {
		return nil
	}
	return p.write(rest)
}

// dropGone is drop, for a folder that could not be opened because it is gone.
func (p placeList) dropGone(path string, err error) error {
	if !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return p.drop(path)
}

// left returns the folders that are remembered, and those that are found in the
// places where one would be made.
func (p placeList) left(getenv func(string) string) []string {
	found := p.read()
	for _, place := range privacy.EditorFolders(getenv) {
		entries, err := os.ReadDir(place)
		if err != nil {
			continue // none of ours can be in it
		}
		for _, entry := range entries {
			if strings.HasPrefix(entry.Name(), p.base) {
				found = append(found, filepath.Join(place, entry.Name()))
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}
