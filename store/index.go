package store

import (
	"bytes"
	"errors"
	"goldenthread/store/file"
	"maps"
	"math"
	"slices"
)

const maxVisit = math.MaxInt32

// Two indexes follow from the revisions. bucketSlot has a key for every
// revision, slot then ID, so that a history is one scan. bucketHead has for
// every slot the IDs that no other revision follows, ascending.

// index names a revision in bucketSlot.
func index(tx transaction, slot Slot, id ID, m file.Tag) error {
	return tx.putIndexed(bucketSlot, slot, append(tx.slotKey(slot), id[:]...), []byte{byte(m)})
}

// heads returns the IDs of a slot that no other revision follows, ascending.
func heads(tx transaction, slot Slot) ([]ID, error) {
	key := tx.slotKey(slot)
	value := tx.Bucket([]byte(bucketHead)).Get(key)
	if value == nil {
		return nil, nil
	}
	_, ids, err := openHeads(tx, key, value)
	return ids, ofSlot(err, slot)
}

// ofSlot says whose value it is that is damaged, where its key does not tell.
func ofSlot(err error, slot Slot) error {
	var damage *Damage
	if errors.As(err, &damage) {
		damage.Of = Origin{Slot: slot, ID: OriginOf(damage).ID}
	}
	return err
}

// openHeads also returns whose they are; zero if that cannot be told.
func openHeads(tx transaction, key, value []byte) (slot Slot, ids []ID, err error) {
	slot, payload, err := tx.openIndexed(bucketHead, key, value)
	if err == nil && (len(payload) == 0 || len(payload)%idSize != 0) {
		err = errKey
	}
	if err != nil {
		return slot, nil, damageTo(bucketHead, Origin{Slot: slot}, err)
	}
	for id := range slices.Chunk(payload, idSize) {
		ids = append(ids, ID(id))
	}
	return slot, ids, nil
}

func putHeads(tx transaction, slot Slot, ids []ID) error {
	var payload []byte
	for _, id := range ids {
		payload = append(payload, id[:]...)
	}
	return tx.putIndexed(bucketHead, slot, tx.slotKey(slot), payload)
}

// slotOfRevision looks a revision up in bucketSlot by its ID alone; for messages.
func slotOfRevision(tx transaction, id ID) Slot {
	cursor := tx.Bucket([]byte(bucketSlot)).Cursor()
	for key, _ := cursor.First(); key != nil; key, _ = cursor.Next() {
		if bytes.HasSuffix(key, id[:]) {
			return tx.slotNamed(key[:len(key)-idSize])
		}
	}
	return Slot{}
}

// Rebuild makes the indexes again from the revisions. Its error also names the
// revisions that could not be read; the others are in the indexes.
func (s *Store) Rebuild() error {
	var damage []error
	err := s.update(func(tx transaction) (err error) {
		damage, err = rebuild(tx)
		return err
	})
	return errors.Join(append(damage, err)...)
}

// slotIndex is the revisions of one slot.
type slotIndex struct {
	members  map[ID]file.Tag
	followed map[ID]bool // is the parent of another member
}

type slotIndexes map[Slot]*slotIndex

func (all slotIndexes) add(slot Slot, id ID, m file.Tag, parents []ID) {
	if all[slot] == nil {
		all[slot] = &slotIndex{map[ID]file.Tag{}, map[ID]bool{}}
	}
	all[slot].members[id] = m
	for _, parent := range parents {
		all[slot].followed[parent] = true
	}
}

// rebuild returns what it could not read beside the error that stopped it.
func rebuild(tx transaction) (damage []error, err error) {
	all := slotIndexes{}
	cursor := tx.Bucket([]byte(bucketRev)).Cursor()
	for key, value := cursor.First(); key != nil; key, value = cursor.Next() {
		if len(key) != idSize {
			damage = append(damage, &Damage{Bucket: bucketRev, Err: errKey})
			continue
		}
		r, err := openRevision(tx, ID(key), value)
		if err == nil {
			all.add(r.Slot, r.ID, tx.kinds.tag(r.Kind), r.Parents)
			continue
		}
		// The old index may still know whose it is. It stays there as the newest:
		// an older answer must not silently take its place.
		slot := Slot{}
		if tx.Bucket([]byte(bucketSlot)) != nil {
			slot = slotOfRevision(tx, ID(key))
		}
		damage = append(damage, damageTo(bucketRev, Origin{slot, ID(key)}, err))
		if slot != (Slot{}) {
			all.add(slot, ID(key), tagIndex, nil)
		}
	}
	return damage, all.write(tx)
}

func (all slotIndexes) write(tx transaction) error {
	for _, name := range []string{bucketSlot, bucketHead} {
		if err := tx.DropBucket(name); err != nil {
			return err
		}
		if _, err := tx.CreateBucket([]byte(name)); err != nil {
			return err
		}
	}
	for slot, in := range all {
		var open []ID
		for id, m := range in.members {
			if err := index(tx, slot, id, m); err != nil {
				return err
			}
			if !in.followed[id] {
				open = append(open, id)
			}
		}
		if len(open) == 0 { // parents that go round in a circle; no slot is without a head
			open = append(open, slices.MaxFunc(slices.Collect(maps.Keys(in.members)), ID.Compare))
		}
		slices.SortFunc(open, ID.Compare)
		if err := putHeads(tx, slot, open); err != nil {
			return err
		}
	}
	return nil
}
