package zlib

import (
	"encoding/binary"
	"hash"
	"hash/adler32"
	"hash/crc32"
	"sync"

	"github.com/klauspost/compress/flate"
)

// zlib's strategies.
const (
	strategyDefault     = 0
	strategyHuffmanOnly = 2
	strategyRLE         = 3
	strategyFixed       = 4
)

// deflater compresses to deflate data with or without a header, piece by piece. What the compressor made and the caller has no
// room for waits here.
type deflater struct {
	wrap       wrapping
	windowBits int
	level      int // -1 to 9
	strategy   int
	dictionary []byte

	compressor compressor
	pooled     int // the level of the pool that compressor belongs to; notPooled
	pending    []byte
	next       int // how much of pending was handed out

	begun, finished bool
	flushed         int // the strongest flush since the last input
	crc             uint32
	adler           hash.Hash32
	total           uint32
}

// compressor is a flate.Writer or a storer.
type compressor interface {
	Write(p []byte) (int, error)
	Flush() error
	Close() error
}

func newDeflater(wrap wrapping, windowBits, level, strategy int, dictionary []byte) *deflater {
	return &deflater{
		wrap: wrap, windowBits: windowBits, level: level, strategy: strategy, dictionary: dictionary,
		adler: adler32.New(), pooled: notPooled,
	}
}

// Write is where the compressor's output goes.
func (d *deflater) Write(p []byte) (int, error) {
	d.pending = append(d.pending, p...)
	return len(p), nil
}

const notPooled = -3

// writers keeps compressors, which are large, by their levels from flate.HuffmanOnly on.
var writers [12]sync.Pool

// levelOf is the compressor's level, unless it is 0. Runs and fixed codes have none of their own; what they make is found by any other.
func (d *deflater) levelOf() int {
	switch {
	case d.strategy == strategyHuffmanOnly:
		return flate.HuffmanOnly
	case d.strategy == strategyRLE:
		return flate.BestSpeed
	case d.level < 0:
		return 6
	}
	return d.level
}

// open makes the compressor; dictionary is what it may refer back to.
func (d *deflater) open(dictionary []byte) {
	if d.level == 0 {
		d.compressor = &storer{out: d}
		return
	}
	level := d.levelOf()
	var err error
	switch {
	case level != flate.HuffmanOnly && d.windowBits < 15:
		// A reader with so small a window could not go back further.
		d.compressor, err = flate.NewWriterWindow(d, 1<<d.windowBits)
	case len(dictionary) > 0:
		d.compressor, err = flate.NewWriterDict(d, level, dictionary)
	default:
		d.pooled = level
		if w, ok := writers[level+2].Get().(*flate.Writer); ok {
			w.Reset(d)
			d.compressor = w
			return
		}
		d.compressor, err = flate.NewWriter(d, level)
	}
	if err != nil {
		panic(err) // the levels are those that there are
	}
}

// release gives the compressor back.
func (d *deflater) release() {
	if w, ok := d.compressor.(*flate.Writer); ok && d.pooled != notPooled {
		w.Reset(nil)
		writers[d.pooled+2].Put(w)
	}
	d.compressor, d.pooled = nil, notPooled
}

func (d *deflater) close() { d.release() }

func (d *deflater) reset() *failure {
	d.release()
	d.pending, d.next = d.pending[:0], 0
	d.begun, d.finished, d.flushed, d.crc, d.total = false, false, flushNone, 0, 0
	d.adler.Reset()
	return nil
}

// params changes level and strategy from here on.
func (d *deflater) params(level, strategy int) *failure {
	if d.begun && !d.finished {
		if d.flushed == flushNone {
			_ = d.compressor.Flush() // to memory
		}
		d.release()
	}
	d.level, d.strategy = level, strategy
	if d.begun && !d.finished {
		d.open(nil)
	}
	return nil
}

func (d *deflater) write(flush int, in, out []byte) (consumed, produced int, failed *failure) {
	if !d.begun {
		d.begun = true
		d.head()
		d.open(d.dictionary)
	}
	if !d.finished {
		d.deflate(flush, in)
		consumed = len(in)
	}
	produced = copy(out, d.pending[d.next:])
	if d.next += produced; d.next == len(d.pending) {
		d.pending, d.next = d.pending[:0], 0
	}
	return consumed, produced, nil
}

func (d *deflater) deflate(flush int, in []byte) {
	if len(in) > 0 {
		switch d.wrap {
		case gzipWrap:
			d.crc = crc32.Update(d.crc, crc32.IEEETable, in)
			d.total += uint32(len(in))
		case zlibWrap:
			_, _ = d.adler.Write(in)
		}
		_, _ = d.compressor.Write(in) // to memory: it does not fail
		d.flushed = flushNone
	}
	switch {
	case flush == flushFinish:
		_ = d.compressor.Close()
		d.finished = true
		d.release()
		d.tail()
	case flush == flushNone || rank(flush) <= rank(d.flushed):
		// Flushing twice would do nothing but add to the output.
	default:
		_ = d.compressor.Flush()
		d.flushed = flush
		if flush == flushFull {
			// Nothing that follows refers back behind this.
			d.release()
			d.open(nil)
		}
	}
}

// rank orders flush flags by what they do.
func rank(flush int) int {
	if flush == flushBlock {
		return flushNone*2 + 1
	}
	return flush * 2
}

func (d *deflater) head() {
	switch d.wrap {
	case gzipWrap:
		extra := byte(0)
		switch {
		case d.level == 9:
			extra = 2
		case d.strategy >= strategyHuffmanOnly || d.level == 0 || d.level == 1:
			extra = 4
		}
		d.pending = append(d.pending, 0x1F, 0x8B, 8, 0, 0, 0, 0, 0, extra, operatingSystem)
	case zlibWrap:
		level := uint16(2)
		switch {
		case d.strategy >= strategyHuffmanOnly || d.level == 0 || d.level == 1:
			level = 0
		case d.level >= 2 && d.level < 6:
			level = 1
		case d.level > 6:
			level = 3
		}
		head := 0x0800 + uint16(d.windowBits-8)<<12 | level<<6
		if len(d.dictionary) > 0 {
			head |= 0x20
		}
		head += 31 - head%31
		d.pending = binary.BigEndian.AppendUint16(d.pending, head)
		if len(d.dictionary) > 0 {
			d.pending = binary.BigEndian.AppendUint32(d.pending, adler32.Checksum(d.dictionary))
		}
	}
}

func (d *deflater) tail() {
	switch d.wrap {
	case gzipWrap:
		d.pending = binary.LittleEndian.AppendUint32(d.pending, d.crc)
		d.pending = binary.LittleEndian.AppendUint32(d.pending, d.total)
	case zlibWrap:
		d.pending = binary.BigEndian.AppendUint32(d.pending, d.adler.Sum32())
	}
}
