//go:build unix

package bridge

import (
	"errors"
	"io"
	"syscall"
)

// tryWrite writes as much of data as the stream takes without waiting, when the stream is a socket.
func tryWrite(stream io.Writer, data []byte) (int, error) {
	connection, ok := stream.(syscall.Conn)
	if !ok {
		return 0, nil
	}
	raw, err := connection.SyscallConn()
	if err != nil {
		return 0, nil // no descriptor behind it: the ordinary way will do, or say what is wrong
	}
	written := 0
	var failure error
	err = raw.Write(func(descriptor uintptr) bool {
		// An inherited descriptor may be a blocking one, hence the flag instead of a plain write.
		written, failure = syscall.SendmsgN(int(descriptor), data, nil, nil, syscall.MSG_DONTWAIT)
		return true
	})
	if err == nil {
		err = failure
	}
	if err == nil {
		return written, nil
	}
	for _, later := range []error{syscall.EAGAIN, syscall.EINTR, syscall.ENOTSOCK} {
		if errors.Is(err, later) {
			return 0, nil
		}
	}
	return 0, err
}
