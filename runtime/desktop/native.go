package desktop

import (
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// natives is what the backend asks the host for besides answers to pages: windows, menus, dialogs and the rest, as the services do it; and
// what the host asks the backend. UI thread, but where something else is said.
type natives struct {
	host      *host
	methods   map[string]service.Handler
	services  []service.Service
	attached  bool // the backend decides when the app ends, and answers what it is asked
	listening bool // it has asked to be told of events; what is attached is told, too
	lastAsk   uint64
	waiting   map[uint64]func(service.Answer)

	// Each backend numbers its questions from 1: what one asked, however late the answer, must not answer the next one's.
	mu      sync.Mutex
	backend int                        // how many there have been
	deliver func(bridge.Records) error // to the one that runs
}

// errNoBackend is the answer to what nobody is there to answer.
var errNoBackend = errors.New("the app's backend does not run, or does not listen")

func newNatives(h *host) *natives {
	n := &natives{host: h, methods: map[string]service.Handler{}, waiting: map[uint64]func(service.Answer){}}
	n.deliver = func(records bridge.Records) error { return h.supervisor.SendEarly(records) }
	manifest := h.options.App.Manifest()
	for _, s := range services(h, &service.Host{
		ID: manifest.ID, Name: manifest.Name, Version: manifest.Version,
		Post: h.post, Emit: n.emit, Ask: n.ask, Window: h.nativeWindow, Log: h.log, Environment: h.options.Backend.Env,
	}) {
		n.services = append(n.services, s)
		for name, handler := range s.Methods {
			if n.methods[name] != nil {
				panic("two services have the method " + name)
			}
			n.methods[name] = handler
		}
	}
	n.methods["native.listen"] = func(call *service.Call) {
		n.listening = true
		call.Reply(nil, nil)
	}
	h.fake(n)
	return n
}

// received takes records of the backend; false are those of the router. Any goroutine may call it: what the backend asks is done on the
// UI thread, in its order.
func (n *natives) received(records bridge.Records) bool {
	if records.View != bridge.NativeView {
		return false
	}
	message, err := bridge.ParseNative(records)
	if err != nil {
		n.host.log("The backend sent something broken: %v", err)
		return true
	}
	from := n.current()
	if n.host.readsHere {
		n.take(message, from)
	} else {
		n.host.post(func() { n.take(message, from) })
	}
	return true
}

// starting says that what is received from now on is another backend's. Any goroutine may call it, before that backend runs.
func (n *natives) starting() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.backend++
}

func (n *natives) current() int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.backend
}

// take does what the backend with a number says.
func (n *natives) take(message bridge.Native, from int) {
	if message.Method == "" {
		answer := n.waiting[message.ID]
		delete(n.waiting, message.ID)
		if answer == nil {
			return // it was given up
		}
		result := service.Answer{Value: message.Value, Bytes: message.Bytes}
		if message.Failed {
			var failure bridge.NativeError
			_ = json.Unmarshal(message.Value, &failure)
			result.Err = &service.Error{Code: failure.Code, Message: failure.Message}
		}
		answer(result)
		return
	}
	handler := n.methods[message.Method]
	call := service.NewCall(message.Method, message.Value, message.Bytes, func(value any, bytes []byte, err error) {
		n.answer(message, from, value, bytes, err)
	})
	call.While(func() bool { return from == n.current() })
	if handler == nil {
		call.Fail(&service.Error{Code: service.CodeNotSupported, Message: "the host has no " + message.Method})
		return
	}
	n.guarded(handler, call)
}

// guarded runs a handler. A mistake in one must not take all windows along.
func (n *natives) guarded(handler service.Handler, call *service.Call) {
	defer func() {
		if mistake := recover(); mistake != nil {
			call.Fail(fmt.Errorf("%s failed in the host: %v", call.Method, mistake))
		}
	}()
	handler(call)
}

// answer answers a question of the backend with a number, if that is still there. Any goroutine may call it.
func (n *natives) answer(question bridge.Native, from int, value any, bytes []byte, err error) {
	if question.ID == 0 {
		if err != nil {
			n.host.log("%s: %v", question.Method, err)
		}
		return
	}
	answer := bridge.Native{ID: question.ID, Bytes: bytes}
	if err == nil && value != nil {
		answer.Value, err = json.Marshal(value)
	}
	if err != nil {
		failure := bridge.NativeError{Message: err.Error()}
		if coded, ok := errors.AsType[*service.Error](err); ok {
			failure.Code = coded.Code
		}
		answer.Failed, answer.Bytes = true, nil
		answer.Value, _ = json.Marshal(failure)
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if from == n.backend {
		_ = n.deliver(answer.Records()) // a backend that has ended wants no answer
	}
}

// emit tells the backend, if it listens. Any goroutine may call it.
func (n *natives) emit(event string, value any, bytes []byte) {
	n.host.post(func() {
		if n.attached || n.listening {
			_ = n.send(0, event, value, bytes)
		}
	})
}

// ask asks the backend. The answer comes on the UI thread. Any goroutine may call it.
func (n *natives) ask(method string, value any, bytes []byte, answer func(service.Answer)) {
	n.host.post(func() {
		if !n.attached {
			answer(service.Answer{Err: errNoBackend})
			return
		}
		n.lastAsk++
		id := n.lastAsk
		n.waiting[id] = answer
		if err := n.send(id, method, value, bytes); err != nil {
			delete(n.waiting, id)
			answer(service.Answer{Err: err})
		}
	})
}

func (n *natives) send(id uint64, method string, value any, bytes []byte) error {
	message := bridge.Native{ID: id, Method: method, Bytes: bytes}
	if value != nil {
		encoded, err := json.Marshal(value)
		if err != nil {
			return err
		}
		message.Value = encoded
	}
	return n.deliver(message.Records())
}

// lost forgets what the backend that has ended was asked: nobody answers that any more, and nobody else decides when the app ends.
func (n *natives) lost() {
	n.attached, n.listening = false, false
	for id, answer := range n.waiting {
		delete(n.waiting, id)
		answer(service.Answer{Err: errNoBackend})
	}
}

// reset takes back what the backend that has ended has made, for the next one.
func (n *natives) reset() {
	n.lost()
	for _, s := range n.services {
		if s.Reset != nil {
			s.Reset()
		}
	}
}
