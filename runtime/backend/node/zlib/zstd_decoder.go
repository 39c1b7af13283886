package zlib

import (
	"encoding/binary"
	"errors"
	"io"
	"iter"
	"runtime"

	"github.com/klauspost/compress/zstd"
)

// zstdDecoder runs the decoder, which reads from an io.Reader, as a coroutine: it is left where it wants input
// that is not there yet. Nothing but the zstdDecoder itself keeps the coroutine.
type zstdDecoder struct {
	core *zstdCore
	next func() (struct{}, bool)
	stop func()
}

// zstdCore is what the coroutine knows. It decodes one frame after the other; what is no frame behind the first one is left.
type zstdCore struct {
	maxWindow uint64
	yield     func(struct{}) bool
	in        []byte
	head      []byte // of a frame, as far as it has been looked at
	frame     frameScanner
	frames    int  // that were decoded
	inFrame   bool // one has begun
	ended     bool // garbage follows
	err       error
	pending   []byte
	given     int // how much of pending was handed out
}

// mostPending is how much output may wait, in bytes, before the decoder does.
const mostPending = 1 << 18

var errStopped = errors.New("stopped")

func newZstdDecoder(params map[int]uint32) (*zstdDecoder, *failure) {
	maxWindow := uint64(1) << 27
	if given, ok := params[zstdParamWindowMax]; ok && given != 0 {
		if given < 10 || given > 31 {
			return nil, initializationFailure("Setting parameter failed")
		}
		maxWindow = 1 << given
	}
	d := &zstdDecoder{}
	d.start(maxWindow)
	return d, nil
}

func (d *zstdDecoder) start(maxWindow uint64) {
	d.core = &zstdCore{maxWindow: maxWindow}
	d.next, d.stop = iter.Pull(d.core.run)
	runtime.AddCleanup(d, func(stop func()) { stop() }, d.stop)
}

func (d *zstdDecoder) close() { d.stop() }

func (d *zstdDecoder) reset() *failure {
	d.stop()
	d.start(d.core.maxWindow)
	return nil
}

func (d *zstdDecoder) params(int, int) *failure { return nil }

func (d *zstdDecoder) write(flush int, in, out []byte) (consumed, produced int, failed *failure) {
	c := d.core
	c.in = in
	for {
		n := copy(out[produced:], c.pending[c.given:])
		produced += n
		if c.given += n; c.given < len(c.pending) {
			break // no room
		}
		c.pending, c.given = c.pending[:0], 0
		if c.ended || c.err != nil || produced == len(out) {
			break
		}
		waiting := len(c.in) == 0
		d.next()
		if waiting && len(c.pending) == 0 {
			break
		}
	}
	consumed = len(in) - len(c.in)
	c.in = nil
	drained := len(c.pending) == 0
	switch {
	case drained && c.err != nil:
		failed = zstdFailureOf(c.err)
	case drained && flush == zstdEnd && produced < len(out) && !c.ended && (c.inFrame || c.frames == 0):
		failed = zlibFailure("unexpected end of file", statusBufError)
	}
	return consumed, produced, failed
}

// run is the coroutine.
func (c *zstdCore) run(yield func(struct{}) bool) {
	c.yield = yield
	decoder, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(c.maxWindow))
	if err != nil {
		c.err = err
		return
	}
	defer decoder.Close()
	for {
		before := c.in
		for len(c.head) < 4 {
			if !c.wait() {
				return
			}
			if len(c.head) == 0 {
				before = c.in
			}
			n := min(len(c.in), 4-len(c.head))
			c.head = append(c.head, c.in[:n]...)
			c.in = c.in[n:]
			c.inFrame = c.frames == 0
		}
		if c.frames > 0 && !isFrame(c.head) {
			c.in, c.ended = before, true
			return
		}
		c.inFrame, c.frame = true, frameScanner{}
		if err = decoder.Reset(c); err == nil {
			_, err = decoder.WriteTo(c)
		}
		if err != nil {
			c.err = err
			return
		}
		c.inFrame = false
		c.frames++
		c.head = c.head[:0]
	}
}

// wait leaves the coroutine until there is input; it returns false if there will be none.
func (c *zstdCore) wait() bool {
	for len(c.in) == 0 {
		if !c.yield(struct{}{}) {
			return false
		}
	}
	return true
}

// Read is where the decoder gets its input, which ends with the frame.
func (c *zstdCore) Read(p []byte) (n int, err error) {
	if c.frame.ended {
		return 0, io.EOF
	}
	if len(c.head) > 0 {
		n = copy(p, c.head)
		c.head = c.head[n:]
	} else {
		if !c.wait() {
			return 0, errStopped
		}
		n = copy(p, c.in)
		c.in = c.in[n:]
	}
	c.frame.scan(p[:n])
	return n, nil
}

// Write is where the decoder's output goes.
func (c *zstdCore) Write(p []byte) (int, error) {
	c.pending = append(c.pending, p...)
	for len(c.pending) > mostPending {
		if !c.yield(struct{}{}) {
			return 0, errStopped
		}
	}
	return len(p), nil
}

// isFrame reports whether four bytes are the beginning of a frame (RFC 8878, 3.1) or of a skippable one.
func isFrame(head []byte) bool {
	magic := binary.LittleEndian.Uint32(head)
	return magic == zstdMagic || magic&^15 == zstdSkippable
}

const (
	zstdMagic     = 0xFD2FB528
	zstdSkippable = 0x184D2A50
)

// frameScanner finds the end of a frame. The decoder, which reads no more than it needs, says what is wrong with one.
type frameScanner struct {
	step     int
	got      []byte // of a field
	want     int    // the field's length, or how many bytes to pass over
	last     bool   // this block is the last one
	checksum bool
	ended    bool
}

const (
	frameMagic = iota
	frameSkipSize
	frameDescriptor
	frameHeader
	frameBlock
	frameContent
	frameChecksum
)

// scan looks at the frame's next bytes.
func (f *frameScanner) scan(p []byte) {
	for !f.ended {
		switch f.step {
		case frameHeader, frameContent, frameChecksum:
			n := min(f.want, len(p))
			p = p[n:]
			if f.want -= n; f.want > 0 {
				return
			}
			f.passed()
			continue
		}
		length := [...]int{frameMagic: 4, frameSkipSize: 4, frameDescriptor: 1, frameBlock: 3}[f.step]
		n := min(length-len(f.got), len(p))
		f.got = append(f.got, p[:n]...)
		if p = p[n:]; len(f.got) < length {
			return
		}
		f.field()
		f.got = f.got[:0]
	}
}

// field takes a field that is complete.
func (f *frameScanner) field() {
	switch f.step {
	case frameMagic:
		f.step = frameDescriptor
		if binary.LittleEndian.Uint32(f.got)&^15 == zstdSkippable {
			f.step = frameSkipSize
		}
	case frameSkipSize:
		f.want, f.last = int(binary.LittleEndian.Uint32(f.got)), true
		f.step = frameContent
	case frameDescriptor:
		descriptor := f.got[0]
		single := descriptor&0x20 != 0
		f.checksum = descriptor&4 != 0
		f.want = [4]int{0, 1, 2, 4}[descriptor&3] + [4]int{0, 2, 4, 8}[descriptor>>6]
		if single && descriptor>>6 == 0 || !single {
			f.want++ // a content size of one byte, or the window
		}
		f.step = frameHeader
	case frameBlock:
		block := int(f.got[0]) | int(f.got[1])<<8 | int(f.got[2])<<16
		f.last, f.want = block&1 != 0, block>>3
		if block>>1&3 == 1 {
			f.want = 1 // one byte that is repeated
		}
		f.step = frameContent
	}
}

// passed goes on behind what was passed over.
func (f *frameScanner) passed() {
	switch {
	case f.step == frameHeader || f.step == frameContent && !f.last:
		f.step = frameBlock
	case f.step == frameContent && f.checksum:
		f.step, f.want = frameChecksum, 4
	default:
		f.ended = true
	}
}

// Zstandard's errors, by the reference implementation's numbers.
const (
	zstdGeneric    = 1
	zstdUnknown    = 10
	zstdWindow     = 16
	zstdCorrupt    = 20
	zstdChecksum   = 22
	zstdDictionary = 32
	zstdSourceSize = 72
)

var zstdErrors = map[int][2]string{
	zstdGeneric:    {"GENERIC", "Error (generic)"},
	zstdUnknown:    {"prefix_unknown", "Unknown frame descriptor"},
	zstdWindow:     {"frameParameter_windowTooLarge", "Frame requires too much memory for decoding"},
	zstdCorrupt:    {"corruption_detected", "Data corruption detected"},
	zstdChecksum:   {"checksum_wrong", "Restored data doesn't match checksum"},
	zstdDictionary: {"dictionary_wrong", "Dictionary mismatch"},
	zstdSourceSize: {"srcSize_wrong", "Src size is incorrect"},
}

func zstdFailure(number int) *failure {
	texts := zstdErrors[number]
	return &failure{texts[1], number, "ZSTD_error_" + texts[0]}
}

func zstdFailureOf(err error) *failure {
	switch {
	case errors.Is(err, zstd.ErrMagicMismatch):
		return zstdFailure(zstdUnknown)
	case errors.Is(err, zstd.ErrDecoderSizeExceeded), errors.Is(err, zstd.ErrWindowSizeExceeded):
		return zstdFailure(zstdWindow)
	case errors.Is(err, zstd.ErrCRCMismatch):
		return zstdFailure(zstdChecksum)
	case errors.Is(err, zstd.ErrUnknownDictionary):
		return zstdFailure(zstdDictionary)
	}
	return zstdFailure(zstdCorrupt)
}
