package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"goldenthread/store/file"
	"goldenthread/store/related"
	"maps"
	"slices"
	"strings"
	"time"
)

// bucketGone holds, by slot key, what was deleted. It is there from the first
// time that something was.
const bucketGone = "gone"

const tagTombstone file.Tag = 'g'

// Tombstone records that a slot was deleted. It holds none of the deleted text. What
// was written in the slot later stays.
type Tombstone struct {
	Slot
	At    time.Time `json:"at"`    // when it was deleted
	Until time.Time `json:"until"` // what was written up to then does not come back; later than At if a clock was ahead
}

// Trace counts what there is of a slot.
type Trace struct {
	Slot
	Revisions   int
	Drafts      int       // 0 or 1
	First, Last time.Time // when the oldest and the newest of it was written
}

// Traces holds the traces of several slots, by step and field.
type Traces []Trace

// Total adds them up; it has no slot.
func (all Traces) Total() (t Trace) {
	for _, one := range all {
		t.Revisions, t.Drafts = t.Revisions+one.Revisions, t.Drafts+one.Drafts
		t.span(one.First)
		t.span(one.Last)
	}
	return t
}

// Answers returns in how many of the slots something was written; what was only
// read, visited or marked is none.
func (all Traces) Answers() (n int) {
	for _, one := range all {
		if one.isAnswer() {
			n++
		}
	}
	return n
}

// Versions returns how often something was written in them; that it was read,
// visited or marked does not count.
func (all Traces) Versions() (n int) {
	for _, one := range all {
		if one.isAnswer() {
			n += one.Revisions + one.Drafts
		}
	}
	return n
}

// Within is true for the slots of a framework, a unit or a step. That a visit of
// a unit began goes with the whole unit only: the other steps count by it.
func Within(place string) func(Slot) bool {
	return func(slot Slot) bool {
		step := string(slot.Step)
		return step == place && slot.Field != FieldVisit || strings.HasPrefix(step, place+"/")
	}
}

// Only is true for one slot, and for the marks that say how far it may go.
func Only(slot Slot) func(Slot) bool {
	return func(other Slot) bool {
		return other == slot || other.Step == slot.Step && strings.HasPrefix(other.Field, shareFieldPrefix+slot.Field+"/")
	}
}

// span reaches as far as an instant, if that is known.
func (t *Trace) span(at time.Time) {
	if at.IsZero() {
		return
	}
	if t.First.IsZero() || at.Before(t.First) {
		t.First = at
	}
	if at.After(t.Last) {
		t.Last = at
	}
}

// Traces returns what there is in the slots for which in is true. What is
// readable is returned beside an error about what is not.
func (s *Store) Traces(in func(Slot) bool) (Traces, error) {
	f := forgetting{in: in}
	err := s.read(f.look)
	return f.traces(), errors.Join(append(f.damage, err)...)
}

// Forget deletes what is in the slots for which in is true: every revision, the
// drafts, and the words of the questions that nothing else names. The file is
// made anew without them, so that no byte of them stays in it, and a Tombstone
// takes the place of each. It returns what was there. No snapshot is made, and
// what the other files still hold is for CopiesWithDeleted to say.
//
// A value that is damaged goes too if the index knows that it belongs to one of
// the slots. Any other damage leaves everything as it was; the error names it.
func (s *Store) Forget(in func(Slot) bool) (Traces, error) {
	defer s.file.WithoutSnapshots()() // one that is being made now would hold it
	f := forgetting{in: in, at: s.file.Now().Round(0), kinds: s.kinds}
	r := f.rewriting()
	r.Finish = func(tx file.Tx) error { return errors.Join(f.finish(tx), f.ask(tx)) }
	r.Done = func() error {
		s.unsaved.discardIn(in)
		return file.Sweep(s.file.Options().Disk, s.file.Path(), related.Aside, related.Snapshot, related.Recovery)
	}
	if err := s.file.Rewrite(r); err != nil {
		return nil, err
	}
	return f.traces(), nil
}

// Tombstone returns what was deleted, by step and field.
func (s *Store) Tombstones() ([]Tombstone, error) {
	var all []Tombstone
	err := s.read(func(tx transaction) error {
		gone, err := tombstones(tx)
		all = slices.SortedFunc(maps.Values(gone), func(a, b Tombstone) int { return a.Slot.compare(b.Slot) })
		return err
	})
	return all, err
}

// forgetting is one Forget.
type forgetting struct {
	in    func(Slot) bool
	at    time.Time
	kinds Kinds

	found  map[Slot]*Trace
	ids    map[ID]bool     // the revisions that go
	drafts map[string]bool // the keys of the drafts that go
	named  map[string]bool // the keys of the wordings that stay
	damage []error         // what cannot be read, and whose it is
}

// rewriting makes the file anew without what is to go.
func (f *forgetting) rewriting() file.Rewriting {
	return file.Rewriting{
		Begin:  func(tx file.Tx) error { return f.look(transaction{tx, f.kinds}) },
		Change: f.change,
		Finish: f.finish,
	}
}

// look finds what is to go, and what the rest of the workbook needs.
func (f *forgetting) look(tx transaction) error {
	f.found, f.ids, f.drafts, f.named = map[Slot]*Trace{}, map[ID]bool{}, map[string]bool{}, map[string]bool{}
	err := tx.Bucket([]byte(bucketRev)).ForEach(func(key, value []byte) error {
		if len(key) != idSize {
			f.damage = append(f.damage, &Damage{Bucket: bucketRev, Err: errKey})
			return nil
		}
		r, err := revisionAt(tx, Slot{}, ID(key))
		if trace := f.meet(tx, r.Slot, r.At, r.Wording, err); trace != nil {
			f.ids[ID(key)] = true
			trace.Revisions++
		}
		return nil
	})
	if err != nil {
		return err
	}
	return tx.Bucket([]byte(bucketDraft)).ForEach(func(key, value []byte) error {
		d, err := openDraft(tx, key, value)
		if trace := f.meet(tx, d.Slot, d.At, d.Wording, err); trace != nil {
			f.drafts[string(key)] = true
			trace.Drafts++
		}
		return nil
	})
}

// meet returns the trace of a revision or a draft that goes, and nil for one that
// stays. Of one that is damaged only the error may know the slot.
func (f *forgetting) meet(tx transaction, slot Slot, at time.Time, wording string, err error) *Trace {
	var damage *Damage
	if errors.As(err, &damage) {
		slot = OriginOf(damage).Slot
	}
	if slot == (Slot{}) || !f.in(slot) {
		f.keep(tx, wording, err)
		return nil
	}
	if f.found[slot] == nil {
		f.found[slot] = &Trace{Slot: slot}
	}
	f.found[slot].span(at)
	return f.found[slot]
}

// keep notes which words something needs that stays.
func (f *forgetting) keep(tx transaction, wording string, err error) {
	if err != nil {
		f.damage = append(f.damage, err)
		return
	}
	if sum, err := wordingSum(wording); err == nil {
		f.named[string(tx.wordingKey(sum))] = true
	}
}

// change drops what goes.
func (f *forgetting) change(_ file.Tx, bucket string, key, value []byte) (newKey, newValue []byte, err error) {
	goes := false
	switch bucket {
	case bucketRev:
		goes = len(key) == idSize && f.ids[ID(key)]
	case bucketDraft:
		goes = f.drafts[string(key)]
	case bucketContent:
		goes = !f.named[string(key)]
	}
	if goes {
		return nil, nil, nil
	}
	return key, value, nil
}

// finish says in the new file what was deleted.
func (f *forgetting) finish(tx file.Tx) error {
	return f.addTombstones(transaction{tx, f.kinds})
}

// ask opens the question whether it is taken out of the copies, too.
func (f *forgetting) ask(tx file.Tx) error {
	var steps []string
	for slot := range f.found {
		steps = append(steps, string(slot.Step))
	}
	slices.Sort(steps)
	if steps = slices.Compact(steps); len(steps) == 0 {
		return nil
	}
	return AskDeleted.open(tx, steps...)
}

// addTombstones puts a Tombstone in the place of everything that goes.
func (f *forgetting) addTombstones(tx transaction) error {
	var all []Tombstone
	for _, trace := range f.traces() {
		all = append(all, Tombstone{Slot: trace.Slot, At: f.at, Until: later(f.at, trace.Last)})
	}
	return addTombstones(tx, all)
}

func (f *forgetting) traces() Traces {
	all := make(Traces, 0, len(f.found))
	for _, trace := range f.found {
		all = append(all, *trace)
	}
	slices.SortFunc(all, func(a, b Trace) int { return a.Slot.compare(b.Slot) })
	return all
}

// addTombstones keeps what was deleted; of two of one slot, the later.
func addTombstones(tx transaction, all []Tombstone) error {
	if len(all) == 0 {
		return nil
	}
	if _, err := tx.CreateBucketIfNotExists([]byte(bucketGone)); err != nil {
		return err
	}
	before, err := tombstones(tx)
	if err != nil {
		return err
	}
	for _, one := range all {
		one.At, one.Until = later(one.At, before[one.Slot].At), later(one.Until, before[one.Slot].Until)
		payload, err := file.Marshal(one)
		if err != nil {
			return fmt.Errorf("store: forget %s: %w", one.Slot, err)
		}
		if err := tx.Put(bucketGone, tagTombstone, tx.slotKey(one.Slot), payload); err != nil {
			return err
		}
	}
	return nil
}

// removeTombstone takes a Tombstone back: what was deleted is there again.
func removeTombstone(tx transaction, slot Slot) error {
	if bucket := tx.Bucket([]byte(bucketGone)); bucket != nil {
		return bucket.Delete(tx.slotKey(slot))
	}
	return nil
}

// tombstones returns all that was deleted.
func tombstones(tx transaction) (map[Slot]Tombstone, error) {
	all := map[Slot]Tombstone{}
	bucket := tx.Bucket([]byte(bucketGone))
	if bucket == nil {
		return all, nil
	}
	return all, bucket.ForEach(func(key, value []byte) error {
		var one Tombstone
		payload, err := tx.DecodeAs(tagTombstone, bucketGone, key, value)
		if err == nil {
			err = json.Unmarshal(payload, &one)
		}
		if err == nil && !bytes.Equal(tx.slotKey(one.Slot), key) {
			err = file.ErrMisplaced
		}
		if err != nil {
			return locate(tx, bucketGone, key, err)
		}
		all[one.Slot] = one
		return nil
	})
}

// covers reports whether something that was written at an instant was deleted
// with the rest.
func (f Tombstone) covers(at time.Time) bool { return !at.After(f.Until) }

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
