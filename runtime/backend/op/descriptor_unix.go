//go:build unix

package op

// Descriptor returns what the system knows the file descriptor with the given number by: the number itself.
func Descriptor(number int) (uintptr, error) { return uintptr(number), nil }
