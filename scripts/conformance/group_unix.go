//go:build unix

package main

import (
	"os/exec"
	"syscall"
)

// inGroup makes the command the first of a process group, all of which is killed when its time is over. The function that it returns kills what the
// command left running.
func inGroup(command *exec.Cmd) (end func()) {
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	kill := func() error { return syscall.Kill(-command.Process.Pid, syscall.SIGKILL) }
	command.Cancel = kill
	return func() {
		if command.Process != nil {
			_ = kill()
		}
	}
}
