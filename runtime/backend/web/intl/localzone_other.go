//go:build !windows

package intl

// systemZone is "" where files say what the time zone is.
func systemZone() string { return "" }
