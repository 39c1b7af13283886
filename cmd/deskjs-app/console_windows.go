package main

import (
	"os"

	"golang.org/x/sys/windows"
)

// told says that somebody reads what the program writes to its standard error.
var told = true

var attachConsole = windows.NewLazySystemDLL("kernel32.dll").NewProc("AttachConsole")

// attachParentProcess is ATTACH_PARENT_PROCESS: the console that the program was started from.
const attachParentProcess = ^uintptr(0)

// findConsole makes standard output and error usable. An app has no console of its own, since one would open with every double click: what
// it writes goes where whoever started it said, or else to their console, or else nowhere.
func findConsole() {
	output, errors := isOpen(os.Stdout), isOpen(os.Stderr)
	if output && errors {
		return
	}
	name := "CONOUT$"
	if attached, _, _ := attachConsole.Call(attachParentProcess); attached == 0 {
		name, told = os.DevNull, errors
	}
	file, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		told = errors
		return
	}
	if !output {
		os.Stdout = file
	}
	if !errors {
		os.Stderr = file
	}
}

// isOpen reports whether a standard stream leads anywhere.
func isOpen(file *os.File) bool {
	if file == nil {
		return false
	}
	kind, err := windows.GetFileType(windows.Handle(file.Fd()))
	return err == nil && kind != windows.FILE_TYPE_UNKNOWN
}
