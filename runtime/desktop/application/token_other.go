//go:build !linux

package application

// StartupToken is nothing: here a process that was started by the person may pass that on without.
func StartupToken() string { return "" }
