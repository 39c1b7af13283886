//go:build unix

package bridge

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"syscall"
)

const (
	// availableChunk is how much ReadAvailable takes from the stream at once.
	availableChunk = 256 << 10
	// availableChunks is how often it does before it lets its thread do something else.
	availableChunks = 32
)

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
	if c.chunk == nil {
		c.chunk = make([]byte, availableChunk)
	}
	for range availableChunks {
		count, failure := 0, error(nil)
		err := raw.Read(func(fd uintptr) bool {
			count, _, failure = syscall.Recvfrom(int(fd), c.chunk, syscall.MSG_DONTWAIT)
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
		c.arrived = append(c.arrived, c.chunk[:count]...)
		if err := c.handleArrived(handle); err != nil {
			return err
		}
		if count < len(c.chunk) {
			return nil
		}
	}
	return nil
}

// handleArrived takes the whole frames off what has arrived.
func (c *Conn) handleArrived(handle func(Message)) error {
	rest := c.arrived
	for len(rest) >= 5 {
		size := uint64(binary.LittleEndian.Uint32(rest)) + 4
		// A length that no frame has is readFrame's to refuse, before it is waited for.
		if credible := uint64(maxBody(FrameType(rest[4])) + 5); size <= credible && uint64(len(rest)) < size {
			break
		}
		frame, err := c.takeFrame(rest[:min(size, uint64(len(rest)))])
		if err != nil {
			return err
		}
		rest = rest[size:]
		message, err := DecodeMessage(frame)
		if err != nil {
			return err
		}
		handle(message)
	}
	switch {
	case len(rest) == len(c.arrived):
		// A large frame arrives in thousands of pieces: it stays where it is.
	case cap(c.arrived) > 4*availableChunk:
		c.arrived = append([]byte(nil), rest...) // a buffer that held a large frame is let go
	default:
		c.arrived = append(c.arrived[:0], rest...)
	}
	return nil
}

// takeFrame reads the frame that data holds. A large one keeps the memory that it arrived in; see handleArrived.
func (c *Conn) takeFrame(data []byte) (Frame, error) {
	large := cap(c.arrived) > 4*availableChunk && len(data) > cap(c.arrived)/2
	if large && uint64(binary.LittleEndian.Uint32(data))+4 == uint64(len(data)) && len(data)-5 <= maxBody(FrameType(data[4])) {
		return Frame{Type: FrameType(data[4]), Body: data[5:len(data):len(data)]}, nil
	}
	return readFrame(bytes.NewReader(data))
}
