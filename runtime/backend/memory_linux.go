package backend

import "syscall"

// maxThreads is how many threads a backend comes to: one for each operation that runs at once, and those that run Go, wait
// for the host, for standard input, for changed files.
const maxThreads = 96

// limitProcess caps what the process may allocate. RLIMIT_DATA counts writable
// private memory only; RLIMIT_AS would count what Go reserves without using it.
func limitProcess(bytes uint64) {
	const rlimitData = 2
	bytes += maxThreads * threadStack()
	_ = syscall.Setrlimit(rlimitData, &syscall.Rlimit{Cur: bytes, Max: bytes})
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
