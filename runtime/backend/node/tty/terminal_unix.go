//go:build unix

package tty

import (
	"sync"

	"golang.org/x/sys/unix"
)

// isTerminal reports whether a descriptor is a terminal's.
func isTerminal(fd uintptr) bool {
	_, err := unix.IoctlGetTermios(int(fd), getTermios)
	return err == nil
}

// terminalSize returns a terminal's size in characters.
func terminalSize(fd uintptr) (columns, rows int, err error) {
	size, err := unix.IoctlGetWinsize(int(fd), unix.TIOCGWINSZ)
	if err != nil {
		return 0, 0, err
	}
	return int(size.Col), int(size.Row), nil
}

var (
	cookedMu sync.Mutex
	cooked   = map[uintptr]*unix.Termios{}
)

// setRaw changes the terminal's mode as cfmakeraw does, and back.
func setRaw(fd uintptr, on bool) error {
	cookedMu.Lock()
	defer cookedMu.Unlock()
	before := cooked[fd]
	if !on {
		if before == nil {
			return nil
		}
		delete(cooked, fd)
		return unix.IoctlSetTermios(int(fd), setTermios, before)
	}
	if before != nil {
		return nil
	}
	current, err := unix.IoctlGetTermios(int(fd), getTermios)
	if err != nil {
		return err
	}
	raw := *current
	raw.Iflag &^= unix.BRKINT | unix.ICRNL | unix.INPCK | unix.ISTRIP | unix.IXON
	raw.Oflag |= unix.ONLCR
	raw.Cflag |= unix.CS8
	raw.Lflag &^= unix.ECHO | unix.ICANON | unix.IEXTEN | unix.ISIG
	raw.Cc[unix.VMIN], raw.Cc[unix.VTIME] = 1, 0
	if err := unix.IoctlSetTermios(int(fd), setTermios, &raw); err != nil {
		return err
	}
	cooked[fd] = current
	return nil
}
