package vault

import "bytes"

// NameSize is the length of a hidden name, in bytes.
const NameSize = 16

// mostKnown is the largest number of hidden names that are remembered; a workbook
// has hundreds.
const mostKnown = 4096

// Hide returns the bytes that replace a name: always the same for the same
// name and kind, and nothing that tells the name to those without the keys.
// Names under different parents are unlike even if they are the same; a nil
// parent is none. Once the keys are wiped it is nil.
//
// What was hidden before is remembered until then: a save asks for the same name
// again and again.
func (k *Keys) Hide(kind string, parent, name []byte) []byte {
	release, err := k.hold()
	if err != nil {
		return nil
	}
	defer release()
	var b [128]byte
	whole := joined(b[:0], []byte(kind), parent, name)
	k.knowing.Lock()
	hidden, known := k.known[string(whole)]
	k.knowing.Unlock()
	if known {
		return bytes.Clone(hidden[:])
	}
	full := mac(k.namesKey(), whole)
	hidden = [NameSize]byte(full[:])
	k.knowing.Lock()
	defer k.knowing.Unlock()
	if k.known == nil || len(k.known) == mostKnown {
		k.known = map[string][NameSize]byte{}
	}
	k.known[string(whole)] = hidden
	return bytes.Clone(hidden[:])
}
