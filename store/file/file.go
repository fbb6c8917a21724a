package file

import (
	"errors"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	bolt "go.etcd.io/bbolt"

	"goldenthread/store/ids"
	"goldenthread/store/problem"
	"goldenthread/store/vault"
)

// ErrClosed is returned by every call on a File that was closed.
var ErrClosed = errors.New("store: closed")

// File is an open file of checked values. Its methods may be called from any
// goroutine.
type File struct {
	path    string
	schema  Schema
	options Options
	now     func() time.Time
	ids     *ids.Source
	lock    *lock
	device  string

	handle sync.RWMutex // held by who reads db and info, but for the writer; it alone changes them
	db     *bolt.DB
	info   os.FileInfo // of the opened file, to know it again

	keyring sync.RWMutex  // held in every transaction; guards form and header
	form    Codec         // of its keys and values
	header  *vault.Header // nil if it is plain
	behind  identity      // as it was opened: Unlock brings it up to date

	generation int64     // of the last save; the writer's, as those of the marker
	marked     int64     // the generation that is in the marker
	markedAt   time.Time // when it was last written

	readOnly  bool
	snapshots sync.Mutex // guards looked; held while a snapshot that is due is made
	looked    time.Time  // when it was last asked whether one is due

	writer writer
	fault  atomic.Pointer[problem.Problem] // bbolt panicked: it may hold its locks for ever
}

// Open opens the file at path. Whatever goes wrong is a *problem.Problem, and the file
// stays as it was. A new file has mode 0600, its folder 0700. A sealed one opens
// locked; see Unlock.
func Open(path string, schema Schema, o Options) (*File, error) {
	o.Now = o.Clock()
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, problem.Of(path, err)
	}
	f := &File{path: path, schema: schema, options: o, now: o.Now, ids: ids.NewSource(o.Now, o.Entropy), readOnly: o.ReadOnly}
	if err := f.open(o); err != nil {
		return nil, f.giveUp(err)
	}
	f.writer.start()
	return f, nil
}

// giveUp lets go of what Open has got hold of so far and returns its error as a
// *problem.Problem.
func (f *File) giveUp(err error) error {
	if f.db != nil && f.fault.Load() == nil {
		_ = f.db.Close()
	}
	_ = f.lock.release()
	var p *problem.Problem
	if errors.As(problem.Of(f.path, err), &p) {
		p.Path = f.path
	}
	if p.Kind == problem.InUse && p.Holder == nil {
		p.Holder = HolderOf(f.path)
	}
	return p
}

// open runs the checks in the order in which each can rely on those before it:
// what lies at the path, the lock, the file's structure, whose file it is.
func (f *File) open(o Options) (err error) {
	if err = statPath(f.path, o); err != nil {
		return err
	}
	if f.lock, err = acquire(f.path, o); err != nil {
		return err
	}
	if !o.ReadOnly {
		f.sweep(o)
	}
	if !o.ReadOnly && (o.Make || o.Fill != nil) {
		if err := f.create(o); err != nil {
			return err
		}
	}
	id, err := f.identify()
	if err != nil {
		return err
	}
	if !o.Older {
		if err := checkGeneration(f.path, id.device, id.generation); err != nil {
			return err
		}
	}
	f.device, f.generation, f.marked = id.device, id.generation, unknownGeneration
	if id.generation == unknownGeneration {
		f.generation = lastGeneration(f.path, id.device)
	}
	if err := f.openDatabase(id.info, o); err != nil {
		return err
	}
	f.setForm(id.header, formOf(id.header, o.Keys))
	f.behind = id
	if f.form.Locked() && (id.indexed || !o.ReadOnly) {
		return nil
	}
	return f.catchUp()
}

// catchUp makes what a file lacks that was opened: the derived buckets, and what has
// been added to its form since it was written.
func (f *File) catchUp() error {
	id := f.behind
	if !id.indexed {
		if f.readOnly {
			return &problem.Problem{Kind: problem.Damaged, Path: f.path, Err: errors.New("its index is missing; opening it for writing makes it again")}
		}
		err, _ := f.commit(func(tx Tx) error {
			_, err := f.schema.index(tx)
			return err
		})
		if err != nil {
			return err
		}
	}
	if id.schema < f.schema.Number && !f.readOnly {
		if err := f.migrate(id.schema); err != nil {
			return err
		}
	}
	f.behind = identity{indexed: true, schema: f.schema.Number}
	f.mark()
	return nil
}

// openDatabase opens the file that was identified. No other may have taken its place.
func (f *File) openDatabase(identified os.FileInfo, o Options) (err error) {
	defer faultsAsPanics()()
	defer f.guard(&err)
	flag := os.O_RDWR
	if o.ReadOnly {
		flag = os.O_RDONLY
	}
	file, err := f.options.Disk.Open(f.path, flag)
	if err != nil {
		return problem.Of(f.path, err)
	}
	f.info, err = file.Stat()
	if err == nil && !os.SameFile(f.info, identified) {
		err = &problem.Problem{Kind: problem.Replaced, Path: f.path}
	}
	if err != nil {
		return errors.Join(problem.Of(f.path, err), file.Close())
	}
	f.db, err = o.Disk.OpenDatabase(file, o.ReadOnly)
	return problem.Of(f.path, err)
}

// Path returns the file's absolute path.
func (f *File) Path() string { return f.path }

// Device returns the name of the file itself, which its copies share.
func (f *File) Device() string { return f.device }

// Options returns how the file was opened. Its Keys are those that unlock it now.
func (f *File) Options() Options {
	o := f.options
	o.Keys = f.Form().keys
	return o
}

// Now asks the clock of the file.
func (f *File) Now() time.Time { return f.now() }

// NewID makes an ID that nothing else has.
func (f *File) NewID() (ids.ID, error) { return f.ids.Next() }

// Close lets the writes that have arrived finish and closes the file. Closing
// twice is no error.
func (f *File) Close() error {
	if !f.writer.stop() {
		return nil
	}
	f.mark()
	var err error
	if f.fault.Load() == nil { // else bbolt's Close would wait for ever
		err = f.db.Close()
	}
	f.dropKeys()
	return problem.Of(f.path, errors.Join(err, f.lock.release()))
}
