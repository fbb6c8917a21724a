// Package store is what people answered: revisions that are written once and
// never changed, the draft of every slot, and the place where the person was.
// It knows the IDs of package content, no text of a prompt of its own, and no
// screen.
//
// A call that writes returns only after the words are on the disk. A call that
// reads returns copies and keeps no transaction open.
package store

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"goldenthread/store/ids"
	"goldenthread/store/internal/disk"
	"goldenthread/store/problem"
	"goldenthread/store/vault"
)

// Options say how to open a workbook. The zero Options are those of the program.
type Options struct {
	Now      func() time.Time // the clock; nil means time.Now
	ReadOnly bool             // nothing is made, changed or locked against other readers
	Named    bool             // the person named this path: a missing folder is a Problem and not made
	Older    bool             // the file may be older than it was when it was last seen here
	Anew     bool             // a workbook that was seen here and is gone is not missed; with snapshots it still is
	Entropy  io.Reader        // random bits of the IDs; nil means crypto/rand
	Kinds    Kinds            // of answers that it may hold; nil means DefaultKinds

	kind  string                     // what sort of file it is; "" is a workbook
	found func(tx transaction) error // fills a new file that is no workbook; nil opens one that is there
	// Unlock returns the keys of a sealed workbook that is salvaged; nil salvages
	// only what is plain.
	Unlock func(*vault.Header) (*vault.Keys, error)

	held  bool                         // the caller holds the lock
	disk  disk.Disk                    // the zero disk in the program; in tests, one whose calls fail
	keys  *vault.Keys                  // unlock it, if they fit; they stay the caller's
	steps []func(tx transaction) error // for tests of a step that goes wrong; nil means those of the program
}

func (o Options) clock() func() time.Time {
	if o.Now == nil {
		return time.Now
	}
	return o.Now
}

// Store is an open workbook. Its methods may be called from any goroutine.
type Store struct {
	path    string
	options Options
	kinds   Kinds
	now     func() time.Time
	ids     *ids.Source
	lock    *lock
	device  string

	handle sync.RWMutex // held by who reads db and file, but for the writer; it alone changes them
	db     *bolt.DB
	file   os.FileInfo // the opened file, to know it again

	keyring sync.RWMutex  // held in every transaction; guards form and header
	form    codec         // of its keys and values
	header  *vault.Header // nil if it is plain
	behind  identity      // as it was opened: Unlock brings it up to date

	generation int64     // of the last save; the writer's, as those of the marker
	seen       int64     // the generation that is in the marker
	seenAt     time.Time // when it was last written

	readOnly  bool
	snapshots sync.Mutex // guards looked; held while a snapshot that is due is made
	looked    time.Time  // when it was last asked whether one is due

	mu      sync.RWMutex // guards closed and the sending on writes
	closed  bool
	writes  chan write
	stopped chan struct{}           // closed when the writer is done
	fault   atomic.Pointer[Problem] // bbolt panicked: it may hold its locks for ever

	unsaved unsaved
}

// Open opens the workbook at path and makes it on first use, the file with mode
// 0600, the folder with 0700. Whatever goes wrong is a *Problem, and the file
// stays as it was. A sealed workbook opens locked; see Unlock.
func Open(path string, o Options) (*Store, error) {
	o.Now = o.clock()
	if o.steps == nil {
		o.steps = steps
	}
	if o.Kinds == nil {
		o.Kinds = DefaultKinds()
	}
	path, err := filepath.Abs(path)
	if err == nil {
		err = o.Kinds.check()
	}
	if err != nil {
		return nil, problem.Of(path, err)
	}
	s := &Store{path: path, options: o, kinds: o.Kinds, now: o.Now, ids: ids.NewSource(o.Now, o.Entropy), readOnly: o.ReadOnly}
	if err := s.open(o); err != nil {
		return nil, s.giveUp(err)
	}
	s.unsaved.journal = newJournal(path, o)
	if !o.ReadOnly && !o.held && o.kind == "" {
		s.unsaved.journal.makeReserve()
	}
	s.startWriter()
	return s, nil
}

// giveUp lets go of what Open has got hold of so far and returns its error as a
// *Problem.
func (s *Store) giveUp(err error) error {
	if s.db != nil && s.fault.Load() == nil {
		_ = s.db.Close()
	}
	_ = s.lock.release()
	var p *Problem
	if errors.As(problem.Of(s.path, err), &p) {
		p.Path = s.path
	}
	if p.Kind == ProblemInUse && p.Holder == nil {
		p.Holder = holderOf(s.path)
	}
	return p
}

// open runs the checks in the order in which each can rely on those before it:
// what stands at the path, the lock, the file's structure, whose file it is.
func (s *Store) open(o Options) (err error) {
	if err = survey(s.path, o); err != nil {
		return err
	}
	if s.lock, err = acquire(s.path, o); err != nil {
		return err
	}
	if !o.ReadOnly {
		sweep(s.path)
	}
	if !o.ReadOnly && (o.kind == "" || o.found != nil) {
		if err := s.create(o); err != nil {
			return err
		}
	}
	id, err := s.inspect(o.kind)
	if err != nil {
		return err
	}
	if !o.Older {
		if err := compareSeen(s.path, id.device, id.generation); err != nil {
			return err
		}
	}
	s.device, s.generation, s.seen = id.device, id.generation, unknownGeneration
	if id.generation == unknownGeneration {
		s.generation = lastGeneration(s.path, id.device)
	}
	if err := s.openFile(id.file, o); err != nil {
		return err
	}
	s.setForm(id.header, formOf(id.header, o.keys))
	s.behind = id
	if s.form.locked() && (id.indexed || !o.ReadOnly) {
		return nil
	}
	return s.catchUp()
}

// catchUp makes what a file lacks that was opened: the indexes, and what has
// been added to the form of workbooks since it was written.
func (s *Store) catchUp() error {
	id := s.behind
	if !id.indexed {
		if s.readOnly {
			return &Problem{Kind: ProblemDamaged, Path: s.path, Err: errors.New("its index is missing; opening it for writing makes it again")}
		}
		if err := s.ensureIndex(); err != nil {
			return err
		}
	}
	if id.schema < schemaOf(s.options.kind) && !s.readOnly {
		if err := s.migrate(id.schema, s.options.steps); err != nil {
			return err
		}
	}
	s.behind = identity{indexed: true, schema: schemaOf(s.options.kind)}
	s.keepSeen()
	return nil
}

// Path returns the file's absolute path.
func (s *Store) Path() string { return s.path }

// Kinds returns the kinds of answers that the workbook may hold.
func (s *Store) Kinds() Kinds { return s.kinds }

// NewID makes the ID of a commitment.
func (s *Store) NewID() (ID, error) { return s.ids.Next() }

// Close lets the writes that have arrived finish and closes the file. Closing
// twice is no error.
func (s *Store) Close() error {
	if !s.stopWriter() {
		return nil
	}
	s.keepSeen()
	var err error
	if s.fault.Load() == nil { // else bbolt's Close would wait for ever
		err = s.db.Close()
	}
	s.dropKeys()
	return problem.Of(s.path, errors.Join(err, s.lock.release()))
}

// view runs fn in a read transaction. What fn keeps it must copy. Of a workbook
// that is locked nothing is read.
func (s *Store) view(fn func(tx transaction) error) error {
	return s.reading(func() error { return s.see(fn) })
}

// examine is view for what needs no key: whether the file is whole, and how much
// there is in it.
func (s *Store) examine(fn func(tx transaction) error) error {
	return s.reading(func() error { return s.fallible(func() error { return s.peek(fn) }) })
}

// reading runs what reads from the file.
func (s *Store) reading(read func() error) (err error) {
	s.mu.RLock()
	closed := s.closed
	s.mu.RUnlock()
	if closed {
		return ErrClosed
	}
	s.handle.RLock()
	defer s.handle.RUnlock()
	if err = read(); errors.Is(err, berrors.ErrDatabaseNotOpen) {
		return ErrClosed // meanwhile
	}
	return err
}

// see is view for the writer, which may not wait for those who wait for it. After
// a fault bbolt may hold its locks for ever: then nothing more is read.
func (s *Store) see(fn func(tx transaction) error) error {
	return s.fallible(func() error { return s.read(fn) })
}

func (s *Store) fallible(read func() error) (err error) {
	if p := s.fault.Load(); p != nil {
		return p
	}
	defer faultsAsPanics()()
	defer s.guard(&err)
	return read()
}

// read reads as bbolt does it.
func (s *Store) read(fn func(tx transaction) error) error {
	return s.peek(func(tx transaction) error {
		if tx.locked() {
			return s.problemLocked()
		}
		return fn(tx)
	})
}

// peek is examine for the writer.
func (s *Store) peek(fn func(tx transaction) error) error {
	s.keyring.RLock()
	defer s.keyring.RUnlock()
	return s.db.View(func(tx *bolt.Tx) error { return fn(transaction{tx, s.form, s.kinds}) })
}
