//go:build unix && !linux && !darwin && !freebsd && !netbsd && !openbsd

package socket

import "golang.org/x/sys/unix"

// writev writes the first buffer where there is no call for several.
func writev(fd int, buffers [][]byte) (int, error) { return unix.Write(fd, buffers[0]) }
