package file

import (
	"slices"
	"testing"
	"time"
)

// every returns n snapshots of one byte each, the newest first.
func every(n int, d time.Duration) []Snapshot {
	at := time.Date(2026, time.November, 22, 14, 0, 0, 0, time.UTC)
	var all []Snapshot
	for range n {
		all = append(all, Snapshot{At: at, Size: 1})
		at = at.Add(-d)
	}
	return all
}

func TestSuperfluous(t *testing.T) {
	const day = 24 * time.Hour
	for _, c := range []struct {
		name  string
		all   []Snapshot
		limit int64
		keep  []int // places in all
	}{
		{"none", nil, 1 << 30, []int{}},
		{"few", every(4, time.Minute), 1 << 30, []int{0, 1, 2, 3}},
		{"of one hour", every(100, time.Minute), 1 << 30, []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}},
		// 22 November 2026 is a Sunday: its week goes back to the 16th
		{"of each day", every(120, day), 1 << 30, []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 14, 21, 22, 28, 35, 42, 49, 53, 83, 114}},
		{"of each month", every(20, 31*day), 1 << 30, []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}},
		{"capped", every(50, day), 5, []int{0, 1, 2, 3, 4}},
		{"capped below the least", every(50, day), 1, []int{0, 1, 2}},
	} {
		dropped := map[time.Time]bool{}
		for _, snap := range superfluous(c.all, c.limit) {
			dropped[snap.At] = true
		}
		kept := []int{}
		for i, snap := range c.all {
			if !dropped[snap.At] {
				kept = append(kept, i)
			}
		}
		if !slices.Equal(kept, c.keep) {
			t.Errorf("%s: kept %v, want %v", c.name, kept, c.keep)
		}
	}
}
