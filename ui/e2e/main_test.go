//go:build !windows

package e2e

import (
	"os"
	"testing"

	"goldenthread/ui/cli"
)

// asProgram is the environment variable that makes the test binary the program.
//
// The program is this binary, started again, and not one that is compiled
// first: that saves the linking on every run, needs no Go tools at run time, and
// with -race the race detector watches the program and not only the tests.
const asProgram = "GOLDENTHREAD_E2E"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		os.Exit(cli.Main(os.Args[1:], cli.System()))
	}
	os.Exit(m.Run())
}
