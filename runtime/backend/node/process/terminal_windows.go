package process

import (
	"os"
	"sync"

	"golang.org/x/sys/windows"
)

// terminalSize returns a console's size in characters; ok is false if file is none.
func terminalSize(file *os.File) (columns, rows int, ok bool) {
	var mode uint32
	handle := windows.Handle(file.Fd())
	if err := windows.GetConsoleMode(handle, &mode); err != nil {
		return 0, 0, false
	}
	var info windows.ConsoleScreenBufferInfo
	if err := windows.GetConsoleScreenBufferInfo(handle, &info); err != nil {
		return 0, 0, true
	}
	return int(info.Window.Right-info.Window.Left) + 1, int(info.Window.Bottom-info.Window.Top) + 1, true
}

var (
	cookedMu sync.Mutex
	cooked   = map[windows.Handle]uint32{}
)

// setRaw changes the console's mode and back.
func setRaw(file *os.File, on bool) error {
	cookedMu.Lock()
	defer cookedMu.Unlock()
	handle := windows.Handle(file.Fd())
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
