package store

import (
	"errors"
	"fmt"

	"goldenthread/store/vault"
)

// formOf is the form of a file with a header, unlocked by those of the keys that
// fit. A nil header is that of a plain file; nil keys are none.
func formOf(header *vault.Header, keys ...*vault.Keys) codec {
	if header == nil {
		return codec{}
	}
	for _, k := range keys {
		if k != nil && header.Fits(k) {
			return codec{sealed: true, keys: k}
		}
	}
	return codec{sealed: true}
}

// setForm is how the file is read and written from now on, and the recovery
// journal of this window, too.
func (s *Store) setForm(header *vault.Header, form codec) {
	s.keyring.Lock()
	s.header, s.form = header, form
	s.keyring.Unlock()
	s.unsaved.mu.Lock()
	s.unsaved.journal.codec = form
	s.unsaved.mu.Unlock()
}

// Sealed reports whether a passphrase lies on the workbook.
func (s *Store) Sealed() bool {
	s.keyring.RLock()
	defer s.keyring.RUnlock()
	return s.form.sealed
}

// Locked reports whether the workbook is sealed and nobody has unlocked it. Then
// every call that reads or saves what somebody wrote is a Problem of kind locked;
// snapshots can be made, and everything can be compared with its checksum.
func (s *Store) Locked() bool {
	s.keyring.RLock()
	defer s.keyring.RUnlock()
	return s.form.locked()
}

// keys are nil unless it is sealed and unlocked.
func (s *Store) keys() *vault.Keys {
	s.keyring.RLock()
	defer s.keyring.RUnlock()
	return s.form.keys
}

func (s *Store) problemLocked() error { return &Problem{Kind: ProblemLocked, Path: s.path} }

// Unlock opens a sealed workbook with its passphrase, which takes the better part
// of a second. It is vault.ErrWrong if that is another one; then nothing was
// changed. A workbook that is plain or open already stays so.
func (s *Store) Unlock(passphrase []byte) error {
	return s.unlock(func(h *vault.Header) (*vault.Keys, error) { return h.Unlock(passphrase) })
}

// UnlockWithRecoveryKey opens a sealed workbook whose passphrase is forgotten.
// Its errors are those of Unlock.
func (s *Store) UnlockWithRecoveryKey(key vault.RecoveryKey) error {
	return s.unlock(func(h *vault.Header) (*vault.Keys, error) { return h.Recover(key) })
}

// UnlockTyped takes what somebody typed for the passphrase, or for the recovery
// key. Its errors are those of Unlock; what can only be a recovery key with one
// mistake in it is a *vault.Mistake.
func (s *Store) UnlockTyped(typed []byte) error {
	return s.unlock(func(h *vault.Header) (*vault.Keys, error) { return h.OpenTyped(typed) })
}

func (s *Store) unlock(open func(*vault.Header) (*vault.Keys, error)) error {
	s.keyring.RLock()
	header, locked := s.header, s.form.locked()
	s.keyring.RUnlock()
	if !locked {
		return nil
	}
	keys, err := open(header)
	if errors.Is(err, vault.ErrAltered) {
		err = &Problem{Kind: ProblemDamaged, Path: s.path, Err: err}
	}
	if err != nil {
		return fmt.Errorf("store: unlock: %w", err)
	}
	return s.do(write{apply: func() (err, failed error) {
		s.setForm(header, formOf(header, keys))
		return s.catchUp(), nil
	}})
}

// Lock wipes the keys of a sealed workbook, once the saves that have arrived are
// done. The words of who writes must be saved before.
func (s *Store) Lock() error {
	err := s.do(write{apply: func() (err, failed error) { return nil, nil }})
	s.dropKeys()
	return err
}

func (s *Store) dropKeys() {
	s.keyring.RLock()
	header, form := s.header, s.form
	s.keyring.RUnlock()
	s.setForm(header, codec{sealed: form.sealed})
	if form.keys != nil && form.keys != s.options.keys {
		form.keys.Wipe()
	}
}
