package facilitate

import (
	"testing"
	"time"
)

// BenchmarkKeyToStep is from a key to what is drawn, at 200x60, with the place
// on the disk. On two cores: 4 ms, most of it the disk's; what is asked is 50 ms.
func BenchmarkKeyToStep(b *testing.B) {
	d := newDriver(b, 200, 60)
	d.start(senior, "Senior team", 200, 60)
	keys := []string{"n", "n", "n", "p", "p", "p"}
	b.ResetTimer()
	for n := 0; b.Loop(); n++ {
		d.press(keys[n%len(keys)])
	}
}

// BenchmarkSecond is a second of the clock at 200x60, drawn.
func BenchmarkSecond(b *testing.B) {
	d := newDriver(b, 200, 60)
	d.start(senior, "Senior team", 200, 60)
	b.ResetTimer()
	for b.Loop() {
		d.pass(time.Second)
	}
}
