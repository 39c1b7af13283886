//go:build unix && !linux

package childprocess

// bytesWaiting asks a descriptor how much there is to read.
const bytesWaiting = 0x4004667f // FIONREAD

// freeMemory has nothing to do where memory is not capped by the system.
func freeMemory(int) {}
