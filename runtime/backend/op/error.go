package op

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// Error is an error that reaches JavaScript in Node's shape.
type Error struct {
	// Type is the JavaScript class: "Error" (the default), "TypeError", "RangeError".
	Type string
	// Code is Node's code, such as "ENOENT" or "ERR_INVALID_ARG_VALUE".
	Code string
	// Message is the whole message. When it is empty and Syscall is set the message is
	// made as Node makes it: "ENOENT: no such file or directory, open 'x'".
	Message string
	// Errno is the negative system error number, 0 for none.
	Errno int
	// Fields are further properties; they come before the code.
	Fields Object
	// Syscall, Path and Dest are set on system errors.
	Syscall, Path, Dest string
}

// Error returns the message.
func (e *Error) Error() string {
	if e.Message != "" {
		return e.Message
	}
	text := e.Code + ": " + describe(e.Code) + ", " + e.Syscall
	if e.Path != "" {
		text += " '" + e.Path + "'"
	}
	if e.Dest != "" {
		text += " -> '" + e.Dest + "'"
	}
	return text
}

// System turns a Go error into Node's error for a failed system call, with
// the paths it concerned (at most a path and a destination). An error that
// already is an *Error, and nil, come back as they are.
func System(err error, syscallName string, paths ...string) error {
	var shaped *Error
	if err == nil || errors.As(err, &shaped) {
		return err
	}
	out := &Error{Syscall: syscallName}
	if len(paths) > 0 {
		out.Path = paths[0]
	}
	if len(paths) > 1 {
		out.Dest = paths[1]
	}
	var errno syscall.Errno
	switch {
	case errors.As(err, &errno):
		out.Code, out.Errno = codeOf(errno)
	case errors.Is(err, fs.ErrNotExist):
		out.Code, out.Errno = codeOf(syscall.ENOENT)
	case errors.Is(err, fs.ErrExist):
		out.Code, out.Errno = codeOf(syscall.EEXIST)
	case errors.Is(err, fs.ErrPermission):
		out.Code, out.Errno = codeOf(syscall.EACCES)
	case errors.Is(err, os.ErrClosed):
		out.Code, out.Errno = codeOf(syscall.EBADF)
	default:
		out.Code = "UNKNOWN"
		out.Message = syscallName + ": " + err.Error()
	}
	return out
}

// Number returns Node's negative number for a system error.
func Number(errno syscall.Errno) int {
	_, number := codeOf(errno)
	return number
}
