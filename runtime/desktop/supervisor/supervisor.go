// Package supervisor keeps an app's backend process running: it starts it,
// watches its heartbeat, says why it ended, starts it again with back-off, and gives up
// when it keeps crashing. It knows nothing of windows; package desktop uses it.
package supervisor

import (
	"sync"
	"time"

	"github.com/deskjs/deskjs/bridge"
)

// ReadHere reads messages, waiting for each, until the stream is over.
func ReadHere(conn *bridge.Conn, handle func(bridge.Message)) error {
	for {
		message, err := conn.Read()
		if err != nil {
			return err
		}
		handle(message)
	}
}

// Supervisor keeps one backend running. Its methods may be called on any goroutine.
type Supervisor struct {
	options Options

	mu      sync.Mutex
	conn    *bridge.Conn // nil unless Ready
	early   *bridge.Conn // also while it starts
	process Process      // nil between processes
	quick   int
	restart bool          // Restart was called and no process has been started since
	asked   time.Time     // when it was called
	wake    chan struct{} // ends a wait when restart is set
	sent    chan struct{} // has one when records were sent since the last ping

	// For processes that take over.
	starting sync.Mutex   // held while one is started in advance
	spare    Process      // that one
	left     *bridge.Left // by the last process that yielded
	began    time.Time    // when the process that runs was asked for
	replaced bool         // it took the place of another one

	// For updates.
	candidate *Candidate // that runs ahead of its turn, nil without one
	leaving   *departure // of the process that makes room for it

	stopped chan struct{}
	stop    sync.Once
	done    chan struct{}
}

// New returns a supervisor that has started nothing yet.
func New(options Options) *Supervisor {
	options.defaults()
	return &Supervisor{
		options: options,
		wake:    make(chan struct{}, 1),
		sent:    make(chan struct{}, 1),
		stopped: make(chan struct{}),
		done:    make(chan struct{}),
	}
}

// Start starts the first process and the watch over it.
func (s *Supervisor) Start() { go s.run() }

// Send passes records on to the backend, without waiting for it. The error is bridge.ErrNotRunning
// while there is none to take them.
func (s *Supervisor) Send(records bridge.Records) error {
	s.mu.Lock()
	conn := s.conn
	s.mu.Unlock()
	if conn == nil {
		return bridge.ErrNotRunning
	}
	s.asks()
	return conn.Queue(records)
}

// SendEarly is Send to a backend that may still run its main file.
func (s *Supervisor) SendEarly(records bridge.Records) error {
	s.mu.Lock()
	conn := s.early
	s.mu.Unlock()
	if conn == nil {
		return bridge.ErrNotRunning
	}
	s.asks()
	return conn.Queue(records)
}

// Restart replaces the running process by a new one, or starts one again after
// the supervisor has given up. It forgets earlier crashes.
func (s *Supervisor) Restart() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.quick = 0
	if !s.restart {
		s.asked = time.Now()
	}
	s.restart = true
	if s.process != nil {
		s.replace(s.process)
	}
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

const (
	// stopTime is how long Stop lets the backend's 'exit' handlers run.
	stopTime = 3 * time.Second
	// yieldTime is how long a process may take to leave what the next one gets.
	yieldTime = time.Second
	// endTime is how long a process may go on after its end of the stream was closed. The calls it had
	// are rejected only when it is known how it ended.
	endTime = 500 * time.Millisecond
)

// Stop asks the backend to end, ends it if it does not, and returns when it is gone.
func (s *Supervisor) Stop() {
	s.stop.Do(func() {
		s.mu.Lock()
		close(s.stopped)
		process := s.process
		s.mu.Unlock()
		if process != nil {
			s.shutDown(process)
		}
	})
	<-s.done
}

// shutDown asks a process to end, and sees to it that it does.
func (s *Supervisor) shutDown(process Process) {
	_ = process.Conn().Queue(bridge.Shutdown{})
	timer := time.AfterFunc(stopTime, process.Kill)
	go func() {
		<-s.done
		timer.Stop()
	}()
}

func (s *Supervisor) isStopped() bool {
	select {
	case <-s.stopped:
		return true
	default:
		return false
	}
}

// run is the life of the backend: process after process.
func (s *Supervisor) run() {
	defer close(s.done)
	defer s.dropCandidate()
	defer s.dropSpare()
	replacing := false
	for !s.isStopped() {
		if !s.takeRestart() && !replacing { // this is it
			s.mu.Lock()
			s.began, s.replaced = time.Now(), false
			s.mu.Unlock()
		}
		replacing = false
		candidate := s.turnOf()
		s.emit(Event{State: Starting})
		l, waited, err := s.next(candidate)
		if err != nil {
			if !s.again("it can't be started: "+err.Error(), nil) {
				return
			}
			continue
		}
		started := time.Now()
		exit, fatal, hung, spoke := s.watch(l)
		if s.isStopped() {
			break
		}
		if waited && !spoke {
			replacing = true // it died while it waited, and says nothing about the app
			continue
		}
		if s.takeRestart() {
			replacing = true
			continue
		}
		if exit.Code == 0 && !hung {
			s.emit(Event{State: Stopped, ExitCode: 0})
			return
		}
		if time.Since(started) > s.options.Quick {
			s.mu.Lock()
			s.quick = 0
			s.mu.Unlock()
		}
		if !s.again(reason(exit, fatal, hung, s.options.Hang), fatal) {
			return
		}
	}
	s.emit(Event{State: Stopped, ExitCode: -1})
}

// takeRestart reports whether Restart was called, and forgets it.
func (s *Supervisor) takeRestart() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	restart := s.restart
	s.restart = false
	if restart {
		s.began, s.replaced = s.asked, true
	}
	select {
	case <-s.wake:
	default:
	}
	return restart
}

// adopt makes process the one that Restart and Stop end, also when they were called while it was being started.
func (s *Supervisor) adopt(process Process) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.process, s.early = process, process.Conn()
	switch {
	case s.isStopped():
		s.shutDown(process)
	case s.restart:
		process.Kill()
	}
}

// again counts a crash, waits before the next start, and reports whether there
// should be one. After too many it waits for Restart.
func (s *Supervisor) again(reason string, fatal *bridge.Fatal) bool {
	s.mu.Lock()
	s.quick++
	quick := s.quick
	s.mu.Unlock()
	if quick >= s.options.MaxQuick {
		s.emit(Event{State: Failed, Reason: reason, Fatal: fatal})
		select {
		case <-s.stopped:
			s.emit(Event{State: Stopped, ExitCode: -1})
			return false
		case <-s.wake:
			return true
		}
	}
	s.emit(Event{State: Restarting, Reason: reason, Fatal: fatal})
	select {
	case <-s.stopped:
	case <-s.wake:
	case <-time.After(s.options.Backoff << (quick - 1)):
	}
	return true
}

func (s *Supervisor) emit(event Event) {
	if s.options.OnEvent != nil {
		s.options.OnEvent(event)
	}
}
