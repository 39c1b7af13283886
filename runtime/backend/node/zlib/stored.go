package zlib

import "io"

// mostStored is how many bytes a stored block can have (RFC 1951, 3.2.4).
const mostStored = 1<<16 - 1

// storer writes deflate data that is not compressed, level 0: blocks of what was written, and an empty one at flushes and at the end.
type storer struct {
	out  io.Writer
	wait []byte // for a block to become full
}

func (s *storer) Write(p []byte) (int, error) {
	length := len(p)
	for len(s.wait)+len(p) >= mostStored {
		n := mostStored - len(s.wait)
		s.block(0, s.wait, p[:n])
		s.wait, p = s.wait[:0], p[n:]
	}
	s.wait = append(s.wait, p...)
	return length, nil
}

func (s *storer) Flush() error {
	if len(s.wait) > 0 {
		s.block(0, s.wait, nil)
		s.wait = s.wait[:0]
	}
	s.block(0, nil, nil)
	return nil
}

func (s *storer) Close() error {
	if len(s.wait) > 0 {
		s.block(0, s.wait, nil)
	}
	s.block(1, nil, nil)
	return nil
}

// block writes one block, to memory.
func (s *storer) block(last byte, first, second []byte) {
	n := uint16(len(first) + len(second))
	_, _ = s.out.Write([]byte{last, byte(n), byte(n >> 8), byte(^n), byte(^n >> 8)})
	_, _ = s.out.Write(first)
	_, _ = s.out.Write(second)
}
