package op

import (
	"os"
	"syscall"
)

// DescriptorTable returns the file with a descriptor's number. Package fs, which gives the numbers, sets it; without it there
// are the standard streams only.
var DescriptorTable func(number int) (*os.File, error)

// Descriptor returns the handle of the file descriptor with the given number.
func Descriptor(number int) (uintptr, error) {
	switch number {
	case 0:
		return os.Stdin.Fd(), nil
	case 1:
		return os.Stdout.Fd(), nil
	case 2:
		return os.Stderr.Fd(), nil
	}
	if DescriptorTable == nil {
		return 0, syscall.EBADF
	}
	file, err := DescriptorTable(number)
	if err != nil {
		return 0, err
	}
	return file.Fd(), nil
}
