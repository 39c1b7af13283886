package bridge

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
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
	FramePart     FrameType = 8
	FrameBegin    FrameType = 9
	FrameYield    FrameType = 10
	FrameLeft     FrameType = 11
	FrameCheck    FrameType = 12
	FrameChecked  FrameType = 13

	FrameReload       FrameType = 32
	FrameStyles       FrameType = 33
	FrameSwapBackend  FrameType = 34
	FrameProblem      FrameType = 35
	FrameClearProblem FrameType = 36
	FrameHot          FrameType = 37
	FrameDevTools     FrameType = 40
	FrameLog          FrameType = 48
	FrameClosed       FrameType = 49
	FrameBackend      FrameType = 50
	FramePage         FrameType = 51
)

var frameNames = map[FrameType]string{
	FrameHello: "Hello", FrameReady: "Ready", FrameRecords: "Records", FramePing: "Ping", FramePong: "Pong",
	FrameFatal: "Fatal", FrameShutdown: "Shutdown", FramePart: "Part", FrameReload: "Reload", FrameStyles: "Styles",
	FrameSwapBackend: "SwapBackend", FrameProblem: "Problem", FrameClearProblem: "ClearProblem", FrameHot: "Hot",
	FrameLog: "Log", FrameClosed: "Closed", FrameBegin: "Begin", FrameYield: "Yield", FrameLeft: "Left", FrameDevTools: "DevTools",
	FrameBackend: "Backend", FramePage: "Page", FrameCheck: "Check", FrameChecked: "Checked",
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
	case t == FramePart:
		return maxPart
	case frameNames[t] == "":
		return -1
	default:
		return MaxText
	}
}

// Conn reads and writes frames on a stream. One goroutine may read while any number write.
type Conn struct {
	stream   io.ReadWriteCloser
	queue    writeQueue
	incoming incoming
	chunk    []byte  // what is read into, when it isn't a large body
	frames   []Frame // for ReadFrame
	failed   error   // why there will be no more of them
}

// NewConn returns a Conn on stream: a net.Conn, a file, or anything else with both directions. The Conn owns it from then on.
func NewConn(stream io.ReadWriteCloser) *Conn {
	conn := &Conn{stream: stream}
	conn.queue.stream = stream
	conn.queue.changed.L = &conn.queue.mutex
	return conn
}

// NewFileConn returns a Conn on an inherited file, such as a socketpair's end as file descriptor 3. A socket is used as
// one, so that closing the Conn also ends a read that is waiting. The file itself is closed or owned by the Conn.
func NewFileConn(file *os.File) *Conn {
	if socket := openSocket(file); socket != nil {
		return NewConn(socket)
	}
	return NewConn(file)
}

// ReadFrame waits for the next frame. It returns io.EOF when the stream ended between two frames, and a *FrameError
// when it ended inside one, when a frame is too large for its type, or when the type is unknown.
func (c *Conn) ReadFrame() (Frame, error) {
	for len(c.frames) == 0 {
		if c.failed != nil {
			return Frame{}, c.failed
		}
		c.failed = c.receive()
	}
	frame := c.frames[0]
	c.frames = c.frames[1:]
	return frame, nil
}

// receive reads from the stream, once.
func (c *Conn) receive() error {
	keep := func(frame Frame) { c.frames = append(c.frames, frame) }
	space, direct := c.space()
	n, err := c.stream.Read(space)
	if direct {
		c.incoming.filled(n, keep)
	} else if broken := c.incoming.feed(space[:n], keep); broken != nil {
		return broken
	}
	if errors.Is(err, io.EOF) {
		if broken := c.incoming.ended(); broken != nil {
			return broken
		}
	}
	return err
}

// chunkSize is how much is read at once, in bytes.
const chunkSize = 256 << 10

// space returns where to read into; direct says that it is a body's own memory.
func (c *Conn) space() (space []byte, direct bool) {
	if space := c.incoming.space(); space != nil {
		return space, true
	}
	if c.chunk == nil {
		c.chunk = make([]byte, chunkSize)
	}
	return c.chunk, false
}

// WriteFrame writes one frame whose body is parts end to end, and returns when the stream has taken it. The parts are
// not copied when they are large and may be changed after WriteFrame returned. It is safe for concurrent use, and waits
// for frames queued before; but a large frame goes in parts, and those that come later may overtake it.
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
