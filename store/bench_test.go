package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"goldenthread/content"
	"goldenthread/store/file"
	"goldenthread/store/vault"
)

// text15 is an answer of 1.5 KB.
var text15 = strings.Repeat("What I noticed first was the quiet. ", 42)[:1500]

const (
	manySteps = 252
	manySlots = 260
	many      = 20_000
)

// manySlot spreads 260 slots over 252 steps: some have two fields.
func manySlot(n int) Slot {
	n %= manySlots
	return Slot{content.StepID(fmt.Sprintf("disciplines/unit%02d/step%d", n%manySteps/7, n%manySteps%7)), fmt.Sprint("field", n/manySteps)}
}

// tenYears is the path of a workbook with 20,000 revisions of 1.5 KB.
func tenYears(b *testing.B) string {
	b.Helper()
	path := workbookPath(b)
	s := openAtOn(quick, b, path, Options{})
	for n := 0; n < many; {
		err := s.update(func(tx transaction) error {
			for range 500 {
				if _, err := s.add(tx, answer(manySlot(n), text15), "What did you notice?"); err != nil {
					return err
				}
				n++
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	closeStore(b, s)
	return path
}

// openBench opens a workbook as its file is opened.
func openBench(b *testing.B, path string, o file.Options) *Store {
	b.Helper()
	s, err := openFile(path, DefaultKinds(), schemaOf(DefaultKinds()), o)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	return s
}

// bothForms runs a benchmark in a plain workbook and in a sealed one.
func bothForms(b *testing.B, path func(b *testing.B) string, run func(b *testing.B, path string, o file.Options)) {
	b.Run("plain", func(b *testing.B) { run(b, path(b), file.Options{Make: true}) })
	b.Run("sealed", func(b *testing.B) {
		path := path(b)
		keys, header, _, err := vault.Create([]byte(quiet), light)
		check0(b, err)
		s := openBench(b, path, file.Options{Make: true, Keys: keys})
		check0(b, s.Seal(header, keys))
		closeStore(b, s)
		run(b, path, file.Options{Make: true, Keys: keys})
	})
}

func empty(b *testing.B) string { return workbookPath(b) }

func BenchmarkAdd(b *testing.B) {
	bothForms(b, empty, func(b *testing.B, path string, o file.Options) {
		s := openBench(b, path, o)
		for b.Loop() {
			if _, err := s.Add(answer(noticed, text15), "What did you notice?"); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// What a save costs beside the disk.
func BenchmarkAddWithoutSync(b *testing.B) {
	bothForms(b, empty, func(b *testing.B, path string, o file.Options) {
		o.Disk.NoSync = true
		s := openBench(b, path, o)
		for b.Loop() {
			if _, err := s.Add(answer(noticed, text15), "What did you notice?"); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkPutDraft(b *testing.B) {
	for name, path := range map[string]func(*testing.B) string{
		"new":       func(b *testing.B) string { return workbookPath(b) },
		"ten-years": tenYears,
	} {
		b.Run(name, func(b *testing.B) {
			s := openAt(b, path(b), Options{})
			measure(b, func(int) {
				if err := s.PutDraft(Draft{Kind: KindAnswer, Slot: noticed, Body: Body{Text: text15}}, "What did you notice?"); err != nil {
					b.Fatal(err)
				}
			})
		})
	}
}

// measure also reports how long the middle one took, and the one in a hundred
// that took longest.
func measure(b *testing.B, do func(n int)) {
	var took []time.Duration
	for n := 0; b.Loop(); n++ {
		began := time.Now()
		do(n)
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
}

// BenchmarkJournal keeps words that cannot be saved, others each time.
func BenchmarkJournal(b *testing.B) {
	path := workbookPath(b)
	s := openAt(b, path, Options{})
	away(b, path)
	measure(b, func(n int) {
		if err := s.PutDraft(Draft{Kind: KindAnswer, Slot: noticed, Body: Body{Text: fmt.Sprint(text15, n)}}, ""); !Kept(err) {
			b.Fatal(err)
		}
	})
}

func BenchmarkOpenTenYears(b *testing.B) {
	bothForms(b, tenYears, func(b *testing.B, path string, o file.Options) {
		for b.Loop() {
			s, err := openFile(path, DefaultKinds(), schemaOf(DefaultKinds()), o)
			if err != nil {
				b.Fatal(err)
			}
			if err := s.Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkCurrentOfAllSteps(b *testing.B) {
	bothForms(b, tenYears, func(b *testing.B, path string, o file.Options) {
		s := openBench(b, path, o)
		for b.Loop() {
			found := 0
			for n := range manySteps {
				current, err := s.Current(manySlot(n).Step)
				if err != nil {
					b.Fatal(err)
				}
				found += len(current)
			}
			if found != manySlots {
				b.Fatalf("%d answers", found)
			}
		}
	})
}

func BenchmarkHistory(b *testing.B) {
	s := openAt(b, tenYears(b), Options{})
	for b.Loop() {
		if history, err := s.History(manySlot(0)); err != nil || len(history) < many/manySlots {
			b.Fatal(len(history), err)
		}
	}
}

func BenchmarkRevisions(b *testing.B) {
	s := openAt(b, tenYears(b), Options{})
	for b.Loop() {
		n := 0
		for _, err := range s.Revisions() {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n != many {
			b.Fatal(n)
		}
	}
}

func BenchmarkRebuild(b *testing.B) {
	s := openAt(b, tenYears(b), Options{})
	for b.Loop() {
		if err := s.Rebuild(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkForget makes ten years of answers anew without one.
func BenchmarkForget(b *testing.B) {
	s := openAt(b, tenYears(b), Options{})
	for b.Loop() {
		if _, err := s.Forget(func(slot Slot) bool { return slot == noticed }); err != nil {
			b.Fatal(err)
		}
	}
}
