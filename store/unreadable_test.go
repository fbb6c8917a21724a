package store

import (
	"errors"
	"fmt"
	"testing"
)

// Single damaged answers are counted; any other error is left over.
func TestUnreadable(t *testing.T) {
	damage, other := &Damage{Bucket: "rev", Err: errors.New("x")}, errors.New("closed")
	for _, c := range []struct {
		err     error
		damaged int
		other   error
	}{
		{nil, 0, nil},
		{damage, 1, nil},
		{fmt.Errorf("reading: %w", damage), 1, nil},
		{errors.Join(damage, nil, damage), 2, nil},
		{fmt.Errorf("reading: %w", errors.Join(damage, other)), 1, other},
		{other, 0, other},
	} {
		if damaged, left := Unreadable(c.err); damaged != c.damaged || !errors.Is(left, c.other) || (left == nil) != (c.other == nil) {
			t.Errorf("%v: %d and %v", c.err, damaged, left)
		}
	}
}
