package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// brokenGolden is a golden workbook that something has happened to. The files are kept
// for ever, as the sound ones are; spoil is how each was made.
type brokenGolden struct {
	name   string
	from   int // the schema of the golden workbook
	spoil  func(t *testing.T, file []byte) []byte
	want   ProblemKind // "" if it opens
	reader ProblemKind // the same for somebody who only reads
	damage []spoiled   // what an audit then finds
}

var brokenGoldens = []brokenGolden{
	{"empty", 1, func(*testing.T, []byte) []byte { return nil }, ProblemEmpty, ProblemEmpty, nil},
	{"truncated", 1, func(_ *testing.T, file []byte) []byte { return file[:len(file)/3] }, ProblemCutShort, ProblemCutShort, nil},
	{"headers-zero", 1, func(_ *testing.T, file []byte) []byte {
		clear(file[:2*pageSizeOf(file)])
		return file
	}, ProblemForeign, ProblemForeign, nil},
	{"headers-altered", 1, func(_ *testing.T, file []byte) []byte {
		size := pageSizeOf(file)
		return flip(flip(file, 60), size+60)
	}, ProblemDamaged, ProblemDamaged, nil},
	{"root-zero", 1, func(t *testing.T, file []byte) []byte {
		m := headerOf(t, file)
		clear(file[m.root*uint64(m.pageSize) : (m.root+1)*uint64(m.pageSize)])
		return file
	}, ProblemDamaged, ProblemDamaged, nil},
	{"freelist-long", 1, func(t *testing.T, file []byte) []byte { return longFreelist(file, headerOf(t, file)) }, ProblemDamaged, ProblemDamaged, nil},
	{"newer", 2, spoilBy(func(tx transaction) error { return tx.PutMeta(metaSchema, 99) }), ProblemNewer, ProblemNewer, nil},
	{"another-database", 1, spoilBy(func(tx transaction) error { return tx.DeleteBucket([]byte(bucketMeta)) }), ProblemForeign, ProblemForeign, nil},
	{"revisions-missing", 1, spoilBy(func(tx transaction) error { return tx.DeleteBucket([]byte(bucketRev)) }), ProblemDamaged, ProblemDamaged, nil},
	{"device-missing", 1, spoilBy(func(tx transaction) error { return tx.Bucket([]byte(bucketMeta)).Delete([]byte(metaDevice)) }), ProblemDamaged, ProblemDamaged, nil},
	{"index-missing", 1, spoilBy(func(tx transaction) error {
		return errors.Join(tx.DeleteBucket([]byte(bucketSlot)), tx.DeleteBucket([]byte(bucketHead)))
	}), "", ProblemDamaged, nil},
	{"index-missing-2", 2, spoilBy(func(tx transaction) error { return tx.DeleteBucket([]byte(bucketHead)) }), "", ProblemDamaged, nil},
	{"answer-flipped", 1, spoilText("Nobody came in."), "", "", []spoiled{{Bucket: bucketRev, Slot: noticed}}},
	{"answer-flipped-2", 2, spoilText("Nobody came in."), "", "", []spoiled{{Bucket: bucketRev, Slot: noticed}}},
	{"draft-flipped", 1, spoilText("half a tho"), "", "", []spoiled{{Bucket: bucketDraft, Slot: noticed}}},
	{"wording-flipped", 2, spoilText("What do you notice now?"), "", "", []spoiled{{Bucket: bucketContent}}},
	{"generation-flipped", 2, spoilBy(func(tx transaction) error {
		meta := tx.Bucket([]byte(bucketMeta))
		value := bytes.Clone(meta.Get([]byte(metaGeneration)))
		return meta.Put([]byte(metaGeneration), flip(value, len(value)-1))
	}), "", "", []spoiled{{Bucket: bucketMeta}}},
}

func spoilBy(change func(tx transaction) error) func(*testing.T, []byte) []byte {
	return func(t *testing.T, file []byte) []byte {
		path := workbookPath(t)
		check0(t, os.WriteFile(path, file, 0o600))
		return changed(t, path, change)
	}
}

func spoilText(text string) func(*testing.T, []byte) []byte {
	return func(t *testing.T, file []byte) []byte {
		altered := []byte(text)
		altered[0] ^= 1
		if !bytes.Contains(file, []byte(text)) {
			t.Fatalf("%q is not in the file", text)
		}
		return bytes.ReplaceAll(file, []byte(text), altered)
	}
}

func TestBrokenGolden(t *testing.T) {
	for _, b := range brokenGoldens {
		t.Run(b.name, func(t *testing.T) {
			name := filepath.Join(goldenFolder, "broken", b.name+".db")
			if os.Getenv("UPDATE") == "1" {
				whole, err := os.ReadFile(goldenSchema(b.from) + ".db")
				check0(t, err)
				keepNew(t, name, b.spoil(t, whole))
			}
			path, file := golden(t, name)
			b.open(t, path, Options{ReadOnly: true}, b.reader)
			untouched(t, path, file)
			b.open(t, path, Options{}, b.want)
			if b.want != "" {
				untouched(t, path, file)
			}
		})
	}
}

// open checks that a broken workbook is refused, or that an audit of it names
// what is damaged and finds all the rest.
func (b brokenGolden) open(t *testing.T, path string, o Options, want ProblemKind) {
	t.Helper()
	if want != "" {
		wantProblem(t, path, o, want)
		return
	}
	s := openAt(t, path, o)
	defer closeStore(t, s)
	if !o.ReadOnly && b.from < schema { // bringing it up to date is a save, which counts the generation anew
		b.damage = slices.DeleteFunc(slices.Clone(b.damage), func(d spoiled) bool { return d.Bucket == bucketMeta })
	}
	audit, err := s.Audit()
	if err != nil || len(audit.Damage) != len(b.damage) {
		t.Fatalf("%+v %v", audit, err)
	}
	for i, d := range audit.Damage {
		wantDamage(t, "audit", d, b.damage[i].Bucket, b.damage[i].Slot)
	}
	whole := expected(t, b.from)
	if audit.Revisions != len(whole.Revisions) || audit.Drafts != len(whole.Drafts) {
		t.Errorf("%d revisions and %d drafts, want %d and %d", audit.Revisions, audit.Drafts, len(whole.Revisions), len(whole.Drafts))
	}
	if len(b.damage) == 0 {
		same(t, "what it holds", holdingOf(t, s, "theme"), whole)
	}
}
