// Package diag is the one shape and the one look of messages about an author's files: what is wrong, where
// (file, line and column, with the line itself), and what to do about it. Terminals print it, the page's overlay and
// the development socket carry it as JSON.
//
// Every package may import it; it imports nothing of the project.
package diag

import (
	"errors"
	"slices"
	"strings"
)

// Severity says whether a message stops the work.
type Severity string

// The severities there are.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
)

// Message is one thing to tell the author.
type Message struct {
	// Severity is SeverityError when it is empty.
	Severity Severity `json:"severity"`
	// Text is one sentence without a final full stop.
	Text string `json:"text"`
	// File is the path to show, relative to the project where there is one; empty when the message has no place.
	File string `json:"file,omitempty"`
	// Line counts from 1; 0 means the whole file.
	Line int `json:"line,omitempty"`
	// Column counts from 1, in bytes of the line.
	Column int `json:"column,omitempty"`
	// Length is how many bytes of the line the message is about; 0 marks the single column.
	Length int `json:"length,omitempty"`
	// LineText is the line of the file, without its end, for the code frame.
	LineText string `json:"lineText,omitempty"`
	// Notes are further facts, each a line or more.
	Notes []string `json:"notes,omitempty"`
	// Hint says what to do.
	Hint string `json:"hint,omitempty"`
}

// Error is a list of messages as one error; at least one of them is not a warning.
type Error struct {
	Messages []Message `json:"messages"`
}

// New returns an error of one or more messages.
func New(messages ...Message) *Error {
	return &Error{Messages: messages}
}

// Error renders all messages without colour.
func (e *Error) Error() string {
	return strings.TrimSuffix(RenderAll(e.Messages, false), "\n")
}

// Messages returns the messages in err: those of an *Error anywhere in its chain, or else its text as one message
// without a place. It returns nil for a nil error.
func Messages(err error) []Message {
	if err == nil {
		return nil
	}
	if located, ok := errors.AsType[*Error](err); ok {
		return located.Messages
	}
	return []Message{{Severity: SeverityError, Text: err.Error()}}
}

// HasErrors reports whether one of messages is not a warning.
func HasErrors(messages []Message) bool {
	return slices.ContainsFunc(messages, func(m Message) bool { return m.Severity != SeverityWarning })
}

// At returns message placed at a byte offset of source, with line, column and line text filled in. Offsets beyond the
// end mean the end.
func At(message Message, source []byte, offset int) Message {
	offset = max(0, min(offset, len(source)))
	before := source[:offset]
	start := strings.LastIndexByte(string(before), '\n') + 1
	message.Line = strings.Count(string(before), "\n") + 1
	message.Column = offset - start + 1
	message.LineText = lineAt(source, start)
	return message
}

// lineAt returns the line that begins at start, without its end.
func lineAt(source []byte, start int) string {
	line := string(source[start:])
	if end := strings.IndexByte(line, '\n'); end >= 0 {
		line = line[:end]
	}
	return strings.TrimSuffix(line, "\r")
}
