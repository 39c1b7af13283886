//go:build deskjstest

package desktop

import (
	"encoding/json"
	"errors"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// faked are the methods that a test answers in place of the system: those that would show something beside the app's own windows.
var faked = []string{
	"dialog.open", "dialog.save", "dialog.message", "dialog.cancel", "dialog.certificate",
	"notification.supported", "notification.show", "notification.close",
	"shell.openExternal", "shell.openPath", "shell.showItemInFolder",
}

// asked are the backend's questions that wait for the test, by their numbers. UI thread.
var asked = struct {
	last  uint64
	calls map[uint64]*service.Call
}{calls: map[uint64]*service.Call{}}

// fake puts the test in the place of what answers those methods.
func (h *host) fake(n *natives) {
	for _, method := range faked {
		if n.methods[method] == nil {
			panic("no service has the method " + method)
		}
		n.methods[method] = h.askTest
	}
	// A new backend must not get the answers to what another one has asked.
	n.services = append(n.services, service.Service{Reset: func() { clear(asked.calls) }})
}

// askTest hands a question to the test.
func (h *host) askTest(call *service.Call) {
	type native struct {
		ID     uint64          `json:"id"`
		Method string          `json:"method"`
		Value  json.RawMessage `json:"value,omitempty"`
	}
	asked.last++
	text, err := json.Marshal(map[string]any{"event": map[string]native{"native": {asked.last, call.Method, call.Value}}})
	if err == nil {
		err = h.options.Development.Control.Queue(bridge.Records{Text: string(text)})
	}
	if err != nil {
		call.Fail(errors.New(call.Method + ": the test that would answer has ended"))
		return
	}
	asked.calls[asked.last] = call
}

// standIn does what the test says in the system's place: it answers a question, or tells the backend what has happened.
func (h *host) standIn(o order) {
	if o.Do == "emit" {
		h.natives.emit(o.Event, o.Value, nil)
		return
	}
	call := asked.calls[o.Call]
	delete(asked.calls, o.Call)
	switch {
	case call == nil: // of a backend that has ended
	case o.Failure != "":
		call.Fail(errors.New(o.Failure))
	default:
		call.Reply(o.Value, nil)
	}
}
