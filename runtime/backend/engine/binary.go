package engine

import (
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// installBinary tells the engine's memory of buffers what it can't know itself: how much there is, and how a task that
// another goroutine causes gets onto the loop.
func (e *Engine) installBinary() {
	if vm, ok := any(e.VM).(interface{ SetAllocationCheck(func(bytes int64) bool) }); ok {
		vm.SetAllocationCheck(allocationAllowed)
	}
	if vm, ok := any(e.VM).(interface{ SetTaskQueue(func(task func())) }); ok {
		vm.SetTaskQueue(e.Loop.Post)
	}
}

// AllocationAllowed reports whether bytes more fit into the memory that the process may use. Any goroutine may call it.
func AllocationAllowed(bytes int64) bool { return allocationAllowed(bytes) }

// allocationAllowed reports whether a buffer of so many bytes fits into what memory the process may use: its limit, if it has
// one, and otherwise the machine's memory. Below, the garbage of earlier buffers goes first.
func allocationAllowed(bytes int64) bool {
	limit := debug.SetMemoryLimit(-1)
	if limit == math.MaxInt64 {
		limit = machineMemory()
	}
	if bytes <= limit-memoryInUse() {
		return true
	}
	if bytes > limit {
		return false
	}
	runtime.GC()
	return bytes <= limit-memoryInUse()
}

// CollectRarely sets the garbage collector for a process that runs JavaScript and nothing else. JavaScript makes many
// short-lived objects: collecting less often is worth a fifth of the time, until half of the memory is in use.
func CollectRarely() {
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(machineMemory() / 2)
}

// usualMemory is what a machine is taken to have that does not say.
const usualMemory = 4 << 30

// memoryInUse is what the Go runtime holds and has not given back, less what it could use again.
func memoryInUse() int64 {
	samples := []metrics.Sample{
		{Name: "/memory/classes/total:bytes"},
		{Name: "/memory/classes/heap/released:bytes"},
		{Name: "/memory/classes/heap/free:bytes"},
	}
	metrics.Read(samples)
	return int64(samples[0].Value.Uint64() - samples[1].Value.Uint64() - samples[2].Value.Uint64())
}
