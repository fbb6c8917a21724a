package trouble

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"goldenthread/store"
)

func TestWhy(t *testing.T) {
	full := &store.Problem{Kind: store.ProblemDiskFull}
	if got := Why(fmt.Errorf("saving: %w", full)); got != "the disk is full" {
		t.Errorf("%q", got)
	}
	if got := Why(errors.New("x")); got != "the file cannot be used" {
		t.Errorf("%q", got)
	}
	if WhyOr(full, "too many links") != "the disk is full" || WhyOr(errors.New("x"), "too many links") != "too many links" {
		t.Error("the other words are not taken where no more is known")
	}
	since := time.Date(2026, time.November, 22, 14, 3, 0, 0, time.UTC)
	if why, where, short := NotSaved(since, full, true); why != "Not saved since 14:03: the disk is full" || where != "Only on this screen" || short != "Not saved since 14:03; on screen only" {
		t.Errorf("%q, %q, %q", why, where, short)
	}
	kept := &store.Unsaved{Err: full}
	if _, where, short := NotSaved(since, kept, false); where != "Kept in the recovery journal" || short != "Not saved since 14:03; in the journal" {
		t.Errorf("%q, %q", where, short)
	}
	if _, where, short := NotSaved(since, kept, true); where != "Keeping…" || short != "Not saved since 14:03; keeping…" {
		t.Errorf("newer words are on their way, and it says %q, %q", where, short)
	}
}
