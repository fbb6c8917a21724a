package file

import (
	"crypto/sha256"
	"io"
	"time"

	"goldenthread/store/internal/disk"
	"goldenthread/store/problem"
	"goldenthread/store/vault"
)

// Schema describes to a File what is kept in it. The functions may be nil
// where there is nothing to be done.
type Schema struct {
	Kind    string                  // what sort of file it is, as it is written in it; "" is a workbook
	Others  map[string]problem.Kind // the kinds that are known and are not this one, and what they are called
	Number  int                     // the version of the form; a file with a higher one is not touched
	Steps   []func(tx Tx) error     // Steps[0] makes number 1 number 2; see migrate.go
	Buckets []string                // those of a new file, in their order
	Needed  []string                // those without which a file is damaged; the first tells whether it is sealed
	Derived []string                // those that Index makes of the others
	Marked  bool                    // a marker beside the file records its newest generation

	// Index makes the derived buckets again. It returns what it could not read beside
	// the error that stopped it.
	Index func(tx Tx) (damage []error, err error)
	// Check reports an entry of a derived bucket that leads nowhere.
	Check func(tx Tx) error
	// Lacking returns what is missing in the derived buckets, or in the others.
	Lacking func(tx Tx) []*problem.Damage
	// Locate returns the damage of a value, and says whose value it is.
	Locate func(tx Tx, bucket string, key []byte, err error) *problem.Damage
	// Count counts what is in the file, by names of its own.
	Count func(tx Tx) Counts
	// Empty reports whether there is nothing that is worth a snapshot.
	Empty func(Inventory) bool
	// Fingerprint is the same for two files that hold the same.
	Fingerprint func(tx Tx) [sha256.Size]byte
	// Essence is the same for two files between which nothing was lost that no step
	// may take away.
	Essence func(tx Tx) [sha256.Size]byte
	// Rekey returns a key in the form of to; the payload may say what the key hides.
	Rekey func(from, to Codec, bucket string, key, payload []byte) ([]byte, error)
}

// index is Index, if there is something to be indexed.
func (s Schema) index(tx Tx) ([]error, error) {
	if s.Index == nil {
		return nil, nil
	}
	return s.Index(tx)
}

// check is Check, if there is something to be checked.
func (s Schema) check(tx Tx) error {
	if s.Check == nil {
		return nil
	}
	return s.Check(tx)
}

// locate returns the damage of a value.
func (s Schema) locate(tx Tx, bucket string, key []byte, err error) *problem.Damage {
	if s.Locate == nil || bucket == bucketMeta {
		return locateMeta(bucket, key, err)
	}
	return s.Locate(tx, bucket, key, err)
}

// sum is a fingerprint or an essence of nothing, unless there is one.
func sum(of func(tx Tx) [sha256.Size]byte, tx Tx) (none [sha256.Size]byte) {
	if of == nil {
		return none
	}
	return of(tx)
}

// Options say how to open a file. The zero Options open one that is there, for
// writing.
type Options struct {
	Now      func() time.Time  // the clock; nil means time.Now
	Entropy  io.Reader         // random bits of the IDs; nil means crypto/rand
	ReadOnly bool              // nothing is made, changed or locked against other readers
	Named    bool              // the person named this path: a missing folder is a problem and not made
	Older    bool              // the file may be older than it was when it was last seen here
	Make     bool              // an empty file is made if none is there
	Anew     bool              // Make also makes one where one was seen that is gone; with snapshots it still does not
	Fill     func(tx Tx) error // makes a new file, which may not be there yet, and fills it
	Held     bool              // the caller holds the lock
	Keys     *vault.Keys       // unlock the file, if they fit; they stay the caller's
	Disk     disk.Disk         // the way to the file system; the zero Disk is the real one
}

// Clock returns the clock of the Options.
func (o Options) Clock() func() time.Time {
	if o.Now == nil {
		return time.Now
	}
	return o.Now
}
