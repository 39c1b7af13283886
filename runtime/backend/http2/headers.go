package http2

import (
	"encoding/binary"

	"golang.org/x/net/http2/hpack"
)

const (
	// maxContinuations is how many CONTINUATION frames may follow a HEADERS frame.
	maxContinuations = 8
	// maxFieldLength is how long a field's name or value may be, in bytes.
	maxFieldLength = 65536
	// maxHeaderList is how long a block's fields may be together, whatever the settings say.
	maxHeaderList = 16777215
)

// headerBlock is the block of headers being received.
type headerBlock struct {
	// id is that of the frame's stream; 0 means that there is none.
	id uint32
	// settled says that the peer's first SETTINGS frame was seen.
	settled       bool
	continuations int
	flags         byte
	promised      uint32
	self          bool // it depends on itself
	weight        int32
	bytes         []byte

	// While it is decoded: the stream that gets the fields, nil if nobody does.
	stream  *Stream
	trailer bool
	failure int
}

// receiveBlock takes a HEADERS, PUSH_PROMISE or CONTINUATION frame.
func (s *Session) receiveBlock(payload []byte) int {
	f, h := s.frame, &s.headers
	if f.kind == FrameContinuation {
		if h.continuations++; h.continuations > maxContinuations {
			return ErrTooManyContinuations
		}
		h.bytes = append(h.bytes, payload...)
		if f.flags&FlagEndHeaders == 0 {
			return 0
		}
		return s.blockComplete()
	}
	if f.flags&FlagPadded != 0 {
		if len(payload) == 0 || int(payload[0]) > len(payload)-1 {
			s.terminate(ProtocolError, "")
			return 0
		}
		payload = payload[1 : len(payload)-int(payload[0])]
	}
	*h = headerBlock{id: f.stream, flags: f.flags, settled: true}
	if f.kind == FramePushPromise {
		if len(payload) < 4 {
			s.terminate(FrameSizeError, "")
			return 0
		}
		h.promised = binary.BigEndian.Uint32(payload) & maxStreamID
		h.flags |= promiseMark
		payload = payload[4:]
	} else if f.flags&FlagPriority != 0 {
		if len(payload) < 5 {
			s.terminate(FrameSizeError, "")
			return 0
		}
		h.self = binary.BigEndian.Uint32(payload)&maxStreamID == f.stream
		h.weight = int32(payload[4]) + 1
		payload = payload[5:]
	}
	if f.stream == 0 {
		return s.invalidConnection(ErrProtocol, "HEADERS: stream_id == 0")
	}
	h.bytes = payload
	if f.flags&FlagEndHeaders == 0 {
		h.bytes = append([]byte(nil), payload...)
		return 0
	}
	return s.blockComplete()
}

// promiseMark tells a PUSH_PROMISE's block, whose flags have no such bit.
const promiseMark = 0x80

// blockComplete decodes a block and hands it on.
func (s *Session) blockComplete() int {
	h := &s.headers
	id := h.id
	t, failure := s.blockStream()
	h.id = 0
	if failure != 0 && failure != errIgnore {
		return failure
	}
	if s.ignoring {
		return 0
	}
	h.stream, h.failure = t, 0
	if _, err := s.decoder.Write(h.bytes); err != nil || s.decoder.Close() != nil {
		s.terminate(CompressionError, "")
		return s.invalidFrame(ErrHeaderCompression)
	}
	h.bytes, h.stream = nil, nil
	if h.failure != 0 {
		return s.blockFailed(t, h.failure)
	}
	if t == nil || t.closed || t.state == stateClosing {
		return 0
	}
	return s.blockReceived(t, id)
}

// blockFailed ends a stream whose block was refused, unless that was done.
func (s *Session) blockFailed(t *Stream, failure int) int {
	if failure == ErrTemporary {
		s.reset(t.id, InternalError)
		return 0
	}
	return s.invalidStream(t.id, failure)
}

// blockStream finds whom a block is for. It returns errIgnore, and nil, if the block is to be decoded only.
func (s *Session) blockStream() (*Stream, int) {
	h := &s.headers
	if h.flags&promiseMark != 0 {
		return s.promise()
	}
	t := s.streams[h.id]
	switch {
	case t == nil:
		return s.request()
	case t.state == stateReserved && !t.promised:
		return s.pushResponse(t)
	case t.readEnded:
		return nil, s.invalidConnection(ErrStreamClosed, "HEADERS: stream closed")
	case t.state == stateClosing:
		return nil, errIgnore
	case t.state == stateOpening && s.own(h.id):
		t.state = stateOpened
		return s.beginBlock(t, CategoryResponse)
	}
	return s.beginBlock(t, CategoryHeaders)
}

// request is for a stream that is not known.
func (s *Session) request() (*Stream, int) {
	h := &s.headers
	if !s.server {
		if s.idle(h.id) {
			return nil, s.invalidConnection(ErrProtocol, "request HEADERS: client received request")
		}
		return nil, errIgnore
	}
	if h.id%2 == 0 {
		return nil, s.invalidConnection(ErrProtocol, "request HEADERS: invalid stream_id")
	}
	if h.id <= s.lastReceived {
		if user := s.users[h.id]; user != nil && user.readEnded {
			return nil, s.invalidConnection(ErrStreamClosed, "HEADERS: stream closed")
		}
		return nil, errIgnore
	}
	s.lastReceived = h.id
	if uint64(s.incoming) >= uint64(s.local.MaxConcurrentStreams) {
		return nil, s.invalidConnection(ErrProtocol, "request HEADERS: max concurrent streams exceeded")
	}
	if s.goawaySent || s.terminating {
		return nil, errIgnore
	}
	if h.self {
		return nil, s.invalidConnection(ErrProtocol, "request HEADERS: depend on itself")
	}
	if uint64(s.incoming) >= uint64(s.pendingMaxStreams) {
		if failure := s.invalidStream(h.id, ErrRefusedStream); failure != 0 {
			return nil, failure
		}
		return nil, errIgnore
	}
	s.lastProcessed = h.id
	t, failure := s.accept(h.id, CategoryRequest, stateOpened)
	if t != nil && h.weight != 0 {
		t.weight = h.weight
	}
	return t, failure
}

// accept makes a stream that the peer has begun, if there is room for one.
func (s *Session) accept(id uint32, category int, state streamState) (*Stream, int) {
	if uint64(len(s.users)) >= uint64(s.local.MaxConcurrentStreams) || s.memory+streamMemory > s.options.MaxMemory {
		s.rejected++
		if uint64(s.rejected) > uint64(s.options.MaxRejectedStreams)+1 {
			return nil, ErrCallback
		}
		s.reset(id, EnhanceYourCalm)
		return nil, errIgnore
	}
	s.rejected = 0
	t := s.newStream(id, category)
	s.open(t, state)
	t.writeEnded = state == stateReserved
	return t, 0
}

func (s *Session) pushResponse(t *Stream) (*Stream, int) {
	if s.goawaySent || s.terminating {
		return nil, errIgnore
	}
	s.reservedIncoming--
	s.incoming++
	t.state = stateOpened
	return s.beginBlock(t, CategoryPushResponse)
}

// promise is for a PUSH_PROMISE.
func (s *Session) promise() (*Stream, int) {
	h := &s.headers
	switch {
	case s.server || !s.local.EnablePush:
		return nil, s.invalidConnection(ErrProtocol, "PUSH_PROMISE: push disabled")
	case !s.own(h.id):
		return nil, s.invalidConnection(ErrProtocol, "PUSH_PROMISE: invalid stream_id")
	case s.goawaySent || s.terminating:
		return nil, errIgnore
	case h.promised == 0 || h.promised%2 == 1 || h.promised <= s.lastReceived:
		return nil, s.invalidConnection(ErrProtocol, "PUSH_PROMISE: invalid promised_stream_id")
	case s.idle(h.id):
		return nil, s.invalidConnection(ErrProtocol, "PUSH_PROMISE: stream in idle")
	}
	s.lastReceived = h.promised
	t := s.streams[h.id]
	if t == nil || t.state == stateClosing || !s.pushAllowed || s.reservedIncoming >= s.options.MaxReservedStreams {
		s.reset(h.promised, Cancel)
		return nil, errIgnore
	}
	if t.readEnded {
		return nil, s.invalidConnection(ErrStreamClosed, "PUSH_PROMISE: stream closed")
	}
	s.lastProcessed = h.promised
	return s.accept(h.promised, CategoryRequest, stateReserved)
}

func (s *Session) beginBlock(t *Stream, category int) (*Stream, int) {
	t.fields, t.fieldsLength, t.category = nil, 0, category
	s.headers.trailer = category == CategoryHeaders && !t.http.expectsFinal
	t.http.regular = false
	return t, 0
}

// field is called with each field of a block.
func (s *Session) field(f hpack.HeaderField) {
	h := &s.headers
	t := h.stream
	if t == nil || h.failure != 0 {
		return
	}
	switch t.http.field(f, s.server || h.flags&promiseMark != 0, h.trailer, s.connectProtocol && s.server, s.options.StrictWhitespace) {
	case fieldIgnored:
		return
	case fieldInvalid:
		h.failure = ErrHTTPHeader
		return
	}
	if t.destroyed {
		return
	}
	length := len(f.Name) + len(f.Value) + 32
	if len(t.fields) >= s.options.MaxHeaderPairs || t.fieldsLength+length > t.fieldsLimit ||
		s.memory+t.fieldsLength+length > s.options.MaxMemory {
		s.reset(t.id, EnhanceYourCalm)
		h.failure = ErrTemporary
		return
	}
	t.note(&t.times.firstHeader)
	t.fields = append(t.fields, Field{f.Name, f.Value, f.Sensitive})
	t.fieldsLength += length
}

// blockReceived checks a block as a whole and tells of it.
func (s *Session) blockReceived(t *Stream, id uint32) int {
	h := &s.headers
	promise := h.flags&promiseMark != 0
	end := !promise && h.flags&FlagEndStream != 0
	valid := false
	switch {
	case t.category == CategoryRequest:
		valid = t.http.requestComplete(promise)
	case h.trailer:
		valid = end
	default:
		valid = t.http.responseComplete()
	}
	if valid && end {
		valid = t.http.end()
	}
	if !valid {
		t.readEnded = t.readEnded || end
		return s.invalidStream(t.id, ErrHTTPMessaging)
	}
	fields := t.fields
	t.fields = nil
	if !t.destroyed {
		s.handler.Headers(t, h.flags&^promiseMark, fields)
	}
	if end {
		t.readEnded = true
		if !t.closed {
			s.closeIfEnded(t)
		}
	}
	return 0
}
