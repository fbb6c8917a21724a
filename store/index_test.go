package store

import (
	"errors"
	"fmt"
	"maps"
	"testing"
)

// dump returns every key and value of the indexes.
func dump(t testing.TB, s *Store) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := s.read(func(tx transaction) error {
		for _, name := range []string{bucketSlot, bucketHead} {
			err := tx.Bucket([]byte(name)).ForEach(func(key, value []byte) error {
				slot, payload, err := tx.openIndexed(name, key, value)
				if err != nil {
					return err
				}
				rest := key[len(tx.slotKey(slot)):]
				all[name+string(slot.plainKey())+string(rest)] = string(payload)
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestRebuiltIndexIsTheKeptOne(t *testing.T) {
	s := openAtOn(quick, t, workbookPath(t), Options{})
	for n := range 200 {
		add(t, s, answer(Slot{notice, fmt.Sprint(n * n % 17)}, "x"))
		add(t, s, Revision{Kind: KindVisit, Slot: Slot{rate, FieldVisit}, Visit: n})
	}
	kept := dump(t, s)
	if err := s.Rebuild(); err != nil {
		t.Fatal(err)
	}
	if rebuilt := dump(t, s); !maps.Equal(kept, rebuilt) {
		t.Errorf("%d entries rebuilt, %d kept", len(rebuilt), len(kept))
	}
}

func TestDroppedIndexIsMadeAgain(t *testing.T) {
	for _, names := range [][]string{{bucketSlot}, {bucketHead}, {bucketSlot, bucketHead}} {
		path := workbookPath(t)
		s := openAt(t, path, Options{})
		for n := range 5 {
			add(t, s, answer(noticed, fmt.Sprint(n)))
		}
		kept := dump(t, s)
		closeStore(t, s)
		changed(t, path, func(tx transaction) (err error) {
			for _, name := range names {
				err = errors.Join(err, tx.DeleteBucket([]byte(name)))
			}
			return err
		})
		wantProblem(t, path, Options{ReadOnly: true}, ProblemDamaged)
		s = openAt(t, path, Options{})
		if again := dump(t, s); !maps.Equal(kept, again) {
			t.Errorf("%v: %d entries, %d before", names, len(again), len(kept))
		}
	}
}

// Two computers that each went on from the same answer leave two heads.
func TestTwoHeads(t *testing.T) {
	s := openAt(t, workbookPath(t), Options{})
	first := add(t, s, answer(noticed, "first"))
	here := add(t, s, answer(noticed, "here"))
	there := here
	there.ID, there.Text, there.Parents = ID{1}, "there", []ID{first.ID}
	err := s.update(func(tx transaction) error {
		payload, err := encodeRevision(there)
		return errors.Join(err, tx.Put(bucketRev, tx.kinds.tag(there.Kind), there.ID[:], payload))
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Rebuild(); err != nil {
		t.Fatal(err)
	}
	if r, _, err := s.Latest(noticed); err != nil || r.Text != "here" {
		t.Errorf("latest %q %v, want that with the greater ID", r.Text, err)
	}
	history, err := s.History(noticed)
	if err != nil || len(history) != 3 || history[0].Text != "first" || history[2].Text != "here" {
		t.Errorf("history %v %v", history, err)
	}
	both := add(t, s, answer(noticed, "both"))
	same(t, "parents", both.Parents, []ID{there.ID, here.ID})
	kept := dump(t, s)
	if err := s.Rebuild(); err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(kept, dump(t, s)) {
		t.Error("rebuilt is not kept")
	}
}

func TestOrderEndsThoughParentsGoRound(t *testing.T) {
	a, b := Revision{ID: ID{1}, Parents: []ID{{2}}}, Revision{ID: ID{2}, Parents: []ID{{1}}}
	if got := inOrder([]Revision{a, b}); len(got) != 2 || got[0].ID == got[1].ID {
		t.Errorf("%v", got)
	}
}
