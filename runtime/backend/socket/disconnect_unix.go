//go:build unix

package socket

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// disconnect ends the connection of the UDP socket fd: it connects it to an address of no family, which x/sys has no type for.
func disconnect(fd uintptr) error {
	var none [unix.SizeofSockaddrInet4]byte
	_, _, number := unix.Syscall(unix.SYS_CONNECT, fd, uintptr(unsafe.Pointer(&none)), uintptr(len(none)))
	// BSD does it and complains.
	if number != 0 && number != unix.EAFNOSUPPORT && number != unix.EINVAL {
		return number
	}
	return nil
}
