package store

import (
	"encoding/json"
	"fmt"
	"os"
	"time"

	"goldenthread/store/related"
)

// seenEvery is how often the marker is written while answers are.
const seenEvery = time.Minute

// marker is what was last seen of a workbook, in a small file beside it. It tells
// when an older copy has taken its place, and holds nothing that anyone wrote.
type marker struct {
	Device     string `json:"device"`     // the file's own
	Generation int64  `json:"generation"` // how often it had been saved
}

// Older is that a workbook was seen with saves that are not in it.
type Older struct {
	Generation int64 // how often the file was saved
	Seen       int64 // how often it had been when it was last seen here
}

// Error returns one line for a log.
func (e *Older) Error() string {
	return fmt.Sprintf("saved %d times, and seen with %d", e.Generation, e.Seen)
}

// readSeen returns the marker; it is zero if there is none that can be read,
// which is no reason to keep anyone from a workbook.
func readSeen(path string) (last marker) {
	text, err := os.ReadFile(related.MarkerPath(path))
	if err != nil || json.Unmarshal(text, &last) != nil {
		return marker{}
	}
	return last
}

// compareSeen reports that a file is older than when it was last seen. Another
// file, or one that no longer knows how often it was saved, tells nothing.
func compareSeen(path, device string, generation int64) error {
	last := lastGeneration(path, device)
	if generation == unknownGeneration || generation >= last {
		return nil
	}
	return &Problem{Kind: ProblemOlder, Path: path, Err: &Older{generation, last}}
}

// WasSeen reports whether there was once a workbook at path. Where it is gone,
// Open makes no empty one in its place, unless Options.Anew says so.
func WasSeen(path string) bool { return readSeen(path) != marker{} }

// lastGeneration is how often a workbook had been saved when it was last seen.
func lastGeneration(path, device string) int64 {
	if last := readSeen(path); last.Device == device {
		return last.Generation
	}
	return 0
}

// keepSeen writes the marker of a workbook. It is a courtesy to the next start: a
// full disk or a folder that cannot be written must not keep anyone from writing
// or reading. A session, and a file that is only being made, have none.
func (s *Store) keepSeen() {
	if s.readOnly || s.options.held || s.options.kind != "" || s.seen == s.generation {
		return
	}
	s.seenAt = s.now()
	text, err := json.Marshal(marker{s.device, s.generation})
	if err == nil && os.WriteFile(related.MarkerPath(s.path), text, 0o600) == nil {
		s.seen = s.generation
	}
}

// keepSeenInTime is keepSeen, if the last time was long ago.
func (s *Store) keepSeenInTime() {
	if since := s.now().Sub(s.seenAt); since < 0 || since >= seenEvery {
		s.keepSeen()
	}
}
