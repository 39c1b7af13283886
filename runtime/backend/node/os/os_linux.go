package os

import (
	goos "os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

func processors() []processor {
	list := processorTimes()
	data, err := goos.ReadFile("/proc/cpuinfo")
	if err != nil {
		return list
	}
	at := -1
	for _, line := range strings.Split(string(data), "\n") {
		name, value, _ := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		switch strings.TrimSpace(name) {
		case "processor":
			at++
		case "model name":
			if at >= 0 && at < len(list) {
				list[at].model = value
			}
		case "cpu MHz":
			if at >= 0 && at < len(list) {
				speed, _ := strconv.ParseFloat(value, 64)
				list[at].speed = float64(int(speed))
			}
		}
	}
	for i := range list {
		if list[i].model == "" {
			list[i].model = "unknown"
		}
	}
	return list
}

// processorTimes reads the cores' times, which the kernel counts in hundredths of a second.
func processorTimes() []processor {
	data, err := goos.ReadFile("/proc/stat")
	if err != nil {
		return nil
	}
	var list []processor
	for _, line := range strings.Split(string(data), "\n") {
		fields := strings.Fields(line)
		if len(fields) < 7 || !strings.HasPrefix(fields[0], "cpu") || fields[0] == "cpu" {
			continue
		}
		times := make([]float64, 6)
		for i := range times {
			ticks, _ := strconv.ParseFloat(fields[i+1], 64)
			times[i] = ticks * 10
		}
		list = append(list, processor{user: times[0], nice: times[1], sys: times[2], idle: times[3], irqMs: times[5]})
	}
	return list
}

func memory() (free, total uint64) {
	data, err := goos.ReadFile("/proc/meminfo")
	if err != nil {
		return 0, 0
	}
	for _, line := range strings.Split(string(data), "\n") {
		name, value, _ := strings.Cut(line, ":")
		kibibytes, _ := strconv.ParseUint(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 10, 64)
		switch name {
		case "MemTotal":
			total = kibibytes * 1024
		case "MemAvailable":
			free = kibibytes * 1024
		}
	}
	return free, total
}

func loads() (one, five, fifteen float64) {
	var info unix.Sysinfo_t
	if err := unix.Sysinfo(&info); err != nil {
		return 0, 0, 0
	}
	const unit = 1 << 16
	return float64(info.Loads[0]) / unit, float64(info.Loads[1]) / unit, float64(info.Loads[2]) / unit
}

func secondsUp() float64 {
	if data, err := goos.ReadFile("/proc/uptime"); err == nil {
		if first, _, ok := strings.Cut(string(data), " "); ok {
			if seconds, err := strconv.ParseFloat(first, 64); err == nil {
				return seconds
			}
		}
	}
	var info unix.Sysinfo_t
	if err := unix.Sysinfo(&info); err != nil {
		return 0
	}
	return float64(info.Uptime)
}

// priorityOf turns the kernel's answer, 1 to 40, into a nice value.
func priorityOf(pid int) (int, error) {
	if pid == 0 {
		pid = goos.Getpid() // 0 would be the thread that happens to run this
	}
	raw, err := unix.Getpriority(unix.PRIO_PROCESS, pid)
	return 20 - raw, err
}

// setPriorityOf sets the priority of a process. The kernel has one for each thread: of this process all get it, since JavaScript
// runs on any of them.
func setPriorityOf(pid, priority int) error {
	own := goos.Getpid()
	if pid != 0 && pid != own {
		return unix.Setpriority(unix.PRIO_PROCESS, pid, priority)
	}
	if err := unix.Setpriority(unix.PRIO_PROCESS, own, priority); err != nil {
		return err
	}
	threads, err := goos.ReadDir("/proc/self/task")
	if err != nil {
		return nil // the thread that counts has it
	}
	for _, entry := range threads {
		thread, err := strconv.Atoi(entry.Name())
		if err != nil {
			continue
		}
		if err := unix.Setpriority(unix.PRIO_PROCESS, thread, priority); err != nil && err != unix.ESRCH {
			return err
		}
	}
	return nil
}
