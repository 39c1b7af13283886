package supervisor

import (
	"time"

	"github.com/deskjs/deskjs/bridge"
)

// A backend that takes over from another one, in development: the one is started while the other still works, and gets what that left. Also
// the one that is kept ready while an update is on trial.

// Report is what the command line is told of the event.
func (e Event) Report() bridge.Backend {
	report := bridge.Backend{
		State: e.State.String(), Reason: e.Reason, Fatal: e.Fatal, Milliseconds: float64(e.Took.Microseconds()) / 1000, Replaced: e.Replaced,
	}
	if e.Left != nil {
		report.Lost = e.Left.Lost
	}
	return report
}

// next returns the process that runs the app from now on: the candidate whose turn it is, or another one; waited says that it was started
// in advance.
func (s *Supervisor) next(candidate *Candidate) (l *life, waited bool, err error) {
	if candidate != nil {
		return candidate.life, false, nil
	}
	s.mu.Lock()
	process, left := s.spare, s.left
	s.spare = nil
	s.mu.Unlock()
	waited = process != nil
	if !waited {
		if process, err = s.options.Start(); err != nil {
			return nil, false, err
		}
	}
	if s.options.Waits {
		begin := s.options.Begin()
		if s.options.TakeOver {
			begin.Left = left
		}
		_ = process.Conn().Queue(begin) // the stream's end tells of an error
	}
	return s.newLife(process, s.take), waited, nil
}

// replace ends a process whose place another one takes. The mutex is held.
func (s *Supervisor) replace(process Process) {
	if !s.options.TakeOver || s.conn == nil {
		process.Kill()
		return
	}
	if process.Conn().Queue(bridge.Yield{}) != nil {
		process.Kill()
		return
	}
	// It is sent once; a process that has other things to do is not waited for.
	time.AfterFunc(yieldTime, process.Kill)
}

// ready makes conn the one that Send uses, and has a process started for the next time.
func (s *Supervisor) ready(conn *bridge.Conn, message bridge.Ready) Event {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.conn = conn
	event := Event{State: Ready, Functions: message.Functions, Took: time.Since(s.began), Replaced: s.replaced, Left: s.left}
	if s.options.TakeOver {
		s.left = nil
		go s.reserve()
	}
	return event
}

// reserve starts the process that takes over next time. One that can't be started will be started when it is needed, and say why then.
func (s *Supervisor) reserve() {
	select {
	case <-s.stopped:
		return
	case <-time.After(reserveTime): // the page is more urgent
	}
	s.Reserve()
}

// Reserve has a process wait for its turn, which the next start is then; Options.Waits is set. Release ends one that is not needed.
func (s *Supervisor) Reserve() {
	s.starting.Lock()
	defer s.starting.Unlock()
	s.mu.Lock()
	wanted := s.spare == nil && !s.isStopped()
	s.mu.Unlock()
	if !wanted {
		return
	}
	process, err := s.options.Start()
	if err != nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.isStopped() || s.spare != nil {
		go discard(process)
		return
	}
	s.spare = process
}

// reserveTime is how long after a backend is ready the next one is started.
const reserveTime = 200 * time.Millisecond

// discard ends a process that is not needed.
func discard(process Process) {
	process.Kill()
	_ = process.Conn().Close()
	_ = process.Wait()
}

// Release ends the process that was kept ready, and returns when it has.
func (s *Supervisor) Release() { s.dropSpare() }

func (s *Supervisor) dropSpare() {
	s.starting.Lock()
	defer s.starting.Unlock()
	s.mu.Lock()
	process := s.spare
	s.spare = nil
	s.mu.Unlock()
	if process != nil {
		discard(process)
	}
}
