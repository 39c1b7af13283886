package childprocess

import "golang.org/x/sys/unix"

// memoryBefore is the limit that children get back; nil means that they have what this process has.
var memoryBefore *unix.Rlimit

// LimitMemory caps what this process may allocate, in bytes of writable private memory: RLIMIT_AS would count what Go reserves
// without using it. The system hands such a limit down, so children get the one before back. It must be called before any starts.
func LimitMemory(bytes uint64) {
	var before unix.Rlimit
	if unix.Getrlimit(unix.RLIMIT_DATA, &before) != nil {
		return
	}
	bytes = min(bytes, before.Max)
	// The hard limit stays: without privileges it could not be raised again for a child.
	if unix.Setrlimit(unix.RLIMIT_DATA, &unix.Rlimit{Cur: bytes, Max: before.Max}) == nil {
		memoryBefore = &before
	}
}

// freeMemory gives the process pid the limit from before LimitMemory.
func freeMemory(pid int) {
	if memoryBefore != nil {
		_ = unix.Prlimit(pid, unix.RLIMIT_DATA, memoryBefore, nil)
	}
}

// bytesWaiting asks a descriptor how much there is to read.
const bytesWaiting = unix.TIOCINQ
