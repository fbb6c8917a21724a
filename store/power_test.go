package store

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	bolt "go.etcd.io/bbolt"

	"goldenthread/store/internal/disk"
	"goldenthread/store/related"
)

// piece is one write of bbolt.
type piece struct {
	offset int64
	data   []byte
}

// interval holds the writes of bbolt between two syncs: the disk may have any part of
// them, in any order, when the power goes. That bbolt syncs between the pages of a save
// and its header, and after that, is what TestEveryCallToTheDiskFails shows.
type interval struct {
	pieces []piece
	header bool
	acked  int // steps that were acknowledged before it
}

// recording is a run of the store, as the disk saw it.
type recording struct {
	first     []byte  // the file at its beginning
	states    []lines // what it held after so many acknowledged steps
	intervals []interval
}

func (r *recording) opened(t testing.TB) func(db *bolt.DB) {
	return func(db *bolt.DB) {
		writeAt := boltField[func([]byte, int64) (int, error)](t, db, "ops", "writeAt")
		write := *writeAt
		*writeAt = func(b []byte, offset int64) (int, error) {
			header, n := offset < int64(2*db.Info().PageSize), len(r.intervals)
			if n == 0 || header || r.intervals[n-1].header {
				r.intervals = append(r.intervals, interval{header: header, acked: len(r.states) - 1})
				n++
			}
			r.intervals[n-1].pieces = append(r.intervals[n-1].pieces, piece{offset, bytes.Clone(b)})
			return write(b, offset)
		}
	}
}

// record runs a store that does something of everything that changes the file.
func record(t *testing.T) *recording {
	t.Helper()
	folder := inMemory(t)
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "workbook.db")
	closeStore(t, openAt(t, path, Options{}))
	r := &recording{}
	var err error
	if r.first, err = os.ReadFile(path); err != nil {
		t.Fatal(err)
	}
	other := openAt(t, workbookPath(t), Options{})
	add(t, other, answer(rated, "from another computer"))
	s := openAtOn(disk.Disk{Opened: r.opened(t)}, t, path, Options{})
	r.states = []lines{linesOf(t, s)}
	acknowledged := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
		r.states = append(r.states, linesOf(t, s))
	}
	for n := range 40 {
		slot := Slot{notice, fmt.Sprint("field", n%7)}
		acknowledged(s.PutDraft(Draft{Kind: KindAnswer, Slot: slot, Cursor: n, Body: Body{Text: numbered(n)}}, numbered(n%3)))
		switch n % 9 {
		case 3:
			acknowledged(s.DropDraft(slot))
		case 5:
			acknowledged(s.Rebuild())
		case 7:
			acknowledged(s.SetPlace(fmt.Sprint("place", n)))
		default:
			_, err := s.Add(answer(slot, numbered(n)), "What did you notice?")
			acknowledged(err)
		}
	}
	_, err = s.Import(recordOf(t, other))
	acknowledged(err)
	closeStore(t, s)
	return r
}

// applied puts pieces into an image, in an order of its own, and every second of them
// torn between its sectors if torn is set.
func applied(image []byte, pieces []piece, dice *rand.Rand, torn bool) []byte {
	for _, i := range dice.Perm(len(pieces)) {
		p := pieces[i]
		if grown := int(p.offset) + len(p.data) - len(image); grown > 0 {
			image = append(image, make([]byte, grown)...)
		}
		tears := torn && dice.IntN(2) == 0
		for from := 0; from < len(p.data); from += 512 {
			if !tears || dice.IntN(2) == 0 {
				copy(image[int(p.offset)+from:], p.data[from:min(from+512, len(p.data))])
			}
		}
	}
	return image
}

func some(pieces []piece, dice *rand.Rand) []piece {
	var chosen []piece
	for _, p := range pieces {
		if dice.IntN(2) == 0 {
			chosen = append(chosen, p)
		}
	}
	return chosen
}

// afterPowerCut opens an image.
func afterPowerCut(t *testing.T, path string, image []byte) (*Store, error) {
	t.Helper()
	check0(t, errors.Join(disk.Disk{}.Remove(related.MarkerPath(path)), os.WriteFile(path, image, 0o600))) // each is a day of its own
	return openOn(quick, path, Options{})
}

// Whatever part of the writes since the last sync the disk has when the power
// goes, whole or torn, in whatever order: the workbook opens and holds all that
// was acknowledged, and nothing else but what was just being saved.
func TestPowerCut(t *testing.T) {
	t.Parallel()
	r := record(t)
	folder := inMemory(t)
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "workbook.db")
	dice := rand.New(rand.NewPCG(1, 1))
	images, saved := 0, 0
	base := bytes.Clone(r.first)
	for n, b := range r.intervals {
		try := func(pieces []piece, torn bool) {
			images++
			s, err := afterPowerCut(t, path, applied(bytes.Clone(base), pieces, dice, torn))
			if err != nil {
				t.Fatalf("after %d steps, %d of %d writes: %v", b.acked, len(pieces), len(b.pieces), err)
			}
			defer closeStore(t, s)
			got := linesOf(t, s)
			if b.header && maps.Equal(got, r.states[b.acked+1]) {
				saved++
			} else if !maps.Equal(got, r.states[b.acked]) {
				t.Fatalf("after %d steps it holds\n%s\nacknowledged was\n%s", b.acked, got, r.states[b.acked])
			}
			if images%8 == 0 { // and on it goes
				add(t, s, answer(noticed, "after the power cut"))
			}
		}
		try(nil, false)
		try(b.pieces, false)
		for i := range b.pieces {
			if n%stride() > 0 {
				break
			}
			try(b.pieces[i:i+1], false)
			try(slices.Delete(slices.Clone(b.pieces), i, i+1), false)
			try(some(b.pieces, dice), false)
			try(b.pieces, true)
			try(some(b.pieces, dice), true)
		}
		base = applied(base, b.pieces, dice, false)
	}
	if images < 2000/stride() || saved == 0 {
		t.Errorf("%d images, %d with what was being saved: the test shows little", images, saved)
	}
	t.Logf("%d images of %d saves; %d with what was just being saved", images, len(r.states)-1, saved)
}

// A disk that says it has written what it has not is the one thing that no order
// of writes is proof against. Then a workbook opens as it was at some moment, or
// with damage that is named, or not at all and with a reason. It never crashes,
// never looks empty, and never tells what was not written. Only where a page of
// old lies just where the new one should be can an older value stand unnoticed.
func TestDiskThatIgnoresASync(t *testing.T) {
	t.Parallel()
	folder := inMemory(t)
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "workbook.db")
	dice := rand.New(rand.NewPCG(2, 2))
	met := map[string]int{}
	images := 0
	for range max(4/stride(), 1) { // where bbolt puts its pages differs from run to run
		r := record(t)
		base := bytes.Clone(r.first)
		for i, lost := range r.intervals {
			for range max(12/stride(), 1) {
				image := applied(bytes.Clone(base), some(lost.pieces, dice), dice, dice.IntN(2) == 0)
				later := r.intervals[i+1:]
				for _, kept := range later[:dice.IntN(min(len(later), 6)+1)] {
					image = applied(image, kept.pieces, dice, false)
				}
				met[r.lied(t, path, image, lost.acked)]++
				images++
			}
			base = applied(base, lost.pieces, dice, false)
		}
	}
	// How often an older value is not noticed depends on where bbolt puts its pages,
	// and nothing is promised of it.
	t.Logf("%d images: %v", images, met)
}

const unnoticed = "something older, and no damage was found"

// lied says what has become of a workbook on a disk that has lied.
func (r *recording) lied(t *testing.T, path string, image []byte, acked int) string {
	t.Helper()
	s, err := afterPowerCut(t, path, image)
	var p *Problem
	if errors.As(err, &p) {
		return string(p.Kind)
	}
	if err != nil {
		t.Fatalf("%v (%T) is no Problem", err, err)
	}
	defer closeStore(t, s)
	audit, err := s.Audit()
	if err != nil {
		t.Fatal(err)
	}
	if len(audit.Damage) > 0 {
		return "damage named"
	}
	got := linesOf(t, s)
	for _, state := range r.states[acked:] {
		if maps.Equal(state, got) {
			return "as it was"
		}
	}
	if len(got) == 0 && acked > 5 { // more than the first save
		t.Errorf("after %d steps it looks empty", acked)
	}
	for name, text := range got {
		if !slices.ContainsFunc(r.states, func(l lines) bool { return l[name] == text }) {
			t.Errorf("%.80s was never written", name)
		}
	}
	return unnoticed
}
