package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"

	"goldenthread/store/internal/disk"
	"goldenthread/store/problem"
	"goldenthread/store/related"
	"goldenthread/store/vault"
)

// schema is the version of a workbook's form: its buckets, keys and values. A file
// with a higher one is not touched; one with a lower one is brought up to it when
// it is opened for writing, and can be read as it is.
const schema = 3

// recordsSchema is the same for a file that is no workbook.
const recordsSchema = 2

// schemaOf returns the schema that this version writes into a kind of file.
func schemaOf(kind string) int {
	if kind == "" {
		return schema
	}
	return recordsSchema
}

// The names in bucketMeta. That and how the schema is written never changes.
const (
	metaSchema     = "schema"
	metaDevice     = "device"
	metaCreated    = "created"
	metaGeneration = "generation" // how often it was saved, since schema 2
	metaKind       = "kind"       // not there in a workbook
)

// vaultHeader is the one key in bucketVault.
const vaultHeader = "header"

var errGone = errors.New("it is gone")

// survey looks at what stands at the path before anything is locked or made. It
// makes the folder if it may.
func survey(path string, o Options) error {
	info, err := o.disk.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		return &Problem{Kind: ProblemNotAFile, Path: path, Err: fmt.Errorf("%s", info.Mode().Type())}
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return problem.Of(path, err)
	}
	if target, err := os.Readlink(path); err == nil {
		return &Problem{Kind: ProblemNoFolder, Path: path, Err: fmt.Errorf("it is a link to %s, which is not there", target)}
	}
	if o.ReadOnly {
		return problem.Of(path, err)
	}
	dir := filepath.Dir(path)
	if _, err := o.disk.Stat(dir); errors.Is(err, fs.ErrNotExist) && o.Named {
		return &Problem{Kind: ProblemNoFolder, Path: path, Err: err}
	}
	return problem.Of(path, o.disk.MakeFolder(dir))
}

// create makes an empty workbook if none is there. It is made beside its place
// and renamed: whatever happens meanwhile, no half of a file stands there. Where
// a workbook has been before it makes none: an empty one would look as if
// everything were gone, and hide that it can be restored.
func (s *Store) create(o Options) error {
	if _, err := s.options.disk.Stat(s.path); !errors.Is(err, fs.ErrNotExist) {
		if err == nil && o.found != nil {
			err = fs.ErrExist
		}
		return problem.Of(s.path, err)
	}
	past, err := namedSnapshots(s.options.disk, s.path)
	if len(past) > 0 || err == nil && WasSeen(s.path) && !o.Anew {
		return &Problem{Kind: ProblemMissing, Path: s.path, Err: errGone}
	}
	if err != nil {
		return problem.Of(s.path, err)
	}
	beside := s.path + related.NewEnding
	err = s.createBeside(beside, o)
	if err == nil {
		err = s.options.disk.Settle(beside, s.path)
	}
	if err != nil {
		_ = s.options.disk.Remove(beside)
		return problem.Of(s.path, fmt.Errorf("create: %w", err))
	}
	return nil
}

func (s *Store) createBeside(beside string, o Options) error {
	file, err := s.options.disk.Open(beside, os.O_RDWR|os.O_CREATE|os.O_EXCL)
	if err != nil {
		return err
	}
	db, err := o.disk.OpenDatabase(file, o.ReadOnly)
	if err != nil {
		return err
	}
	err = db.Update(func(inner *bolt.Tx) error {
		tx := transaction{Tx: inner}
		for _, bucket := range []string{bucketMeta, bucketRev, bucketContent, bucketDraft, bucketSlot, bucketHead} {
			if _, err := tx.CreateBucket([]byte(bucket)); err != nil {
				return err
			}
		}
		device, err := s.ids.Next()
		if err != nil {
			return err
		}
		if o.found != nil {
			if err := errors.Join(putMeta(tx, metaKind, o.kind), o.found(tx)); err != nil {
				return err
			}
		}
		return errors.Join(
			putMeta(tx, metaSchema, schemaOf(o.kind)),
			putMeta(tx, metaGeneration, 0),
			putMeta(tx, metaDevice, device),
			putMeta(tx, metaCreated, s.now().Round(0)))
	})
	return errors.Join(err, db.Sync(), db.Close())
}

// unknownGeneration is that of a file in which it is damaged.
const unknownGeneration = -1

// identity is what a file says about itself.
type identity struct {
	file       os.FileInfo
	schema     int
	generation int64
	device     string
	indexed    bool          // the indexes are there
	header     *vault.Header // nil if it is plain
}

// inspect checks the file and reads its identity without the right to write: a
// file that is not for this version must not change by a byte, and opening it
// for writing may already change it.
func (s *Store) inspect(kind string) (id identity, err error) {
	defer faultsAsPanics()()
	defer s.guard(&err)
	file, err := s.options.disk.Open(s.path, os.O_RDONLY)
	if err != nil {
		return id, problem.Of(s.path, err)
	}
	if id.file, err = file.Stat(); err == nil {
		err = check(file, id.file.Size())
	}
	if err != nil {
		return id, errors.Join(problem.Of(s.path, err), file.Close())
	}
	db, err := (disk.Disk{}).OpenDatabase(file, true)
	if err != nil {
		return id, problem.Of(s.path, err)
	}
	err = db.View(func(tx *bolt.Tx) error { return id.read(transaction{Tx: tx}, kind) })
	return id, problem.Of(s.path, errors.Join(err, db.Close()))
}

func (id *identity) read(tx transaction, kind string) error {
	bucket := tx.Bucket([]byte(bucketMeta))
	if bucket == nil || !isWrapped(bucket.Get([]byte(metaSchema))) {
		return &Problem{Kind: ProblemForeign, Err: errors.New("a database, but not a workbook")}
	}
	if _, err := getMeta(tx, metaSchema, &id.schema); err != nil {
		return err
	}
	switch {
	case id.schema > schema:
		return &Problem{Kind: ProblemNewer, Err: fmt.Errorf("schema %d, and this version knows %d", id.schema, schema)}
	case id.schema < 1:
		return &Problem{Kind: ProblemForeign, Err: fmt.Errorf("schema %d, which there never was", id.schema)}
	}
	if err := wantKind(tx, kind); err != nil {
		return err
	}
	if newest := schemaOf(kind); id.schema > newest {
		return &Problem{Kind: ProblemNewer, Err: fmt.Errorf("schema %d, and this version knows %d", id.schema, newest)}
	}
	for _, name := range []string{bucketRev, bucketContent, bucketDraft} {
		if tx.Bucket([]byte(name)) == nil {
			return &Damage{Bucket: name, Err: errMissing}
		}
	}
	if err := id.readHeader(tx); err != nil {
		return err
	}
	id.indexed = tx.Bucket([]byte(bucketSlot)) != nil && tx.Bucket([]byte(bucketHead)) != nil
	if _, err := getMeta(tx, metaGeneration, &id.generation); err != nil {
		id.generation = unknownGeneration // no reason to keep anyone from reading; Audit names it
	}
	found, err := getMeta(tx, metaDevice, &id.device)
	if err == nil && !found {
		err = &Damage{Bucket: bucketMeta, Err: fmt.Errorf("%s: %w", metaDevice, errMissing)}
	}
	return err
}

// readHeader reads how the file is unlocked, if it is sealed. A file of which the
// header is gone is not taken for a plain one: what is written next would be.
func (id *identity) readHeader(tx transaction) (err error) {
	bucket := tx.Bucket([]byte(bucketVault))
	if bucket == nil {
		_, value := tx.Bucket([]byte(bucketRev)).Cursor().First()
		if len(value) > flagsAt && value[flagsAt] == sealed {
			return &Damage{Bucket: bucketVault, Err: errMissing}
		}
		return nil
	}
	key := []byte(vaultHeader)
	text, err := tx.open(markVault, bucketVault, key, bucket.Get(key))
	if err == nil {
		id.header, err = vault.ParseHeader(text)
	}
	if err != nil {
		return &Damage{Bucket: bucketVault, Err: err}
	}
	return nil
}

// otherKind is the kind of a group's session.
const otherKind = "session"

// wantKind refuses a session where a workbook was wanted, and the other way round.
func wantKind(tx transaction, kind string) error {
	var found string
	if _, err := getMeta(tx, metaKind, &found); err != nil {
		return err
	}
	switch {
	case found == kind:
		return nil
	case found == otherKind:
		return &Problem{Kind: ProblemSession}
	case found == "":
		return &Problem{Kind: ProblemWorkbook}
	}
	return &Problem{Kind: ProblemNewer, Err: fmt.Errorf("a file of kind %q", found)}
}

// openFile opens the file that was inspected. No other may have taken its place.
func (s *Store) openFile(inspected os.FileInfo, o Options) (err error) {
	defer faultsAsPanics()()
	defer s.guard(&err)
	flag := os.O_RDWR
	if o.ReadOnly {
		flag = os.O_RDONLY
	}
	file, err := s.options.disk.Open(s.path, flag)
	if err != nil {
		return problem.Of(s.path, err)
	}
	s.file, err = file.Stat()
	if err == nil && !os.SameFile(s.file, inspected) {
		err = &Problem{Kind: ProblemReplaced, Path: s.path}
	}
	if err != nil {
		return errors.Join(problem.Of(s.path, err), file.Close())
	}
	s.db, err = o.disk.OpenDatabase(file, o.ReadOnly)
	return problem.Of(s.path, err)
}

func putMeta(tx transaction, name string, v any) error {
	payload, err := marshal(v)
	if err != nil {
		return fmt.Errorf("store: %s: %w", name, err)
	}
	return tx.put(bucketMeta, markMeta, []byte(name), payload)
}

// getMeta reads a value of bucketMeta into v and reports whether it is there.
func getMeta(tx transaction, name string, v any) (bool, error) {
	value := tx.Bucket([]byte(bucketMeta)).Get([]byte(name))
	if value == nil {
		return false, nil
	}
	payload, err := tx.open(markMeta, bucketMeta, []byte(name), value)
	if err == nil {
		err = json.Unmarshal(payload, v)
	}
	if err != nil {
		return false, &Damage{Bucket: bucketMeta, Err: fmt.Errorf("%s: %w", name, err)}
	}
	return true, nil
}
