//go:build deskjstest

package desktop

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/runtime/desktop/window"
)

// The channel by which end-to-end tests drive the windows. It is built with the tag deskjstest only, into the program that
// `deskjs test` starts, and it listens to nothing but the socket that this program was started with.

// order is what a test wants done; its number is the frame's View.
type order struct {
	Do     string        `json:"do"`
	Window int           `json:"window"` // the window's id; 0 is the first that is open
	Script string        `json:"script"`
	Input  *window.Input `json:"input"`

	Call    uint64          `json:"call"`    // what the backend has asked, by its number
	Value   json.RawMessage `json:"value"`   // the answer to that, or what goes with an event
	Failure string          `json:"failure"` // an answer that is an error
	Event   string          `json:"event"`   // what the backend is told
}

// answer is what comes of it.
type answer struct {
	Error   string       `json:"error,omitempty"`
	Windows []testWindow `json:"windows,omitempty"`
	Real    bool         `json:"real,omitempty"` // input went through the toolkit
}

type testWindow struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
	URL  string `json:"url"`
}

// answerPrefix begins what a test's script posts to the host: the order's number and the answer follow, a line each.
const answerPrefix = "deskjs-test\n"

var tested struct {
	mu     sync.Mutex
	script string // for the page's world, at the start of each document
}

// control does what a test asks for.
func (h *host) control(message bridge.Records) {
	var o order
	if err := json.Unmarshal([]byte(message.Text), &o); err != nil {
		h.reply(message.View, answer{Error: err.Error()}, nil)
		return
	}
	h.post(func() { h.obey(message.View, o) })
}

// obey runs on the UI thread.
func (h *host) obey(number uint32, o order) {
	if o.Do == "windows" {
		list := answer{}
		for _, w := range h.windows {
			list.Windows = append(list.Windows, testWindow{ID: w.id, Name: w.name, URL: w.native.URL()})
		}
		h.reply(number, list, nil)
		return
	}
	if o.Do == "backend" {
		if err := h.supervisor.Send(bridge.Records{View: bridge.TestView, Text: strconv.FormatUint(uint64(number), 10) + "\n" + o.Script}); err != nil {
			h.reply(number, answer{Error: "the backend does not run"}, nil)
		}
		return
	}
	if o.Do == "start" { // a script for documents to come
		tested.mu.Lock()
		tested.script = o.Script
		tested.mu.Unlock()
		h.usePolicy(h.options.App.Manifest())
		h.reply(number, answer{}, nil)
		return
	}
	if o.Do == "answer" || o.Do == "emit" {
		h.standIn(o)
		h.reply(number, answer{}, nil)
		return
	}
	w := h.windowWith(o.Window)
	if w == nil {
		h.reply(number, answer{Error: "the window is not open"}, nil)
		return
	}
	switch o.Do {
	case "run":
		w.native.Evaluate(o.Script) // it answers by itself
		return
	case "page":
		w.native.EvaluateInPage(o.Script) // likewise
		return
	case "snapshot":
		w.native.Snapshot(func(png []byte, err error) {
			if err != nil {
				h.reply(number, answer{Error: err.Error()}, nil)
				return
			}
			h.reply(number, answer{}, png)
		})
		return
	case "input":
		if o.Input != nil {
			h.reply(number, answer{Real: w.native.SendInput(*o.Input) == nil}, nil)
			return
		}
	case "reload":
		w.native.Reload()
	case "close":
		w.native.Close()
	case "focus":
		w.native.Focus()
	default:
		h.reply(number, answer{Error: "there is no order " + o.Do}, nil)
		return
	}
	h.reply(number, answer{}, nil)
}

func (h *host) windowWith(id int) *appWindow {
	for _, w := range h.windows {
		if w.id == id || id == 0 {
			return w
		}
	}
	return nil
}

// answered takes the answer of a test's script; false is anything else that a page's relay posts.
func (h *host) answered(w *appWindow, text string) bool {
	rest, ok := strings.CutPrefix(text, answerPrefix)
	if !ok {
		return false
	}
	head, body, _ := strings.Cut(rest, "\n")
	if number, err := strconv.ParseUint(head, 10, 32); err == nil {
		_ = h.options.Development.Control.Queue(bridge.Records{View: uint32(number), Text: body})
	} else { // what happens in the page by itself
		event := fmt.Sprintf(`{"window":%d,"event":%s}`, w.id, body)
		_ = h.options.Development.Control.Queue(bridge.Records{Text: event})
	}
	return true
}

// answeredByBackend takes what the backend says to a test; false is anything else.
func (h *host) answeredByBackend(records bridge.Records) bool {
	if records.View != bridge.TestView {
		return false
	}
	head, body, _ := strings.Cut(records.Text, "\n")
	number, err := strconv.ParseUint(head, 10, 32)
	if err != nil {
		return true
	}
	if number == 0 {
		body = `{"event":` + body + `}`
	}
	_ = h.options.Development.Control.Queue(bridge.Records{View: uint32(number), Text: body})
	return true
}

func (h *host) reply(number uint32, a answer, blob []byte) {
	text, err := json.Marshal(a)
	if err != nil {
		return
	}
	records := bridge.Records{View: number, Text: string(text)}
	if blob != nil {
		records.Blob = [][]byte{blob}
	}
	_ = h.options.Development.Control.Queue(records)
}

// testScript is what documents begin with, for fakes of time and network.
func (*host) testScript() string {
	tested.mu.Lock()
	defer tested.mu.Unlock()
	return tested.script
}
