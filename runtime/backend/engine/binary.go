package engine

// installBinary tells the engine's memory of buffers what it can't know itself: how much there is, and how a task that
// another goroutine causes gets onto the loop.
func (e *Engine) installBinary() {
	if vm, ok := any(e.VM).(interface{ SetAllocationCheck(func(bytes int64) bool) }); ok {
		vm.SetAllocationCheck(AllocationAllowed)
	}
	if vm, ok := any(e.VM).(interface{ SetTaskQueue(func(task func())) }); ok {
		vm.SetTaskQueue(e.Loop.Post)
	}
}
