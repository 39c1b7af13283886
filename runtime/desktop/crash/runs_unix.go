//go:build unix

package crash

import "syscall"

// runs reports whether there is a process with that number.
func runs(pid int) bool { return syscall.Kill(pid, 0) != syscall.ESRCH }
