package backend

import (
	"os"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/hot"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// While an app is developed a backend is started before it is needed, and waits until the one before it has left: a change of a file
// then costs no more than running the app's own code.

// begin waits for the host to say that this backend's turn has come. A host that is gone ends the process.
func (s *server) begin() error {
	for {
		message, err := s.conn.Read()
		if err != nil {
			hostGone(err)
		}
		switch message := message.(type) {
		case bridge.Begin:
			s.left = message.Left
			if s.left == nil {
				s.left = &bridge.Left{}
			}
			return nil
		case bridge.Shutdown:
			os.Exit(0)
		}
	}
}

// restoreHot gives the bundle its import.meta.hot, with what the backend before it has left.
func (s *server) restoreHot() error {
	if s.left == nil {
		return nil
	}
	state, err := hot.New(s.backend.Engine, s.left)
	if state == nil {
		return err
	}
	s.hot, s.left = state, nil
	s.backend.Loader.BundleMeta = state.Of()
	return nil
}

// yield leaves what the next backend carries on with, and ends this one: 'exit' is emitted, timers and servers end with the process.
func (s *server) yield() {
	if s.leaving {
		return
	}
	s.leaving = true
	leave := func(left bridge.Left) {
		_ = s.conn.Queue(left)
		s.backend.Engine.Loop.Hold(-1)
		s.backend.Engine.Loop.Stop()
	}
	if s.hot == nil {
		leave(bridge.Left{})
		return
	}
	s.hot.Leave(leave)
}

// logTo sends what the console prints to the developer's terminal.
func logTo(conn *bridge.Conn) func(level, text string, place engine.Place) {
	return func(level, text string, place engine.Place) {
		log := bridge.Log{Level: level, Text: text, File: place.File, Line: place.Line, Column: place.Column}
		if conn.Queue(log) != nil {
			_ = conn.Write(log) // more than the queue takes: wait
		}
	}
}
