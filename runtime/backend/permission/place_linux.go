package permission

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/sys/unix"
)

const hasProc = true

// The places that are the system's own, and what is in them that any program may have.
var (
	reserved = []string{"/proc", "/sys", "/dev"}
	harmless = []string{"/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"}
)

// fold leaves names as they are: the system tells them apart by case.
func fold(path string) string { return path }

const pinned = "/proc/self/fd/"

// canPin reports whether the kernel can open without following links (5.6), and shows what is open.
var canPin = sync.OnceValue(func() bool {
	fd, err := openPlain("/", unix.O_PATH|unix.O_CLOEXEC)
	if err != nil {
		return false
	}
	defer unpin(fd)
	_, err = os.Stat(pinned + strconv.Itoa(fd))
	return err == nil
})

func openPlain(path string, flags uint64) (int, error) {
	for {
		fd, err := unix.Openat2(unix.AT_FDCWD, path, &unix.OpenHow{Flags: flags, Resolve: unix.RESOLVE_NO_SYMLINKS})
		if err != unix.EINTR && err != unix.EAGAIN {
			return fd, err
		}
	}
}

// pin opens where p leads, so that it stays. again says that something was moved meanwhile.
func (p *place) pin(way Way) (entrance Entrance, again bool) {
	plain := Entrance{p.path, noPin}
	if p.slashed && p.missing != nil {
		plain.Path += "/"
	}
	if !canPin() {
		return plain, false
	}
	open, rest := p.there, p.rest
	if way == Entry && p.missing == nil && p.path != "/" {
		open, rest = filepath.Dir(p.path), []string{filepath.Base(p.path)}
	}
	fd, err := openPlain(open, unix.O_PATH|unix.O_CLOEXEC|unix.O_NOFOLLOW)
	switch {
	case err == nil:
	case errors.Is(err, unix.ELOOP), errors.Is(err, unix.ENOENT), errors.Is(err, unix.ENOTDIR):
		return plain, true
	default:
		return plain, false // the operation itself will say why
	}
	path := pinned + strconv.Itoa(fd)
	if len(rest) > 0 {
		path += "/" + strings.Join(rest, "/")
	}
	if p.slashed && len(rest) > 0 {
		path += "/"
	}
	return Entrance{path, fd}, false
}

func unpin(fd int) {
	if fd != noPin {
		_ = unix.Close(fd)
	}
}

// OpenFlags are what open must be given besides, so that the name that Enter returned is no link that came to be meanwhile.
func OpenFlags(path string) int {
	if !Restricted() {
		return 0
	}
	if number, ok := strings.CutPrefix(path, pinned); ok && !strings.Contains(number, "/") {
		return 0
	}
	return unix.O_NOFOLLOW
}
