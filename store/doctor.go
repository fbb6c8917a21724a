package store

import (
	"errors"
	"os"
	"path/filepath"

	"goldenthread/store/file"
	"goldenthread/store/internal/disk"
	"goldenthread/store/problem"
	"goldenthread/store/related"
)

// Health reports what there is of a workbook, and how it is.
type Health struct {
	Path    string
	Size    int64
	Problem error // why it cannot be opened; nil if it can
	Audit         // what it holds, also if it is older; Damage only if every value was read

	Snapshots       []Snapshot               // the newest first
	Journals        []Recovery               // recovery journals, the oldest first
	Aside           []string                 // paths of the files that Restore has set aside, and of what was salvaged
	OpenPermissions []related.OpenPermission // what others may read
	Free            int64                    // bytes that are free where it is; below 0 if that is not known
	SyncProvider    string                   // who else writes in its folder; see related.SyncProvider
	Unseen          []error                  // why there may be more snapshots, journals and set-aside files than these
}

// Examine looks at a workbook and at what is around it, and changes nothing. It
// reads every value if readAll is set. What cannot be looked at is in Health; the error
// is of the path itself.
func Examine(path string, readAll bool) (Health, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return Health{}, problem.Of(path, err)
	}
	folder := filepath.Dir(related.Resolve(path))
	h := Health{Path: path, Free: disk.FreeSpace(folder), SyncProvider: related.SyncProvider(folder), OpenPermissions: related.OpenPermissions(path)}
	if info, err := os.Stat(path); err == nil {
		h.Size = info.Size()
	}
	h.Problem = h.readInside(readAll)
	var unseen [3]error
	h.Snapshots, unseen[0] = Snapshots(path)
	h.Journals, unseen[1] = Recoveries(path)
	h.Aside, unseen[2] = related.SetAside(path)
	for _, err := range unseen {
		if err != nil {
			h.Unseen = append(h.Unseen, err)
		}
	}
	return h, nil
}

func (h *Health) readInside(readAll bool) error {
	s, err := Open(h.Path, Options{ReadOnly: true, Older: true})
	if err != nil {
		return err
	}
	if readAll {
		h.Audit, err = s.Audit()
	} else {
		var found file.Inventory
		found, err = s.file.Count()
		h.Audit = auditOf(found)
	}
	return errors.Join(s.file.CheckGeneration(), err, s.Close())
}
