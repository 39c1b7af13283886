//go:build unix

package fs

import (
	"os"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/deskjs/deskjs/runtime/backend/permission"
)

// The parts of a mode and of open's flags that the portable half looks at.
const (
	modeType      = unix.S_IFMT
	modeRegular   = unix.S_IFREG
	modeFolder    = unix.S_IFDIR
	flagReadWrite = unix.O_RDWR
	flagWriteOnly = unix.O_WRONLY
	flagCreate    = unix.O_CREAT
	flagTruncate  = unix.O_TRUNC
	flagNoFollow  = unix.O_NOFOLLOW
)

// again repeats a system call that a signal interrupted.
func again(call func() error) error {
	for {
		if err := call(); err != unix.EINTR {
			return err
		}
	}
}

func count(call func() (int, error)) (int, error) {
	for {
		n, err := call()
		if err == unix.EINTR {
			continue
		}
		return max(n, 0), err
	}
}

// Descriptors are the system's own numbers, so that 0, 1, 2 and inherited ones work.

func openFD(path string, flags int, mode uint32) (int, error) {
	flags |= permission.OpenFlags(path)
	return count(func() (int, error) { return unix.Open(path, flags|unix.O_CLOEXEC, mode) })
}

func closeFD(fd int) error {
	err := unix.Close(fd)
	if err == unix.EINTR {
		return nil // it is closed; closing again could hit another file
	}
	return err
}

// readFD reads at position, or where the descriptor stands if that is negative.
func readFD(fd int, b []byte, position int64) (int, error) {
	return count(func() (int, error) {
		if position >= 0 {
			return unix.Pread(fd, b, position)
		}
		return unix.Read(fd, b)
	})
}

func writeFD(fd int, b []byte, position int64) (int, error) {
	return count(func() (int, error) {
		if position >= 0 {
			return unix.Pwrite(fd, b, position)
		}
		return unix.Write(fd, b)
	})
}

func truncateFD(fd int, length int64) error {
	return again(func() error { return unix.Ftruncate(fd, length) })
}

func chmodFD(fd int, mode uint32) error {
	return again(func() error { return unix.Fchmod(fd, mode) })
}

func chownFD(fd, uid, gid int) error {
	return again(func() error { return unix.Fchown(fd, uid, gid) })
}

func accessPath(path string, mode uint32) error { return unix.Access(path, mode) }

func chmodPath(path string, mode uint32) error {
	return again(func() error { return unix.Chmod(path, mode) })
}

func chownPath(path string, uid, gid int, follow bool) error {
	if follow {
		return unix.Chown(path, uid, gid)
	}
	return unix.Lchown(path, uid, gid)
}

func linkPath(existing, path string) error { return unix.Link(existing, path) }

func symlinkPath(target, path string, _ int) error { return unix.Symlink(target, path) }

func readlinkPath(path string) (string, error) {
	for size := 256; ; size *= 2 {
		b := make([]byte, size)
		n, err := unix.Readlink(path, b)
		if err != nil {
			return "", err
		}
		if n < size {
			return string(b[:n]), nil
		}
	}
}

func renamePath(from, to string) error { return unix.Rename(from, to) }

func rmdirPath(path string) error { return unix.Rmdir(path) }

func unlinkPath(path string) error { return unix.Unlink(path) }

func mkdirPath(path string, mode uint32) error { return unix.Mkdir(path, mode) }

func setTimes(path string, atime, mtime float64, follow bool) error {
	flags := 0
	if !follow {
		flags = unix.AT_SYMLINK_NOFOLLOW
	}
	return unix.UtimesNanoAt(unix.AT_FDCWD, path, []unix.Timespec{timespec(atime), timespec(mtime)}, flags)
}

func timespec(seconds float64) unix.Timespec {
	t := moment(seconds)
	spec, err := unix.TimeToTimespec(t.time())
	if err != nil {
		return unix.NsecToTimespec(0)
	}
	return spec
}

func openFolder(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_RDONLY|syscall.O_DIRECTORY, 0)
}

// busy reports whether another program holds a file: only Windows has that.
func busy(error) bool { return false }
