//go:build unix

package interrupt

import (
	"context"
	"errors"
	"os"
	"syscall"
	"testing"
)

// A signal ends the context, with a cause that names it.
func TestContext(t *testing.T) {
	ctx, stop := Context()
	defer stop()
	self, err := os.FindProcess(os.Getpid())
	if err == nil {
		err = self.Signal(syscall.SIGHUP)
	}
	if err != nil {
		t.Fatal(err)
	}
	<-ctx.Done()
	var ended *Error
	if !errors.As(context.Cause(ctx), &ended) || ended.Code() != 129 {
		t.Errorf("%v", context.Cause(ctx))
	}
}

// Stopping ends it, too, and no signal is to blame.
func TestStop(t *testing.T) {
	ctx, stop := Context()
	stop()
	<-ctx.Done()
	var ended *Error
	if errors.As(context.Cause(ctx), &ended) {
		t.Errorf("%v", ended)
	}
}
