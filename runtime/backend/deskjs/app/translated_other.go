//go:build !windows && !darwin

package app

// isTranslated is false: this system does not.
func isTranslated() bool { return false }
