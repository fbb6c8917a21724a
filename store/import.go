package store

import (
	"bytes"
	"errors"
	"fmt"
	"goldenthread/store/file"
	"slices"
	"time"
)

// Record is all that a workbook holds of answers, in a form that another one can
// take in: its JSON loses nothing. The place, the settings and the indexes are
// no part of it.
type Record struct {
	Revisions  []RecordedRevision `json:"revisions"` // in the order of their IDs
	Drafts     []RecordedDraft    `json:"drafts"`    // in the order of their slots
	Wordings   []RecordedWording  `json:"wordings"`  // those that revisions and drafts name, in that order
	Tombstones []Tombstone        `json:"forgotten"` // what was deleted, by step and field
}

// RecordedRevision is a revision as it is in the file.
type RecordedRevision revisionRecord

// RecordedDraft is a draft as it is in the file.
type RecordedDraft draftRecord

// RecordedWording is the words of a question, and their name.
type RecordedWording struct {
	Name string `json:"name"` // "sha256:…"
	wordingRecord
}

// Record gathers what is in the slots for which in is true; a nil in means all. What is readable is returned beside an error about what is not.
func (s *Store) Record(in func(Slot) bool) (Record, error) {
	record := Record{[]RecordedRevision{}, []RecordedDraft{}, []RecordedWording{}, []Tombstone{}}
	var damage []error
	named := map[string]bool{"": true}
	keepWording := func(name string) {
		if named[name] {
			return
		}
		named[name] = true
		asked, found, err := s.Wording(name)
		if damage = append(damage, err); found {
			record.Wordings = append(record.Wordings, RecordedWording{name, newWordingRecord(asked)})
		}
	}
	for r, err := range s.Revisions() {
		damage = append(damage, err)
		if err != nil || in != nil && !in(r.Slot) {
			continue
		}
		kept := RecordedRevision{Revision: r}
		kept.Body, kept.Bytes = r.Body.lossless()
		record.Revisions = append(record.Revisions, kept)
		keepWording(r.Wording)
	}
	drafts, err := s.Drafts()
	damage = append(damage, err)
	for _, d := range drafts {
		if in != nil && !in(d.Slot) {
			continue
		}
		kept := RecordedDraft{Draft: d}
		kept.Body, kept.Bytes = d.Body.lossless()
		record.Drafts = append(record.Drafts, kept)
		keepWording(d.Wording)
	}
	gone, err := s.Tombstones()
	damage = append(damage, err)
	for _, one := range gone {
		if in == nil || in(one.Slot) {
			record.Tombstones = append(record.Tombstones, one)
		}
	}
	return record, errors.Join(damage...)
}

// Validate reports why a revision could not be taken in.
func (r *RecordedRevision) Validate(ks Kinds) error {
	return errors.Join(r.Slot.validate(), r.readable(ks))
}

// readable reports why a revision that was in a workbook could not be one.
func (r *RecordedRevision) readable(ks Kinds) error {
	switch {
	case r.V != revisionVersion:
		return fmt.Errorf("store: %s: a revision of version %d, and this version of the program knows %d", r.Slot, r.V, revisionVersion)
	case r.ID.IsZero():
		return fmt.Errorf("store: %s: a revision without an id", r.Slot)
	}
	return errors.Join(ks.validateRevision(&r.Revision), validateWording(r.Wording))
}

// Validate reports why a draft could not be taken in.
func (d *RecordedDraft) Validate(ks Kinds) error {
	return errors.Join(d.Slot.validate(), d.readable(ks))
}

// readable reports why a draft that was in a workbook could not be one.
func (d *RecordedDraft) readable(ks Kinds) error {
	return errors.Join(ks.validateDraft(&d.Draft), validateWording(d.Wording))
}

// validateWording takes the name of a wording, or none.
func validateWording(name string) error {
	if name == "" {
		return nil
	}
	_, err := wordingSum(name)
	return err
}

// Validate reports whether the words do not fit their name.
func (w *RecordedWording) Validate() error {
	if got := WordingOf(w.asked()); got != w.Name || got == "" {
		return fmt.Errorf("store: wording %q: these are other words", w.Name)
	}
	return nil
}

// Validate reports why a Tombstone could not be taken in.
func (f *Tombstone) Validate() error {
	return errors.Join(f.Slot.validate(), f.readable())
}

// readable reports why a Tombstone that was in a workbook could not be one.
func (f *Tombstone) readable() error {
	if f.At.IsZero() || f.Until.Before(f.At) {
		return fmt.Errorf("store: %s: it says not when it was deleted", f.Slot)
	}
	return f.Slot.fits()
}

// Validate reports why a record could not be taken in.
func (r Record) Validate(ks Kinds) error {
	for i := range r.Revisions {
		if err := r.Revisions[i].Validate(ks); err != nil {
			return err
		}
	}
	for i := range r.Drafts {
		if err := r.Drafts[i].Validate(ks); err != nil {
			return err
		}
	}
	for i := range r.Wordings {
		if err := r.Wordings[i].Validate(); err != nil {
			return err
		}
	}
	for i := range r.Tombstones {
		if err := r.Tombstones[i].Validate(); err != nil {
			return err
		}
	}
	return nil
}

// Imported says what was new to a workbook.
type Imported struct {
	Revisions int
	Drafts    int
	Left      []Slot // whose drafts were left out: there is one already, or the slot has gone on since
	Differing []ID   // revisions that are here in other words; ours were kept
	Steering  int    // texts that are new and could steer a terminal; they are kept as they are

	Deleted   []Tombstone // of which something was left out, because it had been deleted here
	Elsewhere []Tombstone // what was deleted where the record comes from, and is still here
	Buried    []Tombstone // what is new to be kept out here, because it was deleted there
	Shortened []Tombstone // those of Buried that reached into the future; as they are now kept
}

// Import adds what a record has and the workbook has not, all of it or, after an
// error, nothing. It removes and overwrites nothing, but for a value that is
// damaged here and whole there. What was deleted here stays out. To import twice
// is the same as to import once.
func (s *Store) Import(r Record) (Imported, error) { return s.takeInNew(r, Record.withoutDeleted) }

// ImportDeleted is Import, and takes in also what was deleted here: from then on
// it is not deleted any more.
func (s *Store) ImportDeleted(r Record) (Imported, error) { return s.takeInNew(r, Record.undelete) }

// minding names what an import does with what was deleted here.
type minding func(Record, transaction, *Imported) (Record, error)

// takeInNew takes in a record of which nobody knows who made it.
func (s *Store) takeInNew(r Record, mind minding) (Imported, error) {
	if err := r.Validate(s.kinds); err != nil {
		return Imported{}, err
	}
	return s.takeIn(r, mind, s.file.Now().Round(0).Add(buryAhead))
}

// takeIn takes in a record whose Tombstones reach no further than bound; a zero bound
// takes them as they are.
func (s *Store) takeIn(r Record, mind minding, bound time.Time) (done Imported, err error) {
	err = s.update(func(tx transaction) error {
		done = Imported{}
		r, err := mind(r, tx, &done)
		if err == nil {
			err = r.addTombstones(tx, bound, &done)
		}
		if err == nil {
			err = r.addTo(tx, &done)
		}
		return err
	})
	if err != nil {
		return Imported{}, err
	}
	return done, nil
}

// withoutDeleted leaves out what was deleted here, unless it is here nevertheless,
// and the words that only that was asked with.
func (r Record) withoutDeleted(tx transaction, done *Imported) (Record, error) {
	gone, err := tombstones(tx)
	if err != nil || len(gone) == 0 {
		return r, err
	}
	left := map[Slot]bool{}
	leave := func(slot Slot, at time.Time) bool {
		one, ok := gone[slot]
		left[slot] = left[slot] || ok && one.covers(at)
		return ok && one.covers(at)
	}
	r.Revisions = slices.DeleteFunc(slices.Clone(r.Revisions), func(r RecordedRevision) bool {
		return tx.Bucket([]byte(bucketRev)).Get(r.ID[:]) == nil && leave(r.Slot, r.At)
	})
	r.Drafts = slices.DeleteFunc(slices.Clone(r.Drafts), func(d RecordedDraft) bool {
		return tx.Bucket([]byte(bucketDraft)).Get(tx.slotKey(d.Slot)) == nil && leave(d.Slot, d.At)
	})
	for slot, one := range gone {
		if left[slot] {
			done.Deleted = append(done.Deleted, one)
		}
	}
	slices.SortFunc(done.Deleted, func(a, b Tombstone) int { return a.Slot.compare(b.Slot) })
	return r.withOwnWordings(), nil
}

// withOwnWordings leaves out the words that no revision and no draft names.
func (r Record) withOwnWordings() Record {
	named := map[string]bool{}
	for i := range r.Revisions {
		named[r.Revisions[i].Wording] = true
	}
	for i := range r.Drafts {
		named[r.Drafts[i].Wording] = true
	}
	r.Wordings = slices.DeleteFunc(slices.Clone(r.Wordings), func(w RecordedWording) bool { return !named[w.Name] })
	return r
}

// undelete forgets that what the record has was deleted.
func (r Record) undelete(tx transaction, _ *Imported) (Record, error) {
	for i := range r.Revisions {
		if err := removeTombstone(tx, r.Revisions[i].Slot); err != nil {
			return r, err
		}
	}
	for i := range r.Drafts {
		if err := removeTombstone(tx, r.Drafts[i].Slot); err != nil {
			return r, err
		}
	}
	return r, nil
}

// buryAhead bounds how far an imported Tombstone may reach into the future: the clock of
// another computer may be ahead, and no export may keep out what is yet to be written.
const buryAhead = 24 * time.Hour

// endBy returns a Tombstone that reaches no further than an instant, and whether it
// did; a zero instant is no bound.
func (f Tombstone) endBy(bound time.Time) (Tombstone, bool) {
	if bound.IsZero() || !f.Until.After(bound) && !f.At.After(bound) {
		return f, false
	}
	if f.At.After(bound) {
		f.At = bound
	}
	if f.Until.After(bound) {
		f.Until = bound
	}
	return f, true
}

// addTombstones keeps what was deleted elsewhere deleted, unless it is here: an import
// takes nothing away. One that reached too far is shortened once, and not moved on when
// the same record is taken in again.
func (r Record) addTombstones(tx transaction, bound time.Time, done *Imported) error {
	ours, err := tombstones(tx)
	if err != nil {
		return err
	}
	var all []Tombstone
	for _, one := range r.Tombstones {
		one, shortened := one.endBy(bound)
		_, known := ours[one.Slot]
		switch {
		case !one.Until.After(ours[one.Slot].Until), shortened && known:
		case one.isHere(tx):
			done.Elsewhere = append(done.Elsewhere, one)
		default:
			all = append(all, one)
			if shortened {
				done.Shortened = append(done.Shortened, one)
			}
		}
	}
	done.Buried = slices.SortedFunc(slices.Values(all), func(a, b Tombstone) int { return a.Slot.compare(b.Slot) })
	return addTombstones(tx, all)
}

// isHere reports whether something is here that was deleted elsewhere, or may be
// what was: it cannot be read.
func (f Tombstone) isHere(tx transaction) bool {
	prefix := tx.slotKey(f.Slot)
	cursor := tx.Bucket([]byte(bucketSlot)).Cursor()
	for key, value := cursor.Seek(prefix); bytes.HasPrefix(key, prefix); key, value = cursor.Next() {
		if r, err := indexedAt(tx, f.Slot, key[len(prefix):], key, value); err != nil || f.covers(r.At) {
			return true
		}
	}
	value := tx.Bucket([]byte(bucketDraft)).Get(prefix)
	if value == nil {
		return false
	}
	d, err := openDraft(tx, prefix, value)
	return err != nil || f.covers(d.At)
}

func (r Record) addTo(tx transaction, done *Imported) error {
	for _, w := range r.Wordings {
		if _, err := keepWording(tx, w.asked(), ""); err != nil {
			return err
		}
	}
	for _, recorded := range r.Revisions {
		if err := done.addRevision(tx, recorded); err != nil {
			return err
		}
	}
	if done.Revisions > 0 {
		if _, err := rebuild(tx); err != nil { // what is damaged here was so before
			return err
		}
	}
	known := map[ID]bool{}
	for _, recorded := range r.Revisions {
		known[recorded.ID] = true
	}
	for _, d := range r.Drafts {
		if err := done.addDraft(tx, d, known); err != nil {
			return err
		}
	}
	return nil
}

func (done *Imported) addRevision(tx transaction, r RecordedRevision) error {
	payload, err := file.Marshal(r)
	if err != nil {
		return fmt.Errorf("store: import %s: %w", r.Slot, err)
	}
	value := tx.Bucket([]byte(bucketRev)).Get(r.ID[:])
	if ours, err := openRevision(tx, r.ID, value); err == nil {
		kept, err := encodeRevision(ours)
		if err == nil && !bytes.Equal(kept, payload) {
			done.Differing = append(done.Differing, r.ID)
		}
		return err
	}
	done.Revisions++
	done.Steering += r.Body.steering()
	return tx.Put(bucketRev, tx.kinds.tag(r.Kind), r.ID[:], payload)
}

// addDraft adds a draft to a slot that has none and in which nothing is that
// the record does not know: a draft that was finished meanwhile, or written on,
// must not come back and hide what became of it.
func (done *Imported) addDraft(tx transaction, d RecordedDraft, known map[ID]bool) error {
	payload, err := file.Marshal(d)
	if err != nil {
		return fmt.Errorf("store: import %s: %w", d.Slot, err)
	}
	key := tx.slotKey(d.Slot)
	if value := tx.Bucket([]byte(bucketDraft)).Get(key); value != nil {
		if ours, err := openDraft(tx, key, value); err == nil {
			if kept, err := encodeDraft(ours); err != nil || !bytes.Equal(kept, payload) {
				done.Left = append(done.Left, d.Slot)
			}
			return nil
		}
	}
	ids, err := heads(tx, d.Slot)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if !known[id] {
			done.Left = append(done.Left, d.Slot)
			return nil
		}
	}
	done.Drafts++
	done.Steering += d.Body.steering()
	return tx.Put(bucketDraft, tx.kinds.tag(d.Kind), key, payload)
}
