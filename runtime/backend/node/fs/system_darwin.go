package fs

import (
	"os"

	"golang.org/x/sys/unix"
)

// syncFD asks the drive itself to write: fsync alone leaves data in its cache here.
func syncFD(fd int) error {
	if _, err := unix.FcntlInt(uintptr(fd), unix.F_FULLFSYNC, 0); err == nil {
		return nil
	}
	// Network file systems don't know F_FULLFSYNC.
	return again(func() error { return unix.Fsync(fd) })
}

func syncDataFD(fd int) error { return syncFD(fd) }

func setTimesFD(fd int, atime, mtime float64) error {
	return unix.Futimes(fd, []unix.Timeval{timeval(atime), timeval(mtime)})
}

func timeval(seconds float64) unix.Timeval {
	spec := timespec(seconds)
	return unix.NsecToTimeval(spec.Nano())
}

// cloneFile is not possible between files that exist: clonefile makes the destination.
func cloneFile(_, _ *os.File) error { return unix.ENOTSUP }
