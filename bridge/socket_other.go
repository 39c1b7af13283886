//go:build !unix

package bridge

import (
	"io"
	"os"
)

// tryWrite writes nothing: only Unix sockets can be asked to take what they can without waiting.
func tryWrite(io.Writer, []byte) (int, error) { return 0, nil }

// openSocket returns nil: there is no file that is a socket.
func openSocket(*os.File) io.ReadWriteCloser { return nil }
