//go:build unix

package process

import (
	"os"
	"sync"

	"golang.org/x/sys/unix"
)

// terminalSize returns a terminal's size in characters; ok is false if file is none.
func terminalSize(file *os.File) (columns, rows int, ok bool) {
	if _, err := unix.IoctlGetTermios(int(file.Fd()), getTermios); err != nil {
		return 0, 0, false
	}
	size, err := unix.IoctlGetWinsize(int(file.Fd()), unix.TIOCGWINSZ)
	if err != nil {
		return 0, 0, true
	}
	return int(size.Col), int(size.Row), true
}

var (
	cookedMu sync.Mutex
	cooked   = map[uintptr]*unix.Termios{}
)

// setRaw changes the terminal's mode as cfmakeraw does, and back.
func setRaw(file *os.File, on bool) error {
	cookedMu.Lock()
	defer cookedMu.Unlock()
	fd := file.Fd()
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
