//go:build unix && !linux

package fs

import (
	"errors"
	"os"
)

// namelessFile returns a descriptor of a file with these bytes, that has no name any more and can only be read.
func namelessFile(data []byte) (int, error) {
	file, err := os.CreateTemp("", "deskjs-*")
	if err != nil {
		return 0, err
	}
	defer func() { _ = os.Remove(file.Name()) }()
	_, err = file.Write(data)
	if err = errors.Join(err, file.Close()); err != nil {
		return 0, err
	}
	return openFD(file.Name(), os.O_RDONLY, 0)
}
