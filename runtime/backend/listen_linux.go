package backend

import (
	"encoding/binary"
	"errors"
	"os"
	"runtime"
	"sync/atomic"
	"time"

	"golang.org/x/sys/unix"
)

// listen makes the loop itself wait for the host's messages. A goroutine that read them would have to wake
// the loop for each, which takes longer than most calls do.
func (s *server) listen() {
	descriptor, ok := s.conn.Descriptor()
	wake, err := unix.Eventfd(0, unix.EFD_CLOEXEC|unix.EFD_NONBLOCK)
	if !ok || err != nil {
		go s.read()
		return
	}
	s.backend.Engine.Loop.Poller = &hostPoller{server: s, host: descriptor, wake: wake}
	go exitWithHost(descriptor)
}

// readHere waits for messages of the host and handles them, on the loop's own goroutine; false says that another goroutine does that.
func (s *server) readHere() bool {
	poller, ok := s.backend.Engine.Loop.Poller.(*hostPoller)
	if !ok {
		return false
	}
	watched := []unix.PollFd{{Fd: int32(poller.host), Events: unix.POLLIN}}
	_, _ = unix.Poll(watched, -1)
	if watched[0].Revents != 0 {
		if err := s.conn.ReadAvailable(s.handle); err != nil {
			hostGone(err)
		}
	}
	return true
}

// exitWithHost ends the process when the other end of the socket is gone, whatever JavaScript is doing.
func exitWithHost(descriptor int) {
	watched := []unix.PollFd{{Fd: int32(descriptor), Events: unix.POLLRDHUP}}
	for {
		if _, err := unix.Poll(watched, -1); err != nil && !errors.Is(err, unix.EINTR) {
			return
		}
		if watched[0].Revents != 0 {
			os.Exit(0)
		}
	}
}

// hostPoller is the loop's Poller: it waits for the host and for what other goroutines post.
type hostPoller struct {
	server  *server
	host    int
	wake    int
	waiting atomic.Bool
	woken   atomic.Bool
	yielded time.Time
}

// yieldAfter is how often the loop tells Go's scheduler that it is not one long computation. When it has not been told for
// 10 ms, the scheduler takes the loop's processor away in every wait, and each message wakes the scheduler's own
// thread to do so.
const yieldAfter = 5 * time.Millisecond

// Wake implements loop.Poller.
func (p *hostPoller) Wake() {
	p.woken.Store(true)
	if p.waiting.Load() {
		var one [8]byte
		binary.NativeEndian.PutUint64(one[:], 1)
		_, _ = unix.Write(p.wake, one[:]) // it fails only when it is set already
	}
}

// Wait implements loop.Poller.
func (p *hostPoller) Wait(timeout time.Duration) {
	milliseconds := -1
	if timeout >= 0 {
		milliseconds = int((timeout + time.Millisecond - 1) / time.Millisecond)
	}
	// Wake looks at waiting after it has set woken, so one of the two sees the other.
	p.waiting.Store(true)
	if p.woken.Swap(false) {
		milliseconds = 0
	}
	watched := [2]unix.PollFd{{Fd: int32(p.host), Events: unix.POLLIN}, {Fd: int32(p.wake), Events: unix.POLLIN}}
	_, _ = unix.Poll(watched[:], milliseconds) // an interrupted wait is one that ended early
	p.waiting.Store(false)
	if now := time.Now(); now.Sub(p.yielded) > yieldAfter {
		p.yielded = now
		runtime.Gosched()
	}
	if watched[1].Revents != 0 {
		var count [8]byte
		_, _ = unix.Read(p.wake, count[:])
	}
	if watched[0].Revents != 0 {
		if err := p.server.conn.ReadAvailable(p.server.handle); err != nil {
			hostGone(err)
		}
	}
}
