package file

import (
	"errors"
	"goldenthread/store/boltfile"
	"goldenthread/store/problem"
	"testing"
)

// broken is a disk that does not read.
type broken struct{}

var errBroken = errors.New("input/output error")

func (broken) ReadAt([]byte, int64) (int, error) { return 0, errBroken }

func TestCheckTellsDamageFromADiskThatDoesNotRead(t *testing.T) {
	if err := verifyPages(broken{}, 1<<16); !errors.Is(err, errBroken) || problem.Of("", err).(*problem.Problem).Kind != problem.Unexpected {
		t.Errorf("%v, want the error of the disk", err)
	}
}

func TestKindsOfFaults(t *testing.T) {
	for fault, want := range map[boltfile.Kind]problem.Kind{
		boltfile.Foreign:  problem.Foreign,
		boltfile.CutShort: problem.CutShort,
		boltfile.Damaged:  problem.Damaged,
	} {
		if got := kindOfFault(fault); got != want {
			t.Errorf("%s: %s, want %s", fault, got, want)
		}
	}
}
