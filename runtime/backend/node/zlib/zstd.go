package zlib

import "github.com/klauspost/compress/zstd"

// Zstandard's operations.
const (
	zstdFlush = 1
	zstdEnd   = 2
)

// Zstandard's parameters that there are.
const (
	zstdParamLevel     = 100
	zstdParamWindow    = 101
	zstdParamStrategy  = 107
	zstdParamChecksum  = 201
	zstdParamWindowMax = 100 // the decoder's
)

// zstdWindows are the reference implementation's windows by level.
var zstdWindows = [23]int{21, 19, 20, 21, 21, 21, 21, 21, 21, 22, 22, 22, 22, 22, 22, 22, 22, 23, 23, 23, 25, 26, 27}

type zstdEncoder struct {
	encoder *zstd.Encoder
	pledged int64 // how long the data will be; -1: unknown
	total   int64
	pending []byte
	next    int

	flushed, ended bool
}

func newZstdEncoder(params map[int]uint32, pledged int64) (*zstdEncoder, *failure) {
	level := 3
	if given, ok := params[zstdParamLevel]; ok {
		level = min(int(int32(given)), 22)
	}
	window := zstdWindows[max(level, 1)]
	if level == 0 {
		window = zstdWindows[3]
		level = 3
	}
	if given, ok := params[zstdParamWindow]; ok && given != 0 {
		if given < 10 || given > 31 {
			return nil, initializationFailure("Setting parameter failed")
		}
		window = min(int(given), 29)
	}
	if strategy, ok := params[zstdParamStrategy]; ok && strategy > 9 {
		return nil, initializationFailure("Setting parameter failed")
	}
	encoder, err := zstd.NewWriter(nil,
		zstd.WithEncoderLevel(zstd.EncoderLevelFromZstd(level)), zstd.WithWindowSize(1<<window),
		zstd.WithEncoderCRC(params[zstdParamChecksum] == 1), zstd.WithZeroFrames(true),
		zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true))
	if err != nil {
		return nil, initializationFailure("Setting parameter failed")
	}
	e := &zstdEncoder{encoder: encoder, pledged: pledged}
	_ = e.reset()
	return e, nil
}

func (e *zstdEncoder) Write(p []byte) (int, error) {
	e.pending = append(e.pending, p...)
	return len(p), nil
}

func (e *zstdEncoder) reset() *failure {
	e.pending, e.next, e.total, e.flushed, e.ended = nil, 0, 0, true, false
	if e.pledged > 0 {
		e.encoder.ResetContentSize(e, e.pledged)
	} else {
		e.encoder.Reset(e)
	}
	return nil
}

func (e *zstdEncoder) params(int, int) *failure { return nil }

func (e *zstdEncoder) close() { e.encoder = nil }

func (e *zstdEncoder) write(flush int, in, out []byte) (consumed, produced int, failed *failure) {
	if len(in) > 0 && !e.ended {
		e.total += int64(len(in))
		if e.pledged >= 0 && e.total > e.pledged {
			return 0, 0, zstdFailure(zstdSourceSize)
		}
		_, _ = e.encoder.Write(in) // to memory
		consumed, e.flushed = len(in), false
	}
	switch {
	case e.ended:
	case flush == zstdEnd:
		e.ended = true
		if e.pledged >= 0 && e.total != e.pledged {
			return consumed, 0, zstdFailure(zstdSourceSize)
		}
		if err := e.encoder.Close(); err != nil {
			return consumed, 0, zstdFailure(zstdGeneric)
		}
	case flush == zstdFlush && !e.flushed:
		_ = e.encoder.Flush()
		e.flushed = true
	}
	produced = copy(out, e.pending[e.next:])
	if e.next += produced; e.next == len(e.pending) {
		e.pending, e.next = e.pending[:0], 0
	}
	return consumed, produced, nil
}
