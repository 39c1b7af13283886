//go:build unix

package supervisor

import (
	"os"
	"os/exec"
	"syscall"
)

// prepare puts the child into a process group of its own, so that Ctrl+C in a
// terminal reaches the host alone, which then ends the backend in order.
func prepare(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// contain has nothing to do: the end of the socket ends a backend whose host has died.
func contain(*os.Process) error { return nil }
