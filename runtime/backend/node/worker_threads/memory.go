package workerthreads

import (
	"runtime"
	"runtime/metrics"
	"time"
)

// memoryCheck is how often a worker's memory is looked at.
const memoryCheck = 20 * time.Millisecond

const mebibyte = 1 << 20

// limited reports whether the worker's memory has a limit.
func (w *worker) limited() bool {
	limits := w.host.Thread.Limits
	return limits[0] >= 0 || limits[1] >= 0
}

// watchMemory ends the worker when it uses more than its resourceLimits, and returns a function that ends the watch. All
// threads share one heap, so that what counts is how much that has grown since the worker began: a limit that is
// exceeded may be another thread's doing.
func (w *worker) watchMemory() (end func()) {
	if !w.limited() {
		return func() {}
	}
	limits := w.host.Thread.Limits
	limit := int64(0)
	for i := range 2 {
		size := limits[i]
		if size < 0 {
			size = usualLimits[i]
		}
		limit += int64(size * mebibyte)
	}
	over := make(chan struct{})
	before := w.host.Thread.HeapBefore
	go func() {
		ticker := time.NewTicker(memoryCheck)
		defer ticker.Stop()
		for {
			select {
			case <-over:
				return
			case <-ticker.C:
			}
			if heapBytes()-before <= limit {
				continue
			}
			runtime.GC()
			if heapBytes()-before > limit {
				w.stop("JS heap out of memory")
				return
			}
		}
	}()
	return func() { close(over) }
}

// heapBytes is what live objects, and dead ones that were not collected yet, take.
func heapBytes() int64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return int64(sample[0].Value.Uint64())
}
