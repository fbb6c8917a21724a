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
	"os"
	"path/filepath"
	"slices"
	"time"

	"goldenthread/store/boltfile"
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
	Deleted   []Forgotten // of which something was found and left out, because it had been deleted
}

// Lost is a revision that could not be read.
type Lost struct {
	Slot Slot
	ID   ID
}

// ErrNothingToSalvage is that nothing in a file is as a workbook keeps it.
var ErrNothingToSalvage = errors.New("store: nothing that was written could be found")

// ErrSalvageSealed is that what is in a file is sealed, and nobody has unlocked it.
var ErrSalvageSealed = errors.New("store: what was written is sealed")

// Salvageable looks through a damaged workbook as Salvage does, and writes nothing.
func Salvageable(path string) (Salvaged, error) {
	w, err := searchWreck(path, codec{}, DefaultKinds())
	if err != nil {
		return Salvaged{}, err
	}
	return w.sum(), nil
}

// Salvage makes a new workbook at to, where nothing may stand yet, out of all
// that is still whole in the damaged one at from, which is only read: every
// revision, the newest draft of every slot, unless the slot has gone on since,
// and the words that were asked. What was deleted for good stays so. It goes through all pages of the file, whatever its headers
// and its tree say. The place and the settings do not come along.
//
// A sealed workbook is unlocked by o.Unlock, whose error is returned as it is. The
// new one is sealed by the same keys from its first byte on.
func Salvage(from, to string, o Options) (done Salvaged, err error) {
	w, err := searchWreck(from, codec{}, o.Kinds)
	if err == nil && w.sealed && w.header != nil && o.Unlock != nil {
		w, err = w.unlocked(from, o.Unlock)
	}
	if err != nil {
		return Salvaged{}, err
	}
	defer w.form.wipe()
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
	switch _, err := o.disk.Lstat(to); {
	case err == nil:
		return Salvaged{}, &fs.PathError{Op: "write", Path: to, Err: fs.ErrExist}
	case !errors.Is(err, fs.ErrNotExist):
		return Salvaged{}, problem.Of(to, err)
	}
	beside := to + related.SalvageEnding
	defer func() {
		if err != nil {
			_ = o.disk.Remove(beside)
		}
	}()
	if err := w.writeTo(beside, o); err != nil {
		return Salvaged{}, problem.Of(to, err)
	}
	switch made := verify(beside, Options{ReadOnly: true, disk: o.disk}); {
	case made.Err != nil:
		return Salvaged{}, made.Err
	case !made.Sealed && made.Answers != done.Answers:
		return Salvaged{}, fmt.Errorf("store: salvage: %d of %d answers are in the new file", made.Answers, done.Answers)
	case made.Sealed && made.Revisions != done.Revisions:
		return Salvaged{}, fmt.Errorf("store: salvage: %d of %d revisions are in the new file", made.Revisions, done.Revisions)
	}
	return done, problem.Of(to, o.disk.Settle(beside, to))
}

// wreck is what was found in a damaged file.
type wreck struct {
	revisions map[ID]RecordedRevision
	drafts    map[Slot]RecordedDraft
	wordings  map[string]RecordedWording
	known     map[ID]Slot // whose the revisions are that an index or another revision tells of
	gone      map[Slot]Forgotten
	deleted   map[Slot]bool // of which something was found nevertheless
	sealed    bool          // there are values that these keys do not open
	header    *vault.Header // how a sealed one is unlocked; nil if none was found
	form      codec
	kinds     Kinds
}

// unlocked looks through the file once more, with its keys.
func (w *wreck) unlocked(path string, unlock func(*vault.Header) (*vault.Keys, error)) (*wreck, error) {
	keys, err := unlock(w.header)
	if err != nil {
		return nil, err
	}
	again, err := searchWreck(path, codec{sealed: true, keys: keys}, w.kinds)
	if err != nil {
		keys.Wipe()
	}
	return again, err
}

// wipe forgets the keys, if there are any.
func (c codec) wipe() {
	if c.keys != nil {
		c.keys.Wipe()
	}
}

// searchWreck reads a file that nobody is writing to, from end to end.
func searchWreck(path string, form codec, kinds Kinds) (w *wreck, err error) {
	if path, err = filepath.Abs(path); err != nil {
		return nil, problem.Of(path, err)
	}
	lock, err := acquireShared(path)
	if err != nil {
		return nil, withHolder(path, err)
	}
	defer func() { err = errors.Join(err, lock.release()) }()
	file, err := os.Open(path)
	if err != nil {
		return nil, problem.Of(path, err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = &Problem{Kind: ProblemNotAFile, Path: path}
	}
	if err != nil {
		return nil, problem.Of(path, err)
	}
	w = &wreck{
		revisions: map[ID]RecordedRevision{}, drafts: map[Slot]RecordedDraft{}, wordings: map[string]RecordedWording{},
		known: map[ID]Slot{}, gone: map[Slot]Forgotten{}, deleted: map[Slot]bool{}, form: form, kinds: kinds,
	}
	boltfile.Salvage(file, info.Size(), w.take)
	w.dropUndeleted(file, info.Size())
	w.dropDeleted()
	w.dropFinished()
	return w, nil
}

// wreckBuckets are those whose values are of use, the likeliest first.
var wreckBuckets = []string{bucketRev, bucketSlot, bucketDraft, bucketHead, bucketContent, bucketGone}

// take keeps what lies whole in its envelope. Which bucket it was in tells the
// checksum, which is bound to it.
func (w *wreck) take(value, key []byte) {
	if !isWrapped(value) {
		return
	}
	if string(key) == vaultHeader {
		w.takeHeader(key, value)
	}
	for _, bucket := range wreckBuckets {
		_, payload, err := w.form.unseal(bucket, key, value)
		if err == nil {
			w.takeFrom(bucket, key, payload)
			return
		}
		w.sealed = w.sealed || errors.Is(err, errSealed)
	}
}

func (w *wreck) takeFrom(bucket string, key, payload []byte) {
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
		w.takeForgotten(payload)
	}
}

func (w *wreck) takeRevision(key, payload []byte) {
	r, err := decodeRevision(payload)
	if err != nil || len(key) != idSize || r.ID != ID(key) {
		return
	}
	kept := RecordedRevision{Revision: r}
	kept.Body, kept.Bytes = r.Body.lossless()
	if kept.Validate(w.kinds) != nil {
		return
	}
	w.revisions[r.ID] = kept
	for _, parent := range r.Parents {
		w.known[parent] = r.Slot
	}
}

// takeDraft keeps the newest draft of a slot: of an overwritten one, old copies
// may still lie in free pages.
func (w *wreck) takeDraft(key, payload []byte) {
	d, err := decodeDraft(payload)
	if err != nil || !bytes.Equal(w.form.slotKey(d.Slot), key) {
		return
	}
	kept := RecordedDraft{Draft: d}
	kept.Body, kept.Bytes = d.Body.lossless()
	if kept.Validate(w.kinds) != nil {
		return
	}
	if other, found := w.drafts[d.Slot]; !found || other.At.Before(d.At) {
		w.drafts[d.Slot] = kept
	}
}

func (w *wreck) takeWording(payload []byte) {
	var record wordingRecord
	if json.Unmarshal(payload, &record) != nil {
		return
	}
	kept := RecordedWording{WordingOf(record.asked()), record}
	if kept.Name != "" {
		w.wordings[kept.Name] = kept
	}
}

// takeForgotten keeps what was deleted; of two of one slot, the later.
func (w *wreck) takeForgotten(payload []byte) {
	var one Forgotten
	if json.Unmarshal(payload, &one) == nil && one.Validate() == nil && one.Until.After(w.gone[one.Slot].Until) {
		w.gone[one.Slot] = one
	}
}

// takeHeader keeps how the file is unlocked. It is never sealed.
func (w *wreck) takeHeader(key, value []byte) {
	m, flags, payload, err := unwrap(bucketVault, key, value)
	if err != nil || m != markVault || flags != plain {
		return
	}
	if header, err := vault.ParseHeader(payload); err == nil {
		w.header = header
	}
}

// indexed reads the slot that an entry of an index is about: it stands in its key,
// and in a sealed workbook before its payload.
func (w *wreck) indexed(key, payload []byte) (slot Slot, rest []byte, err error) {
	if w.form.sealed {
		return slotOf(payload)
	}
	slot, _, err = slotOf(key)
	return slot, payload, err
}

func (w *wreck) takeIndexed(key, payload []byte) {
	slot, _, err := w.indexed(key, payload)
	if err == nil && len(key) == len(w.form.slotKey(slot))+idSize {
		w.known[ID(key[len(key)-idSize:])] = slot
	}
}

func (w *wreck) takeHeads(key, payload []byte) {
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
func (w *wreck) dropUndeleted(file io.ReaderAt, size int64) {
	now := wreck{gone: map[Slot]Forgotten{}, form: w.form}
	err := boltfile.Walk(file, size, func(path [][]byte, key, value []byte) error {
		if len(path) != 1 || string(path[0]) != bucketGone {
			return nil
		}
		_, payload, err := w.form.unseal(bucketGone, key, value)
		if err == nil {
			now.takeForgotten(payload)
		}
		return err
	})
	if err == nil {
		w.gone = now.gone
	}
}

// dropDeleted takes away what was deleted, from wherever a copy of it comes.
func (w *wreck) dropDeleted() {
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
func (w *wreck) dropFinished() {
	for _, r := range w.revisions {
		if d, found := w.drafts[r.Slot]; found && !r.At.Before(d.At) {
			delete(w.drafts, r.Slot)
		}
	}
}

func (w *wreck) sum() Salvaged {
	sum := Salvaged{Revisions: len(w.revisions), Drafts: len(w.drafts), Wordings: len(w.record().Wordings)}
	for slot, found := range w.deleted {
		if found {
			sum.Deleted = append(sum.Deleted, w.gone[slot])
		}
	}
	slices.SortFunc(sum.Deleted, func(a, b Forgotten) int { return a.Slot.compare(b.Slot) })
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
func (w *wreck) writeTo(path string, o Options) error {
	if err := o.disk.Remove(path); err != nil {
		return err
	}
	s, err := Open(path, Options{Now: o.Now, Kinds: o.Kinds, Named: o.Named, held: true, disk: o.disk})
	if err != nil {
		return err
	}
	if w.form.sealed {
		err = w.sealFirst(s)
	}
	if err == nil {
		_, err = s.Import(w.record())
	}
	return errors.Join(err, s.Close())
}

// sealFirst seals the new workbook while nothing is in it, so that no word of the
// old one is ever written down plain.
func (w *wreck) sealFirst(s *Store) error {
	keys, err := w.form.keys.Copy()
	if err == nil {
		err = s.Seal(w.header, keys)
	}
	if err != nil {
		return err
	}
	left, err := s.Leftovers()
	for _, l := range left { // the empty file that it was
		err = errors.Join(err, s.RemoveLeftover(l))
	}
	return err
}

func (w *wreck) record() Record {
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
		r.Forgotten = append(r.Forgotten, one)
	}
	return r.withOwnWordings()
}
