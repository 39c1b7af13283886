package main

import (
	"errors"
	"fmt"
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
	var usage *usageError
	var status exitStatus
	switch {
	case err == nil:
		return 0
	case errors.As(err, &status):
		return int(status)
	case errors.As(err, &usage):
		fmt.Fprintf(env.err, "deskjs: %s\n", usage.message)
		if usage.nearest != "" {
			fmt.Fprintf(env.err, "Did you mean %s?\n", usage.nearest)
		}
		if usage.verb != nil {
			fmt.Fprintf(env.err, "Usage: deskjs %s %s\n", usage.verb.name, usage.verb.usage)
		} else {
			fmt.Fprintln(env.err, "Run \"deskjs help\" for the list of commands.")
		}
		return 2
	}
	fmt.Fprintf(env.err, "deskjs: %s\n", err)
	return 1
}
