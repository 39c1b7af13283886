package browser

import (
	"encoding/json"
	"strings"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/runtime/desktop/supervisor"
)

// Tell takes the news of a change to the app's files: bridge.Reload, Styles, SwapBackend, Problem, ClearProblem or Hot, as a host in
// development does.
func (s *Server) Tell(message bridge.Message) {
	switch message := message.(type) {
	case bridge.Reload:
		s.reopen()
		s.setProblem(nil)
		s.tell("reload", nil)
	case bridge.Styles:
		s.reopen()
		s.setProblem(nil)
		s.tell("styles", message.Paths)
	case bridge.SwapBackend:
		s.reopen()
		s.setProblem(nil)
		s.router.BackendLeaving()
		s.supervisor.Restart()
	case bridge.Problem:
		if message.Runtime {
			s.tell("pageProblem", message.Messages)
			return
		}
		s.setProblem(message.Messages)
	case bridge.ClearProblem:
		s.setProblem(nil)
	case bridge.Hot:
		s.tell("hot", message.Update)
	}
}

// reopen serves the app as it is on disk now.
func (s *Server) reopen() {
	app, err := s.options.Open()
	if err != nil {
		s.log("%v", err)
		return
	}
	s.use(app)
}

// tell tells every page to do something.
func (s *Server) tell(name string, argument any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for p := range s.pages {
		p.tell(name, argument)
	}
}

func (s *Server) setProblem(messages []byte) {
	s.mu.Lock()
	s.problem = messages
	s.mu.Unlock()
	s.showAll()
}

func (s *Server) setFailure(messages []byte) {
	s.mu.Lock()
	s.failure = messages
	s.mu.Unlock()
	s.showAll()
}

// showAll puts over every page what belongs there now.
func (s *Server) showAll() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for p := range s.pages {
		s.showOver(p)
	}
}

// show puts a problem over a page that has just been loaded.
func (s *Server) show(p *page) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.problem != nil || s.failure != nil {
		s.showOver(p)
	}
}

func (s *Server) showOver(p *page) {
	switch {
	case s.problem != nil:
		p.tell("problem", json.RawMessage(s.problem))
	case s.failure != nil:
		p.tell("problem", json.RawMessage(s.failure))
	default:
		p.tell("clearProblem", nil)
	}
}

// backendChanged hears of the backend's state.
func (s *Server) backendChanged(event supervisor.Event) {
	switch event.State {
	case supervisor.Starting:
		s.setFailure(nil)
		s.router.BackendStarting()
	case supervisor.Ready:
		s.router.BackendReady(event.Functions)
		s.report(event.Report())
		s.notify(event)
	case supervisor.Restarting:
		s.log("The backend stopped: %s. It is started again.", event.Reason)
		s.router.BackendGone(event.Reason)
		s.notify(event)
	case supervisor.Failed:
		s.router.BackendFailed(event.Reason)
		s.report(event.Report())
		s.setFailure(failureOf(event))
	case supervisor.Stopped:
		s.router.BackendFailed("the app is closing")
		if event.ExitCode >= 0 { // the app ended itself: process.exit(0)
			go s.Close()
		}
	}
}

// notify tells the pages of a change.
func (s *Server) notify(event supervisor.Event) {
	s.tell("notice", map[string]string{"state": event.State.String(), "reason": event.Reason})
}

// failureOf says why the backend ended; its output has told the terminal.
func failureOf(event supervisor.Event) []byte {
	message := diag.Message{Text: "The backend stopped: " + event.Reason, Hint: "Save a change to start it again."}
	if fatal := event.Fatal; fatal != nil {
		message.File, message.Line, message.Column, message.LineText = fatal.File, fatal.Line, fatal.Column, fatal.LineText
		if _, frames, ok := strings.Cut(fatal.Stack, "\n"); ok {
			message.Notes = []string{frames}
		}
	}
	return jsonOf([]diag.Message{message})
}
