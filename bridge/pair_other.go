//go:build !unix

package bridge

import (
	"errors"
	"os"
)

// SocketPair fails: processes share a named pipe here, which is not written yet.
func SocketPair() (ours, theirs *os.File, err error) {
	return nil, nil, errors.New("an app's processes can't be connected on this system yet")
}
