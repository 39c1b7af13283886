package application

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Ticks per second of the kernel's interface.
const clockTicks = 100

// metrics lists this process and all that it has started, directly or not.
func (a *application) metrics() ([]processMetric, error) {
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return nil, err
	}
	parents := map[int]int{}
	stats := map[int][]string{}
	for _, e := range entries {
		pid, err := strconv.Atoi(e.Name())
		if err != nil {
			continue
		}
		text, err := os.ReadFile(filepath.Join("/proc", e.Name(), "stat"))
		if err != nil {
			continue // it has ended
		}
		// The name is in brackets, and may have any in it.
		fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
		if len(fields) < 22 {
			continue
		}
		stats[pid] = fields
		parents[pid], _ = strconv.Atoi(fields[1])
	}
	boot := bootTime()
	now := time.Now()
	used := map[int]usedCPU{}
	var found []processMetric
	for pid := range stats {
		if !descends(pid, os.Getpid(), parents) {
			continue
		}
		m := a.metric(pid, stats[pid], boot)
		used[pid] = usedCPU{m.CPU.Cumulated, now}
		since, before := time.UnixMilli(int64(m.Created)), 0.0
		if last, known := a.used[pid]; known {
			since, before = last.at, last.seconds
		}
		if passed := now.Sub(since).Seconds(); passed > 0 {
			m.CPU.Percent = max(0, (m.CPU.Cumulated-before)/passed*100)
		}
		found = append(found, m)
	}
	a.used = used
	slices.SortFunc(found, func(x, y processMetric) int { return x.PID - y.PID })
	return found, nil
}

func (a *application) metric(pid int, stat []string, boot float64) processMetric {
	number := func(i int) float64 { n, _ := strconv.ParseFloat(stat[i], 64); return n }
	m := processMetric{PID: pid, Type: "Utility"}
	m.CPU.Cumulated = (number(11) + number(12)) / clockTicks
	m.Created = (boot + number(19)/clockTicks) * 1000
	status, _ := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "status"))
	for line := range strings.Lines(string(status)) {
		key, value, _ := strings.Cut(line, ":")
		kilobytes, _ := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(value), " kB"))
		switch key {
		case "VmRSS":
			m.Memory.WorkingSet = kilobytes
		case "VmHWM":
			m.Memory.Peak = kilobytes
		}
	}
	command, _ := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "cmdline"))
	first, rest, _ := strings.Cut(string(command), "\x00")
	switch name := filepath.Base(first); {
	case pid == os.Getpid():
		m.Type = "Browser"
	case name == "WebKitWebProcess":
		m.Type = "Tab"
	case name == "WebKitNetworkProcess":
		m.Name, m.ServiceName = "Network Service", "network"
	case strings.HasPrefix(rest, "--deskjs-backend"):
		m.Name, m.ServiceName = "Backend", "deskjs.backend"
	default:
		m.Name = name
	}
	return m
}

// bootTime is in seconds since 1970.
func bootTime() float64 {
	text, _ := os.ReadFile("/proc/stat")
	for line := range strings.Lines(string(text)) {
		if value, found := strings.CutPrefix(line, "btime "); found {
			seconds, _ := strconv.ParseFloat(strings.TrimSpace(value), 64)
			return seconds
		}
	}
	return 0
}
