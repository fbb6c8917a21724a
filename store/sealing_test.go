package store

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"goldenthread/content"
	"goldenthread/store/file"
	"goldenthread/store/internal/disk"
	"goldenthread/store/vault"
)

// light makes tests quick; nothing that is tested depends on the cost.
var light = vault.Cost{Memory: 32, Passes: 1, Lanes: 1}

const quiet = "a quiet river"

// seal seals a workbook, and returns its recovery key.
func seal(t testing.TB, s *Store, passphrase string) vault.RecoveryKey {
	t.Helper()
	keys, header, recovery, err := vault.Create([]byte(passphrase), light)
	check0(t, err)
	check0(t, s.Seal(header, keys))
	return recovery
}

// unlocked opens a sealed workbook.
func unlocked(t testing.TB, path, passphrase string, o Options) *Store {
	t.Helper()
	s := openAt(t, path, o)
	check0(t, s.Unlock([]byte(passphrase)))
	return s
}

// sealedGolden is the golden workbook, sealed by quiet, and what it holds.
func sealedGolden(t testing.TB) (string, holding) {
	t.Helper()
	path := workbookPath(t)
	want := fillGolden(t, path)
	s := openAt(t, path, Options{})
	seal(t, s, quiet)
	copies, err := s.UnsealedCopies()
	check0(t, err)
	for _, l := range copies {
		check0(t, s.RemoveUnsealedCopy(l))
	}
	closeStore(t, s)
	return path, want
}

func wantLocked(t testing.TB, what string, err error) {
	t.Helper()
	var p *Problem
	if !errors.As(err, &p) || p.Kind != ProblemLocked {
		t.Errorf("%s: %v, and not locked", what, err)
	}
}

// Sealed, locked, unlocked and unsealed, it holds what it held.
func TestSealKeepsEverything(t *testing.T) {
	path := workbookPath(t)
	fillGolden(t, path)
	s := openAt(t, path, Options{})
	want, plain, meta := holdingOf(t, s, "theme"), dump(t, s), metaOf(t, s)
	delete(meta, metaGeneration)
	sameAs := func(what string) {
		t.Helper()
		same(t, what, holdingOf(t, s, "theme"), want)
		if !maps.Equal(dump(t, s), plain) {
			t.Errorf("%s: the indexes are others", what)
		}
		check0(t, s.Rebuild())
		if !maps.Equal(dump(t, s), plain) {
			t.Errorf("%s: made again, the indexes are others", what)
		}
		got := metaOf(t, s)
		delete(got, metaGeneration)
		delete(got, metaSetting+string(AskSealed)) // that it is to be asked about the copies
		same(t, what, got, meta)
		audit, err := s.Audit()
		check0(t, err)
		if len(audit.Damage) > 0 || audit.Answers != 9 || audit.Sealed != s.Sealed() || audit.Locked {
			t.Errorf("%s: %+v", what, audit)
		}
	}
	recovery := seal(t, s, quiet)
	sameAs("sealed")
	check0(t, s.Lock())
	wantLocked(t, "a locked one", errors.Join(s.SetPlace("home")))
	check0(t, s.Unlock([]byte(quiet)))
	sameAs("unlocked")
	closeStore(t, s)

	s = openAt(t, path, Options{})
	if err := s.Unlock([]byte("another river")); !errors.Is(err, vault.ErrWrong) || !s.Locked() {
		t.Errorf("another passphrase: %v", err)
	}
	check0(t, s.UnlockWithRecoveryKey(recovery))
	sameAs("opened by its recovery key")
	check0(t, s.SetPassphrase([]byte("new"), light))
	sameAs("with a new passphrase")
	closeStore(t, s)

	s = openAt(t, path, Options{})
	if err := s.Unlock([]byte(quiet)); !errors.Is(err, vault.ErrWrong) {
		t.Errorf("the old passphrase: %v", err)
	}
	check0(t, s.Unlock([]byte("new")))
	renewed := seal(t, s, "newer")
	sameAs("with new keys")
	check0(t, s.Lock())
	for what, err := range map[string]error{
		"passphrase": s.Unlock([]byte("new")), "recovery key": s.UnlockWithRecoveryKey(recovery),
	} {
		if !errors.Is(err, vault.ErrWrong) {
			t.Errorf("the old %s: %v", what, err)
		}
	}
	check0(t, s.UnlockWithRecoveryKey(renewed))
	check0(t, s.Unseal())
	if s.Sealed() {
		t.Error("it is still sealed")
	}
	sameAs("unsealed")
	closeStore(t, s)
	s = openAt(t, path, Options{})
	sameAs("opened again")
}

// A plain workbook does not change by a byte for knowing how to seal.
func TestPlainStaysPlain(t *testing.T) {
	s := openAt(t, workbookPath(t), Options{})
	check0(t, s.Unlock([]byte("any")))
	check0(t, s.Lock())
	add(t, s, answer(noticed, "the corridor"))
	if s.Sealed() || s.Locked() || !holdsBytes(t, s.Path(), "the corridor") {
		t.Error("it is not plain")
	}
	if copies, err := s.UnsealedCopies(); err != nil || len(copies) > 0 {
		t.Errorf("%v %v", copies, err)
	}
}

// Nothing that was written can be read or saved while it is locked, and trying
// changes nothing.
func TestLockedIsTyped(t *testing.T) {
	path, want := sealedGolden(t)
	s := openAt(t, path, Options{})
	before, err := os.ReadFile(path)
	check0(t, err)
	_, addErr := s.Add(answer(noticed, "x"), "Why?")
	_, _, latestErr := s.Latest(noticed)
	_, historyErr := s.History(noticed)
	_, currentErr := s.Current(notice)
	_, _, draftErr := s.Draft(noticed)
	_, draftsErr := s.Drafts()
	_, placeErr := s.Place()
	_, _, wordingErr := s.Wording(WordingOf("Why else?"))
	_, recordErr := s.Record(nil)
	_, importErr := s.Import(Record{})
	_, answersErr := s.Answers()
	var revisionErr error
	for _, err := range s.Revisions() {
		revisionErr = err
	}
	for what, err := range map[string]error{
		"add": addErr, "latest": latestErr, "history": historyErr, "current": currentErr, "draft": draftErr, "drafts": draftsErr,
		"place": placeErr, "wording": wordingErr, "record": recordErr, "import": importErr, "answers": answersErr, "revisions": revisionErr,
		"put draft": s.PutDraft(Draft{Kind: KindAnswer, Slot: noticed}, ""), "drop draft": s.DropDraft(noticed), "rebuild": s.Rebuild(),
		"set place": s.SetPlace("x"), "set setting": s.SetSetting("x", "y"),
		"unseal": s.Unseal(), "set passphrase": s.SetPassphrase([]byte("x"), light), "rewrite": s.file.Rewrite(file.Rewriting{}),
	} {
		wantLocked(t, what, err)
	}
	closeStore(t, s)
	untouched(t, path, before)
	s = unlocked(t, path, quiet, Options{})
	same(t, "unlocked", holdingOf(t, s, "theme"), want)
}

// Without a passphrase there are still snapshots, copies, restoring, and an
// examination that finds every flipped bit.
func TestWithoutPassphrase(t *testing.T) {
	path, want := sealedGolden(t)
	s := openAt(t, path, Options{})
	snap, made, err := s.SnapshotIfDue(time.Now())
	if err != nil || !made || !snap.Sealed || snap.Answers != 0 || snap.Revisions != len(want.Revisions) {
		t.Fatalf("%+v %v", snap, err)
	}
	if _, made, err := s.SnapshotIfDue(time.Now().Add(2 * time.Hour)); made || err != nil {
		t.Errorf("another one, of the same: %v", err)
	}
	copied := filepath.Join(t.TempDir(), "copy.db")
	if _, err := s.Backup(copied, false); err != nil {
		t.Fatal(err)
	}
	closeStore(t, s)

	h, err := Examine(path, true)
	check0(t, errors.Join(err, h.Problem))
	if !h.Sealed || !h.Locked || h.Revisions != len(want.Revisions) || h.Drafts != len(want.Drafts) || len(h.Damage) > 0 || h.Answers != 0 {
		t.Errorf("%+v", h.Audit)
	}
	check0(t, os.Truncate(path, 5000))
	done, err := Restore(path, snap.Path, Options{})
	if err != nil || !done.From.Sealed {
		t.Fatalf("%+v %v", done, err)
	}
	for _, path := range []string{path, copied, snap.Path} {
		s := unlocked(t, path, quiet, Options{ReadOnly: true})
		same(t, path, holdingOf(t, s, "theme"), want)
		closeStore(t, s)
	}

	file, err := os.ReadFile(path)
	check0(t, err)
	at := bytes.LastIndex(file, append([]byte(envelopeMagic), byte(tagSealed), sealed))
	file[at+payloadAt+100] ^= 1
	check0(t, os.WriteFile(path, file, 0o600))
	if h, err = Examine(path, true); err != nil || len(h.Damage) != 1 {
		t.Errorf("%+v %v", h.Audit, err)
	}
	if Verify(path).Err == nil {
		t.Error("the flipped bit is not found")
	}
}

// markers are words that must not be found, wherever somebody can write some.
func markers(t *testing.T, s *Store, n int) (all []string) {
	t.Helper()
	marker := func(what string) string {
		word := fmt.Sprintf("marker-%s-%d", what, len(all))
		all = append(all, word)
		return word
	}
	id, err := s.NewID()
	check0(t, err)
	for len(all) < n {
		unit := content.StepID(marker("unit") + "/notice")
		r := answer(Slot{unit, marker("field")}, strings.Repeat(marker("text")+" ", 1+len(all)%300))
		_, err := s.Add(r, marker("asked"))
		check0(t, err)
		_, err = s.Add(Revision{Kind: KindTest, Slot: Slot{unit, FieldTest}, Body: Body{Test: &Test{marker("who"), marker("ask"), marker("predicted"), marker("heard")}}}, "")
		check0(t, err)
		_, err = s.Add(Revision{Kind: KindCommitment, Slot: Slot{unit, CommitmentField(id)}, Body: Body{Commitment: &Commitment{
			ID: id, When: marker("when"), Will: marker("will"), Obstacle: marker("obstacle"), DueText: marker("due"), State: StateOpen,
			Log: []LogEntry{{time.Time{}, StateTried, marker("log")}},
		}}}, "")
		check0(t, err)
		check0(t, s.PutDraft(Draft{Kind: KindAnswer, Slot: Slot{unit, marker("drafted")}, Focus: marker("focus"), Body: Body{Text: marker("draft")}}, ""))
		check0(t, s.SetPlace(marker("place")))
		check0(t, s.SetSetting("last step", marker("setting")))
	}
	return all
}

// foundMarkers returns those of the markers that any file in a folder holds.
func foundMarkers(t *testing.T, folder string, markers []string) (found []string) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		file, err := os.ReadFile(path)
		for _, marker := range markers {
			if bytes.Contains(file, []byte(marker)) || bytes.Contains([]byte(path), []byte(marker)) {
				found = append(found, filepath.Base(path)+": "+marker)
			}
		}
		return err
	})
	check0(t, err)
	return found
}

// Of 500 words that were written before, and as many after, none is in any file
// once the copies are purged.
func TestSealedTellsNothing(t *testing.T) {
	path := workbookPath(t)
	c := newClock()
	s := openAtOn(quick, t, path, Options{Now: c.now})
	words := markers(t, s, 500)
	_, err := s.Snapshot("")
	check0(t, err)
	closeStore(t, s)
	_, err = Restore(path, snapshots(t, path)[0].Path, Options{Now: c.now})
	check0(t, err)
	s = openAtOn(quick, t, path, Options{Now: c.now})
	folder := filepath.Dir(path)
	if n := len(foundMarkers(t, folder, words)); n < 1000 {
		t.Fatalf("only %d of the words are in the plain files: the test shows little", n)
	}
	seal(t, s, quiet)
	if here := foundMarkers(t, path, words); len(here) > 0 {
		t.Errorf("sealed, it holds %d words: %s", len(here), here[0])
	}
	copies, err := s.UnsealedCopies()
	check0(t, err)
	var kinds []UnsealedKind
	for _, l := range copies {
		kinds = append(kinds, l.What)
		if !l.Plain || l.Size == 0 {
			t.Errorf("%+v", l)
		}
		check0(t, s.RemoveUnsealedCopy(l))
	}
	slices.Sort(kinds)
	same(t, "copies", kinds, []UnsealedKind{UnsealedAside, UnsealedOld, UnsealedSnapshot})

	words = append(words, markers(t, s, 500)...)
	none := func(when string) {
		t.Helper()
		if left := foundMarkers(t, folder, words); len(left) > 0 {
			t.Errorf("%s there are %d words: %s", when, len(left), left[0])
		}
	}
	none("after saving")
	_, err = s.Snapshot("")
	check0(t, err)
	check0(t, s.SetPassphrase([]byte("new"), light))
	none("after a new passphrase")
	seal(t, s, "newer")
	words = append(words, markers(t, s, 500)...)
	none("after a new key")
	if copies, err = s.UnsealedCopies(); err != nil || len(copies) != 1 || copies[0].Plain {
		t.Errorf("copies: %+v %v", copies, err)
	}
	check0(t, s.Lock())
	closeStore(t, s)
	none("when it is closed")
}

func snapshots(t testing.TB, path string) []Snapshot {
	t.Helper()
	all, err := Snapshots(path)
	check0(t, err)
	return all
}

// The kinds of what was written, and which words answer which question, are not
// to be seen either: all values look alike but for their size.
func TestSealedValuesLookAlike(t *testing.T) {
	path, _ := sealedGolden(t)
	s := openAt(t, path, Options{ReadOnly: true})
	plain := map[string]bool{}
	check0(t, s.file.ReadRaw(func(tx file.Tx) error {
		for _, bucket := range []string{bucketMeta, bucketRev, bucketContent, bucketDraft, bucketSlot, bucketHead, bucketVault} {
			err := tx.Bucket([]byte(bucket)).ForEach(func(key, value []byte) error {
				m, flags, payload, err := unwrap(bucket, key, value)
				switch {
				case err != nil:
					return err
				case flags == 0:
					plain[bucket+" "+string(key)] = true
				case m != tagSealed || (len(payload)-40)%256 != 0:
					t.Errorf("%s %x: marked %q, %d bytes", bucket, key, m, len(payload))
				}
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	}))
	same(t, "what is plain", slices.Sorted(maps.Keys(plain)),
		[]string{"meta created", "meta device", "meta generation", "meta schema", "vault header"})
}

// changedValues changes a sealed file as somebody can who has no key but knows
// the format: with checksums that fit.
func changedValues(t testing.TB, path string, change func(tx transaction) error) {
	t.Helper()
	changed(t, path, func(tx transaction) error { return change(tx) })
}

// Malice is found, and every other value stays readable.
func TestSealedFindsMalice(t *testing.T) {
	first, second := ID{}, ID{}
	for what, change := range map[string]func(tx transaction) error{
		"an older answer in the place of a newer one": func(tx transaction) error {
			value := tx.Bucket([]byte(bucketRev)).Get(first[:])
			_, _, payload, err := unwrap(bucketRev, first[:], value)
			return errors.Join(err, tx.Bucket([]byte(bucketRev)).Put(second[:], wrap(bucketRev, tagSealed, sealed, second[:], payload)))
		},
		"an answer that nobody wrote": func(tx transaction) error {
			value := wrap(bucketRev, 'a', plain, second[:], []byte(`{"v":1,"id":"`+second.String()+`","kind":"answer"}`))
			return tx.Bucket([]byte(bucketRev)).Put(second[:], value)
		},
		"a bit": func(tx transaction) error {
			value := bytes.Clone(tx.Bucket([]byte(bucketRev)).Get(second[:]))
			value[len(value)-1] ^= 1
			return tx.Bucket([]byte(bucketRev)).Put(second[:], wrap(bucketRev, tagSealed, sealed, second[:], value[payloadAt:]))
		},
	} {
		path := workbookPath(t)
		s := openAt(t, path, Options{})
		seal(t, s, quiet)
		first = add(t, s, answer(rated, "the first")).ID
		second = add(t, s, answer(noticed, "the second")).ID
		closeStore(t, s)
		changedValues(t, path, change)
		s = unlocked(t, path, quiet, Options{})
		_, _, err := s.Latest(noticed)
		wantDamage(t, what, err, bucketRev, noticed)
		if r, found, err := s.Latest(rated); err != nil || !found || r.Text != "the first" {
			t.Errorf("%s: the other: %v", what, err)
		}
		audit, err := s.Audit()
		if err != nil || len(audit.Damage) != 1 || OriginOf(audit.Damage[0]).Slot != noticed {
			t.Errorf("%s: %+v %v", what, audit, err)
		}
	}
}

// A draft and an index that are damaged are named, as far as anything tells.
func TestSealedDamageIsNamed(t *testing.T) {
	path := workbookPath(t)
	s := openAt(t, path, Options{})
	seal(t, s, quiet)
	add(t, s, answer(noticed, "the corridor"))
	check0(t, s.PutDraft(Draft{Kind: KindAnswer, Slot: noticed, Body: Body{Text: "x"}}, ""))
	check0(t, s.update(func(tx transaction) error {
		drafts := tx.Bucket([]byte(bucketDraft))
		value := bytes.Clone(drafts.Get(tx.slotKey(noticed)))
		value[payloadAt] ^= 1
		return drafts.Put(tx.slotKey(noticed), value)
	}))
	_, err := s.Drafts()
	wantDamage(t, "drafts", err, bucketDraft, noticed)
	check0(t, s.update(func(tx transaction) error {
		heads := tx.Bucket([]byte(bucketHead))
		value := bytes.Clone(heads.Get(tx.slotKey(noticed)))
		value[payloadAt] ^= 1
		return heads.Put(tx.slotKey(noticed), value)
	}))
	_, _, err = s.Latest(noticed)
	wantDamage(t, "latest", err, bucketHead, noticed)
	add(t, s, answer(noticed, "on it goes")) // an index does not stand in the way
	if history, err := s.History(noticed); err != nil || len(history) != 2 {
		t.Errorf("%d answers, %v", len(history), err)
	}
}

// A header that is gone or broken is said, and the file is not taken for a plain
// one.
func TestSealedWithoutHeader(t *testing.T) {
	kinds := map[string]ProblemKind{"newer": ProblemNewer, "a memory bomb": ProblemCostly, "hours of work": ProblemCostly}
	put := func(old, new string) func(tx transaction) error {
		return func(tx transaction) error {
			value := tx.Bucket([]byte(bucketVault)).Get([]byte(vaultHeader))
			text := strings.Replace(string(value[payloadAt:]), old, new, 1)
			return tx.Put(bucketVault, tagVault, []byte(vaultHeader), []byte(text))
		}
	}
	for what, change := range map[string]func(tx transaction) error{
		"no bucket": func(tx transaction) error { return tx.DeleteBucket([]byte(bucketVault)) },
		"no header": func(tx transaction) error { return tx.Bucket([]byte(bucketVault)).Delete([]byte(vaultHeader)) },
		"another": func(tx transaction) error {
			return tx.Put(bucketVault, tagVault, []byte(vaultHeader), []byte("vault 9\n"))
		},
		"flipped": func(tx transaction) error {
			value := bytes.Clone(tx.Bucket([]byte(bucketVault)).Get([]byte(vaultHeader)))
			value[payloadAt+30] ^= 1
			return tx.Bucket([]byte(bucketVault)).Put([]byte(vaultHeader), value)
		},
		"newer":         put("vault 1\n", "vault 2\nand what a later version says"),
		"a memory bomb": put("m=32", "m=1048576"),
		"hours of work": put("m=32 t=1", "m=524288 t=16"),
	} {
		path, _ := sealedGolden(t)
		changedValues(t, path, change)
		before, err := os.ReadFile(path)
		check0(t, err)
		_, err = Open(path, Options{})
		var p *Problem
		if kind := cmp.Or(kinds[what], ProblemDamaged); !errors.As(err, &p) || p.Kind != kind {
			t.Errorf("%s: %v, want %s", what, err, kind)
		}
		untouched(t, path, before)
	}
}

// Indexes that are missing are made again, and an older form is brought up to
// date, as soon as that can be.
func TestUnlockCatchesUp(t *testing.T) {
	path, want := sealedGolden(t)
	changedValues(t, path, func(tx transaction) error {
		return errors.Join(tx.DeleteBucket([]byte(bucketHead)), tx.PutMeta(metaSchema, schema-1))
	})
	taken := 0
	s := openStepsAt(t, path, slices.Concat(steps[:schema-2], []func(tx file.Tx) error{func(tx file.Tx) error {
		taken++
		return tx.PutMeta(metaSetting+"new", "yes")
	}}))
	if taken > 0 {
		t.Error("it was migrated while it was locked")
	}
	check0(t, s.Unlock([]byte(quiet)))
	same(t, "holding", holdingOf(t, s, "theme"), want)
	if value, err := s.Setting("new"); err != nil || value != "yes" || taken != 1 {
		t.Errorf("migrated %d times: %q %v", taken, value, err)
	}
	if all := snapshots(t, path); len(all) != 1 || !all[0].Sealed {
		t.Errorf("before it: %+v", all)
	}
}

// A damaged workbook is not sealed, for what cannot be read would be lost.
func TestSealRefusesDamage(t *testing.T) {
	path := workbookPath(t)
	s := openAt(t, path, Options{})
	add(t, s, answer(noticed, "the corridor"))
	add(t, s, answer(rated, "kept"))
	closeStore(t, s)
	flipText(t, path, "the corridor")
	s = openAt(t, path, Options{})
	keys, header, _, err := vault.Create([]byte(quiet), light)
	check0(t, err)
	wantDamage(t, "seal", s.Seal(header, keys), bucketRev, noticed)
	if s.Sealed() || header.Fits(keys) {
		t.Error("it is sealed, or the keys are still there")
	}
	add(t, s, answer(rated, "on it goes"))
	untouchedFolder(t, path)
}

// Lock waits for who saves and reads; the race detector looks on.
func TestLockWhileInUse(t *testing.T) {
	path := workbookPath(t)
	s := openAtOn(quick, t, path, Options{})
	seal(t, s, quiet)
	add(t, s, answer(noticed, "first"))
	var group sync.WaitGroup
	acknowledged := make([]int, 3)
	for writer := range acknowledged {
		group.Go(func() {
			for n := 1; ; n++ {
				_, err := s.Add(answer(Slot{notice, fmt.Sprint(writer)}, fmt.Sprint(n)), "Why?")
				_, _, wrong := s.Latest(noticed)
				if err == nil {
					acknowledged[writer] = n
				}
				if err != nil || wrong != nil {
					wantLocked(t, "after locking", errors.Join(err, wrong))
					return
				}
			}
		})
	}
	for {
		if r, _, err := s.Latest(Slot{notice, "2"}); err == nil && r.Text >= "3" {
			break
		}
	}
	check0(t, s.Lock())
	group.Wait()
	check0(t, s.Unlock([]byte(quiet)))
	for writer, n := range acknowledged {
		if r, _, err := s.Latest(Slot{notice, fmt.Sprint(writer)}); err != nil || r.Text != fmt.Sprint(n) {
			t.Errorf("%q, and %d was acknowledged: %v", r.Text, n, err)
		}
	}
}

// Locking wipes the keys even where nothing can be saved any more.
func TestLockAfterAFault(t *testing.T) {
	s := openAt(t, workbookPath(t), Options{})
	seal(t, s, quiet)
	keys := s.file.Form().Keys()
	if err := s.read(func(tx transaction) error { panic("page 7: unexpected type") }); err == nil {
		t.Fatal("no fault")
	}
	check0(t, s.Lock())
	if !s.Locked() || s.file.Header().Fits(keys) {
		t.Error("the keys are still there")
	}
}

// Words that cannot be saved are sealed in the recovery journal, too, and come
// back after the next start.
func TestSealedJournal(t *testing.T) {
	path := workbookPath(t)
	s := openAt(t, path, Options{})
	seal(t, s, quiet)
	back := away(t, path)
	wantKept(t, s.PutDraft(draft(noticed, "marker-one"), "marker-two"))
	wantKept(t, s.PutDraft(draft(rated, "marker-three"), ""))
	closeStore(t, s)
	if left := foundMarkers(t, filepath.Dir(path), []string{"marker-one", "marker-two", "marker-three", string(noticed.Step)}); len(left) > 0 {
		t.Errorf("in the journal: %s", left)
	}
	back()
	if all := wantJournals(t, path, 1); all[0].Err == nil {
		t.Error("it can be read without the key")
	}
	s = openAt(t, path, Options{})
	_, err := s.Recoveries()
	wantLocked(t, "recoveries", err)
	check0(t, s.Unlock([]byte(quiet)))
	offered, err := s.Recoveries()
	if err != nil || len(offered) != 1 || len(offered[0].Slots) != 2 || offered[0].Err != nil {
		t.Fatalf("%+v %v", offered, err)
	}
	if copies, err := s.UnsealedCopies(); err != nil || slices.ContainsFunc(copies, func(l UnsealedCopy) bool { return l.What == UnsealedJournal }) {
		t.Errorf("copies: %+v %v", copies, err)
	}
	if _, err := s.Recover(offered[0].Path); err != nil {
		t.Fatal(err)
	}
	wantDraft(t, s, noticed, "marker-one")
	wantDraft(t, s, rated, "marker-three")
}

// A journal from before the workbook was sealed is a leftover, and its words
// still come back. One that other keys have sealed is left as it is.
func TestJournalOfBefore(t *testing.T) {
	path := workbookPath(t)
	s := openAt(t, path, Options{})
	back := away(t, path)
	wantKept(t, s.PutDraft(draft(noticed, "marker-one"), ""))
	wrong := newKeys(s, quiet)
	if s.Sealed() || !Kept(wrong) {
		t.Errorf("sealed over what is not saved: %v", wrong)
	}
	closeStore(t, s)
	back()
	s = openAt(t, path, Options{})
	seal(t, s, quiet)
	journal := wantJournals(t, path, 1)[0]
	copies, err := s.UnsealedCopies()
	if err != nil || len(copies) != 2 || copies[1] != (UnsealedCopy{journal.Path, copies[1].Size, UnsealedJournal, true}) {
		t.Fatalf("%+v %v", copies, err)
	}
	if _, err := s.Recover(journal.Path); err != nil {
		t.Fatal(err)
	}
	wantDraft(t, s, noticed, "marker-one")

	back = away(t, path)
	wantKept(t, s.PutDraft(draft(noticed, "marker-two"), ""))
	closeStore(t, s)
	back()
	s = unlocked(t, path, quiet, Options{})
	seal(t, s, "new")
	copies, err = s.UnsealedCopies()
	if err != nil || len(copies) != 2 || copies[1].What != UnsealedJournal || copies[1].Plain {
		t.Errorf("%+v %v", copies, err)
	}
	before, err := os.ReadFile(copies[1].Path)
	check0(t, err)
	if _, err := s.Recover(copies[1].Path); err == nil {
		t.Error("recovered without its key")
	}
	after, err := os.ReadFile(copies[1].Path)
	check0(t, err)
	if !bytes.Equal(before, after) {
		t.Error("the journal has changed")
	}
}

// What is forgotten in a sealed workbook is gone, also from its snapshots and
// from those that are plain, and stays so when one of them is put back.
func TestForgetSealed(t *testing.T) {
	c := newClock()
	path := workbookPath(t)
	s := openAt(t, path, Options{Now: c.now})
	add(t, s, answer(noticed, "marker-plain"))
	snapshot(t, s, "")
	seal(t, s, quiet)
	add(t, s, answer(noticed, "marker-sealed"))
	add(t, s, answer(rated, "kept"))
	c.pass(time.Hour)
	sealedSnap := snapshot(t, s, "")
	if remnants, err := s.CopiesWithDeleted(justNoticed); err != nil || len(remnants) != 3 {
		t.Fatalf("%+v %v", remnants, err)
	}
	same(t, "went", forget(t, s, justNoticed).Total().Revisions, 2)
	before, err := os.ReadFile(sealedSnap.Path)
	check0(t, err)
	if left := purge(t, s, justNoticed); len(left) > 0 {
		t.Errorf("left: %+v", left)
	}
	if left := foundMarkers(t, filepath.Dir(path), []string{"marker-plain", "marker-sealed"}); len(left) > 0 {
		t.Errorf("found: %s", left)
	}
	for _, snap := range snapshots(t, path) {
		copied := openAt(t, snap.Path, Options{ReadOnly: true})
		check0(t, copied.Unlock([]byte(quiet)))
		if _, found, err := copied.Latest(noticed); found || err != nil {
			t.Errorf("%s: %t %v", snap.Path, found, err)
		}
		closeStore(t, copied)
	}
	holdsOpen(t, s, "kept")
	closeStore(t, s)

	check0(t, os.WriteFile(sealedSnap.Path, before, 0o600)) // as a copy elsewhere still is
	done, err := Restore(path, sealedSnap.Path, Options{Now: c.now})
	if err != nil || !done.Blind {
		t.Fatalf("%+v %v", done, err)
	}
	s = unlocked(t, path, quiet, Options{Now: c.now})
	gone, err := s.Tombstones()
	if err != nil || len(gone) != 1 || gone[0].Slot != noticed {
		t.Errorf("forgotten: %+v %v", gone, err)
	}
	same(t, "went again", forget(t, s, justNoticed).Total().Revisions, 2)
	check0(t, s.Unseal())
	if gone, err = s.Tombstones(); err != nil || len(gone) != 1 {
		t.Errorf("unsealed: %+v %v", gone, err)
	}
	seal(t, s, "other")
	closeStore(t, s)
	if done, err = Restore(path, sealedSnap.Path, Options{Now: c.now}); err != nil || !done.Blind {
		t.Fatalf("under other keys: %+v %v", done, err)
	}
	s = unlocked(t, path, quiet, Options{Now: c.now})
	if audit, err := s.Audit(); err != nil || len(audit.Damage) > 0 {
		t.Errorf("%+v %v", audit, err)
	}
}

const sealEnv = "GOLDENTHREAD_TEST_SEAL"

// sealings holds the operations that make the file anew, by their names, with the
// passphrase that opened the workbook before and after; "" is a plain one.
var sealings = map[string]struct {
	before, after string
	do            func(s *Store) error
}{
	"seal": {"", "new", func(s *Store) error { return newKeys(s, "new") }},
	"change": {quiet, "new", func(s *Store) error {
		return s.SetPassphrase([]byte("new"), light)
	}},
	"new-key": {quiet, "new", func(s *Store) error { return newKeys(s, "new") }},
	"unseal":  {quiet, "", (*Store).Unseal},
}

func newKeys(s *Store, passphrase string) error {
	keys, header, _, err := vault.Create([]byte(passphrase), light)
	if err != nil {
		return err
	}
	return s.Seal(header, keys)
}

// sealingChild seals a workbook in the way that the environment names, and is
// killed on the way.
func sealingChild(path, step string) int {
	sealing := sealings[os.Getenv(sealEnv)]
	s, err := openOn(disk.Disk{Reached: dieAt(step)}, path, Options{})
	if err == nil && sealing.before != "" {
		err = s.Unlock([]byte(sealing.before))
	}
	if err == nil {
		err = sealing.do(s)
	}
	fmt.Fprintln(os.Stderr, "not killed:", err)
	return 1
}

// Killed at any step, the file at the path is whole, and opens by the passphrase
// before or by the one after: never by neither.
func TestSealingKilled(t *testing.T) {
	for name, sealing := range sealings {
		for _, step := range rewriteSteps {
			path := workbookPath(t)
			s := openAt(t, path, Options{})
			if sealing.before != "" {
				seal(t, s, sealing.before)
			}
			add(t, s, answer(noticed, "old"))
			add(t, s, answer(rated, "kept"))
			closeStore(t, s)
			child := exec.Command(os.Args[0])
			child.Env = append(os.Environ(), childEnv+"="+path, stepEnv+"="+step, sealEnv+"="+name)
			if out, err := child.CombinedOutput(); err == nil || len(out) > 0 {
				t.Fatalf("%s, %s: %s %v", name, step, out, err)
			}
			opens := sealing.before
			if step == "renamed" || step == "swapped" {
				opens = sealing.after
			}
			check0(t, Verify(path).Err)
			s = openAt(t, path, Options{})
			if s.Sealed() != (opens != "") {
				t.Errorf("%s, %s: sealed %t", name, step, s.Sealed())
			}
			check0(t, s.Unlock([]byte(opens)))
			holdsOpen(t, s, "old", "kept")
			add(t, s, answer(noticed, "on it goes"))
			closeStore(t, s)
		}
	}
}

// Keys that come when the file is closed, or open by others, are wiped.
func TestKeysThatNobodyTakesAreWiped(t *testing.T) {
	for what, before := range map[string]func(s *Store) error{
		"closed":   (*Store).Close,
		"unlocked": func(s *Store) error { return s.Unlock([]byte(quiet)) },
	} {
		path, _ := sealedGolden(t)
		s, err := Open(path, Options{})
		check0(t, err)
		var late *vault.Keys
		err = s.file.Unlock(func(h *vault.Header) (keys *vault.Keys, err error) {
			late, err = h.Unlock([]byte(quiet))
			return late, errors.Join(err, before(s))
		})
		if wiped := late.Hide("field", nil, nil) == nil; !wiped || (err != nil) != (what == "closed") {
			t.Errorf("%s: wiped %t, %v", what, wiped, err)
		}
		if what == "unlocked" && s.Locked() {
			t.Error("the keys of the other were wiped, too")
		}
		check0(t, s.Close())
	}
}
