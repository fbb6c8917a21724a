package store

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
	"unsafe"

	bolt "go.etcd.io/bbolt"

	"goldenthread/store/file"
	"goldenthread/store/internal/disk"
	"goldenthread/store/related"
	"goldenthread/store/vault"
)

// trap lets a call to the file system fail.
type trap struct {
	t     *testing.T
	after int   // calls before the one that fails; below 0 if none does
	err   error // with which it fails
	stays bool  // and so does every call after it
	calls []string

	broken func() // gives bbolt its file back; nil if it has it
}

func (f *trap) disk() disk.Disk { return disk.Disk{Before: f.ask, Opened: f.opened} }

func (f *trap) ask(call, path string) error {
	f.calls = append(f.calls, call+" "+filepath.Base(path))
	if n := len(f.calls) - 1; f.after >= 0 && (n == f.after || n > f.after && f.stays) {
		return f.err
	}
	return nil
}

func (f *trap) sprung() bool { return len(f.calls) > f.after }

// opened puts the trap into bbolt. A write that fails has written half. Its sync
// cannot be reached, but its file can be taken away just before, and one put in
// its place that no system syncs.
func (f *trap) opened(db *bolt.DB) {
	writeAt, file := boltField[func([]byte, int64) (int, error)](f.t, db, "ops", "writeAt"), boltField[*os.File](f.t, db, "file")
	write, real := *writeAt, *file
	*writeAt = func(b []byte, offset int64) (int, error) {
		name, header := real.Name(), offset < int64(2*db.Info().PageSize)
		if err := f.ask("write", name); err != nil {
			n, wrong := write(b[:len(b)/2], offset)
			return n, errors.Join(&fs.PathError{Op: "write", Path: name, Err: err}, wrong)
		}
		syncs := "sync pages of"
		if header {
			syncs = "sync header of"
		}
		if f.broken == nil && f.ask(syncs, name) != nil {
			*file = unsynced()
			f.broken = func() {
				if *file == nil { // bbolt has closed it
					_ = real.Close()
				} else {
					_ = (*file).Close()
					*file = real
				}
			}
		}
		return write(b, offset)
	}
}

// mend lets the disk be well from now on.
func (f *trap) mend() {
	f.after = -1
	if f.broken != nil {
		f.broken()
		f.broken = nil
	}
}

// boltField reaches a field that bbolt keeps to itself.
func boltField[T any](t testing.TB, db *bolt.DB, names ...string) *T {
	t.Helper()
	v := reflect.ValueOf(db).Elem()
	for _, name := range names {
		if v = v.FieldByName(name); !v.IsValid() {
			t.Fatalf("this version of bbolt has no %s: find out how it writes now", strings.Join(names, "."))
		}
	}
	field, ok := reflect.NewAt(v.Type(), unsafe.Pointer(v.UnsafeAddr())).Interface().(*T)
	if !ok {
		t.Fatalf("%s is a %s", strings.Join(names, "."), v.Type())
	}
	return field
}

// unsynced is a file that can be locked and closed, and not synced.
func unsynced() *os.File {
	r, w, err := os.Pipe()
	if err != nil {
		panic(err)
	}
	_ = w.Close()
	return r
}

// lines holds the content of a workbook, the words by a name.
type lines map[string]string

func (l lines) String() string {
	var all []string
	for name, text := range l {
		all = append(all, fmt.Sprintf("%s: %.20s", name, text))
	}
	slices.Sort(all)
	return strings.Join(all, "\n")
}

// has reports whether all that others hold is here, too.
func (l lines) has(others lines) bool {
	for name, text := range others {
		if l[name] != text {
			return false
		}
	}
	return true
}

// readLines reads everything; what is readable is returned beside an error.
func readLines(s *Store) (lines, error) {
	all, damage := lines{}, []error{}
	for r, err := range s.Revisions() {
		if damage = append(damage, err); err == nil {
			all["answer "+r.Slot.String()+" "+r.Text] = r.Text
		}
	}
	drafts, err := s.Drafts()
	damage = append(damage, err)
	for _, d := range drafts {
		all["draft "+d.Slot.String()] = d.Text
	}
	place, err := s.Place()
	if damage = append(damage, err); place != "" {
		all["place"] = place
	}
	return all, errors.Join(damage...)
}

// linesOf reads everything; it fails the test if anything cannot be read.
func linesOf(t testing.TB, s *Store) lines {
	t.Helper()
	all, err := readLines(s)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// day is a day's work on a workbook, on a disk that may fail.
type day struct {
	t        *testing.T
	path     string
	clock    *clock
	disk     disk.Disk
	store    *Store
	holds    lines // what was acknowledged
	snapshot Snapshot
	then     lines // what was acknowledged when the snapshot was made
	other    Record
	journal  map[string][]byte // a recovery journal by its name, and the words in it
}

// step is one thing that a person does. It may be done again after it failed.
type step struct {
	name string
	do   func(d *day) error
	gain func(d *day) lines // what d holds after it; nil if it changes nothing
}

func (s step) after(d *day) lines {
	if s.gain == nil {
		return d.holds
	}
	return s.gain(d)
}

func (d *day) options() Options { return Options{Now: d.clock.now} }

// open also unlocks: with the passphrase of before or that of after what failed.
func (d *day) open() (err error) {
	if d.store, err = openOn(d.disk, d.path, d.options()); err != nil || !d.store.Locked() {
		return err
	}
	for _, passphrase := range []string{"new", quiet} {
		if err = d.store.Unlock([]byte(passphrase)); !errors.Is(err, vault.ErrWrong) {
			return err
		}
	}
	return err
}

// close closes what is open; after a failed save that is no error either.
func (d *day) close() error {
	if d.store == nil {
		return nil
	}
	s := d.store
	d.store = nil
	return s.Close()
}

func (d *day) with(name, text string) lines {
	all := maps.Clone(d.holds)
	all[name] = text
	return all
}

func saying(slot Slot, text string) step {
	return step{"add " + slot.Field, func(d *day) error {
		_, err := d.store.Add(answer(slot, text), "What did you notice?")
		return err
	}, func(d *day) lines {
		all := d.with("answer "+slot.String()+" "+text, text)
		delete(all, "draft "+slot.String())
		return all
	}}
}

func drafting(slot Slot, text string) step {
	return step{"draft", func(d *day) error {
		return d.store.PutDraft(Draft{Kind: KindAnswer, Slot: slot, Body: Body{Text: text}}, "Why?")
	}, func(d *day) lines { return d.with("draft "+slot.String(), text) }}
}

const rescued = "what could not be saved"

// leftJournal is a recovery journal by its name.
func leftJournal(t *testing.T) map[string][]byte {
	t.Helper()
	path, full := workbookPath(t), false
	s := openAtOn(disk.Disk{Before: func(call, _ string) error {
		if full && call == "stat" {
			return syscall.EIO
		}
		return nil
	}}, t, path, Options{})
	full = true
	err := s.PutDraft(Draft{Kind: KindAnswer, Slot: rated, Body: Body{Text: rescued}}, "Why?")
	if !Kept(err) {
		t.Fatal(err)
	}
	all := map[string][]byte{}
	for _, name := range files(t, related.RecoveryFolder(path)) {
		all[name], err = os.ReadFile(filepath.Join(related.RecoveryFolder(path), name))
		check0(t, err)
	}
	return all
}

// leaveJournal puts the journal where an earlier window has left it.
func (d *day) leaveJournal() {
	d.t.Helper()
	check0(d.t, os.MkdirAll(related.RecoveryFolder(d.path), 0o700))
	for name, text := range d.journal {
		check0(d.t, os.WriteFile(filepath.Join(related.RecoveryFolder(d.path), name), text, 0o600))
	}
}

// theDay has something of everything that reaches the disk.
func theDay() []step {
	reason := Slot{notice, FieldReason1}
	return []step{
		{"open", (*day).open, nil},
		saying(noticed, "the corridor"),
		drafting(noticed, "half a tho"),
		drafting(reason, "because"),
		{"place", func(d *day) error { return d.store.SetPlace("home") }, func(d *day) lines { return d.with("place", "home") }},
		saying(noticed, "half a thought"),
		{"snapshot", func(d *day) (err error) {
			d.snapshot, err = d.store.Snapshot("")
			d.then = d.holds
			return err
		}, nil},
		saying(reason, strings.Repeat("and the file grows; ", 1000)),
		{"drop", func(d *day) error { return d.store.DropDraft(reason) }, func(d *day) lines {
			all := maps.Clone(d.holds)
			delete(all, "draft "+reason.String())
			return all
		}},
		{"backup", func(d *day) error {
			_, err := d.store.Backup(filepath.Join(filepath.Dir(d.path), "copy.db"), true)
			return err
		}, nil},
		{"restore", func(d *day) error {
			if err := d.close(); err != nil {
				return err
			}
			if _, err := restoreOn(d.disk, d.path, d.snapshot.Path, d.options()); err != nil {
				return err
			}
			return d.open()
		}, func(d *day) lines { return d.then }},
		saying(noticed, "after the restore"),
		{"import", func(d *day) error {
			_, err := d.store.Import(d.other)
			return err
		}, func(d *day) lines {
			all := maps.Clone(d.holds)
			for _, r := range d.other.Revisions {
				all["answer "+r.Slot.String()+" "+r.Text] = r.Text
			}
			return all
		}},
		{"recover", func(d *day) error {
			if _, found, err := d.store.Draft(rated); err != nil {
				return err
			} else if !found {
				d.leaveJournal()
			}
			return d.recover()
		}, func(d *day) lines { return d.with("draft "+rated.String(), rescued) }},
		{"rebuild", func(d *day) error { return d.store.Rebuild() }, nil},
		{"hourly snapshot", func(d *day) error {
			for n := range keptNewest { // old ones, to be thinned out
				old := filepath.Join(related.SnapshotFolder(d.path), related.SnapshotName(d.path, time.Date(2020, 1, 1, n, 0, 0, 0, time.UTC)))
				if err := os.WriteFile(old, nil, 0o600); err != nil {
					return err
				}
			}
			d.clock.pass(2 * time.Hour)
			_, _, err := d.store.SnapshotIfDue(d.clock.Time)
			return err
		}, nil},
		{"rewrite", func(d *day) error { return d.store.file.Rewrite(file.Rewriting{Aside: related.AsideSound()}) }, nil},
		saying(noticed, "in the evening"),
		{"close", (*day).close, nil},
		{"open again", (*day).open, nil},
	}
}

// aDayOfForgetting is one on which something is deleted for good.
func aDayOfForgetting() []step {
	reason := Slot{notice, FieldReason1}
	return []step{
		{"open", (*day).open, nil},
		saying(noticed, "the corridor"),
		saying(reason, "what is better forgotten"),
		{"snapshot", func(d *day) error {
			_, err := d.store.Snapshot("")
			return err
		}, nil},
		drafting(reason, "and this"),
		{"forget", func(d *day) error {
			_, err := d.store.Forget(Only(reason))
			return err
		}, func(d *day) lines {
			all := maps.Clone(d.holds)
			maps.DeleteFunc(all, func(name, _ string) bool { return strings.Contains(name, reason.String()) })
			return all
		}},
		{"purge", func(d *day) error {
			left, err := d.store.Purge(Only(reason))
			for _, c := range left {
				err = errors.Join(err, c.Err)
			}
			return err
		}, nil},
		{"close", (*day).close, nil},
		{"open again", (*day).open, nil},
	}
}

// anOldFile is the day on which a workbook of the first schema is opened.
func anOldFile() []step {
	return []step{{"open", (*day).open, nil}, saying(noticed, "and now"), {"close", (*day).close, nil}, {"open again", (*day).open, nil}}
}

// sealingDay is one on which somebody thinks of a passphrase, of another, and
// changes their mind.
func sealingDay() []step {
	return []step{
		{"open", (*day).open, nil},
		saying(noticed, "the corridor"),
		{"seal", func(d *day) error { return newKeys(d.store, quiet) }, nil},
		drafting(Slot{notice, FieldReason1}, "nobody reads this"),
		{"new passphrase", func(d *day) error { return d.store.SetPassphrase([]byte("new"), light) }, nil},
		{"new keys", func(d *day) error { return newKeys(d.store, "new") }, nil},
		saying(noticed, "nobody reads this"),
		{"open again", func(d *day) error {
			if err := d.close(); err != nil {
				return err
			}
			return d.open()
		}, nil},
		{"unseal", func(d *day) error { return d.store.Unseal() }, nil},
		{"close", (*day).close, nil},
		{"open plain", (*day).open, nil},
	}
}

// Every call to the disk fails: the first of a day, then the second, and so on,
// until a day passes without; alone, or with all that come after it. What was
// acknowledged is there afterwards, the step that failed is done or not done, and
// never half; and when the disk is well again, the day goes on.
func TestEveryCallToTheDiskFails(t *testing.T) {
	t.Parallel()
	from := openAt(t, workbookPath(t), Options{})
	add(t, from, answer(rated, "from another computer"))
	add(t, from, answer(noticed, "from another computer"))
	other, journal := recordOf(t, from), leftJournal(t)
	path, file := golden(t, goldenSchema(1)+".db")
	old := linesOf(t, openAt(t, path, Options{ReadOnly: true}))
	for name, c := range map[string]struct {
		steps []step
		file  []byte // that is there in the morning
		holds lines
	}{
		"a day":               {theDay(), nil, lines{}},
		"a day of forgetting": {aDayOfForgetting(), nil, lines{}},
		"an old file":         {anOldFile(), file, old},
		"sealing":             {sealingDay(), nil, lines{}},
	} {
		for how, failure := range map[string]trap{
			"once":     {err: syscall.EIO},
			"for good": {err: syscall.ENOSPC, stays: true},
		} {
			t.Run(name+" "+how, func(t *testing.T) {
				t.Parallel()
				met := map[string]int{} // the steps that failed
				n := 0
				for passed := false; !passed; n += stride() {
					f := failure
					f.t, f.after = t, n
					passed = !f.spoil(&day{clock: newClock(), other: other, journal: journal, holds: c.holds}, c.steps, c.file, met)
					if t.Failed() {
						t.Fatalf("when call %d failed: %s", n, f.calls[n])
					}
				}
				for _, step := range c.steps {
					if met[step.name] == 0 && step.name != "close" && stride() == 1 {
						t.Errorf("%q never failed: the test shows little", step.name)
					}
				}
				t.Logf("%d calls; failed: %v", n, met)
			})
		}
	}
}

// stride is 1, and with -short more: under the race detector all takes ten times as
// long, and these tests show it nothing that the others do not.
func stride() int {
	if testing.Short() {
		return 10
	}
	return 1
}

// spoil lets a day pass, and reports whether a call failed in it.
func (f *trap) spoil(d *day, steps []step, file []byte, met map[string]int) bool {
	folder := inMemory(f.t)
	defer os.RemoveAll(folder)
	d.t, d.path, d.disk = f.t, filepath.Join(folder, "workbook.db"), f.disk()
	if file != nil {
		check0(f.t, os.WriteFile(d.path, file, 0o600))
	}
	for _, step := range steps {
		if !d.do(step, f) {
			met[step.name]++
		}
	}
	sprung := f.sprung()
	f.mend()
	d.look()
	return sprung
}

// inMemory makes a folder, which the caller removes; where the system has such a
// place, one in which a sync costs nothing.
func inMemory(t testing.TB) string {
	t.Helper()
	memory := "/dev/shm"
	if _, err := os.Stat(memory); err != nil {
		memory = t.TempDir()
	}
	dir, err := os.MkdirTemp(memory, "goldenthread-test-")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// do does a step and, if it fails, opens the workbook on a disk that is well,
// looks, and does it again. It reports whether it went well the first time.
func (d *day) do(s step, f *trap) bool {
	d.t.Helper()
	before := d.holds
	err := s.do(d)
	after := s.after(d)
	if err == nil {
		if f.broken != nil {
			d.t.Fatalf("%s: it was acknowledged, and not synced", s.name)
		}
		d.holds = after
		return true
	}
	d.wantTyped(s, f, err)
	f.mend()
	if err := d.close(); err != nil {
		d.t.Errorf("%s: close: %v", s.name, err)
	}
	if wrong := d.open(); wrong != nil {
		d.t.Fatalf("%s: %v; the workbook cannot be opened: %v", s.name, err, wrong)
	}
	d.holds = linesOf(d.t, d.store)
	if !maps.Equal(d.holds, before) && !maps.Equal(d.holds, after) {
		d.t.Fatalf("%s: it holds\n%s\nbefore it held\n%s", s.name, d.holds, before)
	}
	if Kept(err) {
		d.wantRecovered(s, before, after)
	}
	if !f.stays {
		d.wantNoSecondName()
	}
	if strings.HasPrefix(s.name, "open") {
		return false
	}
	if err := s.do(d); err != nil {
		d.t.Fatalf("%s: on a disk that is well: %v", s.name, err)
	}
	d.holds = s.after(d)
	return false
}

// wantRecovered puts back what was said to be in the recovery journal: no word
// that was new is missing then.
func (d *day) wantRecovered(s step, before, after lines) {
	d.t.Helper()
	check0(d.t, d.recover())
	d.holds = linesOf(d.t, d.store)
	here := slices.Collect(maps.Values(d.holds))
	for name, text := range after {
		if before[name] != text && !slices.Contains(here, text) {
			d.t.Errorf("%s: %.40q was said to be kept, and is not", s.name, text)
		}
	}
}

func (d *day) recover() error {
	journals, err := d.store.Recoveries()
	for _, journal := range journals {
		if err == nil {
			_, err = d.store.Recover(journal.Path)
		}
	}
	return err
}

// wantNoSecondName checks that what counts as set aside is not the workbook.
func (d *day) wantNoSecondName() {
	d.t.Helper()
	asides, err := related.SetAside(d.path)
	if err != nil {
		d.t.Fatal(err)
	}
	open, err := os.Stat(d.path)
	if err != nil {
		d.t.Fatal(err)
	}
	for _, aside := range asides {
		set, err := os.Stat(aside)
		if err != nil {
			d.t.Fatal(err)
		}
		if os.SameFile(set, open) {
			d.t.Errorf("%s is the workbook itself", filepath.Base(aside))
		}
	}
}

// wantTyped checks that an error says what the disk said.
func (d *day) wantTyped(s step, f *trap, err error) {
	d.t.Helper()
	var p *Problem
	var u *Unrestorable
	if f.after < 0 || !f.sprung() {
		d.t.Fatalf("%s: %v, and no call failed", s.name, err)
	}
	if !errors.Is(err, f.err) && !(f.broken != nil && errors.As(err, &p)) {
		d.t.Errorf("%s: %v hides %v", s.name, err, f.err)
	}
	if errors.As(err, &p) && p.Kind == ProblemDamaged {
		d.t.Errorf("%s: %v: the file is not damaged", s.name, err)
	}
	aboutOthers := s.name == "backup" || s.name == "recover" || strings.HasSuffix(s.name, "snapshot") // and not about the workbook
	if p == nil && !errors.As(err, &u) && !aboutOthers {
		d.t.Errorf("%s: %v (%T) is no Problem", s.name, err, err)
	}
}

// look checks at the end of the day that all is there and nothing is left over.
func (d *day) look() {
	d.t.Helper()
	if found := linesOf(d.t, d.store); !maps.Equal(found, d.holds) {
		d.t.Errorf("at the end it holds\n%s\nacknowledged was\n%s", found, d.holds)
	}
	kept := dump(d.t, d.store)
	if err := d.store.Rebuild(); err != nil || !maps.Equal(dump(d.t, d.store), kept) {
		d.t.Errorf("its indexes are not those of its answers, %v", err)
	}
	if err := d.close(); err != nil {
		d.t.Error(err)
	}
	if snap := Verify(d.path); snap.Err != nil {
		d.t.Error(snap.Err)
	}
	for _, name := range files(d.t, filepath.Dir(d.path)) {
		if related.IsHalf(d.path, name) {
			d.t.Errorf("%s is left over", name)
		}
	}
	all, err := Snapshots(d.path)
	if err != nil {
		d.t.Error(err)
	}
	for _, snap := range all {
		if snap.Err != nil && snap.Size > 0 {
			d.t.Errorf("snapshot %s: %v", filepath.Base(snap.Path), snap.Err)
		}
	}
}

// quick is a disk for tests of what is stored, not of when.
var quick = disk.Disk{NoSync: true}
