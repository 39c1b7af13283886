package fs

import (
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

func syncFD(fd int) error { return again(func() error { return unix.Fsync(fd) }) }

func syncDataFD(fd int) error { return again(func() error { return unix.Fdatasync(fd) }) }

// setTimesFD calls utimensat without a path, which package unix has no form for.
func setTimesFD(fd int, atime, mtime float64) error {
	times := [2]unix.Timespec{timespec(atime), timespec(mtime)}
	_, _, errno := unix.Syscall6(unix.SYS_UTIMENSAT, uintptr(fd), 0, uintptr(unsafe.Pointer(&times)), 0, 0, 0)
	if errno != 0 {
		return errno
	}
	return nil
}

// cloneFile makes destination share source's blocks where the file system can.
func cloneFile(destination, source *os.File) error {
	return unix.IoctlFileClone(int(destination.Fd()), int(source.Fd()))
}

func readVector(fd int, buffers [][]byte, position int64) (int, error) {
	return count(func() (int, error) {
		if position >= 0 {
			return unix.Preadv(fd, first(buffers), position)
		}
		return unix.Readv(fd, first(buffers))
	})
}

func writeVector(fd int, buffers [][]byte, position int64) (int, error) {
	return count(func() (int, error) {
		if position >= 0 {
			return unix.Pwritev(fd, first(buffers), position)
		}
		return unix.Writev(fd, first(buffers))
	})
}

// first cuts buffers to as many as one call takes; the caller sees a short count.
func first(buffers [][]byte) [][]byte { return buffers[:min(len(buffers), 1024)] }
