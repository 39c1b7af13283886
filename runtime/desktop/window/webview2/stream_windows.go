package webview2

import (
	"errors"
	"io"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	idSequentialStream = windows.GUID{Data1: 0x0c733a30, Data2: 0x2a1c, Data3: 0x11ce, Data4: [8]byte{0xad, 0xe5, 0, 0xaa, 0, 0x44, 0x77, 0x3d}}
	idStream           = windows.GUID{Data1: 0x0000000c, Data4: [8]byte{0xc0, 0, 0, 0, 0, 0, 0, 0x46}}
	idAgile            = windows.GUID{Data1: 0x94ea2b94, Data2: 0xe9cc, Data3: 0x49e0, Data4: [8]byte{0xc0, 0xff, 0xee, 0x64, 0xca, 0x8f, 0x5b, 0x90}}
)

// stream is an IStream over a body, which WebView2 reads on a thread of its own: it is agile, as the documentation asks for. That
// one thread reads the bodies of all responses, so that a body must not make it wait.
type stream struct {
	own
	body io.ReadSeeker
	size int64
}

func newStream(body io.ReadSeeker, size int64) *stream {
	s := &stream{body: body, size: size}
	s.born(s, unsafe.Pointer(&streamTable), idStream, idSequentialStream, idAgile)
	return s
}

func (s *stream) gone() {
	if closer, ok := s.body.(io.Closer); ok {
		_ = closer.Close()
	}
}

// methodRead is ISequentialStream's.
const methodRead = firstMethod

var streamTable = [...]uintptr{
	unknownMethods[queryInterface], unknownMethods[addRef], unknownMethods[release],
	syscall.NewCallback(func(s *stream, to *byte, size uint32, read *uint32) uintptr { // Read
		count, err := io.ReadFull(s.body, unsafe.Slice(to, size))
		if read != nil {
			*read = uint32(count)
		}
		switch {
		case err == nil:
			return succeeded
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			return nothingMore
		default:
			return failed
		}
	}),
	syscall.NewCallback(func(*stream, uintptr, uint32, uintptr) uintptr { return notDone }), // Write
	syscall.NewCallback(func(s *stream, offset int64, whence uint32, to *int64) uintptr { // Seek
		position, err := s.body.Seek(offset, int(whence)) // STREAM_SEEK_SET, CUR and END are io's
		if err != nil {
			return failed
		}
		if to != nil {
			*to = position
		}
		return succeeded
	}),
	syscall.NewCallback(func(*stream, int64) uintptr { return notDone }),                            // SetSize
	syscall.NewCallback(func(*stream, uintptr, int64, uintptr, uintptr) uintptr { return notDone }), // CopyTo
	syscall.NewCallback(func(*stream, uint32) uintptr { return succeeded }),                         // Commit
	syscall.NewCallback(func(*stream) uintptr { return succeeded }),                                 // Revert
	syscall.NewCallback(func(*stream, int64, int64, uint32) uintptr { return notDone }),             // LockRegion
	syscall.NewCallback(func(*stream, int64, int64, uint32) uintptr { return notDone }),             // UnlockRegion
	syscall.NewCallback(func(s *stream, about *statistics, _ uint32) uintptr { // Stat
		const isStream = 2 // STGTY_STREAM
		*about = statistics{kind: isStream, size: s.size}
		return succeeded
	}),
	syscall.NewCallback(func(_ *stream, to *uintptr) uintptr { *to = 0; return notDone }), // Clone
}

// statistics is a STATSTG.
type statistics struct {
	name                       uintptr
	kind                       uint32
	size                       int64
	modified, created, visited int64
	mode, locks                uint32
	class                      windows.GUID
	state, reserved            uint32
}

// reader reads somebody else's IStream.
type reader struct{ object *object }

func (r reader) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	var count uint32
	size := uint32(min(len(p), 1<<30))
	if err := r.object.call(methodRead, uintptr(unsafe.Pointer(&p[0])), uintptr(size), uintptr(unsafe.Pointer(&count))); err != nil {
		return int(count), err
	}
	if count == 0 {
		return 0, io.EOF
	}
	return int(count), nil
}
