//go:build !windows

package main

// findConsole does nothing: standard output and error are there.
func findConsole() {}
