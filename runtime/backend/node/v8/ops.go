package v8

import (
	"hash/crc32"
	"runtime"
	"runtime/debug"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// cachedDataVersionTag(flags) returns a number for the version of the program and the flags that were set, which is what
// compiled code would belong to.
func cachedDataVersionTag(_ *op.Context, args op.Args) (any, error) {
	version := runtime.Version() + args.String(0)
	if info, ok := debug.ReadBuildInfo(); ok {
		version += info.String()
	}
	return float64(crc32.ChecksumIEEE([]byte(version))), nil
}

// heap returns [in use, reserved, limit, stacks and tables, free, limit of the old generation] in bytes. Go's heap is JavaScript's;
// threads share it. A worker's is what has come since it began, and as in V8 never more than its resourceLimits.
func heap(thread *engine.Thread) []float64 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	used, reserved, limit := float64(stats.HeapAlloc), float64(stats.HeapSys), float64(debug.SetMemoryLimit(-1))
	old := limit
	if thread != nil {
		used = max(0, used-float64(thread.HeapBefore))
		reserved = max(used, reserved-float64(thread.HeapBefore))
		if young, most := thread.Limits[0], thread.Limits[1]; most > 0 {
			// Just below, since what reaches the limit ends the worker.
			const mebibyte = 1 << 20
			old = most*mebibyte - 1
			limit = (most + max(young, 0)) * mebibyte
			used, reserved = min(used, limit-1), min(reserved, limit-1)
		}
	}
	return []float64{
		used, reserved, limit, float64(stats.StackSys + stats.MSpanSys + stats.MCacheSys + stats.OtherSys),
		float64(stats.HeapIdle - stats.HeapReleased), old,
	}
}

// collections returns how many garbage collections there have been, and the microseconds that each of the last paused.
func collections(*op.Context, op.Args) (any, error) {
	var stats debug.GCStats
	debug.ReadGCStats(&stats)
	figures := []float64{float64(stats.NumGC)}
	for _, pause := range stats.Pause {
		figures = append(figures, float64(pause.Microseconds()))
	}
	return figures, nil
}
