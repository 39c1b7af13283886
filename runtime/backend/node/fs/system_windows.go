package fs

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"golang.org/x/sys/windows"
)

// The parts of a mode and of open's flags that the portable half looks at.
const (
	modeType      = 0o170000
	modeRegular   = 0o100000
	modeFolder    = 0o040000
	flagReadWrite = 0o2
)

// The C library's flags, which Node's constants are here.
const (
	flagWriteOnly = 0x1
	flagAppend    = 0x8
	flagCreate    = 0x100
	flagTruncate  = 0x200
	flagExclusive = 0x400
	flagNoFollow  = 0 // there is none
)

// accessWrite is W_OK.
const accessWrite = 2

const attributeReadOnly = 1

// openFD opens path with the C library's flags.
func openFD(path string, flags int, mode uint32) (int, error) {
	how := os.O_RDONLY
	switch {
	case flags&flagReadWrite != 0:
		how = os.O_RDWR
	case flags&flagWriteOnly != 0:
		how = os.O_WRONLY
	}
	for flag, meaning := range map[int]int{flagAppend: os.O_APPEND, flagCreate: os.O_CREATE, flagTruncate: os.O_TRUNC, flagExclusive: os.O_EXCL} {
		if flags&flag != 0 {
			how |= meaning
		}
	}
	file, err := os.OpenFile(path, how, os.FileMode(mode).Perm())
	if err != nil {
		return 0, err
	}
	return descriptors.add(file), nil
}

func closeFD(fd int) error {
	file, err := descriptors.take(fd)
	if err != nil {
		return err
	}
	return file.Close()
}

// readFD reads at position, or where the descriptor stands if that is negative.
func readFD(fd int, b []byte, position int64) (int, error) {
	file, err := descriptors.file(fd)
	if err != nil {
		return 0, err
	}
	var n int
	if position >= 0 {
		n, err = keepingPlace(file, func() (int, error) { return file.ReadAt(b, position) })
	} else {
		n, err = file.Read(b)
	}
	if n > 0 || errors.Is(err, io.EOF) {
		return n, nil
	}
	return n, err
}

func writeFD(fd int, b []byte, position int64) (int, error) {
	file, err := descriptors.file(fd)
	if err != nil {
		return 0, err
	}
	if position >= 0 {
		return keepingPlace(file, func() (int, error) { return file.WriteAt(b, position) })
	}
	return file.Write(b)
}

// keepingPlace puts the descriptor back where it stood: Windows moves it.
func keepingPlace(file *os.File, transfer func() (int, error)) (int, error) {
	place, seeking := file.Seek(0, io.SeekCurrent)
	n, err := transfer()
	if seeking == nil {
		_, _ = file.Seek(place, io.SeekStart)
	}
	return n, err
}

func onFile(fd int, do func(*os.File) error) error {
	file, err := descriptors.file(fd)
	if err != nil {
		return err
	}
	return do(file)
}

func syncFD(fd int) error { return onFile(fd, (*os.File).Sync) }

func syncDataFD(fd int) error { return syncFD(fd) }

func truncateFD(fd int, length int64) error {
	return onFile(fd, func(f *os.File) error { return f.Truncate(length) })
}

func chmodFD(fd int, mode uint32) error {
	return onFile(fd, func(f *os.File) error { return f.Chmod(os.FileMode(mode).Perm()) })
}

// chownFD does nothing, as in libuv: files here have no such owners.
func chownFD(fd, _, _ int) error { return onFile(fd, func(*os.File) error { return nil }) }

func setTimesFD(fd int, atime, mtime float64) error {
	return onFile(fd, func(f *os.File) error {
		a, m := filetime(atime), filetime(mtime)
		return windows.SetFileTime(windows.Handle(f.Fd()), nil, &a, &m)
	})
}

func filetime(seconds float64) windows.Filetime {
	return windows.NsecToFiletime(moment(seconds).time().UnixNano())
}

func accessPath(path string, mode uint32) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	data, ok := info.Sys().(*syscall.Win32FileAttributeData)
	if mode&accessWrite != 0 && ok && !info.IsDir() && data.FileAttributes&attributeReadOnly != 0 {
		return syscall.EPERM
	}
	return nil
}

func chmodPath(path string, mode uint32) error { return os.Chmod(path, os.FileMode(mode).Perm()) }

// chownPath does nothing, as in libuv: files here have no such owners.
func chownPath(path string, _, _ int, follow bool) error {
	_, err := statPath(path, follow)
	return err
}

func linkPath(existing, path string) error { return os.Link(existing, path) }

// symlinkPath makes links to folders by what is there: os.Symlink looks. A junction is made
// as a link to an absolute folder.
func symlinkPath(target, path string, _ int) error {
	return os.Symlink(filepath.FromSlash(target), path)
}

func readlinkPath(path string) (string, error) { return os.Readlink(path) }

func renamePath(from, to string) error { return os.Rename(from, to) }

func rmdirPath(path string) error {
	p, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return err
	}
	return windows.RemoveDirectory(p)
}

func unlinkPath(path string) error {
	info, err := os.Lstat(path)
	if err != nil {
		return err
	}
	if info.IsDir() {
		return syscall.EPERM
	}
	return os.Remove(path)
}

func mkdirPath(path string, mode uint32) error { return os.Mkdir(path, os.FileMode(mode).Perm()) }

func setTimes(path string, atime, mtime float64, follow bool) error {
	flags := uint32(windows.FILE_FLAG_BACKUP_SEMANTICS)
	if !follow {
		flags |= windows.FILE_FLAG_OPEN_REPARSE_POINT
	}
	p, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return err
	}
	handle, err := windows.CreateFile(p, windows.FILE_WRITE_ATTRIBUTES,
		windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE|windows.FILE_SHARE_DELETE, nil, windows.OPEN_EXISTING, flags, 0)
	if err != nil {
		return err
	}
	defer func() { _ = windows.CloseHandle(handle) }()
	a, m := filetime(atime), filetime(mtime)
	return windows.SetFileTime(handle, nil, &a, &m)
}

// openFolder opens path for reading its entries; a file there is ENOTDIR.
func openFolder(path string) (*os.File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, syscall.ENOTDIR
	}
	return os.Open(path)
}

// busy reports whether another program holds a file.
func busy(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION) ||
		errors.Is(err, windows.ERROR_DIR_NOT_EMPTY) || errors.Is(err, windows.ERROR_ACCESS_DENIED)
}

func cloneFile(_, _ *os.File) error { return windows.ERROR_NOT_SUPPORTED }

// statFilesystem returns StatFs's fields: type, bsize, blocks, bfree, bavail, files, ffree.
func statFilesystem(path string) ([]uint64, error) {
	folder := path
	if info, err := os.Stat(path); err != nil {
		return nil, err
	} else if !info.IsDir() {
		folder = filepath.Dir(path)
	}
	p, err := windows.UTF16PtrFromString(folder)
	if err != nil {
		return nil, err
	}
	var available, total, free uint64
	if err := windows.GetDiskFreeSpaceEx(p, &available, &total, &free); err != nil {
		return nil, err
	}
	const block = 4096
	return []uint64{0, block, total / block, free / block, available / block, 0, 0}, nil
}

func ofTime(t time.Time) timestamp {
	if t.IsZero() {
		return timestamp{}
	}
	return timestamp{t.Unix(), int64(t.Nanosecond())}
}
