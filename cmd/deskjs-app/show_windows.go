package main

import (
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// show tells whoever has started the app by a double click why nothing happens: it has no console to write to then.
func show(err error) {
	if told {
		return
	}
	text, textErr := windows.UTF16PtrFromString(err.Error())
	title, titleErr := windows.UTF16PtrFromString(strings.TrimSuffix(filepath.Base(executable()), ".exe"))
	if textErr == nil && titleErr == nil {
		_, _ = windows.MessageBox(0, text, title, windows.MB_OK|windows.MB_ICONERROR)
	}
}
