package session

import (
	"cmp"
	"encoding/binary"
	"errors"
	"slices"
	"time"

	"goldenthread/content/safetext"
	"goldenthread/store/file"
	"goldenthread/store/ids"
)

// Card is something that was said in the room, in a few words.
type Card struct {
	ID      ids.ID    `json:"id"`
	Step    int       `json:"step"`           // the step that it was said in
	Wall    string    `json:"wall,omitempty"` // what it hangs on
	Heading string    `json:"heading,omitempty"`
	Text    string    `json:"text"`
	Group   string    `json:"group,omitempty"` // what it was put together with others under
	Mark    string    `json:"mark,omitempty"`
	Struck  bool      `json:"struck,omitempty"`
	Order   int       `json:"order"` // among all cards
	At      time.Time `json:"at"`
}

// cardChange keeps cards as they were before a change, for undo.
type cardChange struct {
	Before []Card   `json:"before,omitempty"` // those that were changed
	New    []ids.ID `json:"new,omitempty"`    // those that were not there
}

// mostUndo bounds the changes of the cards that can be taken back.
const mostUndo = 100

func sortCards(cards []Card) {
	slices.SortFunc(cards, func(a, b Card) int {
		return cmp.Or(cmp.Compare(a.Order, b.Order), a.ID.Compare(b.ID))
	})
}

// Cards returns the cards in their order.
func (s *Session) Cards() []Card {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Card{}, s.cards...)
}

// PutCards adds cards that have no ID yet, at the end, and replaces those that
// have one. It is one change for UndoCards. It returns them as they are kept.
func (s *Session) PutCards(put ...Card) ([]Card, error) {
	s.mu.Lock()
	all := slices.Clone(s.cards)
	s.mu.Unlock()
	put = slices.Clone(put)
	var undo cardChange
	for i := range put {
		c := &put[i]
		c.Text, c.Heading, c.Group, c.Mark = safetext.TypedLine(c.Text), safetext.TypedLine(c.Heading), safetext.TypedLine(c.Group), safetext.TypedLine(c.Mark)
		if c.Text == "" {
			return nil, errors.New("session: a card needs a word")
		}
		if c.ID.IsZero() {
			id, err := s.file.NewID()
			if err != nil {
				return nil, err
			}
			c.ID, c.At = id, s.file.Now().Round(0)
			if n := len(all); n > 0 {
				c.Order = all[n-1].Order + 1
			}
			undo.New = append(undo.New, c.ID)
			all = append(all, *c)
			continue
		}
		at := slices.IndexFunc(all, func(known Card) bool { return known.ID == c.ID })
		if at < 0 {
			return nil, errors.New("session: no such card")
		}
		undo.Before = append(undo.Before, all[at])
		all[at] = *c
	}
	sortCards(all)
	return put, s.change(func(tx file.Tx) error {
		for _, c := range put {
			if err := tx.PutRecord(bucketCard, tagCard, c.ID[:], c); err != nil {
				return err
			}
		}
		return pushUndo(tx, undo)
	}, func() { s.cards = all })
}

// UndoCards takes back the last change of the cards that was not taken back
// yet. It reports whether there was one. It works across a restart.
func (s *Session) UndoCards() (undone bool, err error) {
	s.mu.Lock()
	all := slices.Clone(s.cards)
	s.mu.Unlock()
	err = s.change(func(tx file.Tx) error {
		key, _ := tx.Bucket([]byte(bucketUndo)).Cursor().Last()
		if key == nil {
			return nil
		}
		var undo cardChange
		if err := tx.GetRecord(bucketUndo, tagUndo, key, &undo); err != nil {
			return err
		}
		cards := tx.Bucket([]byte(bucketCard))
		for _, id := range undo.New {
			if err := cards.Delete(id[:]); err != nil {
				return err
			}
			all = slices.DeleteFunc(all, func(c Card) bool { return c.ID == id })
		}
		for _, before := range undo.Before {
			if err := tx.PutRecord(bucketCard, tagCard, before.ID[:], before); err != nil {
				return err
			}
			if at := slices.IndexFunc(all, func(c Card) bool { return c.ID == before.ID }); at >= 0 {
				all[at] = before
			}
		}
		undone = true
		return tx.Bucket([]byte(bucketUndo)).Delete(key)
	}, func() { sortCards(all); s.cards = all })
	return undone && err == nil, err
}

func pushUndo(tx file.Tx, undo cardChange) error {
	bucket := tx.Bucket([]byte(bucketUndo))
	first, _ := bucket.Cursor().First()
	last, _ := bucket.Cursor().Last()
	next := uint64(1)
	if last != nil {
		next = binary.BigEndian.Uint64(last) + 1
		if oldest := binary.BigEndian.Uint64(first); next-oldest >= mostUndo {
			if err := bucket.Delete(first); err != nil {
				return err
			}
		}
	}
	return tx.PutRecord(bucketUndo, tagUndo, binary.BigEndian.AppendUint64(nil, next), undo)
}
