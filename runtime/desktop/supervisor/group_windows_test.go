package supervisor

import (
	"os/exec"
	"testing"

	"golang.org/x/sys/windows"
)

// TestBackendIsInTheHostsJob ends the job as the system does when its last handle is closed, which is the end of the host.
func TestBackendIsInTheHostsJob(t *testing.T) {
	cmd := exec.Command("cmd", "/c", "pause") // waits for a key, which never comes
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer stdin.Close()
	prepare(cmd)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if err := contain(cmd.Process); err != nil {
		_ = cmd.Process.Kill()
		t.Fatal(err)
	}
	job, err := hostJob()
	if err == nil {
		err = windows.TerminateJobObject(job, 7)
	}
	if err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != 7 {
		t.Errorf("it ended with %d", code)
	}
}
