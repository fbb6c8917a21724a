package file

import (
	"errors"
	"path/filepath"

	"goldenthread/store/problem"
	"goldenthread/store/related"
)

// Wipe writes zeros over a file that nobody has open, and removes it and its lock.
func Wipe(path string, o Options) error {
	o.Now = o.Clock()
	release, err := Hold(path, o)
	if err != nil {
		return err
	}
	beside := related.LockPath(path)
	err = errors.Join(o.Disk.Wipe(path), release())
	if err == nil {
		_ = o.Disk.Remove(beside) // the next file of this name makes its own
		err = o.Disk.SyncFolder(filepath.Dir(path))
	}
	return problem.Of(path, err)
}
