package privacy

import (
	"fmt"
	"os"
	"runtime"
)

// Folder is a place for the file in which another editor edits an answer.
type Folder struct {
	Path     string
	InMemory bool // nothing of it is ever on a disk, but in swap
}

// inMemory is a folder that Linux keeps in memory. $XDG_RUNTIME_DIR comes before
// it, because nobody but its owner can enter that.
const inMemory = "/dev/shm"

// EditorFolder returns the most private folder for the file of another editor: one
// in memory where there is one, else the folder for temporary files. The caller
// makes a folder in it that is closed to everybody else.
func EditorFolder(getenv func(string) string) Folder {
	for _, path := range []string{getenv("XDG_RUNTIME_DIR"), inMemory} {
		if info, err := os.Stat(path); path != "" && err == nil && info.IsDir() {
			return Folder{path, runtime.GOOS == "linux"}
		}
	}
	return Folder{os.TempDir(), false}
}

func (f Folder) says() string {
	where := fmt.Sprintf("in `%s`, in memory", f.Path)
	if !f.InMemory {
		where = fmt.Sprintf("in `%s`, on the disk, because this computer has no private folder in memory", f.Path)
	}
	return "With ctrl+o one answer lies in a file for your own editor, " + where + ". It is removed afterwards. Editors keep copies of their own: swap files, undo files, backups."
}
