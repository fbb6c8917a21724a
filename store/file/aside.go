package file

import (
	"errors"
	"goldenthread/store/internal/disk"
	"goldenthread/store/related"
	"io/fs"
	"time"
)

// takeBack undoes setAside.
func takeBack(d disk.Disk, path, aside string) {
	if aside != "" && d.Rename(aside, path) == nil {
		_ = d.Remove(aside) // where it was a second name
	}
}

// SetAside gives a file a second name, or where that cannot be, a new one. It
// says why and when.
func SetAside(d disk.Disk, path string, why related.Reason, at time.Time) (string, error) {
	for {
		aside := related.AsidePath(path, why, at)
		switch _, err := d.Lstat(aside); {
		case err == nil:
			at = at.Add(time.Second)
			continue
		case !errors.Is(err, fs.ErrNotExist):
			return "", err
		}
		if d.Link(path, aside) == nil {
			return aside, nil
		}
		return aside, d.Rename(path, aside)
	}
}
