package http2

import "time"

// SessionStatistics are what Statistics tells of a session: bytes, frames and streams since it began.
type SessionStatistics struct {
	Duration                                        time.Duration
	Received, Sent                                  int64
	FramesReceived, FramesSent, MaxStreams, Streams int
	// PingRTT is that of the last PING, StreamDuration the mean of the streams that ended.
	PingRTT, StreamDuration time.Duration
}

// StreamStatistics are what Statistics tells of a stream; times are from its beginning, 0 for what has not come.
type StreamStatistics struct {
	Duration                              time.Duration
	Received, Sent                        int64
	FirstByte, FirstByteSent, FirstHeader time.Duration
}

// counts are what a session counts.
type counts struct {
	began                time.Time
	received, sent       int64
	framesIn, framesOut  int
	streams, most, ended int
	rtt, streamTime      time.Duration
}

// times are a stream's.
type times struct {
	began                             time.Time
	firstByte, firstSent, firstHeader time.Duration
}

// Statistics describes what the session has done.
func (s *Session) Statistics() SessionStatistics {
	c := s.counts
	result := SessionStatistics{
		Duration: time.Since(c.began), Received: c.received, Sent: c.sent, FramesReceived: c.framesIn, FramesSent: c.framesOut,
		MaxStreams: c.most, Streams: c.streams, PingRTT: c.rtt,
	}
	if c.ended > 0 {
		result.StreamDuration = c.streamTime / time.Duration(c.ended)
	}
	return result
}

// Statistics describes what the stream has carried.
func (t *Stream) Statistics() StreamStatistics {
	return StreamStatistics{
		Duration: time.Since(t.times.began), Received: t.received, Sent: t.sent,
		FirstByte: t.times.firstByte, FirstByteSent: t.times.firstSent, FirstHeader: t.times.firstHeader,
	}
}

// note keeps when something was first.
func (t *Stream) note(first *time.Duration) {
	if *first == 0 {
		*first = max(1, time.Since(t.times.began))
	}
}
