//go:build !linux

package process

// controlled reports whether something is there that might limit the process.
func controlled() bool { return false }
