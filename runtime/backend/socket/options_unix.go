//go:build unix

package socket

import (
	"net"
	"os"
	"runtime"
	"syscall"

	"golang.org/x/sys/unix"
)

func reusePort(fd uintptr) error {
	if runtime.GOOS != "linux" && runtime.GOOS != "freebsd" {
		return unix.ENOTSUP // elsewhere it does not distribute connections
	}
	return unix.SetsockoptInt(int(fd), unix.SOL_SOCKET, unix.SO_REUSEPORT, 1)
}

// setBacklog listens again, which changes nothing but the backlog: Go's own listen takes the system's limit.
func setBacklog(listener net.Listener, backlog int) error {
	socket, ok := listener.(syscall.Conn)
	if !ok || backlog <= 0 {
		return nil
	}
	raw, err := socket.SyscallConn()
	if err != nil {
		return err
	}
	if controlled := raw.Control(func(fd uintptr) { err = unix.Listen(int(fd), backlog) }); controlled != nil {
		return controlled
	}
	return err
}

// Descriptor returns the system's number of a connection or listener, -1 if it has none.
func Descriptor(conn any) int {
	if l, ok := conn.(*Listener); ok {
		conn = l.listener
	}
	number := -1
	if socket, ok := conn.(syscall.Conn); ok {
		if raw, err := socket.SyscallConn(); err == nil {
			_ = raw.Control(func(fd uintptr) { number = int(fd) })
		}
	}
	return number
}

// KindOf tells what a descriptor is: "TCP", "UDP", "PIPE" (a Unix socket too), "FILE", "TTY" or "UNKNOWN".
func KindOf(fd int) string {
	var stat unix.Stat_t
	if err := unix.Fstat(fd, &stat); err != nil {
		return "INVALID"
	}
	switch stat.Mode & unix.S_IFMT {
	case unix.S_IFREG:
		return "FILE"
	case unix.S_IFIFO:
		return "PIPE"
	case unix.S_IFCHR:
		if _, err := unix.IoctlGetWinsize(fd, unix.TIOCGWINSZ); err == nil {
			return "TTY"
		}
		return "FILE"
	case unix.S_IFSOCK:
		return socketKind(fd)
	}
	return "UNKNOWN"
}

// IsListening reports whether a descriptor is a listening socket.
func IsListening(fd int) bool {
	on, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_ACCEPTCONN)
	return err == nil && on != 0
}

func socketKind(fd int) string {
	kind, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_TYPE)
	if err != nil {
		return "UNKNOWN"
	}
	address, err := unix.Getsockname(fd)
	if err != nil {
		return "UNKNOWN"
	}
	switch address.(type) {
	case *unix.SockaddrInet4, *unix.SockaddrInet6:
		if kind == unix.SOCK_STREAM {
			return "TCP"
		}
		return "UDP"
	case *unix.SockaddrUnix:
		return "PIPE"
	}
	return "UNKNOWN"
}

// OpenConn returns the connection or pipe that has the descriptor fd, which then is its own.
func OpenConn(fd int) (Conn, error) {
	if err := unix.SetNonblock(fd, true); err != nil {
		return nil, err
	}
	file := os.NewFile(uintptr(fd), "socket")
	if file == nil {
		return nil, unix.EBADF
	}
	var stat unix.Stat_t
	if err := unix.Fstat(fd, &stat); err != nil || stat.Mode&unix.S_IFMT != unix.S_IFSOCK {
		return file, err
	}
	conn, err := net.FileConn(file)
	if err != nil {
		return nil, err
	}
	return &fileConn{conn.(streamConn), file}, nil
}

// OpenListener returns a listener on the bound socket fd, which then is its own.
func OpenListener(fd int) (*Listener, error) {
	// Go takes what listens only.
	if err := unix.Listen(fd, unix.SOMAXCONN); err != nil {
		return nil, err
	}
	if err := unix.SetNonblock(fd, true); err != nil {
		return nil, err
	}
	file := os.NewFile(uintptr(fd), "socket")
	if file == nil {
		return nil, unix.EBADF
	}
	listener, err := net.FileListener(file)
	if err != nil {
		return nil, err
	}
	return NewListener(&fileListener{listener, file}), nil
}

// streamConn is what *net.TCPConn and *net.UnixConn have.
type streamConn interface {
	net.Conn
	syscall.Conn
	CloseWrite() error
}

// fileConn is a connection by a copy of a descriptor, and the descriptor.
type fileConn struct {
	streamConn
	file *os.File
}

func (c *fileConn) Close() error {
	err := c.streamConn.Close()
	if closed := c.file.Close(); err == nil {
		err = closed
	}
	return err
}

// Unwrap returns the connection as Go's packages know it.
func (c *fileConn) Unwrap() net.Conn { return c.streamConn }

type fileListener struct {
	net.Listener
	file *os.File
}

func (l *fileListener) SyscallConn() (syscall.RawConn, error) { return l.file.SyscallConn() }

func (l *fileListener) Close() error {
	err := l.Listener.Close()
	if closed := l.file.Close(); err == nil {
		err = closed
	}
	return err
}
