package application

import (
	"os"
	"slices"
	"strings"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

var getProcessMemoryInfo = kernel32.NewProc("K32GetProcessMemoryInfo")

// memoryCounters is PROCESS_MEMORY_COUNTERS_EX.
type memoryCounters struct {
	size, faults                                           uint32
	peakWorkingSet, workingSet                             uintptr
	quotaPeakPaged, quotaPaged, quotaPeakNonPaged, nonPage uintptr
	pagefile, peakPagefile, private                        uintptr
}

// metrics lists this process and all that it has started, directly or not.
func (a *application) metrics() ([]processMetric, error) {
	snapshot, err := windows.CreateToolhelp32Snapshot(windows.TH32CS_SNAPPROCESS, 0)
	if err != nil {
		return nil, os.NewSyscallError("CreateToolhelp32Snapshot", err)
	}
	defer windows.CloseHandle(snapshot)
	parents, names := map[int]int{}, map[int]string{}
	process := windows.ProcessEntry32{Size: uint32(unsafe.Sizeof(windows.ProcessEntry32{}))}
	for err = windows.Process32First(snapshot, &process); err == nil; err = windows.Process32Next(snapshot, &process) {
		parents[int(process.ProcessID)] = int(process.ParentProcessID)
		names[int(process.ProcessID)] = windows.UTF16ToString(process.ExeFile[:])
	}
	own := names[os.Getpid()]
	used := map[int]usedCPU{}
	now := time.Now()
	var found []processMetric
	for pid, name := range names {
		if !descends(pid, os.Getpid(), parents) {
			continue
		}
		m := processMetric{PID: pid, Type: "Utility", Name: name}
		switch {
		case pid == os.Getpid():
			m.Type, m.Name = "Browser", ""
		case name == own && parents[pid] == os.Getpid():
			m.Name, m.ServiceName = "Backend", "deskjs.backend"
		case strings.EqualFold(name, "msedgewebview2.exe"):
			m.Type = "Tab"
		}
		if !measure(&m) {
			continue // it has ended
		}
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

func measure(m *processMetric) bool {
	handle, err := windows.OpenProcess(windows.PROCESS_QUERY_LIMITED_INFORMATION, false, uint32(m.PID))
	if err != nil {
		return false
	}
	defer windows.CloseHandle(handle)
	var created, exited, kernel, user windows.Filetime
	if err := windows.GetProcessTimes(handle, &created, &exited, &kernel, &user); err != nil {
		return false
	}
	// Durations are in steps of 100 nanoseconds.
	steps := func(f windows.Filetime) float64 { return float64(uint64(f.HighDateTime)<<32 | uint64(f.LowDateTime)) }
	m.CPU.Cumulated = (steps(kernel) + steps(user)) / 1e7
	m.Created = float64(created.Nanoseconds()) / 1e6
	counters := memoryCounters{size: uint32(unsafe.Sizeof(memoryCounters{}))}
	if ok, _, _ := getProcessMemoryInfo.Call(uintptr(handle), uintptr(unsafe.Pointer(&counters)), uintptr(counters.size)); ok != 0 {
		m.Memory.WorkingSet, m.Memory.Peak, m.Memory.Private = int(counters.workingSet>>10), int(counters.peakWorkingSet>>10), int(counters.private>>10)
	}
	return true
}
