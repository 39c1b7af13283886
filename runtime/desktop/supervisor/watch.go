package supervisor

import (
	"errors"
	"io"
	"sync"
	"time"

	"github.com/deskjs/deskjs/bridge"
)

// life is one process while its messages are read.
type life struct {
	process Process
	up      chan struct{} // closed by its first message
	ended   chan struct{} // closed when it has ended
	pongs   chan struct{}
	fatal   *bridge.Fatal // belongs to who reads, until the stream is over
	first   sync.Once
	wait    func() Exit
	// read returns why the stream is over, when it is.
	read func() error
	// adopted is called when it is the process that serves; nil is nothing.
	adopted func()
}

// newLife returns the life of a process whose messages handle is going to take, from when read is called.
func (s *Supervisor) newLife(process Process, handle func(*life, bridge.Message)) *life {
	l := &life{process: process, up: make(chan struct{}), ended: make(chan struct{}), pongs: make(chan struct{}, 1), wait: sync.OnceValue(process.Wait)}
	l.read = sync.OnceValue(func() error {
		return s.options.Read(process.Conn(), func(message bridge.Message) {
			l.first.Do(func() { close(l.up) })
			handle(l, message)
		})
	})
	return l
}

// take does what a message of the process that serves is about.
func (s *Supervisor) take(l *life, message bridge.Message) {
	switch message := message.(type) {
	case bridge.Ready:
		s.emit(s.ready(l.process.Conn(), message))
	case bridge.Records:
		s.options.OnRecords(message)
	case bridge.Pong:
		select {
		case l.pongs <- struct{}{}:
		default:
		}
	case bridge.Fatal:
		l.fatal = &message
	case bridge.Left:
		s.leaves(&message)
	case bridge.Checked:
		if s.options.OnChecked != nil {
			s.options.OnChecked(message)
		}
	case bridge.Log:
		if s.options.OnLog != nil {
			s.options.OnLog(message)
		}
	}
}

// watch follows one process to its end. spoke says that it has sent anything.
func (s *Supervisor) watch(l *life) (exit Exit, fatal *bridge.Fatal, hung, spoke bool) {
	process, conn := l.process, l.process.Conn()
	s.adopt(process)
	if l.adopted != nil {
		l.adopted()
	}
	hang := make(chan bool, 1)
	go func() { hang <- s.heartbeat(process, l.up, l.pongs, l.ended) }()
	err := l.read()
	if !errors.Is(err, io.EOF) {
		process.Kill() // what broke the protocol must not go on
	}
	s.mu.Lock()
	s.conn, s.early = nil, nil
	s.mu.Unlock()
	// The stream ends with the process, or else the process is of no use.
	timer := time.AfterFunc(endTime, process.Kill)
	exit = l.wait()
	timer.Stop()
	close(l.ended)
	s.mu.Lock()
	s.process = nil
	s.mu.Unlock()
	s.departed(exit)
	_ = conn.Close()
	select {
	case <-l.up:
		spoke = true
	default:
	}
	return exit, l.fatal, <-hang, spoke
}

// heartbeat pings the process until it has ended, and kills it when its event loop does not answer in time; it
// reports whether it did. It begins with the process's first message: the thread that reads may be busy opening windows.
func (s *Supervisor) heartbeat(process Process, up, pongs, ended <-chan struct{}) bool {
	select {
	case <-ended:
		return false
	case <-up:
	}
	still := 0 // pings since anything was sent
	for nonce := uint64(1); ; nonce++ {
		select {
		case <-ended:
			return false
		case <-time.After(s.options.Heartbeat):
		}
		select {
		case <-s.sent:
			still = 0
		default:
			still++
		}
		if still > wakeful && s.isReady() {
			select {
			case <-ended:
				return false
			case <-s.sent:
				still = 0
			case <-time.After(s.options.Rest):
			}
		}
		// A full queue is what a process that hangs leaves behind, and no reason not to wait for it.
		if err := process.Conn().Queue(bridge.Ping{Nonce: nonce}); err != nil && !errors.Is(err, bridge.ErrQueueFull) {
			return false
		}
		switch s.answered(pongs, ended) {
		case gone:
			return false
		case silent:
			process.Kill()
			return true
		}
	}
}

// wakeful is how many pings at the usual pace follow what was sent last: most of what was asked is answered by then.
const wakeful = 10

// isReady reports whether the process takes records. What is wanted of one that starts waits elsewhere, and is not heard of here.
func (s *Supervisor) isReady() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.conn != nil
}

// asks says that the process is wanted, so that its heart is listened to.
func (s *Supervisor) asks() {
	select {
	case s.sent <- struct{}{}:
	default:
	}
}

type answer int

const (
	alive answer = iota
	silent
	gone
)

// answered waits for a pong. The wait is made of several: when this process was stopped in the middle (Ctrl+Z), only one
// of them is over at once, and the answer that came meanwhile gets its chance.
func (s *Supervisor) answered(pongs, ended <-chan struct{}) answer {
	const parts = 5
	for range parts {
		select {
		case <-ended:
			return gone
		case <-pongs:
			return alive
		case <-time.After(s.options.Hang / parts):
		}
		if s.options.Reading != nil {
			s.options.Reading()
		}
	}
	return silent
}

func reason(exit Exit, fatal *bridge.Fatal, hung bool, limit time.Duration) string {
	switch {
	case hung:
		return "it did not answer for " + limit.String()
	case fatal != nil && fatal.Code == "ERR_OUT_OF_MEMORY", exit.OutOfMemory:
		return "it ran out of memory"
	case fatal != nil && fatal.Name != "":
		return fatal.Name + ": " + fatal.Message
	default:
		return exit.Reason
	}
}
