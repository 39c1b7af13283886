package http2

import "encoding/binary"

// window is one direction's flow control at the receiving side, as nghttp2 keeps it.
type window struct {
	// size is how much the peer may send; received how much of it came and was not given back; consumed how much of that
	// is to be given back; reduction by how much size was made smaller.
	size, received, consumed, reduction int32
	// queued says that a WINDOW_UPDATE waits to be sent: until then there is no other.
	queued bool
}

// take counts n received bytes. It returns false if the peer was not allowed to send them.
func (w *window) take(n int) bool {
	if int64(w.received) > int64(w.size)-int64(n) {
		return false
	}
	w.received += int32(n)
	return true
}

// give counts n consumed bytes and returns by how much the peer's window is to grow, which is seldom.
func (w *window) give(n int) uint32 {
	w.consumed += int32(n)
	back := min(w.consumed, w.received)
	if w.queued || back <= 0 || back < w.size/2 {
		return 0
	}
	w.received -= back
	w.consumed -= back
	w.queued = true
	return uint32(back)
}

func (s *Session) windowUpdate(id, increment uint32) {
	s.enqueue(item{kind: FrameWindowUpdate, id: id, payload: binary.BigEndian.AppendUint32(nil, increment)})
}

// sendWindowUpdate sends one, after which there may be another.
func (s *Session) sendWindowUpdate(i item) {
	if i.id == 0 {
		s.appendFrame(i.kind, 0, 0, i.payload)
		s.receiveWindow.queued = false
		s.consumeConnection(0)
		return
	}
	if t := s.streams[i.id]; t != nil {
		s.appendFrame(i.kind, 0, i.id, i.payload)
		t.receiveWindow.queued = false
		s.consumeStream(t, 0)
	}
}

func (s *Session) consumeConnection(n int) {
	if back := s.receiveWindow.give(n); back > 0 {
		s.windowUpdate(0, back)
	}
}

func (s *Session) consumeStream(t *Stream, n int) {
	// A peer that has ended, or is to be ended, needs no more room.
	if t.readEnded || t.closed || t.state == stateClosing {
		return
	}
	if back := t.receiveWindow.give(n); back > 0 {
		s.windowUpdate(t.id, back)
	}
}

// announce gives back what a smaller window makes worth telling.
func (s *Session) announce(t *Stream) { s.consumeStream(t, 0) }

// SetLocalWindowSize says how much the peer may send on the connection. It returns 0 or an error number.
func (s *Session) SetLocalWindowSize(size int32) int {
	if size < 0 {
		return ErrInvalidArgument
	}
	w := &s.receiveWindow
	delta := size - w.size
	if delta < 0 {
		w.size += delta
		w.received += delta
		w.reduction -= delta
		return 0
	}
	back := min(w.reduction, delta)
	w.size += delta
	w.reduction -= back
	w.received += back
	if delta -= back; delta > 0 {
		s.windowUpdate(0, uint32(delta))
		s.schedule()
	}
	return 0
}

func (s *Session) receiveWindowUpdate(payload []byte) int {
	if len(payload) != 4 {
		s.terminate(FrameSizeError, "")
		return 0
	}
	increment := int32(binary.BigEndian.Uint32(payload) & maxWindow)
	if s.frame.stream == 0 {
		if increment == 0 {
			return s.invalidConnection(ErrProtocol, "WINDOW_UPDATE: window_size_increment == 0")
		}
		if s.sendWindow > maxWindow-increment {
			return s.invalidConnection(ErrFlowControl, "")
		}
		s.sendWindow += increment
		return 0
	}
	if s.idle(s.frame.stream) {
		return s.invalidConnection(ErrProtocol, "WINDOW_UPDATE to idle stream")
	}
	t := s.streams[s.frame.stream]
	if t == nil || t.state == stateClosing {
		return 0
	}
	if t.state == stateReserved && !t.promised {
		return s.invalidConnection(ErrProtocol, "WINDOW_UPDATE to reserved stream")
	}
	if increment == 0 {
		return s.invalidConnection(ErrProtocol, "WINDOW_UPDATE: window_size_increment == 0")
	}
	if t.sendWindow > maxWindow-increment {
		return s.invalidStream(t.id, ErrFlowControl)
	}
	t.sendWindow += increment
	s.wantsToSend(t)
	return 0
}
