package http2

import (
	"encoding/binary"
	"time"
)

// phase is what the next received bytes are.
type phase uint8

const (
	phaseHeader  phase = iota // a frame's header
	phasePreface              // a client's preface
	phasePayload              // the payload of a frame that is taken as a whole
	phaseData                 // that of a DATA frame, which is not
	phaseSkip                 // what nobody wants
)

// frameHeader is that of the frame being received.
type frameHeader struct {
	length int
	kind   byte
	flags  byte
	stream uint32
}

// Receive takes what came from the socket. The memory of chunk becomes the session's, and that of the data it hands on.
func (s *Session) Receive(chunk []byte) {
	if s.closed {
		return
	}
	if s.paused {
		s.rest = append(s.rest, chunk...)
		return
	}
	if len(s.rest) > 0 {
		chunk = append(s.rest, chunk...)
		s.rest = nil
	}
	s.counts.received += int64(len(chunk))
	// A handler may have it both ways: what it does while it is told of this, is sent with the rest.
	if s.receiving {
		s.rest = chunk
		return
	}
	s.receiving = true
	failure := 0
	for failure == 0 && !s.closed && !s.ignoring && !s.paused {
		size, ready := len(chunk), false
		chunk, ready, failure = s.step(chunk)
		if !ready && size == len(chunk) {
			break
		}
	}
	s.receiving = false
	if s.paused {
		s.rest = chunk
		return
	}
	if s.closed {
		return
	}
	if failure < 0 {
		s.ignoring = true
		s.handler.Error(failure, s.custom)
		return
	}
	s.flush()
}

// gather returns the next n bytes once they are there.
func (s *Session) gather(chunk []byte, n int) (whole, rest []byte) {
	if len(s.partial) == 0 && len(chunk) >= n {
		return chunk[:n:n], chunk[n:]
	}
	missing := min(n-len(s.partial), len(chunk))
	s.partial = append(s.partial, chunk[:missing]...)
	if len(s.partial) < n {
		return nil, chunk[missing:]
	}
	whole = s.partial
	s.partial = nil
	return whole, chunk[missing:]
}

// step takes what it can from chunk. ready says that more may follow even without more bytes.
func (s *Session) step(chunk []byte) (rest []byte, ready bool, failure int) {
	switch s.phase {
	case phasePreface:
		have := min(len(preface)-len(s.partial), len(chunk))
		if string(chunk[:have]) != preface[len(s.partial):len(s.partial)+have] {
			return nil, false, ErrBadClientMagic
		}
		whole, rest := s.gather(chunk, len(preface))
		if whole != nil {
			s.phase = phaseHeader
		}
		return rest, whole != nil, 0
	case phaseHeader:
		header, rest := s.gather(chunk, frameHeaderLength)
		if header == nil {
			return rest, false, 0
		}
		s.frame = frameHeader{
			length: int(header[0])<<16 | int(header[1])<<8 | int(header[2]), kind: header[3], flags: header[4],
			stream: binary.BigEndian.Uint32(header[5:]) & maxStreamID,
		}
		return rest, true, s.begin()
	case phasePayload:
		payload, rest := []byte{}, chunk
		if s.frame.length > 0 {
			if payload, rest = s.gather(chunk, s.frame.length); payload == nil {
				return rest, false, 0
			}
		}
		s.phase = phaseHeader
		s.counts.framesIn++
		return rest, true, s.payload(payload)
	case phaseData:
		return s.data(chunk)
	}
	n := min(s.remaining, len(chunk))
	s.remaining -= n
	if s.remaining == 0 {
		s.phase = phaseHeader
		return chunk[n:], true, 0
	}
	return chunk[n:], false, 0
}

func (s *Session) skip() int {
	s.remaining = s.frame.length
	if s.phase = phaseSkip; s.remaining == 0 {
		s.phase = phaseHeader
	}
	return 0
}

// begin looks at a frame's header.
func (s *Session) begin() int {
	f := s.frame
	s.phase = phasePayload
	if !s.seenSettings() {
		return 0
	}
	if f.length > int(s.local.MaxFrameSize) {
		s.terminate(FrameSizeError, "too large frame size")
		return 0
	}
	if s.headers.id != 0 && (f.kind != FrameContinuation || f.stream != s.headers.id) {
		s.terminate(ProtocolError, "unexpected non-CONTINUATION frame or stream_id is invalid")
		return 0
	}
	switch f.kind {
	case FrameData:
		return s.beginData()
	case FrameContinuation:
		if s.headers.id == 0 {
			s.terminate(ProtocolError, "CONTINUATION: unexpected")
		}
	case FrameHeaders, FramePriority, FrameReset, FrameSettings, FramePushPromise, FramePing, FrameGoaway, FrameWindowUpdate:
	case FrameAltSvc, FrameOrigin:
		if s.server {
			return s.skip()
		}
	default:
		return s.skip()
	}
	return 0
}

// seenSettings makes sure that the first frame is SETTINGS.
func (s *Session) seenSettings() bool {
	if s.remoteSettingsKnown || s.headers.settled {
		return true
	}
	if s.frame.kind == FrameSettings && s.frame.flags&FlagAck == 0 {
		s.headers.settled = true
		return true
	}
	s.terminate(ProtocolError, "SETTINGS expected")
	s.handler.Error(ErrProtocol, "")
	return false
}

// payload handles a frame that is there as a whole.
func (s *Session) payload(payload []byte) int {
	f := s.frame
	switch f.kind {
	case FrameHeaders, FramePushPromise, FrameContinuation:
		return s.receiveBlock(payload)
	case FramePriority:
		return s.receivePriority(payload)
	case FrameReset:
		return s.receiveReset(payload)
	case FrameSettings:
		if len(payload)%6 != 0 {
			s.terminate(FrameSizeError, "")
			return 0
		}
		return s.receiveSettings(payload)
	case FramePing:
		return s.receivePing(payload)
	case FrameGoaway:
		return s.receiveGoaway(payload)
	case FrameWindowUpdate:
		return s.receiveWindowUpdate(payload)
	case FrameAltSvc:
		return s.receiveAltSvc(payload)
	case FrameOrigin:
		return s.receiveOrigin(payload)
	}
	return 0
}

// invalidConnection ends the session for what the peer sent.
func (s *Session) invalidConnection(number int, reason string) int {
	failure := s.invalidFrame(number)
	s.terminate(CodeOf(number), reason)
	return failure
}

// invalidStream ends a stream for what the peer sent.
func (s *Session) invalidStream(id uint32, number int) int {
	s.reset(id, CodeOf(number))
	return s.invalidFrame(number)
}

// invalidFrame counts a frame that made no sense.
func (s *Session) invalidFrame(number int) int {
	if failure := s.countInvalid(); failure != 0 {
		return failure
	}
	if number < ErrFatal || number == ErrStreamClosed || number == ErrProtocol {
		s.handler.Error(number, "")
	}
	return 0
}

// idle reports whether a stream of that number has not been begun.
func (s *Session) idle(id uint32) bool {
	if (id%2 == 0) == s.server {
		return id >= s.nextID
	}
	return id > s.lastReceived
}

func (s *Session) countInvalid() int {
	s.invalid++
	if uint64(s.invalid) > uint64(s.options.MaxInvalidFrames)+1 {
		s.custom = "ERR_HTTP2_TOO_MANY_INVALID_FRAMES"
		return ErrCallback
	}
	return 0
}

// own reports whether a stream of that number is begun by this side.
func (s *Session) own(id uint32) bool { return id != 0 && (id%2 == 0) == s.server }

// beginData looks whether a DATA frame's stream may have it.
func (s *Session) beginData() int {
	f := s.frame
	code, reason := uint32(ProtocolError), ""
	t := s.streams[f.stream]
	switch {
	case f.stream == 0:
		reason = "DATA: stream_id == 0"
	case s.idle(f.stream):
		reason = "DATA: stream in idle"
	case t == nil:
	case t.readEnded:
		code, reason = StreamClosed, "DATA: stream in half-closed(remote)"
	case t.state == stateClosing:
		t = nil
	case t.state == stateReserved:
		reason = "DATA: stream in reserved"
	case t.state == stateOpening && s.own(f.stream):
		reason = "DATA: stream not opened"
	}
	if reason != "" {
		s.terminate(code, reason)
		return 0
	}
	s.dataFor = t
	s.remaining, s.padding, s.phase = f.length, 0, phaseData
	if f.flags&FlagPadded != 0 {
		if f.length == 0 {
			s.terminate(ProtocolError, "")
			return 0
		}
		s.padding = -1
	}
	return 0
}

// data takes what there is of a DATA frame.
func (s *Session) data(chunk []byte) ([]byte, bool, int) {
	if s.padding < 0 {
		if len(chunk) == 0 {
			return chunk, false, 0
		}
		s.padding = int(chunk[0])
		s.remaining--
		chunk = chunk[1:]
		if s.padding > s.remaining {
			s.terminate(ProtocolError, "")
			return nil, false, 0
		}
		if !s.account(1) {
			return nil, false, 0
		}
		s.consumed(1)
	}
	n := min(s.remaining-s.padding, len(chunk))
	if n > 0 {
		part := chunk[:n:n]
		if !s.account(n) {
			return nil, false, 0
		}
		s.remaining -= n
		if failure := s.deliver(part); failure != 0 {
			return nil, false, failure
		}
		return chunk[n:], true, 0
	}
	if s.remaining > 0 {
		n := min(s.remaining, len(chunk))
		if n == 0 {
			return chunk, false, 0
		}
		if !s.account(n) {
			return nil, false, 0
		}
		s.consumed(n)
		s.remaining -= n
		s.padding -= n
		return chunk[n:], true, 0
	}
	s.phase = phaseHeader
	s.counts.framesIn++
	return chunk, true, s.endData()
}

// account counts n bytes against the windows. It returns false if they end the session.
func (s *Session) account(n int) bool {
	if !s.receiveWindow.take(n) {
		s.terminate(FlowControlError, "")
		return false
	}
	if t := s.dataFor; t != nil && !t.receiveWindow.take(n) {
		s.reset(t.id, FlowControlError)
		s.dataFor = nil
	}
	return true
}

// consumed gives n bytes back that nobody is to see.
func (s *Session) consumed(n int) {
	s.consumeConnection(n)
	if s.dataFor != nil {
		s.consumeStream(s.dataFor, n)
	}
}

// deliver hands data to its stream.
func (s *Session) deliver(part []byte) int {
	s.consumeConnection(len(part))
	t := s.dataFor
	if t == nil || t.closed || t.state == stateClosing {
		s.dataFor = nil
		return 0
	}
	if !t.http.data(len(part)) {
		s.dataFor = nil
		s.reset(t.id, ProtocolError)
		return 0
	}
	if t.destroyed {
		return 0
	}
	t.received += int64(len(part))
	t.note(&t.times.firstByte)
	s.handler.Data(t, part)
	if t.reading {
		if !t.closed {
			s.consumeStream(t, len(part))
		}
		return 0
	}
	t.unread += len(part)
	if s.writing {
		// Neither side reads: nothing more is taken until the peer has.
		s.paused = true
	}
	return 0
}

func (s *Session) endData() int {
	t := s.dataFor
	s.dataFor = nil
	if t == nil || t.closed || t.state == stateClosing {
		return 0
	}
	if s.frame.flags&FlagEndStream == 0 {
		if s.frame.length > 0 || t.destroyed {
			return 0
		}
		return s.countInvalid()
	}
	if !t.http.end() {
		t.readEnded = true
		return s.invalidStream(t.id, ErrHTTPMessaging)
	}
	t.readEnded = true
	if !t.destroyed {
		s.handler.End(t)
	}
	s.closeIfEnded(t)
	return 0
}

func (s *Session) receivePriority(payload []byte) int {
	if len(payload) != 5 {
		s.terminate(FrameSizeError, "")
		return 0
	}
	if s.frame.stream == 0 {
		return s.invalidConnection(ErrProtocol, "PRIORITY: stream_id == 0")
	}
	parent := binary.BigEndian.Uint32(payload)
	if parent&maxStreamID == s.frame.stream {
		s.terminate(ProtocolError, "depend on itself")
		return 0
	}
	if t := s.streams[s.frame.stream]; t != nil {
		t.weight = int32(payload[4]) + 1
	}
	s.handler.Priority(s.frame.stream, parent&maxStreamID, int(payload[4])+1, parent>>31 != 0)
	return 0
}

func (s *Session) receiveReset(payload []byte) int {
	id := s.frame.stream
	switch {
	case len(payload) != 4:
		s.terminate(FrameSizeError, "")
		return 0
	case id == 0:
		return s.invalidConnection(ErrProtocol, "RST_STREAM: stream_id == 0")
	case s.idle(id):
		return s.invalidConnection(ErrProtocol, "RST_STREAM: stream in idle")
	}
	t := s.streams[id]
	if t == nil {
		return 0
	}
	s.closeStream(t, binary.BigEndian.Uint32(payload))
	if s.server && !s.terminating && !s.mayReset() {
		s.enqueue(item{kind: FrameGoaway, payload: goawayPayload(s.lastReceived, InternalError, nil)})
	}
	return 0
}

// mayReset counts a stream that the peer began and reset: to do so all the time costs it nothing, and us a lot.
func (s *Session) mayReset() bool {
	now := time.Now()
	s.resetsLeft = min(s.options.ResetBurst, s.resetsLeft+now.Sub(s.resetsAt).Seconds()*s.options.ResetRate)
	s.resetsAt = now
	if s.resetsLeft < 1 {
		return false
	}
	s.resetsLeft--
	return true
}

func (s *Session) receivePing(payload []byte) int {
	if len(payload) != 8 {
		s.terminate(FrameSizeError, "")
		return 0
	}
	if s.frame.stream != 0 {
		return s.invalidConnection(ErrProtocol, "PING: stream_id != 0")
	}
	if s.frame.flags&FlagAck != 0 {
		if len(s.pings) == 0 {
			s.handler.Error(ErrProtocol, "")
			return 0
		}
		ping := s.pings[0]
		s.pings = s.pings[1:]
		s.counts.rtt = time.Since(ping.sent)
		s.handler.PingDone(true, ping.done, milliseconds(ping.sent), payload)
		return 0
	}
	if !s.closing() {
		if failure := s.acknowledge(item{kind: FramePing, flags: FlagAck, payload: payload}); failure != 0 {
			return failure
		}
	}
	s.handler.Ping(payload)
	return 0
}

func (s *Session) receiveGoaway(payload []byte) int {
	if s.frame.stream != 0 {
		return s.invalidConnection(ErrProtocol, "GOAWAY: stream_id != 0")
	}
	if len(payload) < 8 {
		s.terminate(FrameSizeError, "")
		return 0
	}
	last := binary.BigEndian.Uint32(payload) & maxStreamID
	if (last > 0 && !s.own(last)) || last > s.remoteLast {
		return s.invalidConnection(ErrProtocol, "GOAWAY: invalid last_stream_id")
	}
	s.goawayReceived = true
	s.remoteLast = last
	s.handler.Goaway(binary.BigEndian.Uint32(payload[4:]), last, payload[8:])
	s.closeAfter(last, false)
	return 0
}

func (s *Session) receiveAltSvc(payload []byte) int {
	if len(payload) < 2 {
		s.terminate(FrameSizeError, "")
		return 0
	}
	length := int(binary.BigEndian.Uint16(payload))
	payload = payload[2:]
	if length > len(payload) {
		s.terminate(FrameSizeError, "")
		return 0
	}
	if (s.frame.stream == 0) == (length == 0) || len(payload) == length {
		return 0
	}
	if s.frame.stream != 0 && (s.streams[s.frame.stream] == nil || s.streams[s.frame.stream].state == stateClosing) {
		return 0
	}
	s.handler.AltSvc(s.frame.stream, string(payload[:length]), string(payload[length:]))
	return 0
}

func (s *Session) receiveOrigin(payload []byte) int {
	if s.frame.stream != 0 || s.frame.flags&0xf0 != 0 {
		return 0
	}
	var origins []string
	for len(payload) > 0 {
		if len(payload) < 2 {
			s.terminate(FrameSizeError, "")
			return 0
		}
		length := int(binary.BigEndian.Uint16(payload))
		if payload = payload[2:]; length > len(payload) {
			s.terminate(FrameSizeError, "")
			return 0
		}
		if length > 0 {
			origins = append(origins, string(payload[:length]))
		}
		payload = payload[length:]
	}
	s.handler.Origin(origins)
	return 0
}
