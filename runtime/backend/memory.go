package backend

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// Memory is capped twice. Near the limit the collector works harder, and a
// watcher ends the process when that does not help. A single huge allocation is refused
// by the system (limitProcess), which ends a Go process: the host sees it in the exit.
const (
	memoryCheck = 100 * time.Millisecond
	// Above the limit the system allows this much more, so that the watcher usually
	// comes first: it can say what happened.
	memoryHeadroom = 256 << 20
	mebibyte       = 1 << 20
)

func limitMemory(mebibytes int, exceeded func()) {
	limit := int64(mebibytes) * mebibyte
	// Twice the live heap before a collection instead of once: engines of objects collect well.
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(limit - limit/8)
	limitProcess(uint64(limit) + memoryHeadroom)
	go func() {
		for range time.Tick(memoryCheck) {
			if memoryInUse() <= limit {
				continue
			}
			runtime.GC()
			if memoryInUse() > limit {
				exceeded()
				return
			}
		}
	}()
}

// memoryInUse is what the Go runtime holds and has not given back.
func memoryInUse() int64 {
	samples := []metrics.Sample{
		{Name: "/memory/classes/total:bytes"},
		{Name: "/memory/classes/heap/released:bytes"},
		{Name: "/memory/classes/heap/free:bytes"},
	}
	metrics.Read(samples)
	return int64(samples[0].Value.Uint64() - samples[1].Value.Uint64() - samples[2].Value.Uint64())
}

func outOfMemory(mebibytes int) string {
	return fmt.Sprintf("The backend used more than its %d MiB of memory (backend.memoryLimit in deskjs.json)", mebibytes)
}
