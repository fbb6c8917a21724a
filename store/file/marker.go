package file

import (
	"encoding/json"
	"fmt"
	"os"
	"time"

	"goldenthread/store/guarded"
	"goldenthread/store/problem"
	"goldenthread/store/related"
)

// markEvery is the pause between two writes of the marker while others go on.
const markEvery = time.Minute

// marker records what was last seen of a file, in a small file beside it. It tells
// when an older copy has taken its place, and holds nothing that anyone wrote.
type marker struct {
	Device     string `json:"device"`     // the file's own
	Generation int64  `json:"generation"` // how often it had been saved
}

// Older reports that a file was seen with saves that are not in it.
type Older struct {
	Generation int64 // how often the file was saved
	Seen       int64 // how often it had been when it was last seen here
}

// Error returns one line for a log.
func (e *Older) Error() string {
	return fmt.Sprintf("saved %d times, and seen with %d", e.Generation, e.Seen)
}

// readMarker returns the marker; it is zero if there is none that can be read,
// which is no reason to keep anyone from a file.
func readMarker(path string) (last marker) {
	text, err := guarded.ReadOwn(related.MarkerPath(path), mostBeside)
	if err != nil || json.Unmarshal(text, &last) != nil {
		return marker{}
	}
	return last
}

// checkGeneration reports that a file is older than when it was last seen. Another
// file, or one that no longer knows how often it was saved, tells nothing.
func checkGeneration(path, device string, generation int64) error {
	last := lastGeneration(path, device)
	if generation == unknownGeneration || generation >= last {
		return nil
	}
	return &problem.Problem{Kind: problem.Older, Path: path, Err: &Older{generation, last}}
}

// Existed reports whether there was once a file at path: it has a marker, of which
// not a word need be left. Where the file is gone, Open makes no empty one in its
// place, unless Options.Anew says so.
func Existed(path string) bool {
	_, err := os.Lstat(related.MarkerPath(path))
	return err == nil
}

// lastGeneration returns how often a file had been saved when it was last seen.
func lastGeneration(path, device string) int64 {
	if last := readMarker(path); last.Device == device {
		return last.Generation
	}
	return 0
}

// mark writes the marker of a file. It is a courtesy to the next start: a
// full disk or a folder that cannot be written must not keep anyone from writing
// or reading. A session, and a file that is only being made, have none.
func (f *File) mark() {
	if f.readOnly || f.options.Held || !f.schema.Marked || f.marked == f.generation {
		return
	}
	f.markedAt = f.now()
	text, err := json.Marshal(marker{f.device, f.generation})
	at := related.MarkerPath(f.path)
	if err == nil && guarded.Replace(at, related.PartPath(at), text) == nil {
		f.marked = f.generation
	}
}

// markInTime is mark, if the last time was long ago.
func (f *File) markInTime() {
	if since := f.now().Sub(f.markedAt); since < 0 || since >= markEvery {
		f.mark()
	}
}
