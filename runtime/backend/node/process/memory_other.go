//go:build unix && !linux

package process

import (
	"runtime"

	"golang.org/x/sys/unix"
)

const maxrssUnit = 1024 // getrusage speaks of bytes where Node speaks of kibibytes

// residentBytes returns what Go has from the system: asking the system itself takes cgo here.
func residentBytes() uint64 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.Sys - stats.HeapReleased
}

// freeBytes returns the memory that the system can still give.
func freeBytes() uint64 {
	pages, err := unix.SysctlUint32("vm.page_free_count")
	if err != nil {
		return 0
	}
	return uint64(pages) * uint64(unix.Getpagesize())
}

// memoryLimit is 0: there are no control groups.
func memoryLimit() uint64 { return 0 }
