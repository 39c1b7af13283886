package application

import "time"

// processMetric is one process of the app.
type processMetric struct {
	PID int `json:"pid"`
	// Type is Electron's: "Browser" for the host, "Utility" for the backend and WebKit's own, "Tab" for pages.
	Type        string `json:"type"`
	Name        string `json:"name,omitempty"`
	ServiceName string `json:"serviceName,omitempty"`
	// CPU is what it used since it was asked for the last time, or started.
	CPU struct {
		Percent float64 `json:"percentCPUUsage"`
		// Cumulated is in seconds.
		Cumulated float64 `json:"cumulativeCPUUsage"`
		Wakeups   int     `json:"idleWakeupsPerSecond"`
	} `json:"cpu"`
	// Created is in milliseconds since 1970.
	Created float64 `json:"creationTime"`
	// Memory is in kilobytes.
	Memory struct {
		WorkingSet int `json:"workingSetSize"`
		Peak       int `json:"peakWorkingSetSize"`
		Private    int `json:"privateBytes,omitempty"`
	} `json:"memory"`
}

// usedCPU is what a process had used when it was looked at.
type usedCPU struct {
	seconds float64
	at      time.Time
}

// descends reports whether a process is from, or was started by it or by what it has started.
func descends(pid, from int, parents map[int]int) bool {
	for steps := 0; pid > 0 && steps < 64; steps++ {
		if pid == from {
			return true
		}
		pid = parents[pid]
	}
	return false
}
