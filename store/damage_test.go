package store

import (
	"bytes"
	"errors"
	"os"
	"testing"
)

// damaged returns the path of a workbook in which one bit of every copy of a
// text is flipped.
func damaged(t *testing.T, text string, fill func(s *Store)) string {
	t.Helper()
	path := workbookPath(t)
	s := openAt(t, path, Options{})
	fill(s)
	closeStore(t, s)
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	altered := []byte(text)
	altered[0] ^= 1
	if !bytes.Contains(file, []byte(text)) {
		t.Fatalf("%q is not readable in the file", text)
	}
	if err := os.WriteFile(path, bytes.ReplaceAll(file, []byte(text), altered), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// wantDamage checks that an error names the answer that is damaged.
func wantDamage(t *testing.T, what string, err error, bucket string, slot Slot) {
	t.Helper()
	var d *Damage
	if !errors.As(err, &d) || d.Bucket != bucket || OriginOf(d).Slot != slot {
		t.Errorf("%s: %v, want damage of %s in %s", what, err, slot, bucket)
	}
}

func TestDamagedAnswer(t *testing.T) {
	var old, bad Revision
	reason := Slot{notice, FieldReason1}
	path := damaged(t, "the head's office", func(s *Store) {
		old = add(t, s, answer(noticed, "the corridor"))
		bad = add(t, s, Revision{Kind: KindAnswer, Slot: noticed, Visit: 1, Body: Body{Text: "the head's office"}})
		add(t, s, answer(reason, "because"))
	})
	s := openAt(t, path, Options{})
	check := func(t *testing.T) {
		_, found, err := s.Latest(noticed)
		if found {
			t.Error("an older answer took its place")
		}
		wantDamage(t, "latest", err, bucketRev, noticed)
		history, err := s.History(noticed)
		wantDamage(t, "history", err, bucketRev, noticed)
		same(t, "history", history, []Revision{old})
		r, found, err := s.LatestOf(noticed, 0)
		wantDamage(t, "latest of visit 0", err, bucketRev, noticed)
		if !found || r.ID != old.ID {
			t.Errorf("latest of visit 0: %v %v", r, found)
		}
		current, err := s.Current(notice)
		wantDamage(t, "current", err, bucketRev, noticed)
		if len(current) != 1 || current[0].Text != "because" {
			t.Errorf("current %v", current)
		}
		good := 0
		for _, err := range s.Revisions() {
			if err != nil {
				wantDamage(t, "revisions", err, bucketRev, noticed)
				var d *Damage
				if errors.As(err, &d); OriginOf(d).ID != bad.ID {
					t.Errorf("damage of %s, want %s", OriginOf(d).ID, bad.ID)
				}
				continue
			}
			good++
		}
		if good != 2 {
			t.Errorf("%d readable revisions, want 2", good)
		}
	}
	t.Run("found", check)
	wantDamage(t, "rebuild", s.Rebuild(), bucketRev, noticed)
	t.Run("rebuilt", check)
	after := add(t, s, answer(noticed, "again"))
	if after.Parents[len(after.Parents)-1] != bad.ID {
		t.Errorf("follows %v, want %s too", after.Parents, bad.ID)
	}
	if r, _, err := s.Latest(noticed); err != nil || r.Text != "again" {
		t.Errorf("latest %q %v", r.Text, err)
	}
}

func TestDamagedDraft(t *testing.T) {
	path := damaged(t, "half a thought", func(s *Store) {
		for slot, text := range map[Slot]string{noticed: "half a thought", rated: "another"} {
			if err := s.PutDraft(Draft{Kind: KindAnswer, Slot: slot, Body: Body{Text: text}}, ""); err != nil {
				t.Fatal(err)
			}
		}
	})
	s := openAt(t, path, Options{})
	_, found, err := s.Draft(noticed)
	if found {
		t.Error("found")
	}
	wantDamage(t, "draft", err, bucketDraft, noticed)
	drafts, err := s.Drafts()
	wantDamage(t, "drafts", err, bucketDraft, noticed)
	if len(drafts) != 1 || drafts[0].Slot != rated {
		t.Errorf("drafts %v", drafts)
	}
	add(t, s, answer(noticed, "whole"))
	if _, err := s.Drafts(); err != nil {
		t.Error(err)
	}
}

func TestDamagedWordingIsKeptAnew(t *testing.T) {
	const asked = "What did you notice?"
	path := damaged(t, asked, func(s *Store) { add(t, s, answer(noticed, "x")) })
	s := openAt(t, path, Options{})
	_, _, err := s.Wording(WordingOf(asked))
	wantDamage(t, "wording", err, bucketContent, Slot{})
	add(t, s, answer(noticed, "y"))
	if got, _, err := s.Wording(WordingOf(asked)); err != nil || got != asked {
		t.Errorf("wording %q %v", got, err)
	}
}

// An index must not stand between a person and the saving of an answer.
func TestDamagedIndex(t *testing.T) {
	s := openAt(t, workbookPath(t), Options{})
	first := add(t, s, answer(noticed, "first"))
	damage := func() {
		err := s.update(func(tx transaction) error {
			key := tx.slotKey(noticed)
			value := bytes.Clone(tx.Bucket([]byte(bucketHead)).Get(key))
			return tx.Bucket([]byte(bucketHead)).Put(key, flip(value, len(value)-1))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	damage()
	_, _, err := s.Latest(noticed)
	wantDamage(t, "latest", err, bucketHead, noticed)
	_, err = s.Current(notice)
	wantDamage(t, "current", err, bucketHead, noticed)
	second := add(t, s, answer(noticed, "second"))
	same(t, "parents", second.Parents, []ID{first.ID})
	damage()
	if err := s.Rebuild(); err != nil {
		t.Fatal(err)
	}
	if r, _, err := s.Latest(noticed); err != nil || r.ID != second.ID {
		t.Errorf("latest %v %v", r, err)
	}
}

// A value that is copied to another key is not taken for the one that was there.
func TestMisplacedValue(t *testing.T) {
	s := openAt(t, workbookPath(t), Options{})
	a, b := add(t, s, answer(noticed, "a")), add(t, s, answer(rated, "b"))
	err := s.update(func(tx transaction) error {
		bucket := tx.Bucket([]byte(bucketRev))
		return bucket.Put(b.ID[:], bytes.Clone(bucket.Get(a.ID[:])))
	})
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = s.Latest(rated)
	wantDamage(t, "latest", err, bucketRev, rated)
}

// Nor is a revision taken for another because an index or its key says so.
func TestWrongNames(t *testing.T) {
	s := openAt(t, workbookPath(t), Options{})
	a := add(t, s, answer(noticed, "a"))
	other := ID{1}
	err := s.update(func(tx transaction) error {
		payload, err := encodeRevision(a)
		return errors.Join(err,
			index(tx, rated, a.ID, 'a'), putHeads(tx, rated, []ID{a.ID}),
			tx.Put(bucketRev, 'a', other[:], payload), putHeads(tx, noticed, []ID{other}))
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, slot := range []Slot{rated, noticed} {
		_, _, err = s.Latest(slot)
		wantDamage(t, "latest", err, bucketRev, slot)
	}
}

// A revision of a later form is not half understood.
func TestLaterFormOfARevision(t *testing.T) {
	s := openAt(t, workbookPath(t), Options{})
	r := add(t, s, answer(noticed, "a"))
	r.V = revisionVersion + 1
	err := s.update(func(tx transaction) error {
		payload, err := encodeRevision(r)
		return errors.Join(err, tx.Put(bucketRev, tx.kinds.tag(r.Kind), r.ID[:], payload))
	})
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = s.Latest(noticed)
	wantDamage(t, "latest", err, bucketRev, noticed)
}

// A disk that drops writes can leave a sound tree from which a revision is gone.
func TestAuditNamesWhatIsMissing(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(tx transaction, old, last Revision) error
		want  []spoiled
	}{
		"a revision": {func(tx transaction, old, _ Revision) error {
			return tx.Bucket([]byte(bucketRev)).Delete(old.ID[:])
		}, []spoiled{{Bucket: bucketRev, Slot: noticed}}},
		"the newest revision": {func(tx transaction, _, last Revision) error {
			return tx.Bucket([]byte(bucketRev)).Delete(last.ID[:])
		}, []spoiled{{Bucket: bucketRev, Slot: noticed}, {Bucket: bucketHead, Slot: noticed}}},
		"an entry of the index": {func(tx transaction, old, _ Revision) error {
			return tx.Bucket([]byte(bucketSlot)).Delete(append(tx.slotKey(noticed), old.ID[:]...))
		}, []spoiled{{Bucket: bucketSlot}}},
	} {
		t.Run(name, func(t *testing.T) {
			s := openAt(t, workbookPath(t), Options{})
			old, last := add(t, s, answer(noticed, "the corridor")), add(t, s, answer(noticed, "the yard"))
			check0(t, s.update(func(tx transaction) error { return c.spoil(tx, old, last) }))
			audit, err := s.Audit()
			check0(t, err)
			var got []spoiled
			for _, d := range audit.Damage {
				got = append(got, spoiled{d.Bucket, OriginOf(d).Slot})
			}
			same(t, "damage", got, c.want)
		})
	}
}

// spoiled is a Damage to be compared.
type spoiled struct {
	Bucket string
	Slot   Slot
}
