package http2

import "time"

// Field is one header field. Sensitive fields are never put into a compression table.
type Field struct {
	Name, Value string
	Sensitive   bool
}

type streamState uint8

const (
	stateInitial  streamState = iota // a request that was not sent
	stateOpening                     // a request that was not answered
	stateOpened                      // headers went both ways, or a peer's request
	stateReserved                    // promised
	stateClosing                     // RST_STREAM is on its way
)

// Stream is one stream, from its first frame, or the request that waits to be sent, until Destroy.
type Stream struct {
	// Value is what the session's user knows it by.
	Value any

	session *Session
	id      uint32
	state   streamState
	// readEnded and writeEnded say which directions END_STREAM has ended.
	readEnded, writeEnded bool
	// closed says that no frame belongs to it any more; destroyed that the user has let it go.
	closed, destroyed bool
	code              uint32
	weight            int32

	sendWindow    int32
	receiveWindow window
	http          messaging

	// The block of headers being received.
	fields       []Field
	fieldsLength int
	fieldsLimit  int
	category     int

	// What is to be sent.
	queue     []pending
	available int
	// hasBody says that DATA follows the headers; ended that the user writes no more; trailers that they follow the data.
	hasBody, ended, trailers, queued bool
	promised                         bool // by this side
	resetPending                     bool
	unsent                           bool // its headers could not be

	// What was received while the user did not want it, in bytes that the peer has not been given back.
	reading bool
	unread  int

	sent, received int64
	times          times
}

// pending is one buffer of a write; done is set for the last of its buffers.
type pending struct {
	data []byte
	done any
}

// ID is the stream's number.
func (t *Stream) ID() uint32 { return t.id }

// Category is what the last block of headers was.
func (t *Stream) Category() int { return t.category }

// Destroyed reports whether Destroy was called.
func (t *Stream) Destroyed() bool { return t.destroyed }

// Sent is how many bytes of data were sent.
func (t *Stream) Sent() int64 { return t.sent }

// writable reports whether the user may still write.
func (t *Stream) writable() bool { return !t.ended }

// peers reports whether the peer began the stream.
func (t *Stream) peers() bool { return (t.id%2 == 1) == t.session.server }

// StreamState is what State tells of a stream.
type StreamState struct {
	State, Weight, LocalClose, RemoteClose, LocalWindow int
}

// State describes the stream.
func (t *Stream) State() StreamState {
	if t.closed || t.state == stateInitial {
		state := StateClosed
		if !t.closed {
			state = StateIdle
		}
		return StreamState{State: state}
	}
	result := StreamState{State: StateOpen, Weight: int(t.weight), LocalWindow: int(t.receiveWindow.size)}
	switch {
	case t.state == stateReserved && t.promised:
		result.State = StateReservedLocal
	case t.state == stateReserved:
		result.State = StateReservedRemote
	case t.writeEnded && t.readEnded:
		result.State = StateClosed
	case t.writeEnded:
		result.State = StateHalfClosedLocal
	case t.readEnded:
		result.State = StateHalfClosedRemote
	}
	if t.writeEnded {
		result.LocalClose = 1
	}
	if t.readEnded {
		result.RemoteClose = 1
	}
	return result
}

// Write queues buffers, which must not change until the handler's Written is called with done.
func (t *Stream) Write(buffers [][]byte, done any) {
	s := t.session
	if t.destroyed || !t.writable() {
		s.handler.Written(done, StatusEnd)
		return
	}
	for i, data := range buffers {
		p := pending{data: data}
		if i == len(buffers)-1 {
			p.done = done
		}
		t.queue = append(t.queue, p)
		t.available += len(data)
		s.memory += len(data)
	}
	s.wantsToSend(t)
	s.schedule()
}

// End says that nothing more is written.
func (t *Stream) End() {
	t.ended = true
	t.session.wantsToSend(t)
	t.session.schedule()
}

// ReadStart lets the peer send on: what was received is given back to its window.
func (t *Stream) ReadStart() {
	t.reading = true
	unread := t.unread
	t.unread = 0
	if unread > 0 && !t.closed {
		t.session.consumeStream(t, unread)
		t.session.schedule()
	}
}

// ReadStop ends what ReadStart began.
func (t *Stream) ReadStop() { t.reading = false }

// Respond sends a response's headers. empty says that no data follows, trailers that they follow the data.
func (t *Stream) Respond(fields []Field, empty, trailers bool) int {
	s := t.session
	if t.closed || t.state == stateClosing {
		return 0
	}
	t.trailers = t.trailers || trailers
	return t.submit(s, item{kind: FrameHeaders, stream: t, fields: fields}, empty || !t.writable())
}

func (t *Stream) submit(s *Session, headers item, empty bool) int {
	if empty {
		headers.flags = FlagEndStream
	} else {
		headers.body = true
	}
	s.enqueue(headers)
	s.schedule()
	return 0
}

// Inform sends headers with an informational status.
func (t *Stream) Inform(fields []Field) int {
	t.session.enqueue(item{kind: FrameHeaders, stream: t, fields: fields})
	t.session.schedule()
	return 0
}

// Trailers sends trailing headers, or the end of the stream if there are none.
func (t *Stream) Trailers(fields []Field) int {
	if len(fields) == 0 {
		t.session.enqueue(item{kind: FrameData, stream: t, flags: FlagEndStream})
	} else {
		t.session.enqueue(item{kind: FrameHeaders, stream: t, fields: fields, flags: FlagEndStream})
	}
	t.session.schedule()
	return 0
}

// Priority sends a PRIORITY frame, unless silent.
func (t *Stream) Priority(parent uint32, weight int32, exclusive, silent bool) int {
	t.weight = weight
	if !silent {
		t.session.enqueue(item{kind: FramePriority, id: t.id, payload: priorityPayload(parent, weight, exclusive)})
		t.session.schedule()
	}
	return 0
}

// Reset closes the stream with RST_STREAM, behind what is ready to be sent.
func (t *Stream) Reset(code uint32) {
	s := t.session
	t.code = code
	if t.unsent {
		s.handler.Later(func() { s.closeStream(t, code) })
		return
	}
	if s.inScope() && code == Cancel {
		s.deferReset(t)
		return
	}
	if !s.flush() {
		s.deferReset(t)
		return
	}
	t.flushReset()
}

func (t *Stream) flushReset() {
	t.resetPending = false
	if t.destroyed {
		return
	}
	t.session.reset(t.id, t.code)
	t.session.schedule()
}

// Destroy lets the stream go: the handler hears no more of it but that what was not sent is lost.
func (t *Stream) Destroy() {
	s := t.session
	if t.destroyed {
		return
	}
	if t.resetPending {
		t.flushReset()
	}
	t.destroyed = true
	s.counts.ended++
	s.counts.streamTime += time.Since(t.times.began)
	s.handler.Later(func() {
		if s.users[t.id] == t {
			delete(s.users, t.id)
			s.memory -= streamMemory
		}
		queue := t.queue
		s.memory -= t.available
		t.queue, t.available = nil, 0
		for _, p := range queue {
			if p.done != nil {
				s.handler.Written(p.done, StatusCanceled)
			}
		}
	})
}
