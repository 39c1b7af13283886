package backend

import "syscall"

// limitProcess caps what the process may allocate. RLIMIT_DATA counts writable
// private memory only; RLIMIT_AS would count what Go reserves without using it.
func limitProcess(bytes uint64) {
	const rlimitData = 2
	_ = syscall.Setrlimit(rlimitData, &syscall.Rlimit{Cur: bytes, Max: bytes})
}
