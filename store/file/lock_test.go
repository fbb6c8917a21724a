package file

import (
	"goldenthread/store/internal/disk"
	"testing"
	"time"
)

func TestOpenStaysUnderTwoSeconds(t *testing.T) {
	const longest = lockWait + 2*disk.BoltWait // bbolt is opened twice
	if longest > 2*time.Second {
		t.Errorf("Open may wait %s", longest)
	}
}
