package store

import (
	"errors"
	"os"
	"testing"

	"goldenthread/store/related"
)

// Nothing is deleted while a window has the workbook open, also where the lock beside
// it has been removed under that window.
func TestForgetAllDoesNotTrustTheLockAlone(t *testing.T) {
	path := workbookPath(t)
	s := openAt(t, path, Options{})
	add(t, s, answer(noticed, "the corridor"))
	check0(t, os.Remove(related.LockPath(path)))
	var p *Problem
	if removed, err := ForgetAll(path, Options{}); len(removed) > 0 || !errors.As(err, &p) || p.Kind != ProblemInUse {
		t.Errorf("removed %v, %v", removed, err)
	}
	add(t, s, answer(noticed, "the playground"))
	closeStore(t, s)
	holds(t, path, "the corridor", "the playground")
	if _, err := ForgetAll(path, Options{}); err != nil {
		t.Error(err)
	}
}
