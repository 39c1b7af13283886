package socket

import (
	"errors"
	"net"
	"os"
	"syscall"
)

// Number returns the system's number for what any function here fails with.
func Number(err error) syscall.Errno {
	var timeout interface{ Timeout() bool }
	var number syscall.Errno
	switch {
	case errors.As(err, &number):
		return number
	case IsClosed(err):
		return syscall.ECANCELED
	case errors.Is(err, os.ErrDeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return syscall.ETIMEDOUT
	}
	var address *net.AddrError
	if errors.As(err, &address) {
		return syscall.EINVAL
	}
	return syscall.ECANCELED
}
