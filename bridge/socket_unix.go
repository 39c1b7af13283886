//go:build unix

package bridge

import (
	"io"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// socket is a connected socket that is waited for by whoever uses it, and not by the Go runtime: a thread of the runtime would
// wake up for every message that arrives and for every one that the other side has read, beside the thread that reads.
type socket struct {
	*os.File
}

// openSocket returns file as a socket, or nil if it isn't one. It owns the file then.
func openSocket(file *os.File) io.ReadWriteCloser {
	descriptor := int(file.Fd()) // this makes it a blocking one
	if _, err := syscall.GetsockoptInt(descriptor, syscall.SOL_SOCKET, syscall.SO_TYPE); err != nil {
		return nil
	}
	if syscall.SetNonblock(descriptor, false) != nil {
		return nil
	}
	// A file of its own: one that had been opened as non-blocking is still known to the runtime.
	own, err := unix.FcntlInt(uintptr(descriptor), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return nil
	}
	_ = file.Close()
	return socket{os.NewFile(uintptr(own), file.Name())}
}

// Close ends reads and writes that are waiting, and closes the socket.
func (s socket) Close() error {
	if raw, err := s.SyscallConn(); err == nil {
		_ = raw.Control(func(descriptor uintptr) { _ = syscall.Shutdown(int(descriptor), syscall.SHUT_RDWR) })
	}
	return s.File.Close()
}
