package file

import (
	"errors"
	"fmt"

	"goldenthread/store/related"
)

// How many snapshots are kept: the newest ones, and the newest of each of so
// many weeks and months. Their size together is capped, though not below a few.
const (
	keepNewest  = 10
	keepWeekly  = 8
	keepMonthly = 12
	keepAlways  = 3

	capTimes = 20       // the size of the file
	capLeast = 64 << 20 // bytes
)

// superfluous returns those of the snapshots, which come newest first, that need
// not be kept. limit is in bytes.
func superfluous(all []Snapshot, limit int64) []Snapshot {
	var drop []Snapshot
	weeks, months := map[string]bool{}, map[string]bool{}
	kept, size := 0, int64(0)
	for i, snap := range all {
		year, number := snap.At.ISOWeek()
		week, month := fmt.Sprint(year, number), snap.At.Format("2006-01")
		wanted := i < keepNewest ||
			!weeks[week] && len(weeks) < keepWeekly ||
			!months[month] && len(months) < keepMonthly
		weeks[week], months[month] = true, true
		if kept < keepAlways || wanted && size+snap.Size <= limit {
			kept++
			size += snap.Size
			continue
		}
		drop = append(drop, snap)
	}
	return drop
}

// thinOut removes the snapshots that need not be kept, though never the one that
// was just made: the clock may have gone back. It also removes what copies that
// were cut short have left.
func (f *File) thinOut(made Snapshot) error {
	all, err := NamedSnapshots(f.options.Disk, f.path)
	wrong := []error{err, Sweep(f.options.Disk, f.path, related.Snapshot)}
	for _, snap := range superfluous(all, max(capTimes*made.Size, capLeast)) {
		if snap.Path != made.Path {
			wrong = append(wrong, f.options.Disk.Remove(snap.Path))
		}
	}
	if err := errors.Join(wrong...); err != nil {
		return fmt.Errorf("store: thin out the snapshots: %w", err)
	}
	return nil
}

// WithoutSnapshots keeps snapshots from being made until resume is called.
func (f *File) WithoutSnapshots() (resume func()) {
	f.snapshots.Lock()
	return f.snapshots.Unlock
}
