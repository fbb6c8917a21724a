package privacy

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"goldenthread/store/guarded"
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
	if path := runtimeFolder(getenv); path != "" {
		return Folder{path, runtime.GOOS == "linux"}
	}
	if info, err := os.Stat(inMemory); err == nil && info.IsDir() {
		return Folder{inMemory, runtime.GOOS == "linux"}
	}
	return Folder{os.TempDir(), false}
}

// runtimeFolder returns $XDG_RUNTIME_DIR, if it is this account's: after su it may
// be somebody else's.
func runtimeFolder(getenv func(string) string) string {
	if path := getenv("XDG_RUNTIME_DIR"); filepath.IsAbs(path) && guarded.IsMine(path) {
		return path
	}
	return ""
}

// EditorFolders returns every folder that EditorFolder may have returned in another
// environment, as far as that can be known.
func EditorFolders(getenv func(string) string) []string {
	all := []string{inMemory, os.TempDir()}
	if runtime.GOOS == "linux" {
		all = append(all, fmt.Sprintf("/run/user/%d", os.Getuid()))
	}
	if path := runtimeFolder(getenv); path != "" && !slices.Contains(all, path) {
		all = append(all, path)
	}
	return all
}

func (f Folder) says() string {
	where := fmt.Sprintf("in `%s`, in memory", f.Path)
	if !f.InMemory {
		where = fmt.Sprintf("in `%s`, on the disk, because this computer has no private folder in memory", f.Path)
	}
	return "With ctrl+o one answer lies in a file for your own editor, " + where + ". It is removed afterwards. Editors keep copies of their own: swap files, undo files, backups."
}
