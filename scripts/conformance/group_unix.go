//go:build unix

package main

import (
	"os/exec"
	"syscall"
)

// endGroup makes the command the first of a process group, all of which is killed when its time is over.
func endGroup(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	command.Cancel = func() error { return syscall.Kill(-command.Process.Pid, syscall.SIGKILL) }
}
