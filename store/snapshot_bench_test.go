package store

import (
	"slices"
	"testing"
	"time"
)

// BenchmarkSnapshot makes a snapshot of ten years; verified, synced and renamed.
func BenchmarkSnapshot(b *testing.B) {
	s := openAt(b, tenYears(b), Options{})
	for b.Loop() {
		snap, err := s.Snapshot(b.TempDir())
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(snap.Size)/1e6, "MB")
	}
}

func BenchmarkVerifyTenYears(b *testing.B) {
	path := tenYears(b)
	for b.Loop() {
		if snap := Verify(path); snap.Err != nil {
			b.Fatal(snap.Err)
		}
	}
}

// BenchmarkSaveBesideSnapshots saves drafts, alone and while snapshots of ten
// years are made without a pause.
func BenchmarkSaveBesideSnapshots(b *testing.B) {
	for _, beside := range []bool{false, true} {
		b.Run(map[bool]string{false: "alone", true: "beside"}[beside], func(b *testing.B) {
			s := openAt(b, tenYears(b), Options{})
			stop, stopped := make(chan struct{}), make(chan struct{})
			go func() {
				defer close(stopped)
				for beside {
					select {
					case <-stop:
						return
					default:
						if _, err := s.Snapshot(b.TempDir()); err != nil {
							b.Error(err)
							return
						}
					}
				}
			}()
			var took []time.Duration
			for b.Loop() {
				begun := time.Now()
				if err := s.PutDraft(Draft{Kind: KindAnswer, Slot: noticed, Body: Body{Text: text15}}, "What did you notice?"); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(begun))
			}
			close(stop)
			<-stopped
			slices.Sort(took)
			for name, share := range map[string]int{"p50-ms": 50, "p99-ms": 99} {
				b.ReportMetric(float64(took[(len(took)-1)*share/100].Microseconds())/1000, name)
			}
			b.ReportMetric(float64(took[len(took)-1].Microseconds())/1000, "max-ms")
		})
	}
}
