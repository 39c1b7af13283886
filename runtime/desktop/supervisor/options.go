package supervisor

import (
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
	// Waits says that a process waits for bridge.Begin before it runs the app. Begin returns what it is told; nil is nothing.
	Waits bool
	Begin func() bridge.Begin
	// TakeOver says that a process Waits, and leaves what the next one gets when it is told to Yield. One is kept ready then, so that a
	// restart takes no longer than the app's own code.
	TakeOver bool
	// OnChecked hears what a backend answers that was told to Check.
	OnChecked func(bridge.Checked)
	// Run calls a function on the thread that Read works on, and returns when it has. Nil calls it.
	Run func(func())
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
	if o.Run == nil {
		o.Run = func(do func()) { do() }
	}
	if o.Begin == nil {
		o.Begin = func() bridge.Begin { return bridge.Begin{} }
	}
	o.Waits = o.Waits || o.TakeOver
}
