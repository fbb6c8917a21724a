package store

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"time"

	"goldenthread/store/boltfile"
	"goldenthread/store/file"
	"goldenthread/store/internal/disk"
	"goldenthread/store/problem"
	"goldenthread/store/related"
	"goldenthread/store/vault"
)

// Salvaged says what could be saved out of a damaged workbook, and what not.
type Salvaged struct {
	Answers   int // places in which something was written
	Revisions int
	Drafts    int
	Wordings  int
	Lost      []Lost      // revisions that are known to have been there, in the order of their slots
	Deleted   []Tombstone // of which something was found and left out, because it had been deleted
}

// Lost is a revision that could not be read.
type Lost struct {
	Slot Slot
	ID   ID
}

// ErrNothingToSalvage is returned of a file in which nothing is as a workbook keeps it.
var ErrNothingToSalvage = errors.New("store: nothing that was written could be found")

// ErrSalvageSealed is returned of a file in which all is sealed that nobody has unlocked.
var ErrSalvageSealed = errors.New("store: what was written is sealed")

// Salvageable looks through a damaged workbook as Salvage does, and writes nothing.
func Salvageable(path string) (Salvaged, error) {
	w, err := search(path, file.Codec{}, DefaultKinds())
	if err != nil {
		return Salvaged{}, err
	}
	return w.sum(), nil
}

// Salvage makes a new workbook at to, where nothing may be yet, out of all
// that is still whole in the damaged one at from, which is only read: every
// revision, the newest draft of every slot, unless the slot has gone on since,
// and the words that were asked. What was deleted for good stays so. It goes through
// all pages of the file, whatever its headers and its tree say. The place and the
// settings do not come along.
//
// A sealed workbook is unlocked by unlock, whose error is returned as it is; a nil
// unlock salvages only what is plain. The new workbook is sealed by the same keys
// from its first byte on.
func Salvage(from, to string, unlock func(*vault.Header) (*vault.Keys, error), o Options) (Salvaged, error) {
	return salvageOn(disk.Disk{}, from, to, unlock, o)
}

// salvageOn is Salvage on a disk.
func salvageOn(d disk.Disk, from, to string, unlock func(*vault.Header) (*vault.Keys, error), o Options) (done Salvaged, err error) {
	w, err := search(from, file.Codec{}, o.Kinds)
	if err == nil && w.sealed && w.header != nil && unlock != nil {
		w, err = w.unlocked(from, unlock)
	}
	if err != nil {
		return Salvaged{}, err
	}
	defer w.wipe()
	done = w.sum()
	switch nothing := done.Revisions+done.Drafts == 0; {
	case nothing && w.sealed:
		return Salvaged{}, fmt.Errorf("%w in %s", ErrSalvageSealed, from)
	case nothing:
		return Salvaged{}, fmt.Errorf("%w in %s", ErrNothingToSalvage, from)
	}
	if to, err = filepath.Abs(to); err != nil {
		return Salvaged{}, problem.Of(to, err)
	}
	switch _, err := d.Lstat(to); {
	case related.IsTaken(from, to):
		return Salvaged{}, &fs.PathError{Op: "write", Path: to, Err: file.ErrTaken}
	case err == nil:
		return Salvaged{}, &fs.PathError{Op: "write", Path: to, Err: fs.ErrExist}
	case !errors.Is(err, fs.ErrNotExist):
		return Salvaged{}, problem.Of(to, err)
	}
	release, err := file.Hold(from, file.Options{ReadOnly: true, Disk: d}) // whoever opens it sweeps
	if err != nil {
		return Salvaged{}, err
	}
	defer func() {
		if wrong := release(); err == nil {
			err = wrong
		}
	}()
	defer file.Note(d, from, to, file.Options{Now: o.Now}.Clock())()
	beside := related.SalvagingPath(to)
	defer func() {
		if err != nil {
			_ = d.Remove(beside)
		}
	}()
	if err := w.writeTo(d, beside, o); err != nil {
		return Salvaged{}, problem.Of(to, err)
	}
	switch made := snapshotOf(file.Verify(beside, schemaOf(DefaultKinds()), file.Options{ReadOnly: true, Disk: d})); {
	case made.Err != nil:
		return Salvaged{}, made.Err
	case !made.Sealed && made.Answers != done.Answers:
		return Salvaged{}, fmt.Errorf("store: salvage: %d of %d answers are in the new file", made.Answers, done.Answers)
	case made.Sealed && made.Revisions != done.Revisions:
		return Salvaged{}, fmt.Errorf("store: salvage: %d of %d revisions are in the new file", made.Revisions, done.Revisions)
	}
	return done, problem.Of(to, d.Settle(beside, to))
}

// salvager gathers what is found in a damaged file.
type salvager struct {
	revisions map[ID]RecordedRevision
	drafts    map[Slot]RecordedDraft
	wordings  map[string]RecordedWording
	known     map[ID]Slot // whose the revisions are that an index or another revision tells of
	gone      map[Slot]Tombstone
	deleted   map[Slot]bool // of which something was found nevertheless
	sealed    bool          // there are values that these keys do not open
	header    *vault.Header // how a sealed one is unlocked; nil if none was found
	form      file.Codec
	kinds     Kinds
}

// unlocked looks through the file once more, with its keys.
func (w *salvager) unlocked(path string, unlock func(*vault.Header) (*vault.Keys, error)) (*salvager, error) {
	keys, err := unlock(w.header)
	if err != nil {
		return nil, err
	}
	again, err := search(path, file.SealedBy(keys), w.kinds)
	if err != nil {
		keys.Wipe()
	}
	return again, err
}

// wipe forgets the keys, if there are any.
func (w *salvager) wipe() {
	if keys := w.form.Keys(); keys != nil {
		keys.Wipe()
	}
}

// search reads a file that nobody is writing to, from end to end.
func search(path string, form file.Codec, kinds Kinds) (w *salvager, err error) {
	w = &salvager{
		revisions: map[ID]RecordedRevision{}, drafts: map[Slot]RecordedDraft{}, wordings: map[string]RecordedWording{},
		known: map[ID]Slot{}, gone: map[Slot]Tombstone{}, deleted: map[Slot]bool{}, form: form, kinds: kinds,
	}
	err = file.ReadDamaged(path, func(damaged io.ReaderAt, size int64) {
		boltfile.Salvage(damaged, size, w.take)
		w.dropUndeleted(damaged, size)
	})
	if err != nil {
		return nil, err
	}
	w.dropDeleted()
	w.dropFinished()
	return w, nil
}

// salvagedBuckets are those whose values are of use, the likeliest first.
var salvagedBuckets = []string{bucketRev, bucketSlot, bucketDraft, bucketHead, bucketContent, bucketGone}

// take keeps what lies whole in its envelope. Which bucket it was in tells the
// checksum, which is bound to it.
func (w *salvager) take(value, key []byte) {
	if !file.IsWrapped(value) {
		return
	}
	if header, is := file.ReadHeader(key, value); is {
		w.header = header
	}
	for _, bucket := range salvagedBuckets {
		_, payload, err := w.form.Decode(bucket, key, value)
		if err == nil {
			w.takeFrom(bucket, key, payload)
			return
		}
		w.sealed = w.sealed || errors.Is(err, file.ErrSealed)
	}
}

func (w *salvager) takeFrom(bucket string, key, payload []byte) {
	switch bucket {
	case bucketRev:
		w.takeRevision(key, payload)
	case bucketSlot:
		w.takeIndexed(key, payload)
	case bucketDraft:
		w.takeDraft(key, payload)
	case bucketHead:
		w.takeHeads(key, payload)
	case bucketContent:
		w.takeWording(payload)
	case bucketGone:
		w.takeTombstone(payload)
	}
}

func (w *salvager) takeRevision(key, payload []byte) {
	r, err := decodeRevision(payload)
	if err != nil || len(key) != idSize || r.ID != ID(key) {
		return
	}
	kept := RecordedRevision{Revision: r}
	kept.Body, kept.Bytes = r.Body.lossless()
	if kept.readable(w.kinds) != nil {
		return
	}
	w.revisions[r.ID] = kept
	for _, parent := range r.Parents {
		w.known[parent] = r.Slot
	}
}

// takeDraft keeps the newest draft of a slot: of an overwritten one, old copies
// may still lie in free pages.
func (w *salvager) takeDraft(key, payload []byte) {
	d, err := decodeDraft(payload)
	if err != nil || !bytes.Equal(slotKey(w.form, d.Slot), key) {
		return
	}
	kept := RecordedDraft{Draft: d}
	kept.Body, kept.Bytes = d.Body.lossless()
	if kept.readable(w.kinds) != nil {
		return
	}
	if other, found := w.drafts[d.Slot]; !found || other.At.Before(d.At) {
		w.drafts[d.Slot] = kept
	}
}

func (w *salvager) takeWording(payload []byte) {
	var record wordingRecord
	if json.Unmarshal(payload, &record) != nil {
		return
	}
	kept := RecordedWording{WordingOf(record.asked()), record}
	if kept.Name != "" {
		w.wordings[kept.Name] = kept
	}
}

// takeTombstone keeps what was deleted; of two of one slot, the later.
func (w *salvager) takeTombstone(payload []byte) {
	var one Tombstone
	if json.Unmarshal(payload, &one) == nil && one.readable() == nil && one.Until.After(w.gone[one.Slot].Until) {
		w.gone[one.Slot] = one
	}
}

// indexed reads the slot that an entry of an index is about: it is in its key,
// and in a sealed workbook before its payload.
func (w *salvager) indexed(key, payload []byte) (slot Slot, rest []byte, err error) {
	if w.form.Sealed() {
		return slotOf(payload)
	}
	slot, _, err = slotOf(key)
	return slot, payload, err
}

func (w *salvager) takeIndexed(key, payload []byte) {
	slot, _, err := w.indexed(key, payload)
	if err == nil && len(key) == len(slotKey(w.form, slot))+idSize {
		w.known[ID(key[len(key)-idSize:])] = slot
	}
}

func (w *salvager) takeHeads(key, payload []byte) {
	slot, payload, err := w.indexed(key, payload)
	if err != nil || len(payload)%idSize != 0 {
		return
	}
	for id := range slices.Chunk(payload, idSize) {
		w.known[ID(id)] = slot
	}
}

// dropUndeleted takes away what was deleted once and taken in again, as far as the
// tree of the file can still be gone through: old copies may lie in free pages.
func (w *salvager) dropUndeleted(damaged io.ReaderAt, size int64) {
	now := salvager{gone: map[Slot]Tombstone{}, form: w.form}
	err := boltfile.Walk(damaged, size, func(path [][]byte, key, value []byte) error {
		if len(path) != 1 || string(path[0]) != bucketGone {
			return nil
		}
		_, payload, err := w.form.Decode(bucketGone, key, value)
		if err == nil {
			now.takeTombstone(payload)
		}
		return err
	})
	if err == nil {
		w.gone = now.gone
	}
}

// dropDeleted takes away what was deleted, from wherever a copy of it comes.
func (w *salvager) dropDeleted() {
	drop := func(slot Slot, at time.Time) bool {
		one, found := w.gone[slot]
		w.deleted[slot] = w.deleted[slot] || found && one.covers(at)
		return found && one.covers(at)
	}
	maps.DeleteFunc(w.revisions, func(id ID, r RecordedRevision) bool {
		goes := drop(r.Slot, r.At)
		if goes {
			delete(w.known, id)
		}
		return goes
	})
	maps.DeleteFunc(w.drafts, func(_ Slot, d RecordedDraft) bool { return drop(d.Slot, d.At) })
}

// dropFinished takes away the drafts of slots that have gone on since: when a
// revision is added, its draft goes.
func (w *salvager) dropFinished() {
	for _, r := range w.revisions {
		if d, found := w.drafts[r.Slot]; found && !r.At.Before(d.At) {
			delete(w.drafts, r.Slot)
		}
	}
}

func (w *salvager) sum() Salvaged {
	sum := Salvaged{Revisions: len(w.revisions), Drafts: len(w.drafts), Wordings: len(w.record().Wordings)}
	for slot, found := range w.deleted {
		if found {
			sum.Deleted = append(sum.Deleted, w.gone[slot])
		}
	}
	slices.SortFunc(sum.Deleted, func(a, b Tombstone) int { return a.Slot.compare(b.Slot) })
	places := map[Slot]bool{}
	for _, r := range w.revisions {
		places[r.Slot] = true
	}
	for slot := range w.drafts {
		places[slot] = true
	}
	for slot := range places {
		if slot.isAnswer() {
			sum.Answers++
		}
	}
	for id, slot := range w.known {
		one, deleted := w.gone[slot]
		if _, found := w.revisions[id]; !found && !(deleted && one.covers(id.Time())) {
			sum.Lost = append(sum.Lost, Lost{slot, id})
		}
	}
	slices.SortFunc(sum.Lost, func(a, b Lost) int { return cmp.Or(a.Slot.compare(b.Slot), a.ID.Compare(b.ID)) })
	return sum
}

// writeTo makes a workbook that has no lock and no marker of its own.
func (w *salvager) writeTo(d disk.Disk, path string, o Options) error {
	if err := d.Remove(path); err != nil {
		return err
	}
	kinds := o.Kinds
	if kinds == nil {
		kinds = DefaultKinds()
	}
	s, err := openFile(path, kinds, schemaOf(kinds), file.Options{Now: o.Now, Named: o.Named, Make: true, Held: true, Disk: d})
	if err != nil {
		return err
	}
	if w.form.Sealed() {
		err = w.sealFirst(s)
	}
	if err == nil {
		_, err = s.takeIn(w.record(), Record.withoutDeleted, time.Time{})
	}
	return errors.Join(err, s.Close())
}

// sealFirst seals the new workbook while nothing is in it, so that no word of the
// old one is ever written down plain.
func (w *salvager) sealFirst(s *Store) error {
	keys, err := w.form.Keys().Copy()
	if err == nil {
		err = s.Seal(w.header, keys)
	}
	if err != nil {
		return err
	}
	left, err := s.UnsealedCopies()
	for _, l := range left { // the empty file that it was
		err = errors.Join(err, s.RemoveUnsealedCopy(l))
	}
	return err
}

func (w *salvager) record() Record {
	var r Record
	for _, id := range slices.SortedFunc(maps.Keys(w.revisions), ID.Compare) {
		r.Revisions = append(r.Revisions, w.revisions[id])
	}
	for _, d := range w.drafts {
		r.Drafts = append(r.Drafts, d)
	}
	for _, wording := range w.wordings {
		r.Wordings = append(r.Wordings, wording)
	}
	for _, one := range w.gone {
		r.Tombstones = append(r.Tombstones, one)
	}
	return r.withOwnWordings()
}
