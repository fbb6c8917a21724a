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
	for s, code := range map[syscall.Signal]int{syscall.SIGHUP: 129, syscall.SIGINT: 130, syscall.SIGQUIT: 131, syscall.SIGTERM: 143} {
		ctx, stop := Context()
		self, err := os.FindProcess(os.Getpid())
		if err == nil {
			err = self.Signal(s)
		}
		if err != nil {
			t.Fatal(err)
		}
		<-ctx.Done()
		stop()
		var ended *Error
		if !errors.As(context.Cause(ctx), &ended) || ended.Code() != code {
			t.Errorf("%v: %v", s, context.Cause(ctx))
		}
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
