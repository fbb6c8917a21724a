package ui

import (
	"testing"

	"charm.land/bubbles/v2/key"
)

// No key is in two rows of the table, where the first would hide the second, and each
// row says what it does. The row that is silent shows a key of another.
func TestGlobalKeysAreDistinct(t *testing.T) {
	for name, on := range map[string]func(globalKey) key.Binding{
		"commands": func(k globalKey) key.Binding { return k.binding },
		"typing":   func(k globalKey) key.Binding { return k.typing },
	} {
		taken := map[string]string{}
		for _, k := range globalKeys() {
			b := on(k)
			if len(b.Keys()) > 0 && (b.Help().Key == "" || b.Help().Desc == "") {
				t.Errorf("%s: %v has no help", name, b.Keys())
			}
			for _, pressed := range b.Keys() {
				if other, twice := taken[pressed]; twice && !k.silent {
					t.Errorf("%s: %s is %q and %q", name, pressed, other, b.Help().Desc)
				}
				taken[pressed] = b.Help().Desc
			}
		}
	}
}
