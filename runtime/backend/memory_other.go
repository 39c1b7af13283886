//go:build !linux && !windows

package backend

// limitProcess has no counterpart here: the watcher is the only cap (macOS ignores RLIMIT_DATA).
func limitProcess(uint64) {}
