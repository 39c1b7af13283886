package wasi

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"
)

// errno is WASI's number of an error.
type errno uint16

const (
	success     errno = 0
	tooBig      errno = 1
	noAccess    errno = 2
	again       errno = 6
	badFile     errno = 8
	busy        errno = 10
	exists      errno = 20
	tooLarge    errno = 22
	interrupted errno = 27
	invalid     errno = 28
	ioFailed    errno = 29
	isDirectory errno = 31
	loops       errno = 32
	tooManyOpen errno = 33
	nameTooLong errno = 37
	noEntry     errno = 44
	noSpace     errno = 51
	notKnown    errno = 52 // ENOSYS
	noDirectory errno = 54
	notEmpty    errno = 55
	notSocket   errno = 57
	notSupport  errno = 58
	noTerminal  errno = 59
	overflow    errno = 61
	notAllowed  errno = 63 // EPERM
	broken      errno = 64 // EPIPE
	readOnly    errno = 69
	noSeek      errno = 70
	otherDevice errno = 75
	notCapable  errno = 76
)

// names are what Node's constructor says of a preopened folder that it can't open.
var names = map[errno]string{noAccess: "EACCES", noEntry: "ENOENT", noDirectory: "ENOTDIR", notAllowed: "EPERM", loops: "ELOOP",
	invalid: "EINVAL", badFile: "EBADF", tooManyOpen: "EMFILE"}

var numbers = map[syscall.Errno]errno{
	syscall.E2BIG: tooBig, syscall.EACCES: noAccess, syscall.EAGAIN: again, syscall.EBADF: badFile, syscall.EBUSY: busy,
	syscall.EEXIST: exists, syscall.EFBIG: tooLarge, syscall.EINTR: interrupted, syscall.EINVAL: invalid, syscall.EIO: ioFailed,
	syscall.EISDIR: isDirectory, syscall.ELOOP: loops, syscall.EMFILE: tooManyOpen, syscall.ENAMETOOLONG: nameTooLong,
	syscall.ENOENT: noEntry, syscall.ENOSPC: noSpace, syscall.ENOSYS: notKnown, syscall.ENOTDIR: noDirectory,
	syscall.ENOTEMPTY: notEmpty, syscall.ENOTSUP: notSupport, syscall.ENOTTY: noTerminal, syscall.EOVERFLOW: overflow,
	syscall.EPERM: notAllowed, syscall.EPIPE: broken, syscall.EROFS: readOnly, syscall.ESPIPE: noSeek, syscall.EXDEV: otherDevice,
}

// errnoOf returns the number of a Go error.
func errnoOf(err error) errno {
	var number syscall.Errno
	switch {
	case err == nil, errors.Is(err, io.EOF):
		return success
	case errors.As(err, &number):
		if known, ok := numbers[number]; ok {
			return known
		}
	case strings.Contains(err.Error(), "path escapes from parent"):
		return notCapable // os.Root has no error value for it
	case errors.Is(err, os.ErrClosed):
		return badFile
	case strings.Contains(err.Error(), "too many"):
		return loops
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return noEntry
	case errors.Is(err, fs.ErrExist):
		return exists
	case errors.Is(err, fs.ErrPermission):
		return noAccess
	case errors.Is(err, fs.ErrInvalid):
		return invalid
	}
	return ioFailed
}
