package zlib

import (
	"encoding/binary"
	"hash/crc32"
	"slices"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// Node's modes.
const (
	modeDeflate      = 1
	modeInflate      = 2
	modeGzip         = 3
	modeGunzip       = 4
	modeDeflateRaw   = 5
	modeInflateRaw   = 6
	modeUnzip        = 7
	modeBrotliDecode = 8
	modeBrotliEncode = 9
	modeZstdEncode   = 10
	modeZstdDecode   = 11
)

// codec is what a stream of node:zlib holds: it compresses or decompresses data that comes in pieces, into pieces.
// One goroutine at a time may use it.
type codec interface {
	// write takes bytes of in and puts bytes to out, and returns how many. It is called again, with the rest of in, as long as it
	// fills out.
	write(flush int, in, out []byte) (consumed, produced int, failed *failure)
	// params changes level and strategy, of deflate data only.
	params(level, strategy int) *failure
	// reset makes it as new.
	reset() *failure
	// close is called once, last, if at all.
	close()
}

// settings are what a codec is made from, as the JavaScript half gives them: mode, windowBits, level, strategy,
// dictionary, or mode, parameters, pledged size.
func create(settings op.Args) (codec, *failure) {
	mode := settings.Int(0)
	switch mode {
	case modeDeflate, modeGzip, modeDeflateRaw:
		wrap := map[int]wrapping{modeDeflate: zlibWrap, modeGzip: gzipWrap, modeDeflateRaw: raw}[mode]
		return newDeflater(wrap, max(settings.Int(1), 9), settings.Int(2), settings.Int(3), settings.Bytes(4)), nil
	case modeInflate, modeGunzip, modeInflateRaw, modeUnzip:
		return newDecompressor(mode, settings.Int(1), settings.Bytes(4)), nil
	case modeBrotliEncode:
		return codecOf(newBrotliEncoder(paramsOf(settings.Bytes(1))))
	case modeBrotliDecode:
		return codecOf(newBrotliDecoder(paramsOf(settings.Bytes(1))))
	case modeZstdEncode:
		pledged := int64(-1)
		if settings.Has(2) {
			pledged = settings.Int64(2)
		}
		return codecOf(newZstdEncoder(paramsOf(settings.Bytes(1)), pledged))
	case modeZstdDecode:
		return codecOf(newZstdDecoder(paramsOf(settings.Bytes(1))))
	}
	return nil, initializationFailure("Initialization failed")
}

// codecOf keeps a nil pointer from becoming a codec.
func codecOf[T codec](made T, failed *failure) (codec, *failure) {
	if failed != nil {
		return nil, failed
	}
	return made, nil
}

// paramsOf reads a Uint32Array of values by parameter, in which all ones means that there is none.
func paramsOf(values []byte) map[int]uint32 {
	params := map[int]uint32{}
	for i := 0; i+4 <= len(values); i += 4 {
		if value := binary.NativeEndian.Uint32(values[i:]); value != 1<<32-1 {
			params[i/4] = value
		}
	}
	return params
}

func initializationFailure(message string) *failure {
	return &failure{message, 0, "ERR_ZLIB_INITIALIZATION_FAILED"}
}

// result is how a failure gets to the JavaScript half: [message, number, code].
func (f *failure) result() []any { return []any{f.message, f.number, f.code} }

// open(mode, ...) is a codec's handle; see create.
func open(_ *op.Context, args op.Args) (any, error) {
	c, failed := create(args)
	if failed != nil {
		return failed.result(), nil
	}
	return op.Handle{Value: &c}, nil
}

// write(codec, flush, in, in offset, in length, out, out offset, out length) is [room left in out, bytes left in in], or what
// failed.
func write(_ *op.Context, args op.Args) (any, error) {
	c, err := op.HandleAt[*codec](args, 0)
	if err != nil {
		return nil, err
	}
	in := slice(args.Bytes(2), args.Int(3), args.Int(4))
	out := slice(args.Bytes(5), args.Int(6), args.Int(7))
	consumed, produced, failed := (*c).write(args.Int(1), in, out)
	if failed != nil {
		return failed.result(), nil
	}
	return []float64{float64(len(out) - produced), float64(len(in) - consumed)}, nil
}

// slice is b[from:from+length], as far as there is so much.
func slice(b []byte, from, length int) []byte {
	from = min(max(from, 0), len(b))
	return b[from:min(from+max(length, 0), len(b))]
}

// params(codec, level, strategy)
func params(_ *op.Context, args op.Args) (any, error) {
	c, err := op.HandleAt[*codec](args, 0)
	if err != nil {
		return nil, err
	}
	if failed := (*c).params(args.Int(1), args.Int(2)); failed != nil {
		return failed.result(), nil
	}
	return nil, nil
}

// reset(codec)
func reset(_ *op.Context, args op.Args) (any, error) {
	c, err := op.HandleAt[*codec](args, 0)
	if err != nil {
		return nil, err
	}
	if failed := (*c).reset(); failed != nil {
		return failed.result(), nil
	}
	return nil, nil
}

// closeCodec(codec)
func closeCodec(_ *op.Context, args op.Args) (any, error) {
	c, err := op.HandleAt[*codec](args, 0)
	if err != nil {
		return nil, err
	}
	(*c).close()
	return nil, nil
}

// once(data, flush, most bytes, mode, ...) does it in one go. The result is what came out, what failed, or null if more
// than the most came out.
func once(_ *op.Context, args op.Args) (any, error) {
	in, flush, most := args.Bytes(0), args.Int(1), args.Int(2)
	if in == nil {
		in = []byte(args.String(0))
	}
	c, failed := create(args[3:])
	if failed != nil {
		return failed.result(), nil
	}
	defer c.close()
	out, failed, err := all(c, args.Int(3), flush, in, most)
	switch {
	case err != nil:
		return nil, err
	case failed != nil:
		return failed.result(), nil
	case out == nil:
		return op.Null, nil
	}
	return out, nil
}

// all runs data through a codec. It is nil when more than the most bytes come out. The error is that there is not the memory for
// them: few bytes can be made to come to very many.
func all(c codec, mode, flush int, in []byte, most int) (out []byte, failed *failure, err error) {
	room := make([]byte, firstSize(mode, len(in)))
	var done [][]byte // full pieces, all but the last
	have, total := 0, 0
	for {
		// A compressor keeps what it makes of its input until it is asked for: it gets little at a time.
		part, flag := in, flush
		if len(in) > mostInput && isCompressor(mode) {
			part, flag = in[:mostInput], flushNone
		}
		consumed, produced, failed := c.write(flag, part, room[have:])
		if failed != nil {
			return nil, failed, nil
		}
		in = in[consumed:]
		have += produced
		total += produced
		if total > most {
			return nil, nil, nil
		}
		if have < len(room) {
			if consumed > 0 && len(part) < len(in)+consumed {
				continue
			}
			break
		}
		done = append(done, room)
		size := min(2*len(room), mostRoom)
		// The pieces are put together at the end, which takes as much again.
		if size == mostRoom && !engine.AllocationAllowed(int64(total+2*size)) {
			return nil, nil, engine.ErrAllocation
		}
		room, have = make([]byte, size), 0
	}
	if done == nil {
		return room[:have:have], nil, nil
	}
	return slices.Concat(append(done, room[:have])...), nil, nil
}

const (
	mostInput = 1 << 20  // that a compressor gets at once, in bytes
	mostRoom  = 16 << 20 // of a piece of output
)

func isCompressor(mode int) bool {
	switch mode {
	case modeDeflate, modeGzip, modeDeflateRaw, modeBrotliEncode, modeZstdEncode:
		return true
	}
	return false
}

// firstSize is how much room the output gets to begin with, in bytes.
func firstSize(mode, length int) int {
	if isCompressor(mode) {
		return min(length/3+128, mostRoom)
	}
	return min(max(4*length, 256), mostRoom)
}

// sum(bytes or string, value) is the CRC-32 of more bytes than value is that of.
func sum(_ *op.Context, args op.Args) (any, error) {
	data := args.Bytes(0)
	if data == nil {
		data = []byte(args.String(0))
	}
	return int64(crc32.Update(uint32(args.Int64(1)), crc32.IEEETable, data)), nil
}
