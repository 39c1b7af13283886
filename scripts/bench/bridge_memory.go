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

// growth notes what has changed between the first and the last looks. Each memory is taken at its lowest: what a collector has
// not freed yet is not growth.
func growth(result figures, early, late []snapshot) {
	if len(early) == 0 || len(late) == 0 {
		return
	}
	before, after := lowest(early), lowest(late)
	for name, memory := range after.memory {
		result["end"] += memory
		result["growth"] += memory - before.memory[name]
		result["growth "+name] = memory - before.memory[name]
	}
	result["descriptors"] = float64(after.descriptors - before.descriptors)
}

func lowest(all []snapshot) snapshot {
	low := snapshot{memory: map[string]float64{}, descriptors: all[0].descriptors}
	for _, one := range all {
		low.descriptors = min(low.descriptors, one.descriptors)
		for name, memory := range one.memory {
			if known, ok := low.memory[name]; !ok || memory < known {
				low.memory[name] = memory
			}
		}
	}
	return low
}
