//go:build unix

package bridge

import (
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// SocketPair returns two connected sockets, one to keep and one to hand to a child process
// (exec.Cmd.ExtraFiles). Neither is inherited otherwise.
func SocketPair() (ours, theirs *os.File, err error) {
	// Between the two system calls another goroutine could start a process that inherits them.
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM, 0)
	if err != nil {
		return nil, nil, os.NewSyscallError("socketpair", err)
	}
	for _, descriptor := range pair {
		unix.CloseOnExec(descriptor)
	}
	return os.NewFile(uintptr(pair[0]), "socket"), os.NewFile(uintptr(pair[1]), "socket for a child"), nil
}
