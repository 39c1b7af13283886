package websocket

import (
	"context"
	"time"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/socket"
)

// How long a server may take to answer a close frame, and, when both have sent one, to close the connection.
const (
	answerTime = 30 * time.Second
	endTime    = 3 * time.Second
)

// keptOut is how long a buffer for what is sent may be to be used again, in bytes.
const keptOut = 64 << 10

// connection is what a WebSocket stands on. All of it is for the loop's goroutine.
type connection struct {
	binding  *binding
	object   *goja.Object
	resource *engine.AsyncResource
	// cancel ends an attempt to connect.
	cancel context.CancelFunc
	stream *socket.Stream // nil until the connection is open
	parser parser
	list   []message

	// out are the frames of this task, which are sent after it; outSize is the length of their messages. spare is for the next ones.
	out, spare []byte
	outSize    int64
	// buffered is how many bytes of messages wait to be written.
	buffered int64

	// abandoned says that the program has closed it before it was open.
	abandoned                      bool
	closeSent, closeReceived, done bool
	// code and reason are the server's.
	code   int
	reason string
	// waiting ends the wait for the server.
	waiting *time.Timer
}

// tell calls JavaScript in a posted task.
func (c *connection) tell(on goja.Callable, arguments ...any) {
	e := c.binding.engine
	values := make([]goja.Value, 1, 4)
	values[0] = c.object
	for _, argument := range arguments {
		values = append(values, e.ToValue(argument))
	}
	e.InAsync(c.resource, func() {
		_, err := on(goja.Undefined(), values...)
		e.Loop.Report(err)
	})
}

// opened is called when the attempt to connect has ended.
func (c *connection) opened(result *opened, err, cause error) {
	c.cancel()
	if c.abandoned {
		err, cause = errClosed, nil
		if result != nil {
			_ = result.conn.Close()
		}
	}
	if c.done {
		return
	}
	if err != nil {
		c.failed(err.Error(), cause)
		return
	}
	// What is sent is collected already.
	_ = socket.SetNoDelay(result.conn, true)
	c.stream = socket.NewStream(result.conn, c.binding.engine.Loop.Post, c.received)
	c.parser.inflater = result.inflater
	c.tell(c.binding.onOpen, result.protocol, result.extensions)
	if len(result.rest) > 0 {
		c.binding.engine.Loop.Post(func() { c.received(result.rest, nil) })
	}
	c.stream.ReadStart()
}

// received is told what the connection brings.
func (c *connection) received(chunk []byte, err error) {
	if c.done || c.closeReceived && err == nil {
		return
	}
	if err != nil {
		c.finish()
		return
	}
	list, failed := c.parser.push(chunk, c.list[:0])
	c.deliver(list)
	clear(list)
	c.list = list[:0]
	if failed != nil {
		c.fail(failed)
	}
}

// deliver handles the messages of one chunk: those of the program go to it all at once.
func (c *connection) deliver(list []message) {
	vm := c.binding.engine.VM
	values := make([]any, 0, len(list))
	for _, m := range list {
		switch m.opcode {
		case opText:
			values = append(values, string(m.payload))
		case opBinary:
			values = append(values, vm.NewArrayBuffer(m.payload))
		case opPing:
			if !c.closeSent {
				c.frame(opPong, m.payload)
			}
		}
	}
	if len(values) > 0 {
		c.tell(c.binding.onMessages, vm.NewArray(values...))
	}
	if len(list) > 0 && list[len(list)-1].opcode == opClose && !c.done {
		c.closing(list[len(list)-1].payload)
	}
}

// closing handles the server's close frame.
func (c *connection) closing(payload []byte) {
	code, reason, failed := closing(payload)
	if failed != nil {
		c.fail(failed)
		return
	}
	c.code, c.reason, c.closeReceived = code, reason, true
	c.tell(c.binding.onClosing)
	if c.done {
		return
	}
	if !c.closeSent {
		c.closeSent = true
		c.frame(opClose, payload[:min(len(payload), 2)])
	}
	c.wait(endTime, c.finish)
}

// wait calls then after a while.
func (c *connection) wait(time_ time.Duration, then func()) {
	if c.waiting != nil {
		c.waiting.Stop()
	}
	loop := c.binding.engine.Loop
	c.waiting = time.AfterFunc(time_, func() {
		loop.Post(func() {
			if !c.done {
				then()
			}
		})
	})
}

// send sends a message after the current task.
func (c *connection) send(opcode byte, payload []byte) {
	if c.stream == nil || c.done || c.closeSent {
		return
	}
	c.buffered += int64(len(payload))
	c.outSize += int64(len(payload))
	c.frame(opcode, payload)
}

func (c *connection) frame(opcode byte, payload []byte) {
	if len(c.out) == 0 {
		c.out, c.spare = c.spare, nil
		c.binding.engine.Loop.NextTick(c.flush)
	}
	c.out = appendFrame(c.out, opcode, payload, c.binding.masks.next())
}

// flush writes what was sent in this task.
func (c *connection) flush() {
	out, size := c.out, c.outSize
	c.out, c.outSize = nil, 0
	if len(out) == 0 || c.done {
		return
	}
	pending, err := c.stream.Write([][]byte{out}, func(error) { c.buffered -= size })
	if pending {
		return
	}
	c.buffered -= size
	if cap(out) <= keptOut {
		c.spare = out[:0]
	}
	if err != nil {
		// The reader meets the same, after what the server sent before.
		c.closeSent = true
	}
}

// close begins to close: with a close frame if the connection is open.
func (c *connection) close(payload []byte) {
	switch {
	case c.done || c.closeSent:
	case c.stream == nil:
		c.abandoned = true
		c.cancel()
		c.binding.engine.Loop.Post(func() {
			if !c.done {
				c.failed(errClosed.Error(), nil)
			}
		})
	default:
		c.frame(opClose, payload)
		c.closeSent = true
		c.wait(answerTime, c.finish)
	}
}

// fail ends a connection whose server does not keep to the protocol.
func (c *connection) fail(why *failure) {
	if c.done {
		return
	}
	if !c.closeSent {
		c.closeSent = true
		c.frame(opClose, []byte{byte(why.code >> 8), byte(why.code)})
		c.flush()
	}
	c.closeReceived = false
	c.failed(why.reason, nil)
}

// failed tells of an error and ends.
func (c *connection) failed(why string, cause error) {
	reason := any(nil)
	if cause != nil {
		reason = cause.Error()
	}
	c.tell(c.binding.onFailed, why, reason)
	c.finish()
}

// finish closes the connection, which is the end of it.
func (c *connection) finish() {
	if c.done {
		return
	}
	clean := c.closeSent && c.closeReceived
	if c.stream != nil {
		c.flush()
		_ = c.stream.Close()
	}
	c.done = true
	if c.waiting != nil {
		c.waiting.Stop()
	}
	b := c.binding
	delete(b.open, c)
	b.engine.Loop.Hold(-1)
	code := statusAbnormal
	if c.closeReceived {
		code = c.code
	}
	c.tell(b.onClosed, clean, code, c.reason)
	b.engine.AsyncDestroyed(c.resource)
}
