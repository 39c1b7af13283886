//go:build !linux && !darwin

package npm

// exchange would swap two folders at once, which this system can't.
func exchange(_, _ string) (bool, error) { return false, nil }
