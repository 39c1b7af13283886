// Package socket is what the network builtins stand on: connections that a goroutine reads, under back-pressure, and whose writes
// are tried at once and otherwise sent in batches; listeners; and connecting.
//
// It knows nothing of JavaScript. What happens is told by functions that the caller's post runs on one goroutine, the event
// loop's. Builtins under runtime/backend/node and web may import it; it imports nothing of the project.
package socket

import (
	"errors"
	"io"
	"net"
	"os"
	"sync"
	"syscall"
	"time"
)

// chunkSize is how much is read at most at once, in bytes, as in libuv.
const chunkSize = 64 << 10

// maxAhead is how many chunks are read before the first of them has been delivered.
const maxAhead = 4

// Conn is what a Stream stands on: a net.Conn, a *tls.Conn, or a pipe's *os.File. A CloseWrite method ends one direction. What
// has SyscallConn is read without a buffer while nothing arrives, and written on the caller's goroutine as far as that does
// not block.
type Conn interface {
	io.Reader
	io.Writer
	io.Closer
}

// Stream is one connection. Its methods are for the loop's goroutine, except where they say otherwise.
type Stream struct {
	conn    Conn
	raw     syscall.RawConn // nil where reading and writing must go through conn
	layered Layered         // conn, if it is that
	post    func(func())
	// received is called, in a posted task of its own, with each chunk, which it may keep; with io.EOF at the end and with
	// another error when the connection broke. Nothing follows an error.
	received func(chunk []byte, err error)

	// consumer is given the chunks in received's place.
	consumer Consumer

	mu   sync.Mutex
	wake *sync.Cond // for the reader
	// started says that there is a reader.
	started, reading, closed bool
	// taken says that a layer above reads, once the reader has gone; broken is what ended its writes.
	taken, gone bool
	broken      error
	// ready is what has been read and not delivered; posted is how many deliveries are under way.
	ready  []arrival
	posted int

	// queue is what waits to be written; waiting is its length in bytes.
	queue   []*request
	waiting int
	writing bool // a goroutine writes the queue
	ending  func(error)

	reader rawReader
	writer rawWriter
}

// arrival is a chunk or an error.
type arrival struct {
	chunk []byte
	err   error
	// ahead is what the consumer has made of the chunk.
	ahead any
}

// Consumer takes a stream's chunks, the work on which it does on the reader's goroutine.
type Consumer interface {
	// Ahead is called with each chunk as soon as it is there, in order, while other goroutines wait to use the stream.
	Ahead(chunk []byte) any
	// Consume is called in a posted task with a chunk and what Ahead has returned for it. A chunk that Ahead has seen is not
	// consumed if the consumer is taken away before.
	Consume(chunk []byte, ahead any)
}

// request is one Write that could not be done at once.
type request struct {
	buffers net.Buffers
	size    int
	done    func(error) // nil for a layer's
}

// Consumable is what a JavaScript handle of a connection holds (see engine.HandleOf) when a builtin other than its own may take
// what arrives.
type Consumable interface {
	// Consume gives what arrives to consumer; nil ends that. It returns false where there is no connection.
	Consume(consumer Consumer) bool
}

// Sender is what a JavaScript handle of a connection holds when a builtin other than its own may write to it.
type Sender interface {
	// Send sends as much of buffers as does not block, and returns the rest. It keeps none of their memory.
	Send(buffers [][]byte) (rest [][]byte, err error)
}

// NewStream returns a stream over conn. post runs a function on the loop's goroutine, in order; received is called there.
func NewStream(conn Conn, post func(func()), received func(chunk []byte, err error)) *Stream {
	s := &Stream{conn: conn, post: post, received: received}
	s.wake = sync.NewCond(&s.mu)
	s.layered, _ = conn.(Layered)
	if waits, ok := conn.(syscall.Conn); ok && rawAccess {
		if raw, err := waits.SyscallConn(); err == nil {
			s.raw = raw
			s.reader.init()
			s.writer.init()
		}
	}
	return s
}

// Conn returns what the stream stands on.
func (s *Stream) Conn() Conn { return s.conn }

// ReadStart lets chunks be delivered.
func (s *Stream) ReadStart() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.reading || s.closed || s.taken {
		return
	}
	s.reading = true
	for ; s.posted < len(s.ready); s.posted++ {
		s.post(s.deliver)
	}
	if !s.started {
		s.started = true
		go s.read()
		return
	}
	s.wake.Signal()
}

// ReadStop ends deliveries until ReadStart: nothing is delivered after it. What one read under way brings, is kept.
func (s *Stream) ReadStop() {
	s.mu.Lock()
	s.reading = false
	s.mu.Unlock()
}

// SetConsumer gives the chunks that have not been delivered, and those to come, to consumer; nil gives them to the stream's
// received again. Errors and the end are told to received in either case.
func (s *Stream) SetConsumer(consumer Consumer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.consumer = consumer
	for i := range s.ready {
		if s.ready[i].ahead = nil; consumer != nil && s.ready[i].err == nil {
			s.ready[i].ahead = consumer.Ahead(s.ready[i].chunk)
		}
	}
}

// Detach ends reading for good, and a read that waits: what arrives is left to others who have the same socket. Close must follow.
func (s *Stream) Detach() {
	s.mu.Lock()
	s.reading, s.taken = false, true
	s.mu.Unlock()
	s.wake.Broadcast()
	if ends, ok := s.conn.(interface{ SetReadDeadline(time.Time) error }); ok {
		_ = ends.SetReadDeadline(time.Unix(1, 0))
	}
}

// read is the reader's goroutine.
func (s *Stream) read() {
	for {
		s.mu.Lock()
		for !s.closed && !s.taken && (!s.reading || len(s.ready) >= maxAhead) {
			s.wake.Wait()
		}
		if s.closed || s.taken {
			s.leave()
			return
		}
		s.mu.Unlock()
		chunk, err := s.next()
		s.mu.Lock()
		if s.closed {
			s.leave()
			return
		}
		next := arrival{chunk: chunk, err: err}
		if s.consumer != nil && err == nil {
			next.ahead = s.consumer.Ahead(chunk)
		}
		s.ready = append(s.ready, next)
		if s.taken {
			s.leave()
			return
		}
		if s.reading {
			s.posted++
			s.post(s.deliver)
		}
		s.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// leave ends the reader, which has locked the stream.
func (s *Stream) leave() {
	s.gone = true
	s.mu.Unlock()
	s.wake.Broadcast()
}

// next reads a chunk.
func (s *Stream) next() ([]byte, error) {
	if s.layered != nil {
		return s.layered.ReadChunk()
	}
	if s.raw != nil {
		return s.reader.read(s.raw)
	}
	buffer := chunks.Get().(*[chunkSize]byte)
	for {
		n, err := s.conn.Read(buffer[:])
		if n > 0 {
			return taken(buffer, n), nil // the connection repeats its error at the next read
		}
		if err != nil {
			chunks.Put(buffer)
			return nil, err
		}
	}
}

var chunks = sync.Pool{New: func() any { return new([chunkSize]byte) }}

// taken is what was read into a buffer of chunks: the buffer itself if that is not much more, and otherwise a copy.
func taken(buffer *[chunkSize]byte, n int) []byte {
	if n > chunkSize/2 {
		return buffer[:n:n]
	}
	chunk := make([]byte, n)
	copy(chunk, buffer[:n])
	chunks.Put(buffer)
	return chunk
}

// deliver is posted once for each arrival.
func (s *Stream) deliver() {
	s.mu.Lock()
	s.posted--
	if s.closed || !s.reading || s.taken || len(s.ready) == 0 {
		s.mu.Unlock()
		return
	}
	first := s.ready[0]
	s.ready[0] = arrival{}
	s.ready = s.ready[1:]
	if len(s.ready) == 0 {
		s.ready = nil
	}
	if first.err != nil {
		s.reading = false
	}
	consumer := s.consumer
	s.mu.Unlock()
	s.wake.Signal()
	if consumer != nil && first.err == nil {
		consumer.Consume(first.chunk, first.ahead)
		return
	}
	s.received(first.chunk, first.err)
}

// Write sends buffers, whose memory must not change until it is done. pending is false if all was written, or could not be
// (err); otherwise done is called, in a posted task, when it is. The calls keep the order of the writes.
func (s *Stream) Write(buffers [][]byte, done func(error)) (pending bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return false, net.ErrClosed
	}
	if !s.writing {
		// Most writes fit into the system's buffer, and a program may end right after one.
		switch {
		case s.raw != nil:
			buffers, err = s.writer.try(s.raw, buffers)
		case s.layered != nil:
			buffers, err = s.layered.TryWrite(buffers)
		}
		if err != nil || len(buffers) == 0 {
			return false, err
		}
	}
	r := &request{buffers: buffers, done: done}
	for _, buffer := range buffers {
		r.size += len(buffer)
	}
	s.enqueue(r)
	return true, nil
}

// enqueue adds to the queue of a locked stream, and sees to it that a goroutine writes it.
func (s *Stream) enqueue(r *request) {
	s.queue = append(s.queue, r)
	s.waiting += r.size
	if !s.writing {
		s.writing = true
		go s.drain()
	}
}

// TryWrite sends as much of buffers as does not block, and returns the rest. It keeps none of their memory. A rest without bytes
// is to be given to Write all the same: a layer has taken all, and not sent it.
func (s *Stream) TryWrite(buffers [][]byte) (rest [][]byte, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, net.ErrClosed
	}
	switch {
	case s.writing:
		return buffers, nil
	case s.raw != nil:
		return s.writer.try(s.raw, buffers)
	case s.layered != nil:
		return s.layered.TryWrite(buffers)
	}
	return buffers, nil
}

// Waiting is how many bytes wait to be written. Any goroutine may call it.
func (s *Stream) Waiting() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.layered != nil {
		return s.waiting + s.layered.Waiting()
	}
	return s.waiting
}

// drain writes the queue, as much of it at once as there is.
func (s *Stream) drain() {
	for {
		s.mu.Lock()
		batch := s.queue
		s.queue = nil
		if len(batch) == 0 {
			s.writing = false
			ending := s.ending
			s.ending = nil
			s.mu.Unlock()
			if ending != nil {
				err := s.closeWrite()
				s.post(func() { ending(err) })
			}
			return
		}
		s.mu.Unlock()
		var all net.Buffers
		size := 0
		for _, r := range batch {
			all = append(all, r.buffers...)
			size += r.size
		}
		_, err := all.WriteTo(s.conn)
		s.mu.Lock()
		s.waiting -= size
		if err != nil {
			s.broken = err
		}
		s.mu.Unlock()
		s.wake.Broadcast()
		for _, r := range batch {
			if r.done != nil {
				s.post(func() { r.done(err) })
			}
		}
	}
}

// Shutdown tells the other end, once all is written, that nothing more comes. pending is false if that was done at once, or could
// not be (err); otherwise done is called in a posted task.
func (s *Stream) Shutdown(done func(error)) (pending bool, err error) {
	s.mu.Lock()
	if s.writing || s.layered != nil {
		s.ending = done
		if !s.writing {
			s.writing = true
			go s.drain()
		}
		s.mu.Unlock()
		return true, nil
	}
	s.mu.Unlock()
	return false, s.closeWrite()
}

func (s *Stream) closeWrite() error {
	if half, ok := s.conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return nil
}

// Close closes the connection. What waits to be written is lost: its functions are called with net.ErrClosed.
func (s *Stream) Close() error {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil
	}
	s.closed, s.ready = true, nil
	lost, ending := s.queue, s.ending
	s.queue, s.ending = nil, nil
	s.mu.Unlock()
	s.wake.Broadcast()
	err := s.conn.Close()
	for _, r := range lost {
		if r.done != nil {
			s.post(func() { r.done(net.ErrClosed) })
		}
	}
	if ending != nil {
		s.post(func() { ending(net.ErrClosed) })
	}
	return err
}

// Reset closes the connection so that the other end meets an error.
func (s *Stream) Reset() error {
	if lingers, ok := s.conn.(interface{ SetLinger(int) error }); ok {
		if err := lingers.SetLinger(0); err != nil {
			return err
		}
	}
	return s.Close()
}

// IsClosed reports whether err says that a connection was closed at this end.
func IsClosed(err error) bool {
	return errors.Is(err, net.ErrClosed) || errors.Is(err, os.ErrClosed) || errors.Is(err, io.ErrClosedPipe)
}
