package wasi

import (
	"os"
	"syscall"
	"time"
)

var (
	errIsDirectory  = syscall.EISDIR
	errNotDirectory = syscall.ENOTDIR
)

var signals = map[uint32]os.Signal{9: os.Kill}

// detail is what os.FileInfo does not say; times are in nanoseconds.
type detail struct{ device, inode, links, accessed, changed uint64 }

func details(info os.FileInfo) detail {
	st, ok := info.Sys().(*syscall.Win32FileAttributeData)
	if !ok {
		return detail{links: 1}
	}
	return detail{links: 1, accessed: uint64(st.LastAccessTime.Nanoseconds()), changed: uint64(st.LastWriteTime.Nanoseconds())}
}

// duplicate fails: a program's descriptors are numbers of its own on Windows, not the system's.
func duplicate(int) (*os.File, error) { return nil, syscall.EBADF }

// There is nothing on Windows to link or rename with open folders.
func linkBetween(*os.File, string, *os.File, string) error { return syscall.EXDEV }

func renameBetween(*os.File, string, *os.File, string) error { return syscall.EXDEV }

func cpuTime() time.Duration {
	var created, exited, kernel, user syscall.Filetime
	self, err := syscall.GetCurrentProcess()
	if err == nil {
		err = syscall.GetProcessTimes(self, &created, &exited, &kernel, &user)
	}
	if err != nil {
		return 0
	}
	ticks := func(t syscall.Filetime) int64 { return int64(t.HighDateTime)<<32 | int64(t.LowDateTime) }
	return time.Duration((ticks(kernel) + ticks(user)) * 100)
}

func setTimes(file *os.File, accessed, modified time.Time) error {
	info, err := file.Stat()
	if err != nil {
		return err
	}
	if accessed.IsZero() {
		accessed = time.Unix(0, int64(details(info).accessed))
	}
	if modified.IsZero() {
		modified = info.ModTime()
	}
	a, m := syscall.NsecToFiletime(accessed.UnixNano()), syscall.NsecToFiletime(modified.UnixNano())
	return syscall.SetFileTime(syscall.Handle(file.Fd()), nil, &a, &m)
}

// poll takes every file for ready, as Node does on Windows; without one it waits.
func poll(list []*subscription, _ []*os.File, wait time.Duration) (events []event) {
	if len(list) == 0 && wait > 0 {
		time.Sleep(wait) // a wait is all that was asked for
	}
	for _, one := range list {
		events = append(events, event{one, success, false})
	}
	return events
}
