//go:build linux || darwin || freebsd || netbsd || openbsd

package socket

import "golang.org/x/sys/unix"

func writev(fd int, buffers [][]byte) (int, error) { return unix.Writev(fd, buffers) }
