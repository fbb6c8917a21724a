package store

import (
	"bytes"
	"errors"

	"goldenthread/store/file"
	"goldenthread/store/internal/disk"
)

// Restored says what Restore did.
type Restored struct {
	From  Snapshot
	Path  string      // where the copy now is
	Aside string      // where the file is that was there; "" if there was none
	Sound bool        // that file is whole, too
	Back  []Tombstone // what had been deleted in it, and is here again
	Blind bool        // something had been deleted in it, and one of the two is sealed: whether it is here again cannot be told
}

// Unrestorable is a file from which nothing can be restored. Nothing was changed.
type Unrestorable = file.Unrestorable

// Restore puts a verified copy of a snapshot in the place of the workbook at
// path, which nobody may have open. The file that is there is not written to: it
// is only renamed, to "name.before-restore-DATE" or, if it is broken, to
// "name.damaged-DATE". What was deleted in it for good is not forgotten: the copy
// knows of it, too.
//
// Nothing is renamed before the copy is on the disk, and the name of the workbook
// leads to the old file or to the new one at every moment: whenever the
// process is killed, one of them is there, and both are on the disk. Only where
// the file system knows no second name for a file is there an instant without;
// then Open finds snapshots and makes no empty workbook.
func Restore(path, snapshot string, o Options) (Restored, error) {
	return restoreOn(disk.Disk{}, path, snapshot, o)
}

// restoreOn is Restore on a disk.
func restoreOn(d disk.Disk, path, snapshot string, o Options) (Restored, error) {
	var done Restored
	found, err := file.Restore(path, snapshot, schemaOf(DefaultKinds()), o.on(d), func(old, copied string, o file.Options) (err error) {
		if done.Blind, err = carryRaw(old, copied, o); err == nil && !done.Blind {
			done.Back, err = carry(old, copied, o)
		}
		return err
	})
	done.From, done.Path, done.Aside, done.Sound = snapshotOf(found.From), found.Path, found.Aside, found.Sound
	return done, err
}

// carry lets the copy of a snapshot know what was deleted since, as far as the
// workbook that it replaces can be read, and returns what of that it brings back.
func carry(workbook, copied string, o file.Options) ([]Tombstone, error) {
	kinds := DefaultKinds()
	schema := schemaOf(kinds)
	var gone []Tombstone
	if old, err := openFile(workbook, kinds, schema, o); err == nil {
		gone, err = old.Tombstones()
		if err := errors.Join(err, old.Close()); err != nil {
			return nil, nil // it is about to be set aside as damaged
		}
	}
	if len(gone) == 0 {
		return nil, nil
	}
	finish := func(tx file.Tx) error { return addTombstones(transaction{tx, kinds}, gone) }
	if err := file.RewriteFile(copied, schema, file.Rewriting{Finish: finish}, o); err != nil {
		return nil, err
	}
	s, err := openFile(copied, kinds, schema, o)
	if err != nil {
		return nil, err
	}
	var back []Tombstone
	for _, one := range gone {
		traces, err := s.Traces(func(slot Slot) bool { return slot == one.Slot })
		if err != nil {
			return nil, errors.Join(err, s.Close())
		}
		if len(traces) > 0 && one.covers(traces[0].First) {
			back = append(back, one)
		}
	}
	return back, s.Close()
}

// carryRaw is carry where one of the two is sealed. What was deleted is carried
// over as it is there, if the same keys seal both. It reports whether there
// was something that carry can no longer look at.
func carryRaw(workbook, copied string, o file.Options) (blind bool, err error) {
	schema := schemaOf(DefaultKinds())
	old, err := file.Open(workbook, schema, o)
	if err != nil {
		return false, nil // carry finds the same
	}
	gone := map[string][]byte{}
	err = old.ReadRaw(func(tx file.Tx) error {
		bucket := tx.Bucket([]byte(bucketGone))
		if bucket == nil {
			return nil
		}
		return bucket.ForEach(func(key, value []byte) error {
			gone[string(key)] = bytes.Clone(value)
			return nil
		})
	})
	ours, theirs := old.Header(), file.HeaderAt(copied, schema)
	if err = errors.Join(err, old.Close()); err != nil || len(gone) == 0 || ours == nil && theirs == nil {
		return false, err
	}
	if ours == nil || theirs == nil || !ours.Same(theirs) {
		return true, nil
	}
	return true, file.PutRaw(copied, bucketGone, gone, o)
}
