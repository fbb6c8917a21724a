package sealing

import "goldenthread/store"

// Group is some of the files beside a sealed workbook that its passphrase does not
// protect, of one kind.
type Group struct {
	Name  string // "snapshots of before"
	Plain bool   // they can be read without any passphrase; else the one of before opens them
	Files []store.UnsealedCopy
}

// Groups returns what lies beside a sealed workbook, by kind, the plain ones of a
// kind first.
func Groups(st *store.Store) ([]Group, error) {
	all, err := st.UnsealedCopies()
	if err != nil {
		return nil, err
	}
	var groups []Group
	for _, kind := range []struct {
		what store.UnsealedKind
		name string
	}{
		{store.UnsealedOld, "the workbook as it was before it was sealed"},
		{store.UnsealedSnapshot, "snapshots of before"},
		{store.UnsealedAside, "files that were set aside"},
		{store.UnsealedJournal, "words that could not be saved, and are not in the workbook yet"},
	} {
		for _, plain := range []bool{true, false} {
			g := Group{Name: kind.name, Plain: plain}
			for _, l := range all {
				if l.What == kind.what && l.Plain == plain {
					g.Files = append(g.Files, l)
				}
			}
			if len(g.Files) > 0 {
				groups = append(groups, g)
			}
		}
	}
	return groups, nil
}

// Plain returns the files that can still be read without a passphrase, in the order
// of the store. Words that could not be saved are none of them: they are nowhere
// else. What cannot be looked at is left out; the health of a workbook names it.
func Plain(st *store.Store) (plain []store.UnsealedCopy) {
	all, _ := st.UnsealedCopies()
	for _, l := range all {
		if l.Plain && l.What != store.UnsealedJournal {
			plain = append(plain, l)
		}
	}
	return plain
}

// PlainPaths returns the paths of all that can be read without a passphrase beside a
// sealed workbook, words that could not be saved included.
func PlainPaths(st *store.Store) (paths []string) {
	all, _ := st.UnsealedCopies()
	for _, l := range all {
		if l.Plain {
			paths = append(paths, l.Path)
		}
	}
	return paths
}

// Open returns what is left to ask about a workbook that is sealed: the files that can
// still be read without a passphrase, if the person has not been asked about them yet.
// It closes the question where there are none.
func Open(st *store.Store) []store.UnsealedCopy {
	about, err := store.AskSealed.Unanswered(st)
	if err != nil || len(about) == 0 || !st.Sealed() {
		return nil
	}
	left := Plain(st)
	if len(left) == 0 {
		_ = store.AskSealed.Answer(st) // else it is looked at once more at the next start
	}
	return left
}

// Remove deletes files and returns how many of them, from the first on, are gone.
func Remove(st *store.Store, files []store.UnsealedCopy) (removed int, err error) {
	for i, l := range files {
		if err := st.RemoveUnsealedCopy(l); err != nil {
			return i, err
		}
	}
	return len(files), nil
}
