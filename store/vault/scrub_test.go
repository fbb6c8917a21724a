package vault

import (
	"bytes"
	"testing"
)

// What is in use stays as it is. What is not is looked for from outside, in
// ui/e2e/memory_linux_test.go.
func TestScrubLeavesWhatIsUsed(t *testing.T) {
	var kept [][]byte
	for size := 1; size < 1<<16; size *= 2 {
		kept = append(kept, bytes.Repeat([]byte{0xA5}, size), make([]byte, size))
	}
	Scrub()
	for i, b := range kept {
		if want := []byte{0xA5, 0}[i%2]; bytes.Count(b, []byte{want}) != len(b) {
			t.Errorf("%d bytes were changed", len(b))
		}
	}
}
