// Package ids makes the IDs under which things are kept in the store for ever.
package ids

import (
	"crypto/rand"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/oklog/ulid/v2"
)

// ID names a revision or a commitment for ever: a ULID, 26 letters and digits
// in JSON, 16 bytes as a key. IDs made by one process only ever grow.
type ID ulid.ULID

// Parse reads the form that String writes.
func Parse(text string) (ID, error) {
	id, err := ulid.ParseStrict(text)
	if err != nil {
		return ID{}, fmt.Errorf("store: id %q: %w", text, err)
	}
	return ID(id), nil
}

// String returns the 26 characters of the ID.
func (id ID) String() string { return ulid.ULID(id).String() }

// IsZero reports whether the ID names nothing.
func (id ID) IsZero() bool { return id == ID{} }

// Compare orders IDs as their keys are ordered.
func (id ID) Compare(other ID) int { return ulid.ULID(id).Compare(ulid.ULID(other)) }

// Time returns when the ID was made, to the millisecond.
func (id ID) Time() time.Time { return ulid.Time(ulid.ULID(id).Time()) }

// MarshalText writes the 26 characters of the ID.
func (id ID) MarshalText() ([]byte, error) { return ulid.ULID(id).MarshalText() }

// UnmarshalText reads the 26 characters of an ID, strictly.
func (id *ID) UnmarshalText(text []byte) error {
	parsed, err := Parse(string(text))
	*id = parsed
	return err
}

// Source makes IDs. It may be asked from any goroutine, and never goes back, even if the clock does.
type Source struct {
	mu      sync.Mutex
	now     func() time.Time
	entropy *ulid.MonotonicEntropy
	last    uint64 // milliseconds of the last ID
}

// NewSource returns a Source with a clock. Its random bits are those of crypto/rand if
// entropy is nil.
func NewSource(now func() time.Time, entropy io.Reader) *Source {
	if entropy == nil {
		entropy = rand.Reader
	}
	return &Source{now: now, entropy: ulid.Monotonic(entropy, 0)}
}

// Next makes an ID.
func (m *Source) Next() (ID, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.last = max(m.last, ulid.Timestamp(m.now()))
	id, err := ulid.New(m.last, m.entropy)
	if err != nil {
		return ID{}, fmt.Errorf("store: make an id: %w", err)
	}
	return ID(id), nil
}
