package store

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"goldenthread/store/internal/disk"
	"goldenthread/store/problem"
	"goldenthread/store/related"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A recovery journal has a frame for every entry, the oldest first:
//
//	length of the envelope, 4 bytes, big-endian | envelope of the entry's JSON
//
// Frames are only ever added, and each is on the disk before it is said to be.
// What is no longer needed goes when the whole journal is written anew beside its
// place and renamed.
const (
	bucketRecovery = "recovery" // there is no such bucket: it is bound into the checksum
	lengthSize     = 4

	reserveSize = 256 << 10
	roomy       = 4 * reserveSize // a disk with less room than this is not asked for a reserve
	wasteful    = 64 << 10        // a journal up to this size is not worth writing anew
)

// beginsEnvelope reports whether a text goes on as every frame does after its length.
func beginsEnvelope(text []byte) bool {
	return isWrapped(text) && len(text) > markAt && (text[markAt] == byte(markUnsaved) || text[markAt] == byte(markSealed))
}

// journal is the recovery journal of one window.
type journal struct {
	codec
	disk         disk.Disk
	folder, base string
	now          func() time.Time

	path   string // of its file; "" before the first entry
	size   int64
	needed int64 // bytes of the frames that count, when it was written anew
	broken bool  // it is not known what is at the end of the file
}

func newJournal(path string, o Options) journal {
	return journal{disk: o.disk, now: o.Now, folder: related.RecoveryFolder(path), base: related.Base(path)}
}

// put adds an entry. all are those that count then. A full disk gets the room of
// the reserve.
func (j *journal) put(e entry, all []entry) error {
	if j.path == "" || j.broken {
		return j.rewrite(all)
	}
	if err := j.add(e); err != nil {
		j.broken = true
		return j.rewrite(all)
	}
	if j.size > max(wasteful, 3*j.needed) {
		_ = j.rewrite(all) // else it only stays longer than it need be
	}
	return nil
}

func (j *journal) frame(e entry) ([]byte, error) {
	payload, err := encodeEntry(e)
	if err != nil {
		return nil, fmt.Errorf("store: journal %s: %w", e.Slot, err)
	}
	value, err := j.seal(bucketRecovery, markUnsaved, nil, payload)
	if err != nil {
		return nil, err
	}
	return append(binary.BigEndian.AppendUint32(nil, uint32(len(value))), value...), nil
}

// add writes one frame at the end of the file.
func (j *journal) add(e entry) error {
	frame, err := j.frame(e)
	if err != nil {
		return err
	}
	file, err := j.disk.Open(j.path, os.O_WRONLY|os.O_APPEND)
	if err != nil {
		return err
	}
	w := &disk.Writer{Disk: j.disk, File: file}
	if _, err = w.Write(frame); err == nil {
		err = w.Sync()
	}
	j.size += int64(len(frame))
	return errors.Join(err, file.Close())
}

// rewrite puts a file with just these entries in the place of the journal. If it
// fails, what was there before is there still.
func (j *journal) rewrite(all []entry) error {
	err := j.replace(all)
	if err != nil && problem.IsDiskFull(err) && j.freeReserve() {
		err = j.replace(all)
	}
	return err
}

func (j *journal) replace(all []entry) error {
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
	beside := path + related.PartEnding
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
func (j *journal) newPath() (string, error) {
	for at := j.now().UTC(); ; at = at.Add(time.Second) {
		path := filepath.Join(j.folder, j.base+at.Format(related.Stamp)+related.JournalEnding)
		if _, err := j.disk.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			return path, nil
		} else if err != nil {
			return "", err
		}
	}
}

// remove deletes the journal's file. If that fails, the next start finds that
// there is nothing in it that the workbook has not.
func (j *journal) remove() {
	if j.path != "" {
		_ = j.disk.RemoveSettled(j.path)
	}
	j.path, j.broken = "", false
}

func (j *journal) reserve() string { return filepath.Join(j.folder, j.base+related.ReserveName) }

// makeReserve keeps some room on the disk for the journal, where there is enough
// of it. Its bytes are random, so that no file system makes less of them.
func (j *journal) makeReserve() {
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
		_ = j.disk.Remove(j.reserve()) // the workbook needs the room more
	}
}

// freeReserve reports whether there was a reserve to free.
func (j *journal) freeReserve() bool {
	_, err := j.disk.Stat(j.reserve())
	return err == nil && j.disk.Remove(j.reserve()) == nil
}

// readJournal returns the entries of a journal that count, and how many could not
// be read. A frame at the end that is not whole was never said to be safe, and is
// none of them. One that is sealed by other keys makes the whole unreadable.
func (ks Kinds) readJournal(d disk.Disk, path string, c codec) (entries []entry, unreadable int, err error) {
	file, err := d.Open(path, os.O_RDONLY)
	if err != nil {
		return nil, 0, err
	}
	text, err := io.ReadAll(file)
	if err = errors.Join(err, file.Close()); err != nil {
		return nil, 0, err
	}
	for len(text) > 0 {
		e, size, err := ks.cutFrame(text, c)
		if err == nil {
			entries, text = follow(entries, e), text[size:]
			continue
		}
		if isKeyless(err) {
			return nil, 0, err
		}
		next := nextFrame(text)
		if next > 0 || size > 0 {
			unreadable++
		}
		if next == 0 {
			break
		}
		text = text[next:]
	}
	return entries, unreadable, nil
}

// cutFrame reads the frame at the beginning of a text. size is that of the frame,
// 0 if the text ends before it.
func (ks Kinds) cutFrame(text []byte, c codec) (e entry, size int, err error) {
	if len(text) < lengthSize {
		return entry{}, 0, io.ErrUnexpectedEOF
	}
	length := int(binary.BigEndian.Uint32(text))
	if length > len(text)-lengthSize {
		return entry{}, 0, io.ErrUnexpectedEOF
	}
	size = lengthSize + length
	value := text[lengthSize:size]
	if len(value) > flagsAt && value[flagsAt] == plain {
		c = codec{} // from before the workbook was sealed
	}
	payload, err := c.open(markUnsaved, bucketRecovery, nil, value)
	if err == nil {
		e, err = ks.decodeEntry(payload)
	}
	return e, size, err
}

// nextFrame returns where the next frame may begin; 0 if there is none.
func nextFrame(text []byte) int {
	from := lengthSize + 1
	if len(text) < from {
		return 0
	}
	for {
		at := bytes.Index(text[from:], []byte(envelopeMagic))
		if at < 0 {
			return 0
		}
		if from += at; beginsEnvelope(text[from:]) {
			return from - lengthSize
		}
		from++
	}
}

// journals returns the paths of the journals of a workbook, the oldest first.
func journals(d disk.Disk, path string) ([]string, error) {
	folder, base := related.RecoveryFolder(path), related.Base(path)
	names, err := d.ReadFolder(folder)
	var found []string
	for _, entry := range names {
		stamp, ours := strings.CutPrefix(entry.Name(), base)
		stamp, whole := strings.CutSuffix(stamp, related.JournalEnding)
		if _, err := time.Parse(related.Stamp, stamp); ours && whole && err == nil && entry.Type().IsRegular() {
			found = append(found, filepath.Join(folder, entry.Name()))
		}
	}
	slices.Sort(found)
	if err != nil {
		err = fmt.Errorf("store: recovery: %w", err)
	}
	return found, err
}
