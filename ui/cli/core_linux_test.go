package cli

import (
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

const coreEnv = "GOLDENTHREAD_TEST_CORE"

// A crash of the program leaves no memory behind. It is tried in a process of its
// own, which then cannot be looked into.
func TestNoCore(t *testing.T) {
	if os.Getenv(coreEnv) != "" {
		noCore()
		var limit syscall.Rlimit
		err := syscall.Getrlimit(syscall.RLIMIT_CORE, &limit)
		const getDumpable = 3
		dumpable, _, _ := syscall.RawSyscall(syscall.SYS_PRCTL, getDumpable, 0, 0)
		if err != nil || limit.Cur != 0 || limit.Max != 0 || dumpable != 0 {
			t.Errorf("limit %+v, dumpable %d, %v", limit, dumpable, err)
		}
		return
	}
	child := exec.Command(os.Args[0], "-test.run=TestNoCore")
	child.Env = append(os.Environ(), coreEnv+"=1")
	if out, err := child.CombinedOutput(); err != nil || !strings.Contains(string(out), "PASS") {
		t.Errorf("%s %v", out, err)
	}
}
