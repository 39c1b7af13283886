//go:build !linux

package backend

// limitProcess has no counterpart here: the watcher is the only cap. (macOS ignores
// RLIMIT_DATA; a job object on Windows is the host's to make.)
func limitProcess(uint64) {}
