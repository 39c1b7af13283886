package fs

import (
	"os"
	"strconv"

	"golang.org/x/sys/unix"
)

// namelessFile returns a descriptor of a file in memory with these bytes, that can only be read.
func namelessFile(data []byte) (int, error) {
	fd, err := unix.MemfdCreate("deskjs", unix.MFD_CLOEXEC)
	if err != nil {
		return 0, os.NewSyscallError("memfd_create", err)
	}
	defer func() { _ = unix.Close(fd) }()
	for rest := data; len(rest) > 0; {
		n, err := writeFD(fd, rest, -1)
		if err != nil {
			return 0, err
		}
		rest = rest[n:]
	}
	return count(func() (int, error) {
		return unix.Open("/proc/self/fd/"+strconv.Itoa(fd), unix.O_RDONLY|unix.O_CLOEXEC, 0)
	})
}
