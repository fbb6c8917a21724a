package trouble

import (
	"errors"

	"goldenthread/store"
)

// Unreadable parts the error of a read: single answers that are damaged are counted,
// for the rest of the workbook is whole; any other error is returned.
func Unreadable(err error) (damaged int, other error) {
	var joined interface{ Unwrap() []error }
	var damage *store.Damage
	switch {
	case err == nil:
		return 0, nil
	case errors.As(err, &joined):
		for _, e := range joined.Unwrap() {
			n, err := Unreadable(e)
			damaged, other = damaged+n, errors.Join(other, err)
		}
		return damaged, other
	case errors.As(err, &damage):
		return 1, nil
	}
	return 0, err
}
