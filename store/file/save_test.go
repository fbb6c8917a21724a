package file

import (
	"errors"
	"fmt"
	"goldenthread/store/problem"
	"io/fs"
	"syscall"
	"testing"
)

func TestKindsOfErrors(t *testing.T) {
	path := func(err error) error { return &fs.PathError{Op: "write", Path: "x", Err: err} }
	tests := []struct {
		err   error
		want  problem.Kind
		retry bool
	}{
		{path(syscall.ENOSPC), problem.DiskFull, true},
		{path(syscall.EDQUOT), problem.DiskFull, true},
		{fmt.Errorf("file resize error: %s", syscall.ENOSPC), problem.DiskFull, true}, // as bbolt writes it
		{syscall.ENOSPC, problem.DiskFull, false},                                     // from the sync
		{path(syscall.EIO), problem.Unexpected, false},
		{path(syscall.EROFS), problem.NoAccess, false},
		{errors.New("?"), problem.Unexpected, false},
	}
	for _, test := range tests {
		if got := problem.Of("x", test.err).(*problem.Problem).Kind; got != test.want {
			t.Errorf("%v: %s, want %s", test.err, got, test.want)
		}
		if got := canRetry(problem.Of("x", test.err)); got != test.retry {
			t.Errorf("%v: retry %v, want %v", test.err, got, test.retry)
		}
	}
}
