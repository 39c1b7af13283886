package supervisor

import (
	"errors"
	"fmt"
	"io"
	"os/exec"

	"github.com/deskjs/deskjs/bridge"
)

// Command starts a backend as a child process that shares a socket with this one.
type Command struct {
	// Path is the executable, Args its arguments without the program name.
	Path string
	Args []string
	// Env is the program's environment; nil is this process's own.
	Env []string
	// Stdout and Stderr get what the program prints.
	Stdout, Stderr io.Writer
	// OutOfMemoryCode is the exit code that says that the memory limit was reached.
	OutOfMemoryCode int
}

type child struct {
	command *Command
	cmd     *exec.Cmd
	conn    *bridge.Conn
	stderr  *runtimeFilter
}

// Start starts the process. The child opens its end of the socket with bridge.OpenInherited.
func (c *Command) Start() (Process, error) {
	cmd := exec.Command(c.Path, c.Args...)
	cmd.Env = c.Env
	filter := &runtimeFilter{out: c.Stderr}
	cmd.Stdout, cmd.Stderr = c.Stdout, filter
	// What the backend has started may outlive it and hold on to its stderr.
	cmd.WaitDelay = endTime
	prepare(cmd)
	conn, err := bridge.StartChild(cmd)
	if err != nil {
		return nil, err
	}
	if err := contain(cmd.Process); err != nil {
		_ = cmd.Process.Kill()
		_ = conn.Close()
		_ = cmd.Wait()
		return nil, err
	}
	return &child{command: c, cmd: cmd, conn: conn, stderr: filter}, nil
}

func (c *child) Conn() *bridge.Conn { return c.conn }

func (c *child) Kill() { _ = c.cmd.Process.Kill() }

func (c *child) Wait() Exit {
	err := c.cmd.Wait()
	exit := Exit{Code: c.cmd.ProcessState.ExitCode()}
	dump := c.stderr.dump()
	var failed *exec.ExitError
	switch {
	case exit.Code == c.command.OutOfMemoryCode, isOutOfMemory(dump):
		exit.OutOfMemory = true
		exit.Reason = "it ran out of memory"
	case dump != "":
		exit.Reason = "it crashed: " + firstLine(dump)
	case exit.Code == 0:
		exit.Reason = "it ended"
	case errors.As(err, &failed) && exit.Code < 0:
		exit.Reason = fmt.Sprintf("it was ended by the system (%s)", failed.ProcessState)
	default:
		exit.Reason = fmt.Sprintf("it ended with exit code %d", exit.Code)
	}
	return exit
}
