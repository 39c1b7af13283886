package tty

import (
	"sync"

	"golang.org/x/sys/windows"
)

// isTerminal reports whether a descriptor is a console's.
func isTerminal(fd uintptr) bool {
	var mode uint32
	return windows.GetConsoleMode(windows.Handle(fd), &mode) == nil
}

// terminalSize returns a console's size in characters.
func terminalSize(fd uintptr) (columns, rows int, err error) {
	var info windows.ConsoleScreenBufferInfo
	if err := windows.GetConsoleScreenBufferInfo(windows.Handle(fd), &info); err != nil {
		return 0, 0, err
	}
	return int(info.Window.Right-info.Window.Left) + 1, int(info.Window.Bottom-info.Window.Top) + 1, nil
}

var (
	cookedMu sync.Mutex
	cooked   = map[windows.Handle]uint32{}
)

// setRaw changes the console's mode and back.
func setRaw(fd uintptr, on bool) error {
	cookedMu.Lock()
	defer cookedMu.Unlock()
	handle := windows.Handle(fd)
	before, isRaw := cooked[handle]
	if on == isRaw {
		return nil
	}
	if !on {
		delete(cooked, handle)
		return windows.SetConsoleMode(handle, before)
	}
	var mode uint32
	if err := windows.GetConsoleMode(handle, &mode); err != nil {
		return err
	}
	raw := mode &^ (windows.ENABLE_ECHO_INPUT | windows.ENABLE_LINE_INPUT | windows.ENABLE_PROCESSED_INPUT)
	raw |= windows.ENABLE_VIRTUAL_TERMINAL_INPUT
	if err := windows.SetConsoleMode(handle, raw); err != nil {
		return err
	}
	cooked[handle] = mode
	return nil
}
