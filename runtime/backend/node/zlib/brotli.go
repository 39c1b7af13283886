package zlib

import (
	"errors"
	"io"
	"reflect"
	"strings"

	"github.com/andybalholm/brotli"
)

// Brotli's operations.
const (
	brotliFlush  = 1
	brotliFinish = 2
)

// The parameters that matter here; the others are hints.
const (
	brotliParamQuality    = 1
	brotliParamWindow     = 2
	brotliParamNoContexts = 4

	brotliParamLargeWindow = 1 // the decoder's last one
)

type brotliEncoder struct {
	options        brotli.WriterOptions
	writer         *brotli.Writer
	pending        []byte
	next           int
	flushed, ended bool
}

func newBrotliEncoder(params map[int]uint32) (*brotliEncoder, *failure) {
	e := &brotliEncoder{options: brotli.WriterOptions{Quality: 11, LGWin: 22}}
	if quality, ok := params[brotliParamQuality]; ok {
		e.options.Quality = int(min(quality, 11))
	}
	if window, ok := params[brotliParamWindow]; ok {
		e.options.LGWin = int(min(max(window, 10), 24))
	}
	if params[brotliParamNoContexts] > 1 {
		return nil, initializationFailure("Initialization failed")
	}
	_ = e.reset()
	return e, nil
}

func (e *brotliEncoder) Write(p []byte) (int, error) {
	e.pending = append(e.pending, p...)
	return len(p), nil
}

func (e *brotliEncoder) reset() *failure {
	e.writer = brotli.NewWriterOptions(e, e.options)
	e.pending, e.next, e.flushed, e.ended = nil, 0, true, false
	return nil
}

func (e *brotliEncoder) params(int, int) *failure { return nil }

func (e *brotliEncoder) close() { e.writer = nil }

func (e *brotliEncoder) write(flush int, in, out []byte) (consumed, produced int, failed *failure) {
	var err error
	if len(in) > 0 && !e.ended {
		consumed, err = e.writer.Write(in)
		e.flushed = false
	}
	switch {
	case err != nil || e.ended:
	case flush == brotliFinish:
		err = e.writer.Close()
		e.ended = true
	case flush == brotliFlush && !e.flushed:
		err = e.writer.Flush()
		e.flushed = true
	}
	if err != nil {
		return consumed, 0, &failure{"Compression failed", -1, "ERR_BROTLI_COMPRESSION_FAILED"}
	}
	produced = copy(out, e.pending[e.next:])
	if e.next += produced; e.next == len(e.pending) {
		e.pending, e.next = e.pending[:0], 0
	}
	return consumed, produced, nil
}

// brotliDecoder gives the decoder, which reads from an io.Reader, what input there is. At its end the decoder says io.EOF if the data is
// at its end too, and io.ErrUnexpectedEOF otherwise, and goes on from there when there is more.
type brotliDecoder struct {
	reader *brotli.Reader
	in     []byte
	ended  bool
}

func newBrotliDecoder(params map[int]uint32) (*brotliDecoder, *failure) {
	for param := range params {
		if param > brotliParamLargeWindow {
			return nil, initializationFailure("Initialization failed")
		}
	}
	d := &brotliDecoder{}
	d.reader = brotli.NewReader(d)
	return d, nil
}

// Read is where the decoder gets its input.
func (d *brotliDecoder) Read(p []byte) (int, error) {
	if len(d.in) == 0 {
		return 0, io.EOF
	}
	n := copy(p, d.in)
	d.in = d.in[n:]
	return n, nil
}

func (d *brotliDecoder) reset() *failure {
	d.in, d.ended = nil, false
	_ = d.reader.Reset(d) // never fails
	return nil
}

func (d *brotliDecoder) params(int, int) *failure { return nil }

func (d *brotliDecoder) close() {}

func (d *brotliDecoder) write(flush int, in, out []byte) (consumed, produced int, failed *failure) {
	if d.ended {
		return 0, 0, nil
	}
	d.in = in
	for produced < len(out) && !d.ended && failed == nil {
		n, err := d.reader.Read(out[produced:])
		produced += n
		if err == nil && n > 0 {
			continue
		}
		if errors.Is(err, io.ErrUnexpectedEOF) {
			if flush == brotliFinish {
				failed = zlibFailure("unexpected end of file", statusBufError)
			}
			break
		}
		if code := reflect.ValueOf(err); code.Kind() == reflect.Int {
			failed = brotliFailure(int(code.Int()), err)
			break
		}
		// io.EOF, or the error that says that there is input behind the end.
		d.ended = true
	}
	consumed = len(in) - len(d.in)
	if d.ended {
		// What the reader took beyond the end is nowhere to be seen but in its own field.
		if unread := reflect.ValueOf(d.reader).Elem().FieldByName("in"); unread.Kind() == reflect.Slice {
			consumed = max(0, consumed-unread.Len())
		}
	}
	d.in = nil
	return consumed, produced, failed
}

// brotliFailure is the decoder's error with the reference implementation's name for it.
func brotliFailure(number int, err error) *failure {
	name := strings.TrimPrefix(err.Error(), "brotli: ")
	switch {
	case number >= -17:
		name = "FORMAT_" + name
	case number <= -21 && number >= -30:
		name = "ALLOC_" + name
	}
	return &failure{"Decompression failed", number, "ERR__ERROR_" + name}
}
