package engine

import "syscall"

// machineMemory is how much memory the machine has, or the process may map (ulimit -v) if that is less.
func machineMemory() int64 {
	var info syscall.Sysinfo_t
	if syscall.Sysinfo(&info) != nil {
		return usualMemory
	}
	memory := uint64(info.Totalram) * uint64(info.Unit)
	var limit syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_AS, &limit) == nil {
		memory = min(memory, limit.Cur)
	}
	return int64(memory)
}
