//go:build unix

package op

import (
	"syscall"

	"golang.org/x/sys/unix"
)

// codeOf returns Node's name and (negative) number for a system error.
func codeOf(errno syscall.Errno) (string, int) {
	name := unix.ErrnoName(errno)
	switch name {
	case "EWOULDBLOCK":
		name = "EAGAIN"
	case "EOPNOTSUPP": // the same number as ENOTSUP on Linux; libuv knows the latter
		name = "ENOTSUP"
	case "":
		name = "UNKNOWN"
	}
	return name, -int(errno)
}
