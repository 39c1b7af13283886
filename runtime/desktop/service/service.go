// Package service is what the parts of the host that do something for the backend have in common: clipboard, dialogs, tray and the
// like each have a package beside this one, whose New makes a Service. Package desktop and those parts import it.
package service

import (
	"encoding/json"
	"fmt"
	"sync"
)

// Host is what a service has of its host. All belongs to the UI thread but for Post, Emit, Ask and Log, which any thread may call.
type Host struct {
	// ID, Name and Version are the app's.
	ID, Name, Version string
	// Environment is for programs that are started: the process's own has what the webview needs, which is nobody else's.
	Environment []string
	// Post runs a function on the UI thread.
	Post func(func())
	// Emit tells the backend, if it listens. Value is encoded as JSON; bytes go along, nil is none.
	Emit func(event string, value any, bytes []byte)
	// Ask asks the backend. The answer comes on the UI thread, also when there is no backend or it has ended: with an error then.
	Ask func(method string, value any, bytes []byte, answer func(Answer))
	// Window is the system's window (GtkWindow *, HWND, NSWindow *) with an id, 0 if there is none.
	Window func(id int) uintptr
	// Log writes a line for whoever looks after the app.
	Log func(format string, args ...any)
}

// Service is one part of the host.
type Service struct {
	// Methods are what the backend may ask, by their whole names: "clipboard.readText". They run on the UI thread.
	Methods map[string]Handler
	// Reset is called when another backend starts: what the last one made (trays, shortcuts) must go. It may be nil. UI thread.
	Reset func()
}

// Handler does one thing. It answers the call once, now or later.
type Handler func(*Call)

// Answer is what became of a question.
type Answer struct {
	Err   error
	Value json.RawMessage
	Bytes []byte
}

// Decode reads the answer's value.
func (a Answer) Decode(into any) error {
	if a.Err != nil || len(a.Value) == 0 {
		return a.Err
	}
	return json.Unmarshal(a.Value, into)
}

// Call is one question of the backend.
type Call struct {
	Method string
	Value  json.RawMessage // nil is undefined
	Bytes  []byte
	once   sync.Once
	answer func(value any, bytes []byte, err error)
	over   func() bool
}

// NewCall makes a call whose answer is handed to answer.
func NewCall(method string, value json.RawMessage, bytes []byte, answer func(value any, bytes []byte, err error)) *Call {
	return &Call{Method: method, Value: value, Bytes: bytes, answer: answer}
}

// While says how long there is somebody who has asked.
func (c *Call) While(asks func() bool) { c.over = func() bool { return !asks() } }

// Over reports whether the backend that asked has ended. What is made for it later than that, Reset has not seen: it must go at once.
func (c *Call) Over() bool { return c.over != nil && c.over() }

// Decode reads the call's arguments. A zero value stays what it is if there are none.
func (c *Call) Decode(into any) error {
	if len(c.Value) == 0 {
		return nil
	}
	if err := json.Unmarshal(c.Value, into); err != nil {
		return &Error{Code: "ERR_INVALID_ARG_VALUE", Message: fmt.Sprintf("%s: %v", c.Method, err)}
	}
	return nil
}

// Reply answers with a value, which is encoded as JSON, and bytes; both may be nil. Any thread may call it; the first answer counts.
func (c *Call) Reply(value any, bytes []byte) { c.once.Do(func() { c.answer(value, bytes, nil) }) }

// Fail answers with an error. Any thread may call it; the first answer counts.
func (c *Call) Fail(err error) { c.once.Do(func() { c.answer(nil, nil, err) }) }

// Func makes a handler of a function that answers at once.
func Func[A, R any](do func(A) (R, error)) Handler {
	return func(call *Call) {
		var arguments A
		if err := call.Decode(&arguments); err != nil {
			call.Fail(err)
			return
		}
		result, err := do(arguments)
		if err != nil {
			call.Fail(err)
			return
		}
		call.Reply(result, nil)
	}
}

// Later answers a call with what a function gives that may wait: it runs beside the UI thread.
func Later[R any](call *Call, do func() (R, error)) {
	go func() {
		result, err := do()
		if err != nil {
			call.Fail(err)
			return
		}
		call.Reply(result, nil)
	}()
}

// Error is an error with a code for programs. Any other error has none.
type Error struct{ Code, Message string }

func (e *Error) Error() string { return e.Message }

// Codes that several services use.
const (
	// CodeNotSupported is for what this system can't do.
	CodeNotSupported = "ERR_NOT_SUPPORTED"
	// CodeDestroyed is for a window that has closed.
	CodeDestroyed = "ERR_DESTROYED"
)

// NotSupported says that this system can't do something: "power.thermalState", "Linux has no common way to tell".
func NotSupported(what, why string) error {
	return &Error{Code: CodeNotSupported, Message: what + " is not supported here: " + why}
}
