package store

import (
	"io"
	"time"

	"goldenthread/store/file"
	"goldenthread/store/internal/disk"
	"goldenthread/store/problem"
	"goldenthread/store/vault"
)

// Options say how to open a workbook. The zero Options are those of the program.
type Options struct {
	Now      func() time.Time // the clock; nil means time.Now
	ReadOnly bool             // nothing is made, changed or locked against other readers
	Named    bool             // the person named this path: a missing folder is a Problem and not made
	Older    bool             // the file may be older than it was when it was last seen here
	Anew     bool             // a workbook that was seen here and is gone is not missed; with snapshots it still is
	Entropy  io.Reader        // random bits of the IDs; nil means crypto/rand
	Kinds    Kinds            // of answers that it may hold; nil means DefaultKinds
}

// on returns how the file of a workbook is opened on a disk.
func (o Options) on(d disk.Disk) file.Options {
	return file.Options{
		Now: o.Now, Entropy: o.Entropy, ReadOnly: o.ReadOnly, Named: o.Named, Older: o.Older, Anew: o.Anew, Make: true, Disk: d,
	}
}

// Store is an open workbook. Its methods may be called from any goroutine.
type Store struct {
	workbook
	unsaved unsaved // the words that could not be saved
}

// workbook is the file of a workbook and the kinds of its answers: every part of the
// store reads and writes through it.
type workbook struct {
	file  *file.File
	kinds Kinds
}

// Open opens the workbook at path and makes it on first use, the file with mode
// 0600, the folder with 0700. Whatever goes wrong is a *Problem, and the file
// stays as it was. A sealed workbook opens locked; see [Store.Unlock].
func Open(path string, o Options) (*Store, error) { return openOn(disk.Disk{}, path, o) }

// openOn is Open on a disk.
func openOn(d disk.Disk, path string, o Options) (*Store, error) {
	if o.Kinds == nil {
		o.Kinds = DefaultKinds()
	}
	s, err := openFile(path, o.Kinds, schemaOf(o.Kinds), o.on(d))
	if err == nil && !o.ReadOnly {
		s.unsaved.journal.MakeReserve()
	}
	return s, err
}

// openFile opens a workbook as its file is opened.
func openFile(path string, kinds Kinds, schema file.Schema, o file.Options) (*Store, error) {
	if err := kinds.check(); err != nil {
		return nil, problem.Of(path, err)
	}
	f, err := file.Open(path, schema, o)
	if err != nil {
		return nil, err
	}
	s := &Store{workbook: workbook{f, kinds}}
	s.unsaved.book, s.unsaved.journal = s.workbook, newJournal(f)
	return s, nil
}

// openCopy opens a copy of a workbook whose lock nobody else can hold, unlocked by
// the keys of the workbook.
func (s *workbook) openCopy(path string) (*Store, error) {
	o := s.file.Options()
	return openFile(path, s.kinds, schemaOf(s.kinds), file.Options{ReadOnly: true, Held: true, Disk: o.Disk, Keys: o.Keys})
}

// Path returns the file's absolute path.
func (s *Store) Path() string { return s.file.Path() }

// Kinds returns the kinds of answers that the workbook may hold.
func (s *Store) Kinds() Kinds { return s.kinds }

// NewID makes the ID of a commitment.
func (s *Store) NewID() (ID, error) { return s.file.NewID() }

// Close lets the writes that have arrived finish and closes the file. Closing
// twice is no error.
func (s *Store) Close() error { return s.file.Close() }

// Sealed reports whether a passphrase lies on the workbook.
func (s *Store) Sealed() bool { return s.file.Form().Sealed() }

// Locked reports whether the workbook is sealed and nobody has unlocked it. Then
// every call that reads or saves what somebody wrote is a Problem of kind locked;
// snapshots can be made, and everything can be compared with its checksum.
func (s *Store) Locked() bool { return s.file.Form().Locked() }

// Unlock opens a sealed workbook with its passphrase, which takes the better part
// of a second. It is vault.ErrWrong if that is another one; then nothing was
// changed. A workbook that is plain or open already stays so.
func (s *Store) Unlock(passphrase []byte) error {
	return s.file.Unlock(func(h *vault.Header) (*vault.Keys, error) { return h.Unlock(passphrase) })
}

// UnlockWithRecoveryKey opens a sealed workbook whose passphrase is forgotten.
// Its errors are those of Unlock.
func (s *Store) UnlockWithRecoveryKey(key vault.RecoveryKey) error {
	return s.file.Unlock(func(h *vault.Header) (*vault.Keys, error) { return h.Recover(key) })
}

// UnlockTyped takes what somebody typed for the passphrase, or for the recovery
// key. Its errors are those of Unlock; what can only be a recovery key with one
// mistake in it is a *vault.Mistake.
func (s *Store) UnlockTyped(typed []byte) error {
	return s.file.Unlock(func(h *vault.Header) (*vault.Keys, error) { return h.OpenTyped(typed) })
}

// Lock wipes the keys of a sealed workbook, once the saves that have arrived are
// done. The words of who writes must be saved before.
func (s *Store) Lock() error { return s.file.Lock() }

// Seal writes the workbook anew, with every value sealed by these keys, which it
// takes over, and goes on with the new file. A plain workbook's old file stays
// beside it, until the person has been asked; see [Store.UnsealedCopies]. That of a
// workbook that was sealed before, by other keys, is removed. Killed at any moment,
// the old file or the new one is there, whole.
func (s *Store) Seal(header *vault.Header, keys *vault.Keys) error {
	return s.file.Seal(header, keys, s.aboutToSeal)
}

// Unseal writes the workbook anew without a passphrase, and goes on with that.
func (s *Store) Unseal() error { return s.file.Unseal(s.nothingUnsaved) }

// aboutToSeal refuses as nothingUnsaved does, and opens the question about what the
// passphrase will not protect.
func (s *Store) aboutToSeal() error {
	if err := s.nothingUnsaved(); err != nil {
		return err
	}
	return s.update(func(tx transaction) error { return AskSealed.open(tx.Tx, "copies") })
}

// nothingUnsaved refuses to seal while words are in the journal, which would stay as
// they are.
func (s *Store) nothingUnsaved() error {
	_, err := s.Unsaved()
	return err
}

// SetPassphrase lets a new passphrase unlock the workbook in the place of the old
// one. Nothing that was written is sealed anew, but the file is made anew, so
// that the old passphrase opens no page of it. It still opens the copies that
// were made before. The workbook must be unlocked.
func (s *Store) SetPassphrase(passphrase []byte, cost vault.Cost) error {
	if !s.Locked() {
		if err := s.update(func(tx transaction) error { return AskSealed.open(tx.Tx, "copies") }); err != nil {
			return err
		}
	}
	return s.file.SetPassphrase(passphrase, cost)
}

// locked is the problem of a workbook that nobody has unlocked.
func (s *workbook) locked() error { return &Problem{Kind: ProblemLocked, Path: s.file.Path()} }
