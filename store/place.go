package store

import (
	"fmt"
	"unicode/utf8"
)

const (
	metaPlace   = "place"
	metaSetting = "setting/"
)

// Place returns the path of the screen where the person was; "" at first.
func (s *Store) Place() (string, error) { return s.metaText(metaPlace) }

// SetPlace keeps the path of the screen where the person is.
func (s *Store) SetPlace(path string) error { return s.setMetaText(metaPlace, path) }

// Setting returns a choice that belongs to the workbook; "" if it was never made.
func (s *Store) Setting(name string) (string, error) { return s.metaText(metaSetting + name) }

// SetSetting keeps a choice that belongs to the workbook.
func (s *Store) SetSetting(name, value string) error { return s.setMetaText(metaSetting+name, value) }

func (s *workbook) metaText(name string) (text string, err error) {
	err = s.read(func(tx transaction) error {
		_, err := tx.GetMeta(name, &text)
		return err
	})
	return text, err
}

// setMetaText refuses what is not UTF-8, because JSON would alter it.
func (s *workbook) setMetaText(name, text string) error {
	if !utf8.ValidString(name) || !utf8.ValidString(text) {
		return fmt.Errorf("store: %q: %q is not UTF-8", name, text)
	}
	return s.update(func(tx transaction) error { return tx.PutMeta(name, text) })
}
