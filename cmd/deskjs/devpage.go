package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/internal/diag"
)

// pageItem is one thing that a page's script for development tells; see bridge/client/console.js and overlay.js. It comes from a page: nothing
// in it is trusted.
type pageItem struct {
	Console *struct {
		Level string      `json:"level"`
		Parts [][2]string `json:"parts"` // style and text
		Stack string      `json:"stack"`
	} `json:"console"`
	Error *struct {
		Text      string `json:"text"`
		Stack     string `json:"stack"`
		Rejection bool   `json:"rejection"`
	} `json:"error"`
	Dropped  int `json:"dropped"`
	Open     *editorPlace
	DevTools bool
}

// pageStyles are the styles of what the page has inspected, those of Node's util.inspect.
var pageStyles = map[string]string{
	"string": "\x1b[32m", "number": "\x1b[33m", "special": "\x1b[36m", "undefined": "\x1b[90m", "date": "\x1b[35m", "regexp": "\x1b[31m", "strong": "\x1b[1m",
	"symbol": "\x1b[32m", "error": "\x1b[31m",
}

// pageTold takes what a page tells.
func (s *session) pageTold(text string) {
	var items []pageItem
	if json.Unmarshal([]byte(text), &items) != nil {
		return // a page may send anything
	}
	for _, item := range items {
		switch {
		case item.Console != nil:
			s.pageLogged(item.Console.Level, item.Console.Parts, item.Console.Stack)
		case item.Error != nil:
			s.pageFailed(item.Error.Text, item.Error.Stack, item.Error.Rejection)
		case item.Dropped > 0:
			s.log("client", "warn", fmt.Sprintf("… and %d more calls of the console, too many to show", item.Dropped), position{})
		case item.Open != nil:
			s.openEditor(*item.Open)
		}
	}
}

var pageLevels = []string{"log", "info", "warn", "error", "debug", "trace"}

func (s *session) pageLogged(level string, parts [][2]string, stack string) {
	if !slices.Contains(pageLevels, level) {
		level = "log"
	}
	if len(parts) > 0 && strings.HasPrefix(parts[0][1], "[deskjs] ") && (level == "info" || level == "debug") {
		return // our own client says what the terminal has said
	}
	var b strings.Builder
	for _, part := range parts {
		text := sanitized(part[1])
		if part[0] == "stack" {
			text = s.stackText(part[1])
		}
		b.WriteString(s.terminal.paint(pageStyles[part[0]], text))
	}
	frames, at, _ := s.mapStack(stack)
	if level == "trace" {
		for _, frame := range frames {
			b.WriteString("\n    " + frame)
		}
	}
	s.log("client", level, b.String(), at)
}

// stackText is an error's stack with places in the author's files.
func (s *session) stackText(stack string) string {
	frames, _, _ := s.mapStack(stack)
	if len(frames) == 0 {
		return ""
	}
	return "\n    " + strings.Join(frames, "\n    ")
}

// pageFailed shows an error that nothing in the page has caught, here and over the page.
func (s *session) pageFailed(text, stack string, rejection bool) {
	kind := "Uncaught "
	if rejection {
		kind = "Uncaught (in promise) "
	}
	frames, at, lineText := s.mapStack(stack)
	message := diag.Message{
		Severity: diag.SeverityError, Text: kind + sanitized(strings.TrimSpace(text)), File: at.file, Line: at.line, Column: at.column, LineText: lineText,
	}
	if len(frames) > 0 {
		message.Notes = []string{strings.Join(frames, "\n")}
	}
	if !s.terminal.tell(news{Event: "error", Source: "client", Messages: []diag.Message{message}}) {
		said := message
		said.Text = "(client) " + message.Text
		s.terminal.messages([]diag.Message{said})
	}
	if app := s.shownApp(); app != nil {
		if messages, err := json.Marshal([]diag.Message{message}); err == nil {
			app.tell(bridge.Problem{Messages: messages, Runtime: true})
		}
	}
}
