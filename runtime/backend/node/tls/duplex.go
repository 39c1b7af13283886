package tls

import (
	"net"
	"sync"
	"time"

	"github.com/deskjs/deskjs/runtime/backend/socket"
)

// duplex is a JavaScript stream as what a layer stands on.
type duplex struct {
	// tell posts an event.
	tell func(event int)

	mu   sync.Mutex
	wake *sync.Cond
	// in is what has been pushed and not read; size is its length. err is what follows it.
	in   [][]byte
	size int
	err  error
	// paused says that JavaScript has been asked to push no more.
	paused bool
	// out is what has been written; told says that JavaScript has been asked to take it, writing is how much of it it has now.
	out     []byte
	told    bool
	writing int
	// ending says that no more is written, over that the stream has been told.
	ending, over bool
	broken       error

	// A program ends when nothing is left to wait for, but not before what has been pushed is worked off: while a handshake or the
	// program reads and nobody waits for what is not there. hold says so; release takes it back, on any goroutine.
	shaking, begun, reading, waiting, held bool
	hold, release                          func()
}

// settle holds or releases. d is locked; what makes it busy happens on the loop's goroutine.
func (d *duplex) settle() {
	busy := (d.shaking || d.reading && d.begun) && !d.waiting && d.broken == nil
	if busy == d.held {
		return
	}
	if d.held = busy; busy {
		d.hold()
	} else {
		d.release()
	}
}

// setReading says whether the program reads, setShaking whether there is a handshake.
func (d *duplex) setReading(on bool) {
	d.mu.Lock()
	d.reading = on
	d.settle()
	d.mu.Unlock()
}

func (d *duplex) setShaking(on bool) {
	d.mu.Lock()
	d.shaking, d.begun = on, true
	d.settle()
	d.next()
	d.mu.Unlock()
}

// The events of duplexes, in JavaScript's numbering.
const (
	duplexWrite = iota // take follows, and finish
	duplexEnd
	duplexPause
	duplexResume
)

// duplexAhead is how much is pushed at most before JavaScript is asked to wait.
const duplexAhead = 256 << 10

func newDuplex(tell func(event int), hold, release func()) *duplex {
	d := &duplex{tell: tell, hold: hold, release: release}
	d.wake = sync.NewCond(&d.mu)
	return d
}

// Take makes it what a layer asks of a handle below.
func (d *duplex) Take() (socket.Lower, error) { return d, nil }

// push adds what the stream has given; err is its end.
func (d *duplex) push(chunk []byte, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.err != nil {
		return
	}
	d.waiting = false
	d.settle()
	if d.err = err; err == nil && len(chunk) > 0 {
		d.in = append(d.in, chunk)
		if d.size += len(chunk); d.size > duplexAhead && !d.paused {
			d.paused = true
			d.tell(duplexPause)
		}
	}
	d.wake.Broadcast()
}

// finish says that JavaScript has written what it was given.
func (d *duplex) finish(err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.writing = 0
	if err != nil {
		d.broken = err
	}
	d.next()
	d.wake.Broadcast()
}

// take returns what has been written, for JavaScript to write.
func (d *duplex) take() []byte {
	d.mu.Lock()
	defer d.mu.Unlock()
	out := d.out
	d.out, d.told, d.writing = nil, false, len(out)
	return out
}

// next has JavaScript take what has been written. d is locked.
func (d *duplex) next() {
	switch {
	case d.writing > 0 || d.told || d.broken != nil:
	case len(d.out) > 0:
		d.told = true
		d.tell(duplexWrite)
	case d.ending:
		d.ending = false
		d.tell(duplexEnd)
	}
}

// stop ends everything: the stream is gone.
func (d *duplex) stop() {
	d.mu.Lock()
	if d.err == nil {
		d.err = net.ErrClosed
	}
	if d.broken == nil {
		d.broken = net.ErrClosed
	}
	d.settle()
	d.mu.Unlock()
	d.wake.Broadcast()
}

func (d *duplex) read(p []byte, wait bool) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for wait && len(d.in) == 0 && d.err == nil {
		d.next()
		d.waiting = true
		d.settle()
		d.wake.Wait()
	}
	if len(d.in) == 0 {
		return 0, d.err
	}
	n := copy(p, d.in[0])
	if d.in[0] = d.in[0][n:]; len(d.in[0]) == 0 {
		d.in = d.in[1:]
	}
	if d.size -= n; d.paused && d.size < duplexAhead/2 {
		d.paused = false
		d.tell(duplexResume)
	}
	return n, nil
}

func (d *duplex) Read(p []byte) (int, error)    { return d.read(p, true) }
func (d *duplex) TryRead(p []byte) (int, error) { return d.read(p, false) }

func (d *duplex) Receive(chunk []byte) {
	d.mu.Lock()
	d.in = append([][]byte{chunk}, d.in...)
	d.size += len(chunk)
	d.mu.Unlock()
}

func (d *duplex) Write(p []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.broken != nil {
		return 0, d.broken
	}
	d.out = append(d.out, p...)
	if !d.shaking {
		d.next() // what ends a handshake goes when the program has heard of it, with what that writes then
	}
	return len(p), nil
}

func (d *duplex) Waiting() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.out) + d.writing
}

func (d *duplex) Drain(limit int) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	for len(d.out)+d.writing > limit && d.broken == nil {
		d.wake.Wait()
	}
	return d.broken
}

// Ended reports whether the stream has ended: what has may not want to hear of this end's.
func (d *duplex) Ended() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.err != nil
}

func (d *duplex) CloseWrite() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.ending = true
	d.next()
	for !d.over && d.broken == nil {
		d.wake.Wait()
	}
	return nil
}

// finishEnd says that JavaScript has ended the stream.
func (d *duplex) finishEnd() {
	d.mu.Lock()
	d.over = true
	d.mu.Unlock()
	d.wake.Broadcast()
}

func (d *duplex) Close() error                     { return nil }
func (d *duplex) LocalAddr() net.Addr              { return nowhere{} }
func (d *duplex) RemoteAddr() net.Addr             { return nowhere{} }
func (d *duplex) SetDeadline(time.Time) error      { return nil }
func (d *duplex) SetReadDeadline(time.Time) error  { return nil }
func (d *duplex) SetWriteDeadline(time.Time) error { return nil }

// nowhere is the address of a stream.
type nowhere struct{}

func (nowhere) Network() string { return "stream" }
func (nowhere) String() string  { return "stream" }
