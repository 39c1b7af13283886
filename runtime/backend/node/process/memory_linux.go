package process

import (
	"bytes"
	"os"
	"strconv"
	"strings"
)

const maxrssUnit = 1 // getrusage speaks of kibibytes, as Node does

// residentBytes returns the memory the process has in RAM.
func residentBytes() uint64 {
	data, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	fields := bytes.Fields(data)
	if len(fields) < 2 {
		return 0
	}
	pages, _ := strconv.ParseUint(string(fields[1]), 10, 64)
	return pages * uint64(os.Getpagesize())
}

// freeBytes returns the memory that the system can still give.
func freeBytes() uint64 {
	data, err := os.ReadFile("/proc/meminfo")
	if err != nil {
		return 0
	}
	for _, line := range strings.Split(string(data), "\n") {
		if value, ok := strings.CutPrefix(line, "MemAvailable:"); ok {
			kibibytes, _ := strconv.ParseUint(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 10, 64)
			return kibibytes * 1024
		}
	}
	return 0
}

// controlled reports whether a control group is there that might limit the process.
func controlled() bool {
	for _, path := range groupLimits {
		if _, err := os.Stat(path); err == nil {
			return true
		}
	}
	return false
}

var groupLimits = []string{"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"}

// memoryLimit returns the limit of the process's control group, 0 for none.
func memoryLimit() uint64 {
	for _, path := range groupLimits {
		data, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		limit, err := strconv.ParseUint(strings.TrimSpace(string(data)), 10, 64)
		if err == nil && limit < 1<<62 {
			return limit
		}
	}
	return 0
}
