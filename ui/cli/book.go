package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"goldenthread/content"
	"goldenthread/content/page"
	"goldenthread/ui/explain"
	"goldenthread/ui/phrase"
)

// contentDir returns the folder of the person's own units, "" for the book that
// the program carries.
func (a *app) contentDir() string {
	if a.flags.content != "" {
		return a.flags.content
	}
	return a.getenv(envContent)
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
	root, err := os.OpenRoot(dir) // no link leads out of it
	if err != nil {
		return nil, &noContent{dir: dir, err: err}
	}
	book, err := content.Load(root.FS())
	if err != nil {
		return nil, &badContent{dir: dir, err: err}
	}
	return book, nil
}

// noContent is the error of a folder of content that is not there, or no folder.
type noContent struct {
	dir string
	err error // nil if it is not a folder
}

func (e *noContent) Error() string { return "cli: content " + e.dir + ": not a folder" }
func (e *noContent) Unwrap() error { return e.err }
func (e *noContent) Code() int     { return explain.Failed }

func (e *noContent) Words() explain.Words {
	happened := e.dir + " is not a folder, so no units can be read from it."
	if errors.Is(e.err, fs.ErrNotExist) {
		happened = "There is no folder " + e.dir + ", so no units can be read from it."
	} else if e.err != nil {
		happened = "The folder " + e.dir + " cannot be opened" + phrase.Because(e.err) + ", so no units can be read from it."
	}
	return explain.Lines(happened, explain.Kept, "Name the folder with --content DIR, or leave that out for the units that the program carries.")
}

// badContent is the error of a folder of content that cannot be read.
type badContent struct {
	dir string
	err error
}

func (e *badContent) Error() string { return "cli: content " + e.dir + ": " + e.err.Error() }
func (e *badContent) Unwrap() error { return e.err }
func (e *badContent) Code() int     { return explain.Failed }

// mostErrors limits how many errors of an author are shown at once.
const mostErrors = 5

func (e *badContent) Words() explain.Words {
	found := page.Errors(e.err)
	var b strings.Builder
	fmt.Fprintf(&b, "The units in %s cannot be read.", e.dir)
	for _, one := range found[:min(mostErrors, len(found))] {
		shown := *one
		shown.File = inFolder(e.dir, one.File)
		fmt.Fprintf(&b, "\n%s", shown.Error())
		if text := strings.TrimSpace(one.Text); text != "" {
			fmt.Fprintf(&b, "\n    | %s", text)
		}
	}
	if more := len(found) - mostErrors; more > 0 {
		fmt.Fprintf(&b, "\nand %s more", phrase.Count(more, "error"))
	}
	if len(found) == 0 {
		b.WriteString("\n" + e.err.Error())
	}
	return explain.Lines(b.String(), explain.Kept, "Correct that, and look again with: "+program+" check "+e.dir)
}

// inFolder makes a path inside the content one that an editor can open.
func inFolder(dir, file string) string {
	if dir == "" || file == "" {
		return file
	}
	return filepath.Join(dir, filepath.FromSlash(file))
}
