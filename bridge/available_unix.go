//go:build unix

package bridge

import (
	"errors"
	"io"
	"syscall"
)

// availableBytes is about how much ReadAvailable takes from the stream before it lets its thread do something else.
const availableBytes = 1 << 20

// Descriptor returns the stream's file descriptor, for waiting until it can be read; ok is false for a stream that
// has none. It belongs to the Conn.
func (c *Conn) Descriptor() (descriptor int, ok bool) {
	connection, ok := c.stream.(syscall.Conn)
	if !ok {
		return 0, false
	}
	raw, err := connection.SyscallConn()
	if err != nil {
		return 0, false
	}
	err = raw.Control(func(fd uintptr) { descriptor = int(fd) })
	return descriptor, err == nil
}

// ReadAvailable calls handle with each message that has arrived whole and returns without waiting: with nil when there
// is no more for now or a lot was read already, with io.EOF or another error when the stream is over. It is for a
// thread that waits for more than this stream (see Descriptor); one that uses it doesn't use ReadFrame or Read.
func (c *Conn) ReadAvailable(handle func(Message)) error {
	connection, ok := c.stream.(syscall.Conn)
	if !ok {
		return errors.New("the stream can't be read without waiting")
	}
	raw, err := connection.SyscallConn()
	if err != nil {
		return err
	}
	var problem error
	decode := func(frame Frame) {
		if problem != nil {
			return
		}
		var message Message
		if message, problem = DecodeMessage(frame); problem == nil {
			handle(message)
		}
	}
	for taken := 0; taken < availableBytes; {
		space, direct := c.space()
		count, failure := 0, error(nil)
		err := raw.Read(func(fd uintptr) bool {
			count, _, failure = syscall.Recvfrom(int(fd), space, syscall.MSG_DONTWAIT)
			return true
		})
		switch {
		case err != nil:
			return err
		case errors.Is(failure, syscall.EAGAIN), errors.Is(failure, syscall.EINTR):
			return nil
		case failure != nil:
			return failure
		case count == 0:
			return io.EOF
		}
		if direct {
			c.incoming.filled(count, decode)
		} else if err := c.incoming.feed(space[:count], decode); err != nil {
			return err
		}
		if problem != nil || count < len(space) {
			return problem
		}
		taken += count
	}
	return nil
}
