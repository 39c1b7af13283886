//go:build unix

package errors

import (
	"syscall"

	"golang.org/x/sys/unix"
)

// systemNumbers maps the names of the system's errors to their negated numbers.
func systemNumbers() map[string]int {
	const last = 160 // no system that Go knows numbers its errors higher
	numbers := make(map[string]int, last)
	for number := 1; number <= last; number++ {
		name := unix.ErrnoName(syscall.Errno(number))
		switch name {
		case "":
			continue
		case "EWOULDBLOCK":
			name = "EAGAIN"
		case "EOPNOTSUPP":
			name = "ENOTSUP"
		}
		if _, known := numbers[name]; !known {
			numbers[name] = -number
		}
	}
	return numbers
}
