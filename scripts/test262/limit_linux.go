package main

import "syscall"

// limitMemory bounds what a worker may allocate, so that a test that wants all memory ends its worker and nothing else.
func limitMemory() {
	const rlimitData, most = 2, 3 << 30
	_ = syscall.Setrlimit(rlimitData, &syscall.Rlimit{Cur: most, Max: most})
}
