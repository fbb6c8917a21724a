// Package journal keeps, beside a file of checked values, what could not be put into
// it. A journal is a row of frames, and what is in one only its owner knows: it is
// handed in and out as bytes.
package journal

import (
	"crypto/rand"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"goldenthread/store/file"
	"goldenthread/store/guarded"
	"goldenthread/store/internal/disk"
	"goldenthread/store/problem"
	"goldenthread/store/related"
)

// A journal has a frame for every entry, the oldest first:
//
//	length of the envelope, 4 bytes, big-endian | envelope of the entry
//
// Frames are only ever added, and each is on the disk before it is said to be.
// What is no longer needed goes when the whole journal is written anew beside its
// place and renamed.
const (
	bucket     = "recovery" // there is no such bucket: it is bound into the checksum
	lengthSize = 4

	reserveSize = 256 << 10
	roomy       = 4 * reserveSize // a disk with less room than this is not asked for a reserve
	wasteful    = 64 << 10        // a journal up to this size is not worth writing anew
)

const tag file.Tag = 'u'

// Journal is the journal of one window. Its methods may be called by one goroutine
// at a time.
type Journal[E any] struct {
	encode func(e E) ([]byte, error)
	form   func() file.Codec
	disk   disk.Disk
	of     string // the path of the file that it belongs to
	folder string
	now    func() time.Time

	path   string // of its file; "" before the first entry
	size   int64
	needed int64 // bytes of the frames that count, when it was written anew
	broken bool  // it is not known what is at the end of the file
}

// New returns the journal of a window on the file at path; no file is made before the
// first entry. encode returns the bytes of an entry. form is asked for every frame,
// and frames are sealed as it says.
func New[E any](path string, encode func(e E) ([]byte, error), form func() file.Codec, o file.Options) *Journal[E] {
	return &Journal[E]{encode: encode, form: form, disk: o.Disk, now: o.Now, of: path, folder: related.RecoveryFolder(path)}
}

// At returns the journal whose file is at path, to be written anew.
func (j *Journal[E]) At(path string) *Journal[E] {
	other := *j
	other.path = path
	return &other
}

// Path returns the path of the journal's file; "" before the first entry.
func (j *Journal[E]) Path() string { return j.path }

// Put adds an entry. all are those that count then. A full disk gets the room of
// the reserve.
func (j *Journal[E]) Put(e E, all []E) error {
	if j.path == "" || j.broken {
		return j.Rewrite(all)
	}
	if err := j.add(e); err != nil {
		j.broken = true
		return j.Rewrite(all)
	}
	if j.size > max(wasteful, 3*j.needed) {
		_ = j.Rewrite(all) // else it only stays longer than it need be
	}
	return nil
}

func (j *Journal[E]) frame(e E) ([]byte, error) {
	payload, err := j.encode(e)
	if err != nil {
		return nil, err
	}
	value, err := j.form().Encode(bucket, tag, nil, payload)
	if err != nil {
		return nil, err
	}
	return append(binary.BigEndian.AppendUint32(nil, uint32(len(value))), value...), nil
}

// add writes one frame at the end of the file.
func (j *Journal[E]) add(e E) error {
	frame, err := j.frame(e)
	if err != nil {
		return err
	}
	f, err := j.disk.Open(j.path, os.O_WRONLY|os.O_APPEND|guarded.NoFollow)
	if err != nil {
		return err
	}
	w := &disk.Writer{Disk: j.disk, File: f}
	if _, err = w.Write(frame); err == nil {
		err = w.Sync()
	}
	j.size += int64(len(frame))
	return errors.Join(err, f.Close())
}

// Rewrite puts a file with just these entries in the place of the journal. If it
// fails, what was there before is there still.
func (j *Journal[E]) Rewrite(all []E) error {
	err := j.replace(all)
	if err != nil && problem.IsDiskFull(err) && j.freeReserve() {
		err = j.replace(all)
	}
	return err
}

func (j *Journal[E]) replace(all []E) error {
	var text []byte
	for _, e := range all {
		frame, err := j.frame(e)
		if err != nil {
			return err
		}
		text = append(text, frame...)
	}
	if err := j.disk.MakeFolder(j.folder); err != nil {
		return err
	}
	path := j.path
	if path == "" {
		free, err := j.newPath()
		if err != nil {
			return err
		}
		path = free
	}
	beside := related.PartPath(path)
	err := j.disk.Write(beside, func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
	if err == nil {
		err = j.disk.Settle(beside, path)
	}
	if err != nil {
		_ = j.disk.Remove(beside)
		return err
	}
	j.path, j.size, j.needed, j.broken = path, int64(len(text)), int64(len(text)), false
	return nil
}

// newPath returns a name that is free.
func (j *Journal[E]) newPath() (string, error) {
	for at := j.now().UTC(); ; at = at.Add(time.Second) {
		path := related.JournalPath(j.of, at)
		if _, err := j.disk.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			return path, nil
		} else if err != nil {
			return "", err
		}
	}
}

// Remove deletes the journal's file. If that fails, the next start finds that
// there is nothing in it that the file has not.
func (j *Journal[E]) Remove() {
	if j.path != "" {
		_ = j.disk.RemoveSettled(j.path)
	}
	j.path, j.broken = "", false
}

func (j *Journal[E]) reserve() string { return related.ReservePath(j.of) }

// MakeReserve keeps some room on the disk for the journal, where there is enough
// of it. Its bytes are random, so that no file system makes less of them.
func (j *Journal[E]) MakeReserve() {
	if info, err := j.disk.Stat(j.reserve()); err == nil && info.Size() == reserveSize {
		return
	}
	if free := disk.FreeSpace(filepath.Dir(j.folder)); free >= 0 && free < roomy || j.disk.MakeFolder(j.folder) != nil {
		return
	}
	err := j.disk.Write(j.reserve(), func(w io.Writer) error {
		_, err := io.CopyN(w, rand.Reader, reserveSize)
		return err
	})
	if err != nil {
		_ = j.disk.Remove(j.reserve()) // the file needs the room more
	}
}

// freeReserve reports whether there was a reserve to free.
func (j *Journal[E]) freeReserve() bool {
	_, err := j.disk.Stat(j.reserve())
	return err == nil && j.disk.Remove(j.reserve()) == nil
}
