package app

import (
	"runtime"

	"golang.org/x/sys/windows"
)

// isTranslated reports whether the system runs this program of another processor's on ARM64.
func isTranslated() bool {
	const arm64 = 0xAA64 // IMAGE_FILE_MACHINE_ARM64
	var process, machine uint16
	return windows.IsWow64Process2(windows.CurrentProcess(), &process, &machine) == nil && machine == arm64 && runtime.GOARCH != "arm64"
}
