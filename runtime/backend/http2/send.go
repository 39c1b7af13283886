package http2

import (
	"encoding/binary"
	"slices"

	"golang.org/x/net/http2/hpack"
)

// maxPayload is how long the payload of a sent frame is at most, whatever the peer would take, as in nghttp2.
const maxPayload = 16384

// maxAcknowledgements may wait to be sent: more of them are a flood.
const maxAcknowledgements = 1000

// item is a frame that waits to be sent. Headers are compressed only when they are.
type item struct {
	kind     byte
	flags    byte
	id       uint32
	payload  []byte
	stream   *Stream
	promised *Stream
	fields   []Field
	code     uint32
	// body says that data follows the headers.
	body bool
	// last is a GOAWAY that nothing follows.
	last bool
}

type blockBuffer struct{ bytes []byte }

func (b *blockBuffer) Write(p []byte) (int, error) {
	b.bytes = append(b.bytes, p...)
	return len(p), nil
}

func priorityPayload(parent uint32, weight int32, exclusive bool) []byte {
	if exclusive {
		parent |= 1 << 31
	}
	return append(binary.BigEndian.AppendUint32(nil, parent), byte(min(max(weight, 1), 256)-1))
}

func goawayPayload(last, code uint32, data []byte) []byte {
	payload := binary.BigEndian.AppendUint32(nil, last)
	return append(binary.BigEndian.AppendUint32(payload, code), data...)
}

func (s *Session) enqueue(i item)       { s.regular = append(s.regular, i) }
func (s *Session) enqueueUrgent(i item) { s.urgent = append(s.urgent, i) }

// acknowledge answers a SETTINGS or PING frame.
func (s *Session) acknowledge(i item) int {
	if s.acknowledgements >= maxAcknowledgements {
		return ErrFlooded
	}
	s.acknowledgements++
	s.enqueueUrgent(i)
	return 0
}

// reset closes a stream with RST_STREAM. The stream need not exist.
func (s *Session) reset(id, code uint32) {
	if t := s.streams[id]; t != nil {
		if t.state == stateClosing {
			return
		}
		if t.state == stateReserved && !t.promised {
			s.reservedIncoming--
			s.incoming++
		}
		if t.state == stateReserved && t.promised {
			s.outgoing++
		}
		t.state = stateClosing
	} else {
		for i := range s.requests {
			if t := s.requests[i].stream; t.id == id {
				s.requests = slices.Delete(s.requests, i, i+1)
				s.handler.Later(func() { s.closeStream(t, code) })
				return
			}
		}
	}
	s.enqueue(item{kind: FrameReset, id: id, payload: binary.BigEndian.AppendUint32(nil, code), code: code})
}

func (s *Session) deferReset(t *Stream) {
	if !t.resetPending {
		t.resetPending = true
		s.resets = append(s.resets, t)
	}
}

func (s *Session) inScope() bool { return s.receiving }

// wantsToSend puts a stream in the row of those that have data, or the end of it, to send.
func (s *Session) wantsToSend(t *Stream) {
	if t.queued || !t.hasBody || t.closed || t.state == stateClosing {
		return
	}
	if (t.available > 0 && t.sendWindow <= 0) || (len(t.queue) == 0 && t.writable()) {
		return
	}
	t.queued = true
	s.ready = append(s.ready, t)
}

func (s *Session) wantsWrite() bool {
	if s.ended {
		return false
	}
	if len(s.out) > 0 || len(s.urgent) > 0 || len(s.regular) > 0 || (len(s.requests) > 0 && s.mayRequest()) {
		return true
	}
	if s.sendWindow > 0 {
		return len(s.ready) > 0
	}
	return slices.ContainsFunc(s.ready, func(t *Stream) bool { return t.available == 0 })
}

func (s *Session) mayRequest() bool {
	return s.goawayReceived || s.terminating || uint64(s.outgoing) < uint64(s.remote.MaxConcurrentStreams)
}

// schedule sends soon what waits.
func (s *Session) schedule() {
	if s.receiving || s.scheduled || s.sending || s.closed || !s.wantsWrite() {
		return
	}
	s.scheduled = true
	s.handler.Later(func() {
		if s.scheduled {
			s.flush()
		}
	})
}

// flush sends what waits. It returns false if a write is under way, after which it follows.
func (s *Session) flush() bool {
	if s.closed {
		return true
	}
	s.scheduled = false
	if s.sending {
		return false
	}
	s.sending = true
	s.collect()
	out := s.out
	s.out = nil
	if len(out) == 0 {
		s.sent(StatusOK)
		s.notifyGracefulClose()
		return true
	}
	s.chunksSent++
	s.counts.sent += int64(len(out))
	s.writing = true
	pending, status := s.handler.Write(out)
	if !pending {
		s.writing = false
		s.sent(status)
	}
	if s.writing && !s.stopped {
		// A peer that does not read is not read from.
		s.stopped = true
		s.handler.ReadStop()
	}
	if !pending {
		s.notifyGracefulClose()
	}
	return true
}

// sent ends the writes that a write to the socket has completed.
func (s *Session) sent(status int) {
	s.sending = false
	dones := s.dones
	s.dones = nil
	for _, done := range dones {
		s.handler.Written(done, status)
	}
	if len(s.resets) > 0 {
		resets := s.resets
		s.resets = nil
		s.flush()
		for _, t := range resets {
			t.flushReset()
		}
	}
}

// AfterWrite is to be called when a pending write of the handler is done.
func (s *Session) AfterWrite(status int) {
	s.writing = false
	s.sent(status)
	if s.stopped && !s.writing && (s.wantsRead() || s.ignoring) && !s.closed {
		s.stopped = false
		s.handler.ReadStart()
	}
	if s.closed {
		if !s.writing {
			s.done()
		}
		return
	}
	if s.paused {
		s.paused = false
		s.Receive(nil)
	}
	s.notifyGracefulClose()
	s.schedule()
}

// collect appends what may be sent now to out.
func (s *Session) collect() {
	for !s.ended {
		switch {
		case len(s.urgent) > 0:
			i := s.urgent[0]
			s.urgent = s.urgent[1:]
			if i.flags&FlagAck != 0 {
				s.acknowledgements--
			}
			if !s.terminating || (i.kind == FrameSettings && i.flags&FlagAck == 0) {
				s.appendFrame(i.kind, i.flags, 0, i.payload)
			}
		case len(s.regular) > 0:
			i := s.regular[0]
			s.regular = s.regular[1:]
			s.send(i)
		case len(s.requests) > 0 && s.mayRequest():
			i := s.requests[0]
			s.requests = s.requests[1:]
			s.send(i)
		case s.terminating || !s.sendData():
			return
		}
	}
	s.urgent, s.regular, s.requests, s.ready = nil, nil, nil, nil
}

func (s *Session) appendHeader(length int, kind, flags byte, id uint32) {
	s.counts.framesOut++
	s.out = append(s.out, byte(length>>16), byte(length>>8), byte(length), kind, flags)
	s.out = binary.BigEndian.AppendUint32(s.out, id)
}

func (s *Session) appendFrame(kind, flags byte, id uint32, payload []byte) {
	s.appendHeader(len(payload), kind, flags, id)
	s.out = append(s.out, payload...)
}

func (s *Session) send(i item) {
	// What says how the session ends would be late behind anything else.
	if s.terminating && i.kind != FrameGoaway && (i.kind != FrameHeaders || i.stream.state != stateInitial) {
		return
	}
	switch i.kind {
	case FrameHeaders, FramePushPromise:
		s.sendHeaders(i)
	case FrameData:
		if t := i.stream; !t.closed && t.state != stateClosing && !t.writeEnded {
			s.appendFrame(FrameData, FlagEndStream, t.id, nil)
			s.endWrite(t)
		}
	case FrameReset:
		if s.idle(i.id) {
			return
		}
		s.appendFrame(i.kind, 0, i.id, i.payload)
		if t := s.streams[i.id]; t != nil {
			s.closeStream(t, i.code)
		}
	case FrameGoaway:
		last := binary.BigEndian.Uint32(i.payload)
		s.appendFrame(i.kind, 0, 0, i.payload)
		s.goawaySent = true
		s.localLast = last
		if i.last {
			s.ended = true
		}
		s.closeAfter(last, true)
	case FrameWindowUpdate:
		s.sendWindowUpdate(i)
	default:
		s.appendFrame(i.kind, i.flags, i.id, i.payload)
	}
}

func (s *Session) endWrite(t *Stream) {
	t.writeEnded = true
	t.hasBody = false
	s.closeIfEnded(t)
}

// closeAfter closes the streams that one side's GOAWAY says are not processed.
func (s *Session) closeAfter(last uint32, incoming bool) {
	var over []*Stream
	for _, t := range s.streams {
		if t.id > last && t.peers() == incoming {
			over = append(over, t)
		}
	}
	slices.SortFunc(over, func(a, b *Stream) int { return int(a.id) - int(b.id) })
	for _, t := range over {
		s.closeStream(t, RefusedStream)
	}
}

// sendHeaders sends a HEADERS or PUSH_PROMISE frame and its continuations.
func (s *Session) sendHeaders(i item) {
	t := i.stream
	if t.state == stateInitial && !t.closed && !t.promised {
		if s.goawayReceived || s.terminating {
			s.handler.FrameError(t.id, i.kind, ErrStartNotAllowed)
			s.closeStream(t, InternalError)
			return
		}
		s.open(t, stateOpening)
	}
	if t.closed || t.state == stateClosing || t.writeEnded {
		if i.promised != nil {
			s.closeStream(i.promised, Cancel)
		}
		return
	}
	size := 12
	for n := range i.fields {
		size += 12 + len(i.fields[n].Name) + len(i.fields[n].Value)
	}
	if size > s.options.MaxSendHeaderBlock {
		// The user ends the stream, which is why it is not told that it has.
		t.unsent = t.state == stateOpening && !t.peers()
		s.handler.FrameError(t.id, i.kind, ErrFrameSize)
		if i.promised != nil {
			s.closeStream(i.promised, InternalError)
		}
		return
	}
	s.block.bytes = s.block.bytes[:0]
	if i.promised != nil {
		s.block.bytes = binary.BigEndian.AppendUint32(s.block.bytes, i.promised.id)
	} else {
		s.block.bytes = append(s.block.bytes, i.payload...)
	}
	for _, field := range i.fields {
		_ = s.encoder.WriteField(hpack.HeaderField{Name: field.Name, Value: field.Value, Sensitive: field.Sensitive || secret(field)})
	}
	s.appendBlock(i.kind, i.flags, t.id, s.block.bytes)
	if i.promised != nil {
		return
	}
	if t.state == stateReserved && t.promised {
		s.outgoing++
		t.state = stateOpened
	}
	if i.flags&FlagEndStream != 0 {
		s.endWrite(t)
		return
	}
	if i.body {
		t.hasBody = true
		s.wantsToSend(t)
	}
}

// secret reports whether a field is likely to be guessed from how well it is compressed: nghttp2's choice.
func secret(field Field) bool {
	return field.Name == "authorization" || (field.Name == "cookie" && len(field.Value) < 20)
}

// appendBlock cuts a block of headers into frames.
func (s *Session) appendBlock(kind, flags byte, id uint32, block []byte) {
	if len(block) <= maxPayload {
		pad := s.pad(len(block))
		if pad > 0 {
			s.appendHeader(len(block)+pad, kind, flags|FlagEndHeaders|FlagPadded, id)
			s.out = append(append(append(s.out, byte(pad-1)), block...), make([]byte, pad-1)...)
			return
		}
		s.appendFrame(kind, flags|FlagEndHeaders, id, block)
		return
	}
	for first := true; len(block) > 0; first = false {
		part := block[:min(len(block), maxPayload)]
		block = block[len(part):]
		if !first {
			kind, flags = FrameContinuation, 0
		}
		if len(block) == 0 {
			flags |= FlagEndHeaders
		}
		s.appendFrame(kind, flags, id, part)
	}
}

// pad is by how much a payload is made longer, its length byte included.
func (s *Session) pad(length int) int {
	if !s.options.Padding {
		return 0
	}
	most := min(length+256, maxPayload)
	return max(0, min(s.handler.Padding(length, most), most)-length)
}

// sendData sends one DATA frame. It returns false if none can be sent.
func (s *Session) sendData() bool {
	for n := 0; n < len(s.ready); n++ {
		t := s.ready[n]
		if t.closed || t.state == stateClosing || !t.hasBody {
			t.queued = false
			s.ready = slices.Delete(s.ready, n, n+1)
			n--
			continue
		}
		for len(t.queue) > 0 && len(t.queue[0].data) == 0 {
			done := t.queue[0].done
			t.queue = t.queue[1:]
			if done != nil {
				s.handler.Written(done, StatusOK)
			}
		}
		if t.available > 0 && s.sendWindow <= 0 {
			continue
		}
		t.queued = false
		s.ready = slices.Delete(s.ready, n, n+1)
		if (t.available > 0 && t.sendWindow <= 0) || (t.available == 0 && t.writable()) {
			n--
			continue
		}
		s.sendFrom(t)
		return true
	}
	return false
}

// sendFrom sends a frame of what t has queued, which fits into the windows, or its end.
func (s *Session) sendFrom(t *Stream) {
	amount := min(t.available, maxPayload)
	if amount > 0 {
		amount = min(amount, int(t.sendWindow), int(s.sendWindow))
	}
	over := amount == t.available && !t.writable()
	pad := 0
	if amount > 0 {
		if pad = s.pad(amount); pad > 0 && amount+pad > int(min(t.sendWindow, s.sendWindow)) {
			pad = 0
		}
	}
	flags := byte(0)
	if over && !t.trailers {
		flags = FlagEndStream
	}
	if amount > 0 || flags != 0 {
		if pad > 0 {
			s.appendHeader(amount+pad, FrameData, flags|FlagPadded, t.id)
			s.out = append(s.out, byte(pad-1))
		} else {
			s.appendHeader(amount, FrameData, flags, t.id)
		}
		s.take(t, amount)
		if pad > 0 {
			s.out = append(s.out, make([]byte, pad-1)...)
		}
		t.sendWindow -= int32(amount + pad)
		s.sendWindow -= int32(amount + pad)
		t.sent += int64(amount)
		t.note(&t.times.firstSent)
	}
	switch {
	case flags != 0:
		s.endWrite(t)
	case over:
		t.hasBody, t.trailers = false, false
		s.handler.WantTrailers(t)
	default:
		s.wantsToSend(t)
	}
}

// take moves so many queued bytes to out.
func (s *Session) take(t *Stream, amount int) {
	t.available -= amount
	s.memory -= amount
	for amount > 0 {
		first := &t.queue[0]
		if len(first.data) > amount {
			s.out = append(s.out, first.data[:amount]...)
			first.data = first.data[amount:]
			return
		}
		amount -= len(first.data)
		s.out = append(s.out, first.data...)
		if first.done != nil {
			s.dones = append(s.dones, first.done)
		}
		t.queue[0] = pending{}
		t.queue = t.queue[1:]
	}
	// The end of a write may be an empty buffer.
	for len(t.queue) > 0 && len(t.queue[0].data) == 0 {
		if t.queue[0].done != nil {
			s.dones = append(s.dones, t.queue[0].done)
		}
		t.queue = t.queue[1:]
	}
}
