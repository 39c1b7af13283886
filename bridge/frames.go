package bridge

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"net"
	"os"
	"sync"
)

// FrameType says what a frame's body holds.
type FrameType uint8

// The types of frames. The numbers are part of the protocol; see the package's documentation for who sends what.
const (
	FrameHello    FrameType = 1
	FrameReady    FrameType = 2
	FrameRecords  FrameType = 3
	FramePing     FrameType = 4
	FramePong     FrameType = 5
	FrameFatal    FrameType = 6
	FrameShutdown FrameType = 7

	FrameReload       FrameType = 32
	FrameStyles       FrameType = 33
	FrameSwapBackend  FrameType = 34
	FrameProblem      FrameType = 35
	FrameClearProblem FrameType = 36
	FrameLog          FrameType = 48
	FrameClosed       FrameType = 49
)

var frameNames = map[FrameType]string{
	FrameHello: "Hello", FrameReady: "Ready", FrameRecords: "Records", FramePing: "Ping", FramePong: "Pong",
	FrameFatal: "Fatal", FrameShutdown: "Shutdown", FrameReload: "Reload", FrameStyles: "Styles",
	FrameSwapBackend: "SwapBackend", FrameProblem: "Problem", FrameClearProblem: "ClearProblem",
	FrameLog: "Log", FrameClosed: "Closed",
}

// String returns the type's name, "Records" for FrameRecords.
func (t FrameType) String() string {
	if name, ok := frameNames[t]; ok {
		return name
	}
	return fmt.Sprintf("type %d", uint8(t))
}

const (
	// MaxText is the most bytes of text, in records or in a message, that one frame carries.
	MaxText = 64 << 20
	// MaxBlob is the most bytes that can travel with one record, the blob's own header included.
	MaxBlob = 1 << 30

	maxRecordsBody = recordsHeaderSize + MaxText + MaxBlob
	// A frame's length is believed only so far before its bytes arrive: more memory is taken as they do.
	trustedAllocation = 1 << 20
	// Frames up to this size are copied behind their header and written at once.
	copiedFrame = 32 << 10
)

// Frame is one message as it travels.
type Frame struct {
	Type FrameType
	Body []byte // belongs to whoever read the frame
}

// FrameError is a frame that breaks the protocol. The stream can't be used after it.
type FrameError struct {
	Reason string
}

func (e *FrameError) Error() string { return "broken frame: " + e.Reason }

// maxBody returns the most bytes the body of a frame of type t may have, and -1 when there is no such type.
func maxBody(t FrameType) int {
	switch {
	case t == FrameRecords:
		return maxRecordsBody
	case frameNames[t] == "":
		return -1
	default:
		return MaxText
	}
}

// Conn reads and writes frames on a stream. One goroutine may read while any number write.
type Conn struct {
	stream io.ReadWriteCloser
	reader *bufio.Reader
	queue  writeQueue
	// For ReadAvailable: what it reads into, and what has arrived of frames that aren't whole.
	chunk, arrived []byte
}

// NewConn returns a Conn on stream: a net.Conn, a file, or anything else with both directions. The Conn owns it from then on.
func NewConn(stream io.ReadWriteCloser) *Conn {
	conn := &Conn{stream: stream, reader: bufio.NewReaderSize(stream, 64<<10)}
	conn.queue.stream = stream
	conn.queue.changed.L = &conn.queue.mutex
	return conn
}

// NewFileConn returns a Conn on an inherited file, such as a socketpair's end as file descriptor 3. A socket is used as
// one, so that closing the Conn also ends a read that is waiting. The file itself is closed or owned by the Conn.
func NewFileConn(file *os.File) *Conn {
	socket, err := net.FileConn(file)
	if err != nil {
		return NewConn(file)
	}
	_ = file.Close() // net.FileConn works on a copy of the descriptor
	return NewConn(socket)
}

// ReadFrame waits for the next frame. It returns io.EOF when the stream ended between two frames, and a *FrameError
// when it ended inside one, when a frame is too large for its type, or when the type is unknown.
func (c *Conn) ReadFrame() (Frame, error) {
	return readFrame(c.reader)
}

func readFrame(reader io.Reader) (Frame, error) {
	var header [5]byte
	if n, err := io.ReadFull(reader, header[:]); err != nil {
		if errors.Is(err, io.ErrUnexpectedEOF) {
			return Frame{}, &FrameError{fmt.Sprintf("the stream ended after %d of the 5 bytes of a header", n)}
		}
		return Frame{}, err
	}
	length := binary.LittleEndian.Uint32(header[:4])
	frameType := FrameType(header[4])
	if length == 0 {
		return Frame{}, &FrameError{"its length is 0, which leaves no room for its type"}
	}
	limit := maxBody(frameType)
	if limit < 0 {
		return Frame{}, &FrameError{fmt.Sprintf("there is no frame of type %d", header[4])}
	}
	size := uint64(length) - 1
	if size > uint64(limit) {
		return Frame{}, &FrameError{fmt.Sprintf("a %s frame announces %d bytes, the limit is %d", frameType, size, limit)}
	}
	body, err := readBody(reader, int(size))
	if err != nil {
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			err = &FrameError{fmt.Sprintf("the stream ended after %d of the %d bytes of a %s frame", len(body), size, frameType)}
		}
		return Frame{}, err
	}
	return Frame{Type: frameType, Body: body}, nil
}

// readBody reads size bytes; on an error it returns those that arrived.
func readBody(reader io.Reader, size int) ([]byte, error) {
	body := make([]byte, min(size, trustedAllocation))
	done := 0
	for {
		n, err := io.ReadFull(reader, body[done:])
		done += n
		if err != nil {
			return body[:done], err
		}
		if done == size {
			return body, nil
		}
		// The announced length is credible by what has come so far: twice as much, and all of it after 16 MiB.
		next := min(size, 2*len(body))
		if done >= 16*trustedAllocation {
			next = size
		}
		grown := make([]byte, next)
		copy(grown, body)
		body = grown
	}
}

// WriteFrame writes one frame whose body is parts end to end, and returns when the stream has taken it. The parts are
// not copied when they are large and may be changed after WriteFrame returned. It is safe for concurrent use, and waits
// for frames queued before.
func (c *Conn) WriteFrame(frameType FrameType, parts ...[]byte) error {
	frame, err := newFrame(frameType, parts)
	if err != nil {
		return err
	}
	return c.queue.write(frame)
}

// QueueFrame is WriteFrame that never waits for the other process: what the stream doesn't take at once is written by
// another goroutine, in order. The parts must not be changed afterwards. An error to write shows in the next call.
// It fails with ErrQueueFull when the other side has stopped reading and too much is waiting already.
func (c *Conn) QueueFrame(frameType FrameType, parts ...[]byte) error {
	frame, err := newFrame(frameType, parts)
	if err != nil {
		return err
	}
	return c.queue.add(frame)
}

// Close closes the stream. Frames that are still queued are lost; a waiting ReadFrame or WriteFrame fails.
func (c *Conn) Close() error {
	c.queue.fail(net.ErrClosed)
	return c.stream.Close()
}

// Drain reads until the stream is over and drops everything, also the rest of a message that ReadAvailable has begun. The
// error is nil at the stream's ordinary end.
func (c *Conn) Drain() error {
	_, err := io.Copy(io.Discard, c.stream)
	return err
}

// newFrame returns the pieces of a frame: one when it is small, the header and the parts as they are when not.
func newFrame(frameType FrameType, parts [][]byte) (net.Buffers, error) {
	size := 0
	for _, part := range parts {
		size += len(part)
	}
	limit := maxBody(frameType)
	if limit < 0 {
		return nil, &FrameError{fmt.Sprintf("there is no frame of type %d", uint8(frameType))}
	}
	if size > limit || size >= math.MaxUint32 {
		return nil, &FrameError{fmt.Sprintf("a %s frame of %d bytes can't be sent, the limit is %d", frameType, size, limit)}
	}
	small := size <= copiedFrame
	capacity := 5
	if small {
		capacity += size
	}
	head := make([]byte, 5, capacity)
	binary.LittleEndian.PutUint32(head, uint32(size+1))
	head[4] = byte(frameType)
	if small {
		for _, part := range parts {
			head = append(head, part...)
		}
		return net.Buffers{head}, nil
	}
	frame := make(net.Buffers, 0, len(parts)+1)
	frame = append(frame, head)
	for _, part := range parts {
		if len(part) > 0 {
			frame = append(frame, part)
		}
	}
	return frame, nil
}

// writeQueue puts frames on a stream in order, each in one piece.
type writeQueue struct {
	stream  io.Writer
	mutex   sync.Mutex
	changed sync.Cond
	waiting net.Buffers // taken in, not yet handed to the stream
	size    int         // bytes in waiting
	writing bool        // somebody is handing frames to the stream
	taken   uint64      // frames taken in
	written uint64      // frames the stream has got
	err     error       // why the stream can't be written to any more
}

// maxQueued is how many bytes may wait for the other side to read.
const maxQueued = 2 * MaxBlob

// ErrQueueFull is QueueFrame's error when the other process doesn't read what it was sent.
var ErrQueueFull = errors.New("the other process has stopped reading and too much is waiting for it")

// write adds a frame and waits until the stream has it; whoever comes first writes for all who came meanwhile.
func (q *writeQueue) write(frame net.Buffers) error {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	if q.err != nil {
		return q.err
	}
	ticket := q.put(frame)
	for q.written < ticket && q.err == nil {
		if q.writing {
			q.changed.Wait()
		} else {
			q.flush()
		}
	}
	if q.written < ticket {
		return q.err
	}
	return nil
}

// add adds a frame and sees to it that somebody writes it.
func (q *writeQueue) add(frame net.Buffers) error {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	if q.err != nil {
		return q.err
	}
	if q.size > maxQueued {
		return ErrQueueFull
	}
	if !q.writing && len(q.waiting) == 0 && len(frame) == 1 {
		n, err := tryWrite(q.stream, frame[0])
		if err != nil {
			q.err = err
			return err
		}
		if n == len(frame[0]) {
			return nil
		}
		frame[0] = frame[0][n:]
	}
	q.put(frame)
	if !q.writing {
		q.writing = true
		go func() {
			q.mutex.Lock()
			defer q.mutex.Unlock()
			q.flush()
		}()
	}
	return nil
}

func (q *writeQueue) put(frame net.Buffers) (ticket uint64) {
	q.waiting = append(q.waiting, frame...)
	for _, part := range frame {
		q.size += len(part)
	}
	q.taken++
	return q.taken
}

// flush hands over everything that waits, also what comes meanwhile. The mutex is held, except while writing.
func (q *writeQueue) flush() {
	q.writing = true
	for len(q.waiting) > 0 && q.err == nil {
		batch, upTo := q.waiting, q.taken
		q.waiting, q.size = nil, 0
		q.mutex.Unlock()
		_, err := batch.WriteTo(q.stream)
		q.mutex.Lock()
		if err == nil {
			q.written = upTo
		} else if q.err == nil {
			q.err = err
		}
		q.changed.Broadcast()
	}
	q.writing = false
}

func (q *writeQueue) fail(err error) {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	if q.err == nil {
		q.err = err
	}
	q.waiting, q.size = nil, 0
	q.changed.Broadcast()
}
