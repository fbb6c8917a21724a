package guarded

import (
	"os"
	"testing"
)

func pipe(t *testing.T, _, _ string) { t.Skip("pipes have no names in folders here") }

func handed(f *os.File) string { return f.Name() }
