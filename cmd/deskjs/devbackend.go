package main

import (
	"fmt"
	"strings"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/internal/diag"
)

// report takes what the app tells: bridge.Log, Backend and Page. Any goroutine may call it.
func (s *session) report(message bridge.Message) {
	switch message := message.(type) {
	case bridge.Log:
		s.log("backend", message.Level, message.Text, position{message.File, message.Line, message.Column})
	case bridge.Backend:
		s.backendChanged(message)
	case bridge.Page:
		s.pageTold(message.Text)
	}
}

// restarted remembers which files a restart of the backend is for; it is said when that has happened.
func (s *session) restarted(files []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pending = append(s.pending, files...)
}

// backendChanged says what became of the backend.
func (s *session) backendChanged(backend bridge.Backend) {
	s.mu.Lock()
	files := s.pending
	s.pending = nil
	s.mu.Unlock()
	switch backend.State {
	case "ready":
		s.lost(backend.Lost)
		event := "restart"
		if !backend.Replaced {
			event = "start"
		}
		if s.terminal.tell(news{Event: event, Source: "backend", Files: files, Milliseconds: backend.Milliseconds}) || !backend.Replaced {
			return
		}
		s.terminal.line("backend", styleGood, fmt.Sprintf("restarted in %.0f ms", backend.Milliseconds), strings.Join(files, ", "))
	case "failed":
		message := diag.Message{Text: "The backend stopped: " + backend.Reason, Hint: "save a change to start it again"}
		if fatal := backend.Fatal; fatal != nil {
			message.File, message.Line, message.Column, message.LineText = fatal.File, fatal.Line, fatal.Column, fatal.LineText
		}
		if !s.terminal.tell(news{Event: "error", Source: "backend", Messages: []diag.Message{message}}) {
			s.terminal.line("backend", styleError, "stopped: "+backend.Reason, "save a change to start it again")
		}
	}
}

// lost names what import.meta.hot.data held that the new backend has not got.
func (s *session) lost(list []bridge.Lost) {
	var messages []diag.Message
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, lost := range list {
		key := fmt.Sprint(lost.Text, lost.File, lost.Line)
		if s.told[key] {
			continue
		}
		s.told[key] = true
		messages = append(messages, diag.Message{
			Severity: diag.SeverityWarning, Text: lost.Text, File: lost.File, Line: lost.Line, Column: lost.Column, LineText: lost.LineText,
			Hint: "keep what makes it, and make it anew; import.meta.hot.dispose closes the old one",
		})
	}
	if len(messages) > 0 && !s.terminal.tell(news{Event: "warning", Source: "backend", Messages: messages}) {
		s.terminal.messages(messages)
	}
}

// position is a place in an author's file; the line is 0 if it is not known.
type position struct {
	file         string
	line, column int
}

func (p position) String() string {
	if p.line == 0 {
		return ""
	}
	return fmt.Sprintf("%s:%d:%d", p.file, p.line, p.column)
}

// levels are the styles of what is logged.
var levels = map[string]string{"warn": styleWarning, "error": styleError, "debug": styleDim}

// log shows a call of the console: whose it is, what was logged, and where.
func (s *session) log(source, level, text string, at position) {
	if s.terminal.tell(news{Event: "console", Source: source, Level: level, Text: text, File: at.file, Line: at.line, Column: at.column}) {
		return
	}
	t := s.terminal
	mark := "(" + source + ")"
	if level != "log" && level != "info" {
		mark += " " + level
	}
	line := t.paint(levels[level], mark) + " " + text
	if at.line != 0 {
		line += "  " + t.paint(styleDim, at.String())
	}
	t.plain(line + "\n")
}
