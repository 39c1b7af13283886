package fetch

import (
	"errors"
	"io"
	"os"
	"sync"

	"github.com/deskjs/deskjs/runtime/backend/clone"
	"github.com/deskjs/deskjs/runtime/backend/permission"
)

// upload is a request's body that JavaScript writes piece by piece.
type upload struct {
	post func(func())

	mu     sync.Mutex
	wake   *sync.Cond
	queue  [][]byte
	queued int
	ended  bool
	err    error
	closed bool
	// drained is posted when there is room again.
	drained func()
}

var errUploadClosed = errors.New("the request's body is not read any more")

func newUpload(post func(func())) *upload {
	u := &upload{post: post}
	u.wake = sync.NewCond(&u.mu)
	return u
}

// write queues bytes, whose memory must not change any more. room says whether more is wanted; otherwise drained will be called.
func (u *upload) write(bytes []byte, drained func()) (room bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.closed {
		return true
	}
	u.queue = append(u.queue, bytes)
	u.queued += len(bytes)
	u.wake.Signal()
	if u.queued < maxUploadQueued {
		return true
	}
	u.drained = drained
	return false
}

// end says that nothing more comes, or, with an error, that the body broke.
func (u *upload) end(err error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.ended, u.err = true, err
	u.wake.Signal()
}

// Read is for the transport.
func (u *upload) Read(p []byte) (int, error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	for len(u.queue) == 0 && !u.ended && !u.closed {
		u.wake.Wait()
	}
	switch {
	case u.closed:
		return 0, errUploadClosed
	case u.ended && u.err != nil:
		return 0, u.err
	case len(u.queue) == 0:
		return 0, io.EOF
	}
	n := copy(p, u.queue[0])
	if u.queue[0] = u.queue[0][n:]; len(u.queue[0]) == 0 {
		u.queue[0] = nil
		u.queue = u.queue[1:]
	}
	u.queued -= n
	u.tell()
	return n, nil
}

// Close is for the transport, which may not want all.
func (u *upload) Close() error {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.closed, u.queue, u.queued = true, nil, 0
	u.wake.Broadcast()
	u.tell()
	return nil
}

// tell posts drained, where somebody waits. The lock is held.
func (u *upload) tell() {
	if u.drained != nil && u.queued < maxUploadQueued {
		u.post(u.drained)
		u.drained = nil
	}
}

// pieces reads what a body is made of: bytes, and stretches of files, which must be as they were.
type pieces struct {
	rest []clone.BlobPiece
	file *os.File
	at   int64 // in the first piece
}

var errUnreadable = errors.New("the blob could not be read")

func (p *pieces) Read(buffer []byte) (int, error) {
	for len(p.rest) > 0 {
		piece := &p.rest[0]
		left := piece.Length - p.at
		if left == 0 {
			p.next()
			continue
		}
		if piece.Path == "" {
			n := copy(buffer, piece.Bytes[p.at:])
			p.at += int64(n)
			return n, nil
		}
		if err := p.open(piece); err != nil {
			return 0, err
		}
		n, err := p.file.ReadAt(buffer[:min(int64(len(buffer)), left)], piece.Offset+p.at)
		if p.at += int64(n); n > 0 {
			return n, nil
		}
		if err != nil {
			return 0, errUnreadable
		}
	}
	return 0, io.EOF
}

func (p *pieces) open(piece *clone.BlobPiece) error {
	if p.file != nil {
		return nil
	}
	entrance, err := permission.Enter(permission.Reading, piece.Path, permission.Follow)
	if err != nil {
		return errUnreadable
	}
	file, err := os.Open(entrance.Path)
	entrance.Leave()
	if err != nil {
		return errUnreadable
	}
	info, err := file.Stat()
	if err != nil || info.Size() != piece.FileSize || !info.ModTime().Equal(piece.ModTime) {
		_ = file.Close()
		return errUnreadable
	}
	p.file = file
	return nil
}

func (p *pieces) next() {
	_ = p.Close()
	p.rest, p.at = p.rest[1:], 0
}

// Close closes the file that is open.
func (p *pieces) Close() error {
	if p.file == nil {
		return nil
	}
	err := p.file.Close()
	p.file = nil
	return err
}

// sizeOf is how many bytes pieces have.
func sizeOf(all []clone.BlobPiece) int64 {
	size := int64(0)
	for i := range all {
		size += all[i].Length
	}
	return size
}
