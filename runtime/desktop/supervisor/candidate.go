package supervisor

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/deskjs/deskjs/bridge"
)

// An update that is applied while the app runs: a candidate runs the new version as far as it can while the old one still serves, and takes
// its place when it is well.

// maxHeld is how much a candidate may ask of the desktop before its turn, in bytes.
const maxHeld = 64 << 20

// leaveTime is how long the app may take to say what it leaves.
const leaveTime = 5 * time.Second

// Candidate is a process that runs the app ahead of its turn. What it asks is kept until then.
type Candidate struct {
	supervisor *Supervisor
	life       *life
	onTurn     func(*bridge.Left)
	changed    chan struct{} // has one when something below has changed

	mu       sync.Mutex
	held     []bridge.Message
	size     int
	turn     bool // held is empty for good
	ready    bool
	asks     bool // it has asked for something
	answered bool // after that its event loop has
	checked  *bridge.Checked
	over     bool // its stream is
}

// departure is the end of a process that makes room.
type departure struct {
	candidate *Candidate
	timer     *time.Timer
	late      bool
	left      *bridge.Left
	outcome   chan error // has one when it is known whether it leaves
}

// ErrBusy is returned by Try while there is a candidate already, or nothing to take the place of.
var ErrBusy = errors.New("the backend is not ready to be replaced")

// errEnded is why nothing takes the place of an app that has ended.
var errEnded = errors.New("the app has ended")

// Try starts a process that runs the app ahead of its turn, as begin says.
func (s *Supervisor) Try(begin bridge.Begin) (*Candidate, error) {
	c := &Candidate{supervisor: s, changed: make(chan struct{}, 1)}
	s.mu.Lock()
	busy := s.candidate != nil || s.conn == nil || s.isStopped()
	if !busy {
		s.candidate = c
	}
	s.mu.Unlock()
	if busy {
		return nil, ErrBusy
	}
	process, err := s.options.Start()
	if err != nil {
		s.forget(c)
		return nil, err
	}
	begin.Ahead = true
	_ = process.Conn().Queue(begin) // the stream's end tells of an error
	s.mu.Lock()
	c.life = s.newLife(process, c.handle)
	c.life.adopted = c.begin
	stopped := s.isStopped()
	s.mu.Unlock()
	go func() {
		_ = c.life.read()
		c.change(func() { c.over = true })
	}()
	if stopped {
		c.Discard()
		return nil, ErrBusy
	}
	return c, nil
}

func (s *Supervisor) forget(c *Candidate) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.candidate != c {
		return false
	}
	s.candidate = nil
	return true
}

// change changes the candidate's state, and has Healthy look at it.
func (c *Candidate) change(do func()) {
	c.mu.Lock()
	do()
	c.mu.Unlock()
	select {
	case c.changed <- struct{}{}:
	default:
	}
}

// handle takes a message of the candidate, on the thread that reads.
func (c *Candidate) handle(l *life, message bridge.Message) {
	c.mu.Lock()
	turn := c.turn
	c.mu.Unlock()
	if turn {
		c.supervisor.take(l, message)
		return
	}
	c.change(func() {
		switch message := message.(type) {
		case bridge.Pong:
			c.answered = true
		case bridge.Checked:
			c.checked = &message
		case bridge.Fatal:
			l.fatal = &message
		case bridge.Ready:
			c.ready = true
			c.held = append(c.held, message)
		case bridge.Records:
			c.asks = true
			c.size += len(message.Text)
			for _, part := range message.Blob {
				c.size += len(part)
			}
			c.held = append(c.held, message)
			if c.size > maxHeld {
				l.process.Kill()
			}
		}
	})
}

// Healthy waits until the candidate has run as far as it can before its turn, and says that all is well with it. The error says what is
// wrong with it.
func (c *Candidate) Healthy(ctx context.Context) error {
	checking, pinged := false, false
	for {
		c.mu.Lock()
		over, size, ready, asks, answered, checked := c.over, c.size, c.ready, c.asks, c.answered, c.checked
		c.mu.Unlock()
		switch {
		case size > maxHeld:
			return errors.New("it asked the desktop for too much before its turn")
		case over:
			return errors.New(reason(c.life.wait(), c.life.fatal, false, 0))
		case checked != nil && checked.Problem != "":
			return errors.New(checked.Problem)
		case checked != nil:
			return nil
		case ready && !checking:
			checking = true
			_ = c.life.process.Conn().Queue(bridge.Check{})
		case ready:
		case answered:
			return nil // it waits for the desktop, which is another's still
		case asks && !pinged:
			pinged = true
			_ = c.life.process.Conn().Queue(bridge.Ping{Nonce: 1})
		}
		select {
		case <-c.changed:
		case <-ctx.Done():
			if ready {
				return errors.New("it did not say in time that all is well")
			}
			return errors.New("it did not load in time")
		}
	}
}

// Checked reports whether the app's own check has been passed. Otherwise it is due when the candidate is ready: see Supervisor.Check.
func (c *Candidate) Checked() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.checked != nil
}

// Discard ends a candidate whose turn has not come, and returns when it is gone.
func (c *Candidate) Discard() {
	if c.supervisor.forget(c) {
		c.end()
	}
}

func (c *Candidate) end() {
	c.life.process.Kill()
	_ = c.life.process.Conn().Close()
	_ = c.life.wait()
}

func (s *Supervisor) dropCandidate() {
	s.mu.Lock()
	c, d := s.candidate, s.leaving
	s.candidate, s.leaving = nil, nil
	if d != nil {
		d.timer.Stop()
		d.outcome <- errEnded
	}
	started := c != nil && c.life != nil
	s.mu.Unlock()
	if started {
		c.end()
	}
}

// Check asks the backend that serves whether all is well with it: see Options.OnChecked.
func (s *Supervisor) Check() {
	s.mu.Lock()
	conn := s.conn
	s.mu.Unlock()
	if conn != nil {
		_ = conn.Queue(bridge.Check{}) // one that has ended is noticed otherwise
	}
}

// Replace asks the process that serves to leave what the candidate gets, and gives that its turn. It returns when it is known whether the
// process leaves; the error says why it does not, and then all is as before but for the candidate, which is gone. onTurn is called before the candidate's
// Starting.
func (s *Supervisor) Replace(c *Candidate, onTurn func(left *bridge.Left)) error {
	s.mu.Lock()
	process := s.process
	if s.candidate != c || process == nil || s.conn == nil || s.restart || s.leaving != nil {
		s.mu.Unlock()
		c.Discard()
		return ErrBusy
	}
	c.onTurn = onTurn
	d := &departure{candidate: c, outcome: make(chan error, 1)}
	d.timer = time.AfterFunc(leaveTime, func() {
		s.mu.Lock()
		d.late = true
		s.mu.Unlock()
		process.Kill()
	})
	s.leaving, s.asked = d, time.Now()
	s.mu.Unlock()
	if process.Conn().Queue(bridge.Yield{}) != nil {
		process.Kill()
	}
	err := <-d.outcome
	if err != nil {
		c.Discard()
	}
	return err
}

// leaves takes what a process leaves.
func (s *Supervisor) leaves(left *bridge.Left) {
	s.mu.Lock()
	defer s.mu.Unlock()
	d := s.leaving
	switch {
	case d == nil:
		s.left = left
	case left.Refused != "":
		d.timer.Stop()
		s.leaving = nil
		d.outcome <- errors.New(left.Refused)
	default:
		d.left = left
	}
}

// departed is told that a process has ended: if it made room, it is the candidate's turn, also when it has left nothing.
func (s *Supervisor) departed(exit Exit) {
	s.mu.Lock()
	defer s.mu.Unlock()
	d := s.leaving
	if d == nil {
		return
	}
	d.timer.Stop()
	if d.left == nil && !d.late && exit.Code == 0 || s.isStopped() {
		s.leaving = nil
		d.outcome <- errEnded
		return
	}
	s.restart = true
}

// turnOf returns the candidate whose turn it is, nil if it is none's.
func (s *Supervisor) turnOf() *Candidate {
	s.mu.Lock()
	d := s.leaving
	s.leaving = nil
	if d != nil {
		s.candidate = nil
	}
	s.mu.Unlock()
	if d == nil {
		return nil
	}
	d.candidate.onTurn(d.left)
	_ = d.candidate.life.process.Conn().Queue(bridge.Begin{Left: d.left})
	d.outcome <- nil
	return d.candidate
}

// begin has what the candidate has asked done now, and what it asks from now on at once.
func (c *Candidate) begin() {
	c.supervisor.options.Run(func() {
		for {
			c.mu.Lock()
			held := c.held
			c.held, c.size, c.turn = nil, 0, len(held) == 0
			turn := c.turn
			c.mu.Unlock()
			if turn {
				return
			}
			for _, message := range held {
				c.supervisor.take(c.life, message)
			}
		}
	})
}
