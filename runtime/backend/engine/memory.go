package engine

import (
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// ErrAllocation is what JavaScript gets where AllocationAllowed says no.
var ErrAllocation error = &op.Error{Type: "RangeError", Message: "Array buffer allocation failed"}

// AllocationAllowed reports whether a buffer of so many bytes fits into what memory the process may use: its limit, if it has
// one, and otherwise the machine's memory. Below, the garbage of earlier buffers goes first. Any goroutine may call it.
func AllocationAllowed(bytes int64) bool {
	limit := debug.SetMemoryLimit(-1)
	if limit == math.MaxInt64 {
		limit = machineMemory()
	}
	if bytes <= limit-MemoryInUse() {
		return true
	}
	if bytes > limit {
		return false
	}
	runtime.GC()
	return bytes <= limit-MemoryInUse()
}

// CollectRarely sets the garbage collector for a process that runs JavaScript and nothing else. JavaScript makes many
// short-lived objects: collecting less often is worth a fifth of the time, until soft bytes are in use; 0 means half of
// the machine's memory.
func CollectRarely(soft int64) {
	if soft == 0 {
		soft = machineMemory() / 2
	}
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(soft)
}

// usualMemory is what a machine is taken to have that does not say.
const usualMemory = 4 << 30

// MemoryInUse is how many bytes the Go runtime holds and has not given back, less what it could use again. Any goroutine may call it.
func MemoryInUse() int64 {
	samples := []metrics.Sample{
		{Name: "/memory/classes/total:bytes"},
		{Name: "/memory/classes/heap/released:bytes"},
		{Name: "/memory/classes/heap/free:bytes"},
	}
	metrics.Read(samples)
	return int64(samples[0].Value.Uint64() - samples[1].Value.Uint64() - samples[2].Value.Uint64())
}
