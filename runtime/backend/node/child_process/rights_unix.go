//go:build unix

package childprocess

import (
	"errors"
	"syscall"

	"golang.org/x/sys/unix"
)

// passesHandles says whether descriptors can be sent through a channel.
const passesHandles = true

// maxPassed is how many descriptors are taken from one message; more than one is against the rules, and those are closed.
const maxPassed = 16

// receive is a read that takes a descriptor along, -1 if there is none. The file is not waited for.
func receive(fd int, chunk []byte) (n, passed int, err error) {
	oob := make([]byte, unix.CmsgSpace(maxPassed*4))
	n, length, _, _, err := unix.Recvmsg(fd, chunk, oob, 0)
	if err != nil || length == 0 {
		return n, -1, err
	}
	messages, err := unix.ParseSocketControlMessage(oob[:length])
	if err != nil {
		return n, -1, nil
	}
	passed = -1
	for i := range messages {
		fds, err := unix.ParseUnixRights(&messages[i])
		if err != nil {
			continue
		}
		for _, other := range fds {
			unix.CloseOnExec(other)
			if passed == -1 {
				passed = other
			} else {
				_ = unix.Close(other)
			}
		}
	}
	return n, passed, nil
}

// send writes data, or the beginning of it, with a descriptor. wait says whether to wait until there is room; otherwise n is 0 where there
// is none.
func (p *pipe) send(data []byte, passed int, wait bool) (n int, err error) {
	connection, err := p.file.SyscallConn()
	if err != nil {
		return 0, err
	}
	failure := error(nil)
	err = connection.Write(func(fd uintptr) bool {
		for {
			n, failure = unix.SendmsgN(int(fd), data, unix.UnixRights(passed), nil, 0)
			switch {
			case errors.Is(failure, unix.EINTR):
				continue
			case errors.Is(failure, unix.EAGAIN):
				n, failure = 0, nil
				return !wait
			}
			return true
		}
	})
	if err == nil {
		err = failure
	}
	return max(n, 0), err
}

// keep returns a descriptor of this process's own for the same, since the program may close fd before it is sent.
func keep(fd int) (int, error) {
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	kept, err := unix.Dup(fd)
	if err == nil {
		unix.CloseOnExec(kept)
	}
	return kept, err
}

func discard(fd int) { _ = unix.Close(fd) }
