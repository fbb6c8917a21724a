//go:build unix

package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"goldenthread/store"
	"goldenthread/ui"
	"goldenthread/ui/facilitate"
)

// opened runs the program as if there were a terminal, with start as its screen.
func opened(t *testing.T, path string, start func(context.Context, ui.Options) error, args ...string) (int, string) {
	t.Helper()
	var stderr bytes.Buffer
	a := &app{
		IO:          IO{In: strings.NewReader(""), Out: io.Discard, Err: &stderr, Environ: []string{envData + "=" + path, "NO_COLOR=yes"}, Now: time.Now},
		start:       start,
		interactive: func(IO) bool { return true },
	}
	return a.main(args), stderr.String()
}

func TestOpenHandsEverythingOver(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.db")
	var got ui.Options
	code, said := opened(t, path, func(_ context.Context, o ui.Options) error {
		got = o
		_, err := o.Store.Place()
		return err
	}, "open", "mastery/notice", "--theme", "light", "--ascii", "--no-mouse", "--color", "always")
	if code != 0 || said != "" {
		t.Fatalf("%d, %s", code, said)
	}
	if got.Route != "disciplines/mastery/notice" || got.Theme != "light" || !got.ASCII || !got.NoMouse || got.Book == nil || got.Now == nil {
		t.Errorf("got %+v", got)
	}
	if getenv(got.Environ, "NO_COLOR") != "" || getenv(got.Environ, "CLICOLOR_FORCE") != "1" || got.Getenv(envData) != path {
		t.Errorf("the environment is %v", got.Environ)
	}
	st, err := store.Open(path, store.Options{})
	if err != nil {
		t.Fatalf("the workbook was not closed: %v", err)
	}
	if err := st.Close(); err != nil {
		t.Error(err)
	}
}

// Before a room can see anything the workbook is closed. If it cannot be, the
// room sees nothing.
func TestFacilitateClosesTheWorkbook(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.db")
	projected := false
	a := &app{
		IO:          IO{In: strings.NewReader(""), Out: io.Discard, Err: io.Discard, Environ: []string{envData + "=" + path}, Now: time.Now},
		start:       func(context.Context, ui.Options) error { return ui.ErrFacilitate },
		interactive: func(IO) bool { return true },
		project: func(_ context.Context, o facilitate.Options) error {
			projected = true
			if o.Folder != filepath.Join(filepath.Dir(path), "sessions") || o.Agenda != nil {
				t.Errorf("%+v", o)
			}
			st, err := store.Open(path, store.Options{})
			if err != nil {
				t.Fatalf("the workbook was not closed: %v", err)
			}
			return st.Close()
		},
	}
	if code := a.main(nil); code != 0 || !projected {
		t.Errorf("%d, projected %v", code, projected)
	}
	projected = false
	a.start = func(context.Context, ui.Options) error { return errors.Join(ui.ErrFacilitate, errors.New("not kept")) }
	if code := a.main([]string{"open", "mastery"}); code != 1 || projected {
		t.Errorf("%d, projected %v", code, projected)
	}
}

// A signal ends the program when everything is kept, also if it comes twice.
func TestSignals(t *testing.T) {
	for signal, want := range map[syscall.Signal]int{syscall.SIGHUP: 129, syscall.SIGINT: 130, syscall.SIGTERM: 143} {
		path := filepath.Join(t.TempDir(), "w.db")
		code, said := opened(t, path, func(ctx context.Context, o ui.Options) error {
			for range 2 {
				if err := raise(signal); err != nil {
					return err
				}
				<-ctx.Done()
			}
			return o.Store.SetPlace("disciplines/mastery")
		})
		if code != want || said != "" {
			t.Errorf("%v ends with %d, want %d: %s", signal, code, want, said)
		}
		st, err := store.Open(path, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if place, err := st.Place(); err != nil || place != "disciplines/mastery" {
			t.Errorf("%v: kept %q, %v", signal, place, err)
		}
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	}
}

// If a text could not be kept after a signal, that is said.
func TestSignalAndFullDisk(t *testing.T) {
	code, said := opened(t, filepath.Join(t.TempDir(), "w.db"), func(ctx context.Context, o ui.Options) error {
		if err := raise(syscall.SIGTERM); err != nil {
			return err
		}
		<-ctx.Done()
		return errors.Join(&store.Problem{Kind: store.ProblemDiskFull, Path: o.Store.Path()}, context.Canceled)
	})
	if code != 143 || !strings.Contains(said, "could not be saved") {
		t.Errorf("%d, %s", code, said)
	}
}
