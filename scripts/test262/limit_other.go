//go:build !linux

package main

// limitMemory does nothing here: only Linux has a limit that counts what is used rather than what is reserved.
func limitMemory() {}
