package archive

import (
	"bytes"
	"io"

	"github.com/klauspost/compress/zstd"
)

// Zstd compresses to the zstd format, in frames that stand for themselves. Close it to finish.
type Zstd struct {
	to      io.Writer
	once    Once
	encoder *zstd.Encoder
	small   bytes.Buffer
}

// NewZstd returns a writer to w.
func NewZstd(w io.Writer, once Once) (*Zstd, error) {
	encoder, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression))
	return &Zstd{to: w, once: once, encoder: encoder}, err
}

// Write compresses p; what is large is compressed once for all packages.
func (z *Zstd) Write(p []byte) (int, error) {
	if len(p) < largeSize {
		return z.small.Write(p)
	}
	data, err := large(z.once, "zstd", p, func(_, data []byte) ([]byte, error) { return z.encoder.EncodeAll(data, nil), nil })
	if err != nil {
		return 0, err
	}
	if err := z.flush(); err != nil {
		return 0, err
	}
	if _, err := z.to.Write(data); err != nil {
		return 0, err
	}
	return len(p), nil
}

func (z *Zstd) flush() error {
	if z.small.Len() == 0 {
		return nil
	}
	_, err := z.to.Write(z.encoder.EncodeAll(z.small.Bytes(), nil))
	z.small.Reset()
	return err
}

// Close writes the end. It does not close what it writes to.
func (z *Zstd) Close() error { return z.flush() }
