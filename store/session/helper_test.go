package session

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

const childEnv = "GOLDENTHREAD_TEST_SESSION"

// testMain also runs the process that a test kills.
func TestMain(m *testing.M) {
	if path := os.Getenv(childEnv); path != "" {
		os.Exit(child(path))
	}
	os.Exit(m.Run())
}

// clock2 is a time that a test moves.
type clock struct{ time.Time }

func (c *clock) now() time.Time { return c.Time }

func (c *clock) pass(d time.Duration) { c.Time = c.Add(d) }

func newClock() *clock {
	return &clock{time.Date(2026, time.November, 22, 14, 3, 0, 0, time.FixedZone("", 3600))}
}

// same2 compares two values as they are in JSON: of two equal times one may lie
// in a zone with a name.
func same(t testing.TB, what string, got, want any) {
	t.Helper()
	a, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a, b) {
		t.Errorf("%s\n got %.2000s\nwant %.2000s", what, a, b)
	}
}

// numbered2 is a text that follows from its number, now and then a long one.
func numbered(n int) string {
	return strings.Repeat(fmt.Sprintf("card %d; ", n), 1+n%7*n%11*60)
}
