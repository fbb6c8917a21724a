package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/adrg/xdg"

	"goldenthread/store"
	"goldenthread/store/related"
	"goldenthread/ui/explain"
	"goldenthread/ui/phrase"
)

// dataPath returns the file that holds the answers, and whether the person named
// it. Nothing is made.
func (a *app) dataPath() (path string, named bool) {
	if a.flags.data != "" {
		return a.flags.data, true
	}
	if path := a.getenv(envData); path != "" {
		return path, true
	}
	return filepath.Join(xdg.DataHome, program, "workbook.db"), false
}

// dataIsFile refuses a name of a folder, as its end says, before a file is made of it.
func (a *app) dataIsFile() error {
	path, named := a.dataPath()
	if !named || !os.IsPathSeparator(path[len(path)-1]) {
		return nil
	}
	return &explain.Misuse{Command: program, Err: fmt.Errorf("the workbook is a file, and %s names a folder", path),
		Instead: program + " --data " + phrase.ShellPath(filepath.Join(path, "workbook.db"))}
}

// sessionFolder returns the folder of the groups' sessions.
func (a *app) sessionFolder() string {
	path, _ := a.dataPath()
	return related.SessionFolder(path)
}

// again returns a command line about the same workbook.
func (a *app) again(verb string) string {
	line := program + " " + verb
	if a.flags.data != "" {
		line += " --data " + phrase.ShellPath(a.flags.data)
	}
	return line
}

// options returns the options of every workbook that is opened.
func (a *app) options() store.Options {
	_, named := a.dataPath()
	return store.Options{Now: a.Now, Named: named, Older: a.flags.useOlder}
}

// readStore opens the answers to be read only: nothing is made or changed. It
// is nil if nobody has written anything in the usual place yet.
func (a *app) readStore() (*store.Store, error) {
	path, named := a.dataPath()
	o := a.options()
	o.ReadOnly = true
	st, err := store.Open(path, o)
	var problem *store.Problem
	if !named && errors.As(err, &problem) && (problem.Kind == store.ProblemMissing || problem.Kind == store.ProblemNoFolder) {
		if past, _ := store.Snapshots(path); len(past) == 0 { // else it is gone
			return nil, nil
		}
	}
	return st, err
}

// openStore is readStore for a verb that needs what was written: a sealed workbook
// is unlocked first.
func (a *app) openStore() (*store.Store, error) {
	st, err := a.readStore()
	if st == nil || err != nil {
		return nil, err
	}
	return a.unlocked(st)
}

// writeStore opens the answers to be written to, and unlocks them.
func (a *app) writeStore() (*store.Store, error) {
	path, _ := a.dataPath()
	st, err := store.Open(path, a.options())
	if err != nil {
		return nil, err
	}
	return a.unlocked(st)
}

// closing closes a store that may be nil, and keeps the error.
func closing(st *store.Store, err *error) {
	if st != nil {
		*err = errors.Join(*err, st.Close())
	}
}

// nothingYet returns the error of a workbook that nobody has written in.
func (a *app) nothingYet() error {
	path, _ := a.dataPath()
	return &nothingYet{path}
}

// nothingYet is the error of a workbook that nobody has written in.
type nothingYet struct{ path string }

func (e *nothingYet) Error() string { return "cli: no workbook at " + e.path }
func (e *nothingYet) Code() int     { return explain.Failed }

func (e *nothingYet) Words() explain.Words {
	return explain.Lines("Nothing has been written yet: there is no workbook at "+e.path+".", explain.Unchanged,
		"Start with "+program+", or name the file with --data FILE.")
}

// note notes beside the workbook that something of it is being written to a file.
func (a *app) note(path string) (drop func()) {
	workbook, _ := a.dataPath()
	return store.Note(workbook, path, store.Options{Now: a.Now})
}
