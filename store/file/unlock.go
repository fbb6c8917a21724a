package file

import (
	"errors"
	"fmt"

	"goldenthread/store/problem"
	"goldenthread/store/vault"
)

// formOf is the form of a file with a header, unlocked by those of the keys that
// fit. A nil header is that of a plain file; nil keys are none.
func formOf(header *vault.Header, keys ...*vault.Keys) Codec {
	if header == nil {
		return Codec{}
	}
	for _, k := range keys {
		if k != nil && header.Fits(k) {
			return SealedBy(k)
		}
	}
	return Codec{sealed: true}
}

// setForm sets how the file is read and written from now on.
func (f *File) setForm(header *vault.Header, form Codec) {
	f.keyring.Lock()
	f.header, f.form = header, form
	f.keyring.Unlock()
}

// Form returns how keys and values are kept now.
func (f *File) Form() Codec {
	f.keyring.RLock()
	defer f.keyring.RUnlock()
	return f.form
}

// Header returns the header of a sealed file; nil if it is plain.
func (f *File) Header() *vault.Header {
	f.keyring.RLock()
	defer f.keyring.RUnlock()
	return f.header
}

// OwnKeys makes the keys that the file was opened with its own, to wipe.
func (f *File) OwnKeys() { f.options.Keys = nil }

// HeaderAt returns the header of a sealed file at path; nil if it has none that can
// be read.
func HeaderAt(path string, schema Schema) *vault.Header {
	f, err := Open(path, schema, Options{ReadOnly: true, Older: true, Held: true})
	if err != nil {
		return nil
	}
	defer f.Close()
	return f.header
}

// Unlock opens a sealed file by the keys that open gets out of its header. The error
// of open is in that of Unlock, and then nothing was changed. A file that is plain or
// open already stays so.
func (f *File) Unlock(open func(*vault.Header) (*vault.Keys, error)) error {
	f.keyring.RLock()
	header, locked := f.header, f.form.Locked()
	f.keyring.RUnlock()
	if !locked {
		return nil
	}
	keys, err := open(header)
	if errors.Is(err, vault.ErrAltered) {
		err = &problem.Problem{Kind: problem.Damaged, Path: f.path, Err: err}
	}
	if err != nil {
		return fmt.Errorf("store: unlock: %w", err)
	}
	err = f.writer.do(write{apply: func() (err, failed error) {
		if f.Form().Locked() {
			f.setForm(header, formOf(header, keys))
		}
		return f.catchUp(), nil
	}})
	if f.Form().Keys() != keys { // it was closed, or somebody else unlocked it
		keys.Wipe()
	}
	return err
}

// Lock wipes the keys of a sealed file, once the saves that have arrived are
// done. The words of who writes must be saved before.
func (f *File) Lock() error {
	err := f.writer.do(write{apply: func() (err, failed error) { return nil, nil }})
	f.dropKeys()
	return err
}

func (f *File) dropKeys() {
	f.keyring.RLock()
	header, form := f.header, f.form
	f.keyring.RUnlock()
	f.setForm(header, Codec{sealed: form.sealed})
	if form.keys != nil && form.keys != f.options.Keys {
		form.keys.Wipe()
	}
}
