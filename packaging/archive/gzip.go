package archive

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"

	"github.com/klauspost/compress/flate"
)

const (
	// gzipLevel is the highest before the one that takes four times as long for half a percent.
	gzipLevel  = 8
	windowSize = 32 << 10
)

// Gzip compresses to the gzip format, without a name and a time. Close it to finish.
type Gzip struct {
	to    io.Writer
	once  Once
	flate *flate.Writer
	crc   uint32
	size  uint32
}

// NewGzip returns a writer to w.
func NewGzip(w io.Writer, once Once) (*Gzip, error) {
	compressor, err := flate.NewWriter(w, gzipLevel)
	if err != nil {
		return nil, err
	}
	_, err = w.Write([]byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255})
	return &Gzip{to: w, once: once, flate: compressor}, err
}

// Write compresses p; what is large is spliced in as it was compressed for another package.
func (g *Gzip) Write(p []byte) (int, error) {
	g.crc, g.size = crc32.Update(g.crc, crc32.IEEETable, p), g.size+uint32(len(p))
	if len(p) < largeSize {
		return g.flate.Write(p)
	}
	data, err := large(g.once, "deflate", p, deflate)
	if err != nil {
		return 0, err
	}
	// Both flush to a whole byte, and neither refers to what was before.
	if err := g.flate.Flush(); err != nil {
		return 0, err
	}
	if _, err := g.to.Write(data); err != nil {
		return 0, err
	}
	g.flate.Reset(g.to)
	return len(p), nil
}

// Close writes the end. It does not close what it writes to.
func (g *Gzip) Close() error {
	end := binary.LittleEndian.AppendUint32(nil, g.crc)
	end = binary.LittleEndian.AppendUint32(end, g.size)
	err := g.flate.Close()
	_, endErr := g.to.Write(end)
	return errors.Join(err, endErr)
}

func deflate(before, data []byte) ([]byte, error) {
	var out bytes.Buffer
	compressor, err := flate.NewWriterDict(&out, gzipLevel, before[max(0, len(before)-windowSize):])
	if err != nil {
		return nil, err
	}
	_, err = compressor.Write(data)
	err = errors.Join(err, compressor.Flush())
	return out.Bytes(), err
}
