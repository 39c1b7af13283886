//go:build !linux

package tester

// needsScreen reports whether windows have nowhere to be shown: only on Linux can that be mended.
func needsScreen() bool { return false }
