package main

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"syscall"
	"time"
)

// ticksPerSecond is what the times in /proc count; it is 100 wherever Go runs.
const ticksPerSecond = 100

// processorTime is what a process has used of the processors; 0 if it is no more.
func processorTime(pid int) time.Duration {
	data, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	// The name, in parentheses, may have spaces.
	fields := strings.Fields(string(data[bytes.LastIndexByte(data, ')')+1:]))
	if len(fields) < 13 {
		return 0
	}
	return time.Duration(number([]byte(fields[11]))+number([]byte(fields[12]))) * time.Second / ticksPerSecond
}

// residentMemory is what a process holds, in MB; 0 if it is no more.
func residentMemory(pid int) float64 {
	data, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	for line := range strings.Lines(string(data)) {
		if rest, found := strings.CutPrefix(line, "VmRSS:"); found {
			return number([]byte(strings.Fields(rest)[0])) * 1024 / 1e6
		}
	}
	return 0
}

// raiseDescriptors lets this program and what it starts open as many files as the system allows.
func raiseDescriptors() {
	var limit syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit) == nil {
		limit.Cur = limit.Max
		_ = syscall.Setrlimit(syscall.RLIMIT_NOFILE, &limit)
	}
}
