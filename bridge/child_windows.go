package bridge

import (
	"os"
	"os/exec"
	"strconv"
	"syscall"

	"golang.org/x/sys/windows"
)

// inherited is the variable of the environment that tells a child which of its handles is its end of the pipe.
const inherited = "DESKJS_PIPE"

// StartChild starts cmd with one end of a new pipe, which OpenInherited opens in the child, and returns a Conn on the other.
func StartChild(cmd *exec.Cmd) (*Conn, error) {
	ours, theirs, err := pipePair()
	if err != nil {
		return nil, err
	}
	defer func() { _ = windows.CloseHandle(theirs) }()
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{}
	}
	// Go names the handles that a child may inherit one by one: no other child gets this one.
	cmd.SysProcAttr.AdditionalInheritedHandles = append(cmd.SysProcAttr.AdditionalInheritedHandles, syscall.Handle(theirs))
	cmd.Env = append(cmd.Environ(), inherited+"="+strconv.FormatUint(uint64(theirs), 10))
	if err := windows.SetHandleInformation(theirs, windows.HANDLE_FLAG_INHERIT, windows.HANDLE_FLAG_INHERIT); err != nil {
		_ = ours.Close()
		return nil, os.NewSyscallError("SetHandleInformation", err)
	}
	if err := cmd.Start(); err != nil {
		_ = ours.Close()
		return nil, err
	}
	return NewConn(ours), nil
}

// OpenInherited returns a Conn on the pipe that this process was started with by StartChild. It is called once. The error is
// ErrNotInherited when there is none.
func OpenInherited() (*Conn, error) {
	number, err := strconv.ParseUint(os.Getenv(inherited), 10, 64)
	if err != nil {
		return nil, ErrNotInherited
	}
	// The number means nothing to this process's own children.
	if err := os.Unsetenv(inherited); err != nil {
		return nil, err
	}
	handle := windows.Handle(number)
	if kind, err := windows.GetFileType(handle); err != nil || kind != windows.FILE_TYPE_PIPE {
		return nil, ErrNotInherited
	}
	if err := windows.SetHandleInformation(handle, windows.HANDLE_FLAG_INHERIT, 0); err != nil {
		return nil, ErrNotInherited
	}
	return NewConn(os.NewFile(uintptr(handle), "pipe")), nil
}
