//go:build !linux

package engine

// machineMemory is how much memory machines have that apps run on: these systems grant more than there is, so that it
// needn't be exact.
func machineMemory() int64 { return usualMemory }
