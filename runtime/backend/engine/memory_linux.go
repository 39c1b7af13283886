package engine

import "syscall"

// machineMemory is how much memory the machine has.
func machineMemory() int64 {
	var info syscall.Sysinfo_t
	if syscall.Sysinfo(&info) != nil {
		return usualMemory
	}
	return int64(uint64(info.Totalram) * uint64(info.Unit))
}
