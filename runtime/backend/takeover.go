package backend

import (
	"os"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/hot"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/updater"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// A backend may be started before it is needed, and wait until the one before it has left: while an app is developed a change of a file
// then costs no more than running the app's own code. An update that is applied while the app runs even has it run before its turn.

// begin waits for the host to say that this backend is to run the app. A host that is gone ends the process.
func (s *server) begin() bridge.Begin {
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
			return message
		case bridge.Shutdown:
			os.Exit(0)
		}
	}
}

// restore gives the bundle what the backend before it has left: in development its import.meta.hot.
func (s *server) restore() error {
	if s.left == nil {
		return nil
	}
	if !s.hotReloads {
		s.take()
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

// take hands the app the state that the version before it has left.
func (s *server) take() {
	left := s.left
	s.left = nil
	if left != nil && left.Text != "" {
		s.backend.Engine.Loop.Report(updater.Take(s.backend.Engine, *left))
	}
}

// check answers whether all is well with the app, which may have a say.
func (s *server) check() {
	updater.Check(s.backend.Engine, func(problem string) { _ = s.conn.Queue(bridge.Checked{Problem: problem}) })
}

// yield leaves what the next backend carries on with, and ends this one: 'exit' is emitted, timers and servers end with the process. An app
// that refuses goes on.
func (s *server) yield() {
	if s.leaving {
		return
	}
	s.leaving = true
	leave := func(left bridge.Left) {
		_ = s.conn.Queue(left)
		if left.Refused != "" {
			s.leaving = false
			return
		}
		s.backend.Engine.Loop.Hold(-1)
		s.backend.Engine.Loop.Stop()
	}
	if s.hot == nil {
		updater.Leave(s.backend.Engine, leave)
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
