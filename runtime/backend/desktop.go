package backend

import (
	"encoding/json"
	"sync"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// native is the host process as modules reach it.
type native struct {
	server  *server
	receive func(engine.DesktopMessage) // loop
	early   []engine.DesktopMessage     // came before Connect; loop

	mu     sync.Mutex
	waited map[uint64]chan engine.DesktopMessage // for whom the loop stands still
}

// Send implements engine.Desktop.
func (n *native) Send(id uint64, method, value string, bytes []byte) error {
	return n.server.send(bridge.Native{ID: id, Method: method, Value: json.RawMessage(value), Bytes: bytes}.Records())
}

// Answer implements engine.Desktop.
func (n *native) Answer(id uint64, failed bool, value string, bytes []byte) error {
	return n.server.send(bridge.Native{ID: id, Failed: failed, Value: json.RawMessage(value), Bytes: bytes}.Records())
}

// Connect implements engine.Desktop.
func (n *native) Connect(receive func(engine.DesktopMessage)) {
	n.receive = receive
	for _, message := range n.early {
		receive(message)
	}
	n.early = nil
}

// Wait implements engine.Desktop. What else the host says meanwhile is done afterwards.
func (n *native) Wait(id uint64) engine.DesktopMessage {
	answer := make(chan engine.DesktopMessage, 1)
	n.mu.Lock()
	n.waited[id] = answer
	n.mu.Unlock()
	defer func() {
		n.mu.Lock()
		delete(n.waited, id)
		n.mu.Unlock()
	}()
	for {
		select {
		case message := <-answer:
			return message
		default:
		}
		if !n.server.readHere() {
			return <-answer
		}
	}
}

func (n *native) waits() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return len(n.waited) > 0
}

// arrived takes what the host says. Any goroutine may call it, in order.
func (n *native) arrived(records bridge.Records) {
	message, err := bridge.ParseNative(records)
	if err != nil {
		return // the host is of this same version
	}
	said := engine.DesktopMessage{ID: message.ID, Method: message.Method, Failed: message.Failed, Value: string(message.Value), Bytes: message.Bytes}
	if said.Method == "" {
		n.mu.Lock()
		answer := n.waited[said.ID]
		n.mu.Unlock()
		if answer != nil {
			answer <- said
			return
		}
	}
	n.server.backend.Engine.Loop.Post(func() {
		if n.receive == nil {
			n.early = append(n.early, said)
			return
		}
		n.receive(said)
	})
}
