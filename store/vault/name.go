package vault

// NameSize is the length of a hidden name.
const NameSize = 16

// Hide returns what stands in the place of a name: always the same for the same
// name and kind, and nothing that tells the name to those without the keys.
// Names under different parents are unlike even if they are the same; a nil
// parent is none. Once the keys are wiped it is nil.
func (k *Keys) Hide(kind string, parent, name []byte) []byte {
	release, err := k.hold()
	if err != nil {
		return nil
	}
	defer release()
	return sum(k.namesKey(), []byte(kind), parent, name)[:NameSize]
}
