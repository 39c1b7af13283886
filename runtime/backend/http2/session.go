// Package http2 is one end of an HTTP/2 connection (RFC 9113): frames, header compression, streams, settings and flow control, with
// the checks, limits and error numbers of nghttp2, which Node's http2 stands on.
//
// It knows nothing of JavaScript or sockets: bytes come in by Receive and go out, like everything that happens, by a Handler.
// Everything runs on the goroutine that calls it, the event loop's; handlers may call back into the session. Only
// runtime/backend/node/http2 imports it.
package http2

import (
	"encoding/binary"
	"time"

	"golang.org/x/net/http2/hpack"
)

// What Written is told.
const (
	StatusOK       = 0
	StatusEnd      = -4095
	StatusCanceled = -125
)

// streamMemory is what a stream counts as against Options.MaxMemory, in bytes.
const streamMemory = 1024

// Options are a session's limits.
type Options struct {
	Server bool
	// MaxDeflateTableSize bounds the table of sent headers, in bytes.
	MaxDeflateTableSize uint32
	// MaxReservedStreams is how many promised streams may wait for their responses.
	MaxReservedStreams int
	// MaxSendHeaderBlock bounds a block of sent headers, in bytes.
	MaxSendHeaderBlock int
	// PeerMaxStreams is how many streams the peer is taken to allow until its settings tell.
	PeerMaxStreams uint32
	// MaxHeaderPairs is how many fields a received block may have.
	MaxHeaderPairs int
	// MaxOutstandingPings and MaxOutstandingSettings may await the peer's acknowledgement.
	MaxOutstandingPings, MaxOutstandingSettings int
	// MaxMemory is how much a session may hold when a stream is begun, in bytes.
	MaxMemory int
	// MaxSettings is how many entries a SETTINGS frame may have.
	MaxSettings int
	// MaxInvalidFrames and MaxRejectedStreams are how many the peer may send; the handler may change them.
	MaxInvalidFrames, MaxRejectedStreams uint32
	// ResetBurst streams may the peer reset at once, and ResetRate in each second after that.
	ResetBurst, ResetRate float64
	// Padding says that the handler's Padding is to be asked.
	Padding bool
	// StrictWhitespace refuses field values that begin or end with white space.
	StrictWhitespace bool
	// RemoteCustom are the identifiers of further settings of the peer that are to be kept.
	RemoteCustom []uint16
}

// DefaultOptions are those of Node.
func DefaultOptions() Options {
	return Options{
		MaxDeflateTableSize: 4096, MaxReservedStreams: 200, MaxSendHeaderBlock: 65536, PeerMaxStreams: 100,
		MaxHeaderPairs: 128, MaxOutstandingPings: 10, MaxOutstandingSettings: 10, MaxMemory: 10e6, MaxSettings: 32,
		MaxInvalidFrames: 1000, MaxRejectedStreams: 100, ResetBurst: 1000, ResetRate: 33, StrictWhitespace: true,
	}
}

// Handler is told what happens, on the loop. Its calls come from within calls of the session.
type Handler interface {
	// Headers tells of a block of headers, for a new stream if its Value is nil.
	Headers(t *Stream, flags byte, fields []Field)
	Data(t *Stream, chunk []byte)
	// End tells of the end of a stream's data.
	End(t *Stream)
	Closed(t *Stream, code uint32)
	// WantTrailers asks for Stream.Trailers.
	WantTrailers(t *Stream)
	// Written tells that what a Write gave was sent, or why not.
	Written(done any, status int)
	Priority(id, parent uint32, weight int, exclusive bool)
	Settings()
	SettingsDone(acknowledged bool, done any, milliseconds float64)
	Ping(payload []byte)
	PingDone(acknowledged bool, done any, milliseconds float64, payload []byte)
	Goaway(code, last uint32, data []byte)
	AltSvc(id uint32, origin, value string)
	Origin(origins []string)
	// Error tells of what ends the session; custom is a code of Node's or "".
	Error(number int, custom string)
	FrameError(id uint32, kind byte, number int)
	// GracefulClose tells, after SetGracefulClose, that nothing is left to do.
	GracefulClose()
	// Done tells that Close has sent what it could.
	Done()
	// Padding returns the length that a payload of this length is to have.
	Padding(length, most int) int
	// Write sends bytes. If pending, Session.AfterWrite is to be called when they are sent.
	Write(data []byte) (pending bool, status int)
	// ReadStop and ReadStart say whether bytes may come.
	ReadStop()
	ReadStart()
	// Later calls run soon, outside what runs now.
	Later(run func())
}

// Session is one end of a connection.
type Session struct {
	handler Handler
	options Options
	server  bool

	encoder *hpack.Encoder
	decoder *hpack.Decoder
	block   blockBuffer // what the encoder writes

	local, remote             Settings
	localCustom, remoteCustom map[uint16]uint32
	remoteSettingsKnown       bool
	pendingSettings           []pendingSettings
	pendingMaxStreams         uint32
	pushAllowed               bool
	connectProtocol           bool

	// streams are those that frames may belong to; users those that were not destroyed.
	streams, users                                 map[uint32]*Stream
	nextID, lastReceived, lastProcessed            uint32
	incoming, outgoing, reservedIncoming           int
	localLast, remoteLast                          uint32
	goawaySent, goawayReceived, terminating, ended bool

	sendWindow    int32
	receiveWindow window

	// What is to be sent.
	urgent, regular, requests []item
	ready                     []*Stream
	out                       []byte
	dones                     []any // of the writes that out completes
	acknowledgements          int
	sending, writing          bool
	scheduled                 bool
	resets                    []*Stream
	chunksSent                int

	// What is being received.
	phase      phase
	frame      frameHeader
	partial    []byte // of a frame's header or payload
	rest       []byte // what was received while paused
	remaining  int    // of a DATA frame's payload or a frame to skip
	padding    int    // of it
	dataFor    *Stream
	headers    headerBlock
	receiving  bool
	paused     bool
	stopped    bool // reading is
	ignoring   bool // whatever comes
	resetsLeft float64
	resetsAt   time.Time
	invalid    uint32
	rejected   uint32
	custom     string

	counts   counts
	pings    []pendingPing
	memory   int
	graceful bool
	closed   bool // by Close
}

// pendingPing is a PING that was not answered.
type pendingPing struct {
	done any
	sent time.Time
}

// NewSession returns a session; a client's preface is what it sends first.
func NewSession(handler Handler, options Options) *Session {
	s := &Session{
		handler: handler, options: options, server: options.Server,
		local: initialSettings(), remote: initialSettings(), pendingMaxStreams: 1<<32 - 1, pushAllowed: true,
		streams: map[uint32]*Stream{}, users: map[uint32]*Stream{}, nextID: 1, localLast: maxStreamID, remoteLast: maxStreamID,
		sendWindow: initialWindow, receiveWindow: window{size: initialWindow},
		resetsLeft: options.ResetBurst, resetsAt: time.Now(), counts: counts{began: time.Now()},
	}
	s.remote.MaxConcurrentStreams = options.PeerMaxStreams
	s.encoder = hpack.NewEncoder(&s.block)
	s.encoder.SetMaxDynamicTableSizeLimit(options.MaxDeflateTableSize)
	s.decoder = hpack.NewDecoder(4096, s.field)
	s.decoder.SetMaxStringLength(maxFieldLength)
	if len(options.RemoteCustom) > 0 {
		s.remoteCustom = map[uint16]uint32{}
		for _, id := range options.RemoteCustom {
			s.remoteCustom[id] = 0
		}
	}
	if s.server {
		s.nextID = 2
		s.phase = phasePreface
	} else {
		s.out = append(s.out, preface...)
	}
	return s
}

// Local and Remote are each side's settings; the local ones that the peer has acknowledged.
func (s *Session) Local() Settings { return s.local }

// Remote is what the peer's settings are.
func (s *Session) Remote() Settings { return s.remote }

// Custom are further settings by identifier; remote says whose.
func (s *Session) Custom(remote bool) map[uint16]uint32 {
	if remote {
		return s.remoteCustom
	}
	return s.localCustom
}

// SetLimits changes Options.MaxInvalidFrames and MaxRejectedStreams.
func (s *Session) SetLimits(invalidFrames, rejectedStreams uint32) {
	s.options.MaxInvalidFrames, s.options.MaxRejectedStreams = invalidFrames, rejectedStreams
}

// SetNextStreamID says what the next stream of this side is called. It returns false if it cannot be.
func (s *Session) SetNextStreamID(id uint32) bool {
	if id == 0 || id > maxStreamID || s.nextID > id || (id%2 == 0) != s.server {
		return false
	}
	s.nextID = id
	return true
}

// SessionState is what State tells of a session, in bytes where it is a size.
type SessionState struct {
	EffectiveLocalWindow, EffectiveReceived, NextID, LocalWindow, LastProcessed, RemoteWindow, Queued, DeflateTable, InflateTable int
}

// State describes the session.
func (s *Session) State() SessionState {
	w := s.receiveWindow
	return SessionState{
		EffectiveLocalWindow: int(w.size), EffectiveReceived: int(max(w.received, 0)), NextID: int(s.nextID),
		LocalWindow: int(w.size - w.received), LastProcessed: int(s.lastProcessed), RemoteWindow: int(s.sendWindow),
		Queued: len(s.urgent) + len(s.regular) + len(s.requests),
	}
}

// ChunksSent is how often bytes were written.
func (s *Session) ChunksSent() int { return s.chunksSent }

// newStream makes a stream that the user will know of.
func (s *Session) newStream(id uint32, category int) *Stream {
	t := &Stream{session: s, id: id, weight: defaultWeight, category: category}
	t.fieldsLimit = int(min(s.local.MaxHeaderListSize, maxHeaderList))
	t.times.began = time.Now()
	s.users[id] = t
	s.memory += streamMemory
	s.counts.streams++
	s.counts.most = max(s.counts.most, len(s.users))
	return t
}

// open makes frames belong to t.
func (s *Session) open(t *Stream, state streamState) {
	t.state = state
	t.sendWindow = int32(s.remote.InitialWindowSize)
	t.receiveWindow = window{size: int32(s.local.InitialWindowSize)}
	t.http.length = -1
	s.streams[t.id] = t
	switch {
	case state == stateReserved && !t.promised:
		s.reservedIncoming++
	case state == stateReserved:
	case t.peers():
		s.incoming++
	default:
		s.outgoing++
	}
}

// closeStream ends what frames can do for t, and tells the user.
func (s *Session) closeStream(t *Stream, code uint32) {
	if t.closed {
		return
	}
	if s.streams[t.id] == t {
		delete(s.streams, t.id)
		switch {
		case t.state == stateReserved && !t.promised:
			s.reservedIncoming--
		case t.state == stateReserved:
		case t.peers():
			s.incoming--
		default:
			s.outgoing--
		}
	}
	t.closed = true
	if t.destroyed {
		return
	}
	t.code = code
	if t.Value == nil {
		t.Destroy()
		return
	}
	s.handler.Closed(t, code)
}

func (s *Session) closeIfEnded(t *Stream) {
	if t.readEnded && t.writeEnded {
		s.closeStream(t, NoError)
	}
}

// Request begins a stream with a request's headers. It returns nil and an error number if it cannot.
func (s *Session) Request(fields []Field, empty, trailers bool, parent uint32, weight int32, exclusive bool) (*Stream, int) {
	if s.server {
		return nil, ErrProtocol
	}
	if s.nextID > maxStreamID {
		return nil, ErrNoStreamID
	}
	if parent == s.nextID {
		return nil, ErrInvalidArgument
	}
	t := s.newStream(s.nextID, CategoryHeaders)
	s.nextID += 2
	weight = min(max(weight, 1), 256)
	t.trailers, t.weight = trailers, weight
	headers := item{kind: FrameHeaders, stream: t, fields: fields, body: !empty}
	if empty {
		headers.flags = FlagEndStream
		t.ended = true
	}
	for _, field := range fields {
		if field.Name == ":method" {
			t.http.request(field.Value)
		}
	}
	if parent != 0 || weight != defaultWeight || exclusive {
		headers.flags |= FlagPriority
		headers.payload = priorityPayload(parent, weight, exclusive)
	}
	s.requests = append(s.requests, headers)
	s.schedule()
	return t, 0
}

// Push promises a stream, with a request's headers, on t. It returns nil and an error number if it cannot.
func (t *Stream) Push(fields []Field, empty, trailers bool) (*Stream, int) {
	s := t.session
	switch {
	case t.closed || t.state == stateClosing:
		return nil, ErrStreamClosed
	case !s.remote.EnablePush:
		return nil, ErrPushDisabled
	case s.nextID > maxStreamID:
		return nil, ErrNoStreamID
	}
	pushed := s.newStream(s.nextID, CategoryHeaders)
	s.nextID += 2
	pushed.trailers, pushed.promised, pushed.ended = trailers, true, empty
	s.open(pushed, stateReserved)
	pushed.readEnded = true
	s.enqueue(item{kind: FramePushPromise, stream: t, promised: pushed, fields: fields})
	s.schedule()
	return pushed, 0
}

// Ping sends a PING, the answer to which the handler's PingDone is told of. It returns false if too many await theirs.
func (s *Session) Ping(payload []byte, done any) bool {
	if len(s.pings) >= s.options.MaxOutstandingPings {
		return false
	}
	if payload == nil {
		payload = binary.BigEndian.AppendUint64(nil, uint64(time.Now().UnixNano()))
	}
	s.pings = append(s.pings, pendingPing{done, time.Now()})
	s.enqueueUrgent(item{kind: FramePing, payload: payload})
	s.schedule()
	return true
}

// Goaway tells the peer not to begin streams; last 0 stands for the last that was processed.
func (s *Session) Goaway(code, last uint32, data []byte) {
	if last == 0 {
		last = s.lastProcessed
	}
	s.enqueue(item{kind: FrameGoaway, payload: goawayPayload(min(last, s.localLast), code, data)})
	s.schedule()
}

// AltSvc sends an ALTSVC frame.
func (s *Session) AltSvc(id uint32, origin, value string) {
	payload := binary.BigEndian.AppendUint16(nil, uint16(len(origin)))
	s.enqueue(item{kind: FrameAltSvc, id: id, payload: append(append(payload, origin...), value...)})
	s.schedule()
}

// Origin sends an ORIGIN frame.
func (s *Session) Origin(origins []string) {
	var payload []byte
	for _, origin := range origins {
		payload = append(binary.BigEndian.AppendUint16(payload, uint16(len(origin))), origin...)
	}
	s.enqueue(item{kind: FrameOrigin, payload: payload})
	s.schedule()
}

// terminate tells the peer that the session ends, and why.
func (s *Session) terminate(code uint32, reason string) {
	s.ignoring = true
	if s.terminating {
		return
	}
	s.terminating = true
	s.enqueue(item{kind: FrameGoaway, payload: goawayPayload(s.lastProcessed, code, []byte(reason)), last: true})
}

// closing reports whether the session is about to end.
func (s *Session) closing() bool { return s.terminating }

// wantsRead reports whether anything that comes can still matter.
func (s *Session) wantsRead() bool {
	if s.ended {
		return false
	}
	return len(s.streams) > 0 || !(s.goawaySent || s.goawayReceived)
}

// SetGracefulClose asks for the handler's GracefulClose.
func (s *Session) SetGracefulClose() {
	s.graceful = true
}

func (s *Session) notifyGracefulClose() {
	if s.graceful && !s.closed && !s.wantsRead() && !s.wantsWrite() {
		s.handler.GracefulClose()
	}
}

// HasPending reports whether something waits to be sent.
func (s *Session) HasPending() bool { return s.writing || s.wantsWrite() }

// Close ends the session: unless the socket is closed, with a GOAWAY frame. The handler's Done follows.
func (s *Session) Close(code uint32, socketClosed bool) {
	if s.closed {
		return
	}
	s.stopped = true
	s.handler.ReadStop()
	if !socketClosed {
		s.terminate(code, "")
		s.flush()
	}
	s.closed = true
	if !s.writing {
		s.done()
	}
	pings, settings := s.pings, s.pendingSettings
	s.pings, s.pendingSettings = nil, nil
	if len(pings)+len(settings) > 0 {
		s.handler.Later(func() {
			for _, ping := range pings {
				s.handler.PingDone(false, ping.done, 0, nil)
			}
			for _, pending := range settings {
				s.handler.SettingsDone(false, pending.done, milliseconds(pending.sent))
			}
		})
	}
}

func (s *Session) done() {
	s.handler.Done()
	// The other end's end is still to be seen.
	s.stopped = false
	s.handler.ReadStart()
}
