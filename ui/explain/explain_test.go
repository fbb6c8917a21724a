package explain

import (
	"errors"
	"fmt"
	"testing"
)

// The outermost error that explains itself is found, however it is wrapped.
func TestErrorsExplainThemselves(t *testing.T) {
	kept := New("cli: kept", Failed, Lines("Nothing was deleted.", "", ""))
	misuse := &Misuse{Command: "goldenthread export", Err: fmt.Errorf("which unit? %w", kept)}
	for _, test := range []struct {
		err  error
		code int
		says Words
	}{
		{fmt.Errorf("forget: %w", kept), Failed, Lines("Nothing was deleted.", "", "")},
		{errors.Join(misuse, kept), Misused, Lines("Which unit? cli: kept.", Unchanged, "What works: goldenthread export --help")},
		{&Misuse{Err: errors.New("no"), Instead: "goldenthread list"}, Misused, Lines("No.", Unchanged, "Did you mean: goldenthread list")},
	} {
		var e Error
		if !errors.As(test.err, &e) || e.Code() != test.code || e.Words() != test.says {
			t.Errorf("%v: %+v", test.err, e)
		}
	}
	if !errors.Is(misuse, kept) || errors.Is(New("cli: kept", Failed, Words{}), kept) {
		t.Error("a sentinel is itself and no other")
	}
}
