package cli

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/adrg/xdg"

	"goldenthread/content"
	"goldenthread/store"
)

// dataPath returns the file that holds the answers, and whether the person
// named it. Nothing is made.
func (a *app) dataPath() (path string, named bool) {
	if a.flags.data != "" {
		return a.flags.data, true
	}
	if path := a.lookup(envData); path != "" {
		return path, true
	}
	return filepath.Join(xdg.DataHome, program, "workbook.db"), false
}

// contentDir returns the folder of the person's own units, "" for the book that
// the program carries.
func (a *app) contentDir() string {
	if a.flags.content != "" {
		return a.flags.content
	}
	return a.lookup(envContent)
}

// book loads the content.
func (a *app) book() (*content.Workbook, error) { return loadBook(a.contentDir()) }

func loadBook(dir string) (*content.Workbook, error) {
	if dir == "" {
		return content.Embedded()
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, &noContent{dir: dir, err: err}
	}
	book, err := content.Load(os.DirFS(dir))
	if err != nil {
		return nil, &badContent{dir: dir, err: err}
	}
	return book, nil
}

// noContent is a folder of content that is not there, or not a folder.
type noContent struct {
	dir string
	err error // nil if it is not a folder
}

func (e *noContent) Error() string { return "cli: content " + e.dir + ": not a folder" }
func (e *noContent) Unwrap() error { return e.err }

// badContent is a folder of content that cannot be read.
type badContent struct {
	dir string
	err error
}

func (e *badContent) Error() string { return "cli: content " + e.dir + ": " + e.err.Error() }
func (e *badContent) Unwrap() error { return e.err }

// readStore opens the answers to be read only: nothing is made or changed. It
// is nil if nobody has written anything in the usual place yet.
func (a *app) readStore() (*store.Store, error) {
	path, named := a.dataPath()
	st, err := store.Open(path, store.Options{Now: a.Now, ReadOnly: true, Named: named, Older: a.flags.useOlder})
	var problem *store.Problem
	if !named && errors.As(err, &problem) && (problem.Kind == store.ProblemMissing || problem.Kind == store.ProblemNoFolder) {
		if past, _ := store.Snapshots(path); len(past) == 0 { // else it is gone
			return nil, nil
		}
	}
	return st, err
}

// closing closes a store that may be nil, and keeps the error.
func closing(st *store.Store, err *error) {
	if st != nil {
		*err = errors.Join(*err, st.Close())
	}
}
