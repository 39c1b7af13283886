package fetch

import (
	"io"
	"sync"
	"time"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// The sizes of what is read at once, and of what is read before somebody asks for it, in bytes.
const (
	chunkSize = 64 << 10
	maxAhead  = 128 << 10

	allowanceStep = 64 << 20
)

// download is a response's body, which a goroutine reads ahead of JavaScript.
type download struct {
	post func(func())

	mu     sync.Mutex
	wake   *sync.Cond
	chunks [][]byte
	queued int
	// read is how many bytes there were in all.
	read int64
	// allowed is how much may be gathered before memory is looked at again.
	allowed int
	// whole says that all is to be gathered.
	whole bool
	// err is io.EOF at the end.
	err    error
	closed bool
	// ready is posted once there is something: a chunk, or, if whole is set, the end.
	ready func()
	// broken is posted at the end, if it is not io.EOF.
	broken func(error)
	// stalled says that reading waits for JavaScript. onStall is then posted; onResume is called by who ends it, in a task.
	stalled           bool
	onStall, onResume func()
}

func newDownload(post func(func())) *download {
	d := &download{post: post}
	d.wake = sync.NewCond(&d.mu)
	return d
}

// pump reads the body, of the given length (-1: not known), until its end or close. expired is called when nothing has come for
// bodyTimeout.
func (d *download) pump(body io.Reader, length int64, expired func()) {
	timer := time.AfterFunc(bodyTimeout, expired)
	defer timer.Stop()
	size := chunkSize
	if length >= 0 {
		size = int(min(length+1, chunkSize))
	}
	for {
		d.mu.Lock()
		for !d.closed && !d.whole && d.queued >= maxAhead {
			timer.Stop()
			if !d.stalled && d.onStall != nil {
				d.stalled = true
				d.post(d.onStall)
			}
			d.wake.Wait()
		}
		closed := d.closed
		d.mu.Unlock()
		if closed {
			return
		}
		timer.Reset(bodyTimeout)
		chunk, err := readChunk(body, size)
		d.mu.Lock()
		if len(chunk) > 0 {
			d.chunks = append(d.chunks, chunk)
			d.queued += len(chunk)
			d.read += int64(len(chunk))
		}
		if err == nil && d.whole && d.queued > d.allowed {
			// A small response may be made of much.
			if d.allowed += allowanceStep; !engine.AllocationAllowed(allowanceStep) {
				err = engine.ErrAllocation
			}
		}
		d.err = err
		if d.ready != nil && (err != nil || !d.whole) {
			d.post(d.ready)
			d.ready = nil
		}
		d.tellBroken()
		d.mu.Unlock()
		if err != nil {
			return
		}
	}
}

var buffers = sync.Pool{New: func() any { return new([chunkSize]byte) }}

// readChunk reads what there is, at least a byte, into memory of its own.
func readChunk(body io.Reader, size int) ([]byte, error) {
	if size < chunkSize {
		chunk := make([]byte, size)
		n, err := readSome(body, chunk)
		return chunk[:n:n], err
	}
	buffer := buffers.Get().(*[chunkSize]byte)
	n, err := readSome(body, buffer[:])
	if n > chunkSize/2 {
		return buffer[:n:n], err
	}
	chunk := append([]byte(nil), buffer[:n]...)
	buffers.Put(buffer)
	return chunk, err
}

func readSome(body io.Reader, p []byte) (n int, err error) {
	for n == 0 && err == nil {
		n, err = body.Read(p)
	}
	return n, err
}

// take returns the next chunk; nil means that there is none yet, or, with an error, any more. io.EOF is the end.
func (d *download) take() ([]byte, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.chunks) == 0 {
		return nil, d.err
	}
	chunk := d.chunks[0]
	d.chunks[0] = nil
	if d.chunks = d.chunks[1:]; len(d.chunks) == 0 {
		d.chunks = nil
	}
	d.queued -= len(chunk)
	d.resume()
	return chunk, nil
}

// wait makes ready be posted when take has something; whole, when there is the end.
func (d *download) wait(whole bool, ready func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.whole = whole
	if d.err != nil || !whole && len(d.chunks) > 0 {
		d.post(ready)
		return
	}
	d.ready = ready
	d.resume()
}

// resume lets pump read on, if it may.
func (d *download) resume() {
	if d.stalled && (d.whole || d.queued < maxAhead) {
		d.stalled = false
		d.onResume()
	}
	d.wake.Signal()
}

// isStalled reports whether reading waits for JavaScript.
func (d *download) isStalled() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.stalled
}

// watch makes broken be posted with the error of a body that breaks.
func (d *download) watch(broken func(error)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.broken = broken
	d.tellBroken()
}

func (d *download) tellBroken() {
	if d.broken != nil && d.err != nil && d.err != io.EOF && !d.closed {
		broken, err := d.broken, d.err
		d.broken = nil
		d.post(func() { broken(err) })
	}
}

// total is how many bytes have been read.
func (d *download) total() int64 {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.read
}

// finished reports whether all has been read, well or not.
func (d *download) finished() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.err != nil
}

// all returns what was gathered, and the error if it is not all there is.
func (d *download) all() ([]byte, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	chunks := d.chunks
	d.chunks = nil
	err := d.err
	if err == io.EOF {
		err = nil
	}
	if len(chunks) == 1 {
		return chunks[0], err
	}
	whole := make([]byte, 0, d.queued)
	for i, chunk := range chunks {
		whole = append(whole, chunk...)
		chunks[i] = nil
	}
	return whole, err
}

// discard reads on for nobody.
func (d *download) discard() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.chunks, d.queued, d.ready = nil, 0, nil
	d.resume()
}

// close ends the reading; nothing is told after it.
func (d *download) close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.closed, d.chunks, d.ready, d.broken = true, nil, nil, nil
	d.wake.Broadcast()
}
