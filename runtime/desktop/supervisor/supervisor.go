// Package supervisor keeps an app's backend process running: it starts it,
// watches its heartbeat, says why it ended, starts it again with back-off, and gives up
// when it keeps crashing. It knows nothing of windows; package desktop uses it.
package supervisor

import (
	"errors"
	"io"
	"sync"
	"time"

	"github.com/deskjs/deskjs/bridge"
)

// State is what a backend is doing.
type State int

// The states of a backend. Ready and Failed are the ones it stays in.
const (
	Starting State = iota
	Ready
	Restarting
	Failed
	Stopped
)

// String returns the state's name as the page's notices have it.
func (s State) String() string {
	return [...]string{"starting", "ready", "restarting", "failed", "stopped"}[s]
}

// Event is a change of state.
type Event struct {
	State State
	// Reason says for people why the backend ended: "it crashed: ...". It is
	// empty for Starting, Ready and Stopped.
	Reason string
	// Fatal is the error that the backend reported before it ended, nil if it could not.
	Fatal *bridge.Fatal
	// Functions are what a Ready backend exports.
	Functions []string
	// Took is how long a Ready backend took to be so: from its start, or from Restart if Replaced, which says that it took the place of one
	// that was running. Left is what that one left for it, nil for none.
	Took     time.Duration
	Replaced bool
	Left     *bridge.Left
	// ExitCode is set with Stopped when the backend ended the app by itself
	// (process.exit), -1 otherwise.
	ExitCode int
}

// Process is a started backend process.
type Process interface {
	// Conn is the stream to it.
	Conn() *bridge.Conn
	// Wait returns how it ended. It is called once.
	Wait() Exit
	// Kill ends it at once. It may be called more than once and after the end.
	Kill()
}

// Exit is how a process ended.
type Exit struct {
	// Code is the exit code, -1 when a signal ended it.
	Code int
	// Reason says it for people: "it was killed by the system (signal: killed)".
	Reason string
	// OutOfMemory is set when the memory limit ended it.
	OutOfMemory bool
}

// Options say how to supervise.
type Options struct {
	// Start starts a process.
	Start func() (Process, error)
	// OnEvent hears of each change of state, OnRecords what the backend sends. Both are called on the
	// supervisor's goroutines, one call at a time in the order of happening.
	OnEvent   func(Event)
	OnRecords func(bridge.Records)
	// Read calls handle with each message of conn and returns when the stream is over. Nil reads on
	// the supervisor's goroutine. The host reads on its UI thread, which saves every answer a change of thread.
	Read func(conn *bridge.Conn, handle func(bridge.Message)) error

	// Reading returns when the thread that Read works on is free to read: while it is busy, silence says nothing of the process. Nil if
	// that thread has nothing else to do.
	Reading func()
	// Heartbeat is the time between pings (default 1 s), and Hang how long an answer may take (5 s). While nobody has sent the process anything for
	// some pings, there is one in Rest (10 s), which lets processors sleep; whoever sends something then has it pinged at once.
	Heartbeat, Hang, Rest time.Duration
	// Quick is what counts as a quick crash: one within this time of its start (30 s). After
	// MaxQuick (3) in a row the supervisor gives up.
	Quick    time.Duration
	MaxQuick int
	// TakeOver says that a process waits for bridge.Begin before it runs the app, and leaves what the next one gets when it is told to
	// Yield. One is kept ready then, so that a restart takes no longer than the app's own code.
	TakeOver bool
	// OnLog hears what the backend's console logs, when it TakesOver.
	OnLog func(bridge.Log)
	// Backoff is the wait before the first restart (100 ms); it doubles with each quick crash.
	Backoff time.Duration
}

func (o *Options) defaults() {
	set := func(field *time.Duration, value time.Duration) {
		if *field == 0 {
			*field = value
		}
	}
	set(&o.Heartbeat, time.Second)
	set(&o.Hang, 5*time.Second)
	set(&o.Rest, 10*time.Second)
	set(&o.Quick, 30*time.Second)
	set(&o.Backoff, 100*time.Millisecond)
	if o.MaxQuick == 0 {
		o.MaxQuick = 3
	}
	if o.Read == nil {
		o.Read = ReadHere
	}
}

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
	defer s.dropSpare()
	replacing := false
	for !s.isStopped() {
		if !s.takeRestart() && !replacing { // this is it
			s.mu.Lock()
			s.began, s.replaced = time.Now(), false
			s.mu.Unlock()
		}
		replacing = false
		s.emit(Event{State: Starting})
		process, waited, err := s.next()
		if err != nil {
			if !s.again("it can't be started: "+err.Error(), nil) {
				return
			}
			continue
		}
		started := time.Now()
		exit, fatal, hung, spoke := s.watch(process)
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

// watch follows one process to its end. spoke says that it has sent anything.
func (s *Supervisor) watch(process Process) (exit Exit, fatal *bridge.Fatal, hung, spoke bool) {
	s.adopt(process)
	conn := process.Conn()
	pongs := make(chan struct{}, 1)
	up, ended := make(chan struct{}), make(chan struct{})
	hang := make(chan bool, 1)
	go func() { hang <- s.heartbeat(process, up, pongs, ended) }()
	var once sync.Once
	err := s.options.Read(conn, func(message bridge.Message) {
		once.Do(func() { close(up) })
		switch message := message.(type) {
		case bridge.Ready:
			s.emit(s.ready(conn, message))
		case bridge.Records:
			s.options.OnRecords(message)
		case bridge.Pong:
			select {
			case pongs <- struct{}{}:
			default:
			}
		case bridge.Fatal:
			fatal = &message
		case bridge.Left:
			s.mu.Lock()
			s.left = &message
			s.mu.Unlock()
		case bridge.Log:
			if s.options.OnLog != nil {
				s.options.OnLog(message)
			}
		}
	})
	if !errors.Is(err, io.EOF) {
		process.Kill() // what broke the protocol must not go on
	}
	s.mu.Lock()
	s.conn, s.early = nil, nil
	s.mu.Unlock()
	// The stream ends with the process, or else the process is of no use.
	timer := time.AfterFunc(endTime, process.Kill)
	exit = process.Wait()
	timer.Stop()
	close(ended)
	s.mu.Lock()
	s.process = nil
	s.mu.Unlock()
	_ = conn.Close()
	select {
	case <-up:
		spoke = true
	default:
	}
	return exit, fatal, <-hang, spoke
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
