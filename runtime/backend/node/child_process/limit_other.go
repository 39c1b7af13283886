//go:build unix && !linux

package childprocess

// freeMemory has nothing to do where memory is not capped by the system.
func freeMemory(int) {}
