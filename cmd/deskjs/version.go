package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// version is set by the build: -ldflags "-X main.version=1.2.3".
var version string

// versionLine is what --version prints: one line, for people and bug reports.
func versionLine() string {
	return fmt.Sprintf("deskjs %s %s/%s", currentVersion(), runtime.GOOS, runtime.GOARCH)
}

// currentVersion is the build's version or, for `go install`, the module's.
func currentVersion() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
