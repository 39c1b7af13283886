package backend

import (
	"fmt"
	"runtime"
	"time"

	"github.com/deskjs/deskjs/runtime/backend/engine"
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
	engine.CollectRarely(limit - limit/8)
	limitProcess(uint64(limit) + memoryHeadroom)
	go func() {
		for range time.Tick(memoryCheck) {
			if engine.MemoryInUse() <= limit {
				continue
			}
			runtime.GC()
			if engine.MemoryInUse() > limit {
				exceeded()
				return
			}
		}
	}()
}

func outOfMemory(mebibytes int) string {
	return fmt.Sprintf("The backend used more than its %d MiB of memory (backend.memoryLimit in deskjs.json)", mebibytes)
}
