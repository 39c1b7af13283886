package fs

import (
	"errors"
	"fmt"
	"sync/atomic"
	"unicode/utf8"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

const (
	// chunk is how much is read or written between looks at the canceller.
	chunk = 512 << 10
	// sizeLimit is how much one readFile reads, as in Node.
	sizeLimit = 1<<31 - 1
)

// canceller tells a running operation that its AbortSignal was aborted.
type canceller struct{ set atomic.Bool }

func (c *canceller) is() bool { return c != nil && c.set.Load() }

// errCancelled reaches nobody: JavaScript has answered with an AbortError by then.
var errCancelled = errors.New("cancelled")

// canceller() -> a handle for readFile and writeFile
func newCanceller(*op.Context, op.Args) (any, error) { return op.Handle{Value: &canceller{}}, nil }

// cancel(canceller)
func cancelOp(_ *op.Context, args op.Args) (any, error) {
	c, err := op.HandleAt[*canceller](args, 0)
	if err == nil {
		c.set.Store(true)
	}
	return nil, err
}

func cancellerAt(args op.Args, i int) *canceller {
	c, _ := op.HandleAt[*canceller](args, i)
	return c
}

// target opens argument 0 if it is a path; a number is a descriptor, which stays open.
func target(args op.Args, flags int, mode uint32) (fd int, done func() error, err error) {
	switch args[0].(type) {
	case int64, float64:
		return args.Int(0), func() error { return nil }, nil
	}
	path := pathAt(args, 0)
	fd, err = openFD(path, flags, mode)
	if err != nil {
		return 0, nil, op.System(err, "open", path)
	}
	return fd, func() error { return op.System(closeFD(fd), "close") }, nil
}

// readFile(path or fd, flags, text, canceller) -> bytes, or a string if text is true and
// the file is UTF-8
func readFile(_ *op.Context, args op.Args) (any, error) {
	fd, done, err := target(args, args.Int(1), 0o666)
	if err != nil {
		return nil, err
	}
	data, err := readAll(fd, cancellerAt(args, 3))
	if closing := done(); err == nil {
		err = closing
	}
	if err != nil {
		return nil, err
	}
	return wholeFile(data, args), nil
}

// wholeFile is what readFile returns.
func wholeFile(data []byte, args op.Args) any {
	if args.Bool(2) && utf8.Valid(data) {
		return string(data)
	}
	return data
}

func readAll(fd int, cancelled *canceller) ([]byte, error) {
	info, err := statFD(fd)
	if err != nil {
		return nil, op.System(err, "fstat")
	}
	room, size := uint64(chunk/8), 0
	if info.mode&modeType == modeRegular {
		if info.size > sizeLimit {
			return nil, tooLarge(info.size)
		}
		size = int(info.size)
		room = info.size + 1 // one more, so that the end of a file that has no size is seen without growing
	}
	data := make([]byte, 0, room)
	for {
		if cancelled.is() {
			return nil, errCancelled
		}
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)]
		}
		n, err := readFD(fd, data[len(data):min(cap(data), len(data)+chunk)], -1)
		if err != nil {
			return nil, op.System(err, "read")
		}
		if n == 0 {
			return data, nil
		}
		data = data[:len(data)+n]
		if len(data) == size { // as Node does: what is appended meanwhile is not waited for
			return data, nil
		}
		if len(data) > sizeLimit {
			return nil, tooLarge(uint64(len(data)))
		}
	}
}

func tooLarge(size uint64) error {
	return &op.Error{Type: "RangeError", Code: "ERR_FS_FILE_TOO_LARGE",
		Message: fmt.Sprintf("File size (%d) is greater than 2 GiB", size)}
}

// writeFile(path or fd, bytes or text, flags, mode, canceller)
func writeFile(_ *op.Context, args op.Args) (any, error) {
	data := args.Bytes(1)
	if data == nil {
		data = []byte(args.String(1))
	}
	fd, done, err := target(args, args.Int(2), uint32(args.Int64(3)))
	if err != nil {
		return nil, err
	}
	err = writeAll(fd, data, cancellerAt(args, 4))
	if closing := done(); err == nil {
		err = closing
	}
	return nil, err
}
