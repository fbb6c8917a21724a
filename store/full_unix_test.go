//go:build unix

package store

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// limitedChild writes under a limit to the size of files, then without it. It
// prints what is wrong.
func limitedChild(path string) int {
	if err := writeUnderLimit(path); err != nil {
		fmt.Println(err)
		return 1
	}
	return 0
}

func writeUnderLimit(path string) error {
	s, err := Open(path, Options{})
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	free := limit.Cur
	setTo(&limit, uint64(info.Size()))
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	var texts []string
	unsaved := 0
	for n := range 12 {
		text := strings.Repeat(fmt.Sprintf("answer %d; ", n), 800)
		_, err := s.Add(answer(noticed, text), "asked")
		var p *Problem
		switch {
		case err == nil:
		case !Kept(err) || !errors.As(err, &p) || p.Kind != ProblemDiskFull:
			return fmt.Errorf("answer %d: %w", n, err)
		default:
			unsaved++
		}
		texts = append(texts, text)
		if unsaved == 3 {
			break
		}
	}
	if unsaved != 3 {
		return fmt.Errorf("%d of %d could not be saved: the test shows little", unsaved, len(texts))
	}
	setTo(&limit, uint64(free))
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	if err := s.SaveUnsaved(); err != nil {
		return err
	}
	history, err := s.History(noticed)
	if err != nil || len(history) != len(texts) {
		return fmt.Errorf("%d of %d answers, %w", len(history), len(texts), err)
	}
	for n, r := range history {
		if r.Text != texts[n] {
			return fmt.Errorf("answer %d is %.20q", n, r.Text)
		}
	}
	if left, err := Recoveries(path); err != nil || len(left) != 0 {
		return fmt.Errorf("journals %v, %w", left, err)
	}
	return s.Close()
}

func TestFullDiskInAProcess(t *testing.T) {
	t.Parallel()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"="+workbookPath(t), limitEnv+"=yes")
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, said)
	}
}
