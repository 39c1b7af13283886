// Package versions says which version of what others DeskJS stands in for, and of which system it runs on: programs ask for them, in the
// backend and in preload scripts. Any package may import it.
package versions

const (
	// Node is the version whose modules the backend has.
	Node = "22.14.0"
	// Electron is the version whose modules an app written for Electron has: the one that docs/electron.md is a table of.
	Electron = "45.4.1"
	// Chrome is a version that every page can count on, whatever webview the system has: the oldest for which the bundler makes pages.
	Chrome = "111.0.0.0"
)
