package npm

import (
	"errors"
	"syscall"

	"golang.org/x/sys/unix"
)

// exchange swaps two folders at once. It reports false where the file system can't.
func exchange(a, b string) (bool, error) {
	err := unix.RenamexNp(a, b, unix.RENAME_SWAP)
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		return false, nil
	}
	return err == nil, err
}
