//go:build !linux && !windows && !darwin

package versions

// System is "": there are no apps here.
func System() string { return "" }
