package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/deskjs/deskjs/internal/diag"
)

// A usageError is a command line that makes no sense: exit code 2.
type usageError struct {
	verb    *verb  // whose usage to show; nil when it is not about one verb
	message string // no full stop
	nearest string // what was probably meant; may be empty
}

// Error returns the message without the hints.
func (e *usageError) Error() string { return e.message }

// An exitStatus ends deskjs with that code and prints nothing, for verbs whose
// output has said everything: the exit code of a script, or failed tests.
type exitStatus int

// Error is never shown.
func (s exitStatus) Error() string { return fmt.Sprintf("exit status %d", int(s)) }

// report shows err once, in the one look that messages have, and returns the
// exit code that goes with it.
func report(env *environment, err error) int {
	if err == nil {
		return 0
	}
	if status, ok := errors.AsType[exitStatus](err); ok {
		return int(status)
	}
	messages, code := diag.Messages(err), codeFailure
	if usage, ok := errors.AsType[*usageError](err); ok {
		messages, code = []diag.Message{usage.diagnose()}, codeUsage
	}
	if env.json {
		writeJSON(env, failure{ExitCode: code, Messages: messages})
		return code
	}
	io.WriteString(env.err, diag.RenderAll(messages, env.color))
	return code
}

// diagnose returns the error as a message with its hints.
func (e *usageError) diagnose() diag.Message {
	m := diag.Message{Text: e.message}
	if e.nearest != "" {
		m.Hint = fmt.Sprintf("did you mean %q?\n", e.nearest)
	}
	if e.verb != nil {
		m.Hint += "usage: " + e.verb.usageLine()
	} else {
		m.Hint += `"deskjs help" lists the commands`
	}
	return m
}
