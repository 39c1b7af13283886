//go:build !linux

package main

import "os"

// executable names this program's file.
func executable() string {
	path, err := os.Executable()
	if err != nil {
		return os.Args[0]
	}
	return path
}
