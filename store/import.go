package store

import (
	"bytes"
	"errors"
	"fmt"
)

// Record is all that a workbook holds of answers, in a form that another one can
// take in: its JSON loses nothing. The place, the settings and the indexes are
// no part of it.
type Record struct {
	Revisions []RecordedRevision `json:"revisions"` // in the order of their IDs
	Drafts    []RecordedDraft    `json:"drafts"`    // in the order of their slots
	Wordings  []RecordedWording  `json:"wordings"`  // those that revisions and drafts name, in that order
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

// Record gathers what is in the slots for which in is true; a nil in stands for
// all. What is readable is returned beside an error about what is not.
func (s *Store) Record(in func(Slot) bool) (Record, error) {
	record := Record{[]RecordedRevision{}, []RecordedDraft{}, []RecordedWording{}}
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
	return record, errors.Join(damage...)
}

// Validate reports why a revision could not be taken in.
func (r *RecordedRevision) Validate() error {
	switch {
	case r.V != revisionVersion:
		return fmt.Errorf("store: %s: a revision of version %d, and this version of the program knows %d", r.Slot, r.V, revisionVersion)
	case r.ID.IsZero():
		return fmt.Errorf("store: %s: a revision without an id", r.Slot)
	}
	return errors.Join(r.validate(), validateWording(r.Wording))
}

// Validate reports why a draft could not be taken in.
func (d *RecordedDraft) Validate() error {
	return errors.Join(d.validate(), validateWording(d.Wording))
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

// Validate reports why a record could not be taken in.
func (r Record) Validate() error {
	for i := range r.Revisions {
		if err := r.Revisions[i].Validate(); err != nil {
			return err
		}
	}
	for i := range r.Drafts {
		if err := r.Drafts[i].Validate(); err != nil {
			return err
		}
	}
	for i := range r.Wordings {
		if err := r.Wordings[i].Validate(); err != nil {
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
}

// Import adds what a record has and the workbook has not, all of it or, after an
// error, nothing. It removes and overwrites nothing, but for a value that is
// damaged here and whole there. To import twice is the same as to import once.
func (s *Store) Import(r Record) (done Imported, err error) {
	if err := r.Validate(); err != nil {
		return Imported{}, err
	}
	err = s.update(func(tx transaction) (err error) {
		done, err = r.addTo(tx)
		return err
	})
	if err != nil {
		return Imported{}, err
	}
	return done, nil
}

func (r Record) addTo(tx transaction) (done Imported, err error) {
	for _, w := range r.Wordings {
		if _, err := keepWording(tx, w.asked(), ""); err != nil {
			return done, err
		}
	}
	for _, recorded := range r.Revisions {
		if err := done.addRevision(tx, recorded); err != nil {
			return done, err
		}
	}
	if done.Revisions > 0 {
		if _, err := rebuild(tx); err != nil { // what is damaged here was so before
			return done, err
		}
	}
	known := map[ID]bool{}
	for _, recorded := range r.Revisions {
		known[recorded.ID] = true
	}
	for _, d := range r.Drafts {
		if err := done.addDraft(tx, d, known); err != nil {
			return done, err
		}
	}
	return done, nil
}

func (done *Imported) addRevision(tx transaction, r RecordedRevision) error {
	payload, err := marshal(r)
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
	return tx.put(bucketRev, marks[r.Kind], r.ID[:], payload)
}

// addDraft adds a draft to a slot that has none and in which nothing stands that
// the record does not know: a draft that was finished meanwhile, or written on,
// must not come back and hide what became of it.
func (done *Imported) addDraft(tx transaction, d RecordedDraft, known map[ID]bool) error {
	payload, err := marshal(d)
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
	return tx.put(bucketDraft, marks[d.Kind], key, payload)
}
