//go:build unix

package socket

import (
	"io"
	"net"
	"syscall"

	"golang.org/x/sys/unix"
)

// rawAccess says that connections are read and written by number, so that an idle one needs no buffer.
const rawAccess = true

// maxVectors is how many buffers one system call takes.
const maxVectors = 1024

// rawReader reads a descriptor when there is something to read.
type rawReader struct {
	attempt func(fd uintptr) bool
	chunk   []byte
	err     error
}

func (r *rawReader) init() {
	r.attempt = func(fd uintptr) bool {
		buffer := chunks.Get().(*[chunkSize]byte)
		for {
			n, err := unix.Read(int(fd), buffer[:])
			switch {
			case err == unix.EINTR:
				continue
			case err == unix.EAGAIN:
				chunks.Put(buffer)
				return false
			case err != nil:
				chunks.Put(buffer)
				r.chunk, r.err = nil, err
			case n == 0:
				chunks.Put(buffer)
				r.chunk, r.err = nil, io.EOF
			default:
				r.chunk, r.err = taken(buffer, n), nil
			}
			return true
		}
	}
}

func (r *rawReader) read(raw syscall.RawConn) ([]byte, error) {
	if err := raw.Read(r.attempt); err != nil {
		return nil, err
	}
	chunk := r.chunk
	r.chunk = nil
	return chunk, r.err
}

// rawWriter writes what a descriptor takes without waiting.
type rawWriter struct {
	attempt func(fd uintptr) bool
	buffers [][]byte
	err     error
}

func (w *rawWriter) init() {
	w.attempt = func(fd uintptr) bool {
		for len(w.buffers) > 0 {
			var n int
			var err error
			if len(w.buffers) == 1 {
				n, err = unix.Write(int(fd), w.buffers[0])
			} else {
				n, err = writev(int(fd), w.buffers[:min(len(w.buffers), maxVectors)])
			}
			if err == unix.EINTR {
				continue
			}
			if err != nil {
				if err != unix.EAGAIN {
					w.err = err
				}
				return true
			}
			if w.buffers = skip(w.buffers, n); len(w.buffers) > 0 && n == 0 {
				return true
			}
		}
		return true
	}
}

// try returns what is left of buffers.
func (w *rawWriter) try(raw syscall.RawConn, buffers [][]byte) ([][]byte, error) {
	w.buffers, w.err = buffers, nil
	err := raw.Write(w.attempt)
	rest := w.buffers
	w.buffers = nil
	if err == nil {
		err = w.err
	}
	return rest, err
}

// skip returns what is behind the first n bytes. It changes buffers.
func skip(buffers net.Buffers, n int) net.Buffers {
	for len(buffers) > 0 && n >= len(buffers[0]) {
		n -= len(buffers[0])
		buffers = buffers[1:]
	}
	if n > 0 {
		buffers[0] = buffers[0][n:]
	}
	return buffers
}

// readNow reads what is there; n is 0 if nothing is.
func readNow(raw syscall.RawConn, p []byte) (n int, err error) {
	called := raw.Read(func(fd uintptr) bool {
		for {
			n, err = unix.Read(int(fd), p)
			if err != unix.EINTR {
				break
			}
		}
		switch {
		case err == unix.EAGAIN:
			n, err = 0, nil
		case err != nil:
			n = 0
		case n == 0:
			err = io.EOF
		}
		return true
	})
	if called != nil {
		return 0, called
	}
	return n, err
}
