package fs

import (
	"crypto/rand"
	"errors"
	"io"
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"
)

// namelessFile returns a descriptor of a file with these bytes, that goes when it is closed.
func namelessFile(data []byte) (int, error) {
	path := filepath.Join(os.TempDir(), "deskjs-"+rand.Text())
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL|windows.FILE_FLAG_DELETE_ON_CLOSE, 0o600)
	if err != nil {
		return 0, err
	}
	if _, err = file.Write(data); err == nil {
		_, err = file.Seek(0, io.SeekStart)
	}
	if err != nil {
		return 0, errors.Join(err, file.Close())
	}
	return descriptors.add(file), nil
}
