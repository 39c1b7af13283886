package backend

import (
	"syscall"

	childprocess "github.com/deskjs/deskjs/runtime/backend/node/child_process"
)

// maxThreads is how many threads a backend comes to: one for each operation that runs at once, and those that run Go, wait
// for the host, for standard input, for changed files.
const maxThreads = 96

// limitProcess caps what the process, but not its children, may allocate.
func limitProcess(bytes uint64) {
	childprocess.LimitMemory(bytes + maxThreads*threadStack())
}

// threadStack is what the C library sets aside for each thread, used or not: it counts as allocated.
func threadStack() uint64 {
	const usual = 8 << 20
	var limit syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_STACK, &limit) != nil || limit.Cur > 1<<30 {
		return usual // the library's own size, at most this, when there is no limit
	}
	return limit.Cur
}
