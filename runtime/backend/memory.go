package backend

import (
	"fmt"
	"runtime"
	"runtime/debug"
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
		r := rest{settled: engine.MemoryInUse()}
		for {
			used := engine.MemoryInUse()
			if used > limit {
				runtime.GC()
				if used = engine.MemoryInUse(); used > limit {
					exceeded()
					return
				}
			}
			wait := untilCheck(limit - used)
			if r.over(used, wait) {
				debug.FreeOSMemory()
				r.settled = engine.MemoryInUse()
			}
			time.Sleep(wait) // nothing tells when memory grows: untilCheck says how soon it can have reached the limit
		}
	}()
}

// untilCheck is how long the watcher may look away, with so much room to the limit. What would fill the headroom within one memoryCheck comes too
// fast for it; with room before that it can wait longer for the same speed, and a process at rest sleeps.
func untilCheck(room int64) time.Duration {
	parts := max(room, 0) / mebibyte
	return min(memoryCheck+memoryCheck*time.Duration(parts)/(memoryHeadroom/mebibyte), restTime)
}

// What a process has taken since it was last collected, and does not use for so long, it gives back: collecting rarely leaves several times what
// it needs, which an app that does nothing should not keep from others.
const (
	restTime = 5 * time.Second
	restRoom = 8 * mebibyte
)

// rest finds out when a process has come to rest after it has taken memory.
type rest struct {
	settled int64 // what was in use after the last collection
	last    int64 // what was in use when it was looked at last
	quiet   time.Duration
}

// over reports whether the memory should be given back, by what is in use now; the next look is after wait.
func (r *rest) over(used int64, wait time.Duration) bool {
	if used != r.last {
		r.last, r.quiet = used, 0
	}
	if used-r.settled < restRoom {
		return false
	}
	r.quiet += wait
	if r.quiet <= restTime {
		return false
	}
	r.quiet = 0
	return true
}

func outOfMemory(mebibytes int) string {
	return fmt.Sprintf("The backend used more than its %d MiB of memory (backend.memoryLimit in deskjs.json)", mebibytes)
}
