package vault

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// Scrub collects what is not used any more, and overwrites it: copies that libraries
// have made of a secret, and of what was read with it. It takes some milliseconds.
//
// Whole pages go back to the system. In pages that are still used for something else
// the places that are free are all taken once, since the runtime clears what it hands
// out.
func Scrub() {
	debug.FreeOSMemory()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	plain, pointing := make([][]byte, 0, mostTaken), make([][]*byte, 0, mostTaken)
	for _, class := range stats.BySize {
		if size := int(class.Size); size > 0 {
			plain = takeFree(plain[:0], size, size)
			pointing = takeFree(pointing[:0], size, max(1, size/wordSize))
		}
	}
	debug.FreeOSMemory()
}

const (
	spanSize = 80 << 10 // bytes that the runtime takes at once for places of a size, at most
	wordSize = 8

	mostTaken = 1 << 17 // places of a size
	allGrow   = 3       // times that the heap has to grow one after another: others grow it, too
)

// takeFree takes the places for objects of so many bytes, until the heap has to grow
// for more. The runtime keeps those with pointers apart.
func takeFree[T any](taken [][]T, size, length int) [][]T {
	for grown, before := 0, heap(); grown < allGrow && len(taken) < mostTaken; {
		for range max(1, spanSize/size) {
			taken = append(taken, make([]T, length))
		}
		now := heap()
		if grown++; now <= before {
			grown = 0
		}
		before = now
	}
	return taken
}

// heap returns how many bytes the pages have that the runtime keeps objects in.
func heap() uint64 {
	samples := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/memory/classes/heap/unused:bytes"}}
	metrics.Read(samples)
	return samples[0].Value.Uint64() + samples[1].Value.Uint64()
}
