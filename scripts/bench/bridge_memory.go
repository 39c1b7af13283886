package main

import (
	"fmt"
	"os"
	"strings"
	"time"
)

// settleMark is how long after a mark a program's processes are looked at: collectors take their time, and the page
// waits three seconds.
const settleMark = 2 * time.Second

// snapshot is what the processes of a program hold.
type snapshot struct {
	memory      map[string]float64 // PSS by the process' name, MB
	descriptors int
}

func takeSnapshot(root int) snapshot {
	s := snapshot{memory: map[string]float64{}}
	for _, pid := range family(root) {
		s.memory[processName(pid, root)] += pss(pid)
		open, _ := os.ReadDir(fmt.Sprintf("/proc/%d/fd", pid))
		s.descriptors += len(open)
	}
	return s
}

// processName is "program" for the one that was started, "backend" for an app's backend, and the system's name for others.
func processName(pid, root int) string {
	line, _ := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
	name, _ := os.ReadFile(fmt.Sprintf("/proc/%d/comm", pid))
	switch {
	case pid == root:
		return "program"
	case strings.Contains(string(line), "--deskjs-backend"):
		return "backend"
	default:
		return strings.TrimSpace(string(name))
	}
}

// growth notes what has changed between two snapshots.
func growth(result figures, half, end snapshot) {
	if len(end.memory) == 0 {
		return
	}
	for name, memory := range end.memory {
		result["end"] += memory
		result["growth"] += memory - half.memory[name]
		result["growth "+name] = memory - half.memory[name]
	}
	result["descriptors"] = float64(end.descriptors - half.descriptors)
}
