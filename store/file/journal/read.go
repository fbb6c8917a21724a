package journal

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"goldenthread/store/file"
	"goldenthread/store/guarded"
	"goldenthread/store/internal/disk"
	"goldenthread/store/related"
)

// Most bounds the bytes of a journal: each word of one was typed while its
// window was open.
const Most = 256 << 20

// Read hands the entries of a journal to take, the oldest first, and returns how many
// could not be read, or were refused by take. A frame at the end that is not whole was
// never said to be safe, and is none of them. One that is sealed by other keys makes
// the whole unreadable.
func Read(d disk.Disk, path string, form file.Codec, take func(payload []byte) error) (unreadable int, err error) {
	f, err := d.Open(path, os.O_RDONLY)
	if err != nil {
		return 0, err
	}
	text, err := guarded.ReadAll(f, Most)
	if err != nil {
		return 0, err
	}
	for len(text) > 0 {
		payload, size, err := cutFrame(text, form)
		if err == nil {
			err = take(payload)
		}
		if err == nil {
			text = text[size:]
			continue
		}
		if file.IsKeyless(err) {
			return 0, err
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
	return unreadable, nil
}

// cutFrame reads the frame at the beginning of a text. size is that of the frame,
// 0 if the text ends before it.
func cutFrame(text []byte, form file.Codec) (payload []byte, size int, err error) {
	if len(text) < lengthSize {
		return nil, 0, io.ErrUnexpectedEOF
	}
	length := int(binary.BigEndian.Uint32(text))
	if length > len(text)-lengthSize {
		return nil, 0, io.ErrUnexpectedEOF
	}
	size = lengthSize + length
	value := text[lengthSize:size]
	if file.IsPlain(value) {
		form = file.Codec{} // from before the file was sealed
	}
	payload, err = form.DecodeAs(tag, bucket, nil, value)
	return payload, size, err
}

// nextFrame returns where the next frame may begin; 0 if there is none.
func nextFrame(text []byte) int {
	from := lengthSize + 1
	if len(text) < from {
		return 0
	}
	for {
		at := bytes.Index(text[from:], []byte(file.EnvelopeMagic))
		if at < 0 {
			return 0
		}
		if from += at; file.IsTagged(text[from:], tag, file.TagSealed) {
			return from - lengthSize
		}
		from++
	}
}

// Is reports whether a text begins as a journal does.
func Is(text []byte) bool {
	return len(text) > lengthSize && file.IsTagged(text[lengthSize:], tag, file.TagSealed)
}

// HasPlain reports whether there is an entry in the text of a journal that is not
// sealed.
func HasPlain(text []byte) bool { return bytes.Contains(text, file.PlainStart(tag)) }

// Paths returns the paths of the journals of the file at path, the oldest first.
func Paths(d disk.Disk, path string) ([]string, error) {
	path = related.Resolve(path)
	folder := related.RecoveryFolder(path)
	names, err := d.ReadFolder(folder)
	var found []string
	for _, entry := range names {
		if related.IsJournal(path, entry.Name()) && isOwn(folder, entry) {
			found = append(found, filepath.Join(folder, entry.Name()))
		}
	}
	slices.Sort(found)
	if err != nil {
		err = fmt.Errorf("store: recovery: %w", err)
	}
	return found, err
}

// isOwn reports whether what lies in a folder is a file that nobody else has put
// there: what is in it is offered as the person's own words.
func isOwn(folder string, entry fs.DirEntry) bool {
	info, err := entry.Info()
	return err == nil && info.Mode().IsRegular() && guarded.IsOwn(filepath.Join(folder, entry.Name()), info)
}
