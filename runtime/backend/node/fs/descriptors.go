package fs

import (
	"bytes"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// open(path, flags, mode) -> file descriptor
func open(_ *op.Context, args op.Args) (any, error) {
	path := pathAt(args, 0)
	fd, err := openFD(path, args.Int(1), uint32(args.Int64(2)))
	if err != nil {
		return nil, op.System(err, "open", path)
	}
	return fd, nil
}

// close(fd)
func closeOp(_ *op.Context, args op.Args) (any, error) {
	return nil, op.System(closeFD(args.Int(0)), "close")
}

// fchmod(fd, mode)
func fchmod(_ *op.Context, args op.Args) (any, error) {
	return nil, op.System(chmodFD(args.Int(0), uint32(args.Int64(1))), "fchmod")
}

// fchown(fd, uid, gid)
func fchown(_ *op.Context, args op.Args) (any, error) {
	return nil, op.System(chownFD(args.Int(0), args.Int(1), args.Int(2)), "fchown")
}

// fsync(fd): what was written is on the disk itself when it returns.
func fsync(_ *op.Context, args op.Args) (any, error) {
	return nil, op.System(syncFD(args.Int(0)), "fsync")
}

// fdatasync(fd)
func fdatasync(_ *op.Context, args op.Args) (any, error) {
	return nil, op.System(syncDataFD(args.Int(0)), "fdatasync")
}

// fstat(fd, bigint)
func fstat(_ *op.Context, args op.Args) (any, error) {
	s, err := statFD(args.Int(0))
	if err != nil {
		return nil, op.System(err, "fstat")
	}
	return s.values(args.Bool(1)), nil
}

// ftruncate(fd, length)
func ftruncate(_ *op.Context, args op.Args) (any, error) {
	return nil, op.System(truncateFD(args.Int(0), args.Int64(1)), "ftruncate")
}

// futimes(fd, atime, mtime), in seconds
func futimes(_ *op.Context, args op.Args) (any, error) {
	return nil, op.System(setTimesFD(args.Int(0), args.Float(1), args.Float(2)), "futime")
}

// window returns the part of argument i's memory that arguments i+1 (offset) and
// i+2 (length) name. JavaScript has checked them; the limits keep a buffer that was
// detached since from doing harm.
func window(args op.Args, i int) []byte {
	memory := args.Bytes(i)
	from := min(max(args.Int(i+1), 0), len(memory))
	to := min(from+max(args.Int(i+2), 0), len(memory))
	return memory[from:to]
}

// position returns argument i as a place in the file, -1 for where the descriptor stands.
func position(args op.Args, i int) int64 {
	if !args.Has(i) {
		return -1
	}
	return args.Int64(i)
}

// read(fd, buffer, offset, length, position) -> bytes read
func read(_ *op.Context, args op.Args) (any, error) {
	n, err := readFD(args.Int(0), window(args, 1), position(args, 4))
	if err != nil {
		return nil, op.System(err, "read")
	}
	return n, nil
}

// readChunk(fd, length, position) -> at most length bytes; null at the end of the file
//
// It is what streams read with: the memory is made where the reading is done, not by the program's own goroutine.
func readChunk(_ *op.Context, args op.Args) (any, error) {
	chunk := make([]byte, args.Int(1))
	n, err := readFD(args.Int(0), chunk, position(args, 2))
	switch {
	case err != nil:
		return nil, op.System(err, "read")
	case n == 0:
		return nil, nil
	case n < len(chunk):
		// A short read must not keep the memory of a long one.
		return bytes.Clone(chunk[:n]), nil
	}
	return chunk, nil
}

// readv(fd, buffers, position) -> bytes read
func readv(_ *op.Context, args op.Args) (any, error) {
	n, err := readVector(args.Int(0), vector(args, 1), position(args, 2))
	if err != nil {
		return nil, op.System(err, "read")
	}
	return n, nil
}

func vector(args op.Args, i int) [][]byte {
	items := args.Array(i)
	out := make([][]byte, 0, len(items))
	for _, item := range items {
		if memory, _ := item.([]byte); len(memory) > 0 {
			out = append(out, memory)
		}
	}
	return out
}

// write(fd, buffer, offset, length, position), or write(fd, text, 0, 0, position) -> bytes written
func write(_ *op.Context, args op.Args) (any, error) {
	data := window(args, 1)
	if args.Bytes(1) == nil {
		data = []byte(args.String(1))
	}
	n, err := writeFD(args.Int(0), data, position(args, 4))
	if err != nil {
		return nil, op.System(err, "write")
	}
	return n, nil
}

// writev(fd, buffers, position) -> bytes written
func writev(_ *op.Context, args op.Args) (any, error) {
	n, err := writeVector(args.Int(0), vector(args, 1), position(args, 2))
	if err != nil {
		return nil, op.System(err, "write")
	}
	return n, nil
}

// writeAll writes all of data where the descriptor stands.
func writeAll(fd int, data []byte, cancelled *canceller) error {
	for len(data) > 0 {
		if cancelled.is() {
			return errCancelled
		}
		n, err := writeFD(fd, data[:min(len(data), chunk)], -1)
		if err != nil {
			return op.System(err, "write")
		}
		data = data[n:]
	}
	return nil
}
