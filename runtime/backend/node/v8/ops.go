package v8

import (
	"hash/crc32"
	"runtime"
	"runtime/debug"

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

// heap returns [in use, reserved, limit, stacks and tables, objects for code] in bytes. Go's heap is JavaScript's; threads share it.
func heap(*op.Context, op.Args) (any, error) {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	limit := debug.SetMemoryLimit(-1)
	return []float64{
		float64(stats.HeapAlloc), float64(stats.HeapSys), float64(limit),
		float64(stats.StackSys + stats.MSpanSys + stats.MCacheSys + stats.OtherSys), float64(stats.HeapIdle - stats.HeapReleased),
	}, nil
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
