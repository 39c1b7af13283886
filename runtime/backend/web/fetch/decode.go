package fetch

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// decodeBody undoes the codings of a body, as far as all of them are known; otherwise the body stays as it is.
func decodeBody(body io.ReadCloser, encodings string) (decoded io.ReadCloser, err error) {
	if encodings == "" {
		return body, nil
	}
	codings := strings.Split(strings.ToLower(encodings), ",")
	if len(codings) > maxEncodings {
		return nil, &failure{name: "Error", message: fmt.Sprintf("too many content-encodings in response: %d, maximum allowed is %d", len(codings), maxEncodings)}
	}
	source := &sourceReader{reader: body}
	reader := io.Reader(source)
	for i := len(codings) - 1; i >= 0; i-- {
		open, known := decoders[strings.Trim(codings[i], "\t ")]
		if !known {
			return body, nil
		}
		reader = &lazyDecoder{open: open, source: bufio.NewReader(reader)}
	}
	return &decodedBody{reader, source, body}, nil
}

// decoders make what undoes a coding. Their first read is that of the first bytes, so that nothing is read before a header is there.
var decoders = map[string]func(*bufio.Reader) (io.Reader, error){
	"gzip": openGzip, "x-gzip": openGzip,
	"deflate": openDeflate,
	"br":      func(r *bufio.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
	"zstd":    openZstd,
}

func openGzip(r *bufio.Reader) (io.Reader, error) {
	// What is no header is an error also where less than a header comes.
	if magic, _ := r.Peek(2); !bytes.HasPrefix([]byte{0x1F, 0x8B}, magic) {
		return nil, gzip.ErrHeader
	}
	return gzip.NewReader(r)
}

// openDeflate takes data without zlib's header too, as browsers do.
func openDeflate(r *bufio.Reader) (io.Reader, error) {
	first, err := r.Peek(1)
	if err != nil {
		return nil, err
	}
	if first[0]&0x0F == 8 {
		return zlib.NewReader(r)
	}
	return flate.NewReader(r), nil
}

// maxWindow is the most memory that a decoder may be told to use, in bytes.
const maxWindow = 8 << 20

func openZstd(r *bufio.Reader) (io.Reader, error) {
	decoder, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
	if err != nil {
		return nil, err
	}
	return decoder.IOReadCloser(), nil
}

type lazyDecoder struct {
	open   func(*bufio.Reader) (io.Reader, error)
	source *bufio.Reader
	reader io.Reader
}

func (d *lazyDecoder) Read(p []byte) (int, error) {
	if d.reader == nil {
		if _, err := d.source.Peek(1); err != nil {
			return 0, err // an empty body has no header either
		}
		reader, err := d.open(d.source)
		if err != nil {
			return 0, err
		}
		d.reader = reader
	}
	return d.reader.Read(p)
}

// sourceReader keeps the error of what the decoders read from.
type sourceReader struct {
	reader io.Reader
	err    error
}

func (s *sourceReader) Read(p []byte) (int, error) {
	n, err := s.reader.Read(p)
	if err != nil {
		s.err = err
	}
	return n, err
}

// decodedBody tells apart what went wrong in the network from what is wrong with the data.
type decodedBody struct {
	reader io.Reader
	source *sourceReader
	body   io.Closer
}

func (d *decodedBody) Close() error { return d.body.Close() }

func (d *decodedBody) Read(p []byte) (int, error) {
	n, err := d.reader.Read(p)
	switch {
	case err == nil || err == io.EOF:
		return n, err
	case d.source.err != nil && d.source.err != io.EOF:
		return n, d.source.err
	case errors.Is(err, io.ErrUnexpectedEOF) && d.source.err == io.EOF:
		// What servers cut off a little early is taken, as browsers do.
		return n, io.EOF
	}
	return n, dataFailure(err)
}

// dataFailure is zlib's error.
func dataFailure(err error) *failure {
	message := "incorrect data check"
	var corrupt flate.CorruptInputError
	switch {
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, zlib.ErrHeader):
		message = "incorrect header check"
	case errors.As(err, &corrupt):
		message = "invalid block type"
	case strings.Contains(err.Error(), "brotli"):
		return &failure{name: "Error", message: "Decompression failed", code: "ERR_BROTLI_DECODER_ERROR_FORMAT"}
	}
	return &failure{name: "Error", message: message, code: "Z_DATA_ERROR", fields: op.Object{{Name: "errno", Value: -3}}}
}
