package socket

import (
	"net"
	"time"
)

// Layered is a Conn above another connection, such as TLS. A Stream over one asks it, where the Stream over a system's connection
// asks the system.
type Layered interface {
	Conn
	// ReadChunk blocks until there are bytes, which the caller may keep, and holds no large buffer until then.
	ReadChunk() ([]byte, error)
	// TryWrite sends as much as it can without blocking, and returns what is left. It is for the loop's goroutine.
	TryWrite(buffers [][]byte) (rest [][]byte, err error)
	// CloseWrite ends the direction. It blocks until that has been told.
	CloseWrite() error
	// Waiting is how many bytes wait below to be sent.
	Waiting() int
}

// Lower is what a layer stands on: bytes in, and bytes out in the order of Write. Any goroutine may use it, one at a time to read.
type Lower interface {
	net.Conn
	// TryRead reads what is there; n is 0 if nothing is.
	TryRead(p []byte) (n int, err error)
	// Drain blocks until at most limit bytes wait to be sent, or the connection broke.
	Drain(limit int) error
	// Waiting is how many bytes wait to be sent.
	Waiting() int
	// Receive puts bytes in front of all others that are not read yet.
	Receive(chunk []byte)
	// CloseWrite blocks until all is sent, and ends the direction.
	CloseWrite() error
}

// Take ends the stream's own deliveries for good and returns the connection for a layer above: what has been read and not delivered
// comes first. Writes of the stream and of the layer share one queue. Closing stays the stream's.
func (s *Stream) Take() Lower {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.taken, s.reading = true, false
	s.wake.Broadcast()
	return &lower{Stream: s}
}

// lower reads what a taken stream's reader has left, and then the connection itself.
type lower struct {
	*Stream
}

// left copies bytes that are there already. ok is false if there are none.
func (l *lower) left(p []byte, wait bool) (n int, ok bool, err error) {
	s := l.Stream
	s.mu.Lock()
	defer s.mu.Unlock()
	// The reader may be in the middle of a read, which no one else can have.
	for wait && len(s.ready) == 0 && s.started && !s.gone && !s.closed {
		s.wake.Wait()
	}
	if s.closed {
		return 0, true, net.ErrClosed
	}
	if len(s.ready) == 0 {
		return 0, s.started && !s.gone, nil
	}
	first := &s.ready[0]
	if first.err != nil {
		return 0, true, first.err
	}
	n = copy(p, first.chunk)
	if first.chunk = first.chunk[n:]; len(first.chunk) == 0 {
		s.ready = s.ready[1:]
	}
	return n, true, nil
}

func (l *lower) Read(p []byte) (int, error) {
	if n, ok, err := l.left(p, true); ok {
		return n, err
	}
	return l.conn.Read(p)
}

func (l *lower) TryRead(p []byte) (int, error) {
	if n, ok, err := l.left(p, false); ok {
		return n, err
	}
	if l.raw == nil {
		return 0, nil
	}
	return readNow(l.raw, p)
}

func (l *lower) Receive(chunk []byte) {
	l.mu.Lock()
	l.ready = append([]arrival{{chunk: chunk}}, l.ready...)
	l.mu.Unlock()
}

// Write never blocks: what the system does not take at once, waits in the stream's queue.
func (l *lower) Write(p []byte) (int, error) {
	s := l.Stream
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return 0, net.ErrClosed
	}
	if s.broken != nil {
		return 0, s.broken
	}
	rest := [][]byte{p}
	if !s.writing && s.raw != nil {
		var err error
		if rest, err = s.writer.try(s.raw, rest); err != nil {
			return 0, err
		}
	}
	if len(rest) > 0 {
		s.enqueue(&request{buffers: net.Buffers{append([]byte(nil), rest[0]...)}, size: len(rest[0])})
	}
	return len(p), nil
}

func (l *lower) Drain(limit int) error {
	s := l.Stream
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.waiting > limit && !s.closed && s.broken == nil {
		s.wake.Wait()
	}
	if s.closed {
		return net.ErrClosed
	}
	return s.broken
}

func (l *lower) CloseWrite() error {
	if err := l.Drain(0); err != nil {
		return err
	}
	return l.closeWrite()
}

// Close does nothing: the stream is its owner's to close.
func (l *lower) Close() error { return nil }

func (l *lower) LocalAddr() net.Addr {
	if conn, ok := l.conn.(net.Conn); ok {
		return conn.LocalAddr()
	}
	return nowhere{}
}

func (l *lower) RemoteAddr() net.Addr {
	if conn, ok := l.conn.(net.Conn); ok {
		return conn.RemoteAddr()
	}
	return nowhere{}
}

// Deadlines are not what a stream has: closing ends what blocks.
func (l *lower) SetDeadline(time.Time) error      { return nil }
func (l *lower) SetReadDeadline(time.Time) error  { return nil }
func (l *lower) SetWriteDeadline(time.Time) error { return nil }

// nowhere is the address of what has none.
type nowhere struct{}

func (nowhere) Network() string { return "none" }
func (nowhere) String() string  { return "none" }
