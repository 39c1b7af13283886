package supervisor

import "os/exec"

// prepare changes nothing: the host process is not written for Windows yet.
func prepare(*exec.Cmd) {}
