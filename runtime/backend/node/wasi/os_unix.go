//go:build unix

package wasi

import (
	"os"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

var (
	errIsDirectory  = syscall.EISDIR
	errNotDirectory = syscall.ENOTDIR
)

var signals = map[uint32]os.Signal{1: syscall.SIGHUP, 2: syscall.SIGINT, 3: syscall.SIGQUIT, 4: syscall.SIGILL, 5: syscall.SIGTRAP,
	6: syscall.SIGABRT, 7: syscall.SIGBUS, 8: syscall.SIGFPE, 9: syscall.SIGKILL, 10: syscall.SIGUSR1, 11: syscall.SIGSEGV,
	12: syscall.SIGUSR2, 13: syscall.SIGPIPE, 14: syscall.SIGALRM, 15: syscall.SIGTERM}

// duplicate returns a descriptor of the process as a file of its own, so that closing it closes nothing of the program's.
func duplicate(number int) (*os.File, error) {
	copied, err := unix.FcntlInt(uintptr(number), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(copied), ""), nil
}

func linkBetween(from *os.File, old string, to *os.File, name string) error {
	return unix.Linkat(int(from.Fd()), old, int(to.Fd()), name, 0)
}

func renameBetween(from *os.File, old string, to *os.File, name string) error {
	return unix.Renameat(int(from.Fd()), old, int(to.Fd()), name)
}

func cpuTime() time.Duration {
	var usage syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &usage) != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func setTimes(file *os.File, accessed, modified time.Time) error {
	info, err := file.Stat()
	if err != nil {
		return err
	}
	values := []unix.Timeval{unix.NsecToTimeval(int64(details(info).accessed)), unix.NsecToTimeval(info.ModTime().UnixNano())}
	for i, given := range []time.Time{accessed, modified} {
		if !given.IsZero() {
			values[i] = unix.NsecToTimeval(given.UnixNano())
		}
	}
	return unix.Futimes(int(file.Fd()), values)
}

// poll waits until one of the files can be read or written.
func poll(list []*subscription, files []*os.File, wait time.Duration) (events []event) {
	if len(list) == 0 && wait <= 0 {
		return nil
	}
	asked := make([]unix.PollFd, len(list))
	for i, one := range list {
		asked[i] = unix.PollFd{Fd: int32(files[i].Fd()), Events: unix.POLLIN}
		if one.kind == 2 {
			asked[i].Events = unix.POLLOUT
		}
	}
	milliseconds := int((wait + time.Millisecond - 1) / time.Millisecond)
	if n, err := unix.Poll(asked, milliseconds); err != nil || n == 0 {
		return nil
	}
	for i, one := range list {
		if asked[i].Revents != 0 {
			events = append(events, event{one, success, asked[i].Revents&unix.POLLHUP != 0})
		}
	}
	return events
}
