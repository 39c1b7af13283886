package workerthreads

import (
	"sync"

	"github.com/dop251/goja"
)

// threads are the engines of the process that postMessageToThread reaches, by threadId.
var threads = struct {
	mu   sync.Mutex
	byID map[int64]*messaging
}{byID: map[int64]*messaging{}}

func (n *messaging) threadID() int64 {
	if thread := n.engine.Host.Thread; thread != nil {
		return thread.ID
	}
	return 0
}

func (n *messaging) registerThread() {
	threads.mu.Lock()
	defer threads.mu.Unlock()
	if threads.byID[n.threadID()] == nil {
		threads.byID[n.threadID()] = n
	}
}

func (n *messaging) unregisterThread() {
	threads.mu.Lock()
	defer threads.mu.Unlock()
	if threads.byID[n.threadID()] == n {
		delete(threads.byID, n.threadID())
	}
}

// The answers to a message to a thread.
const (
	answerDelivered = iota
	answerNoListener
	answerFailed
)

// sendTo is binding.sendTo. The loop is kept alive until the answer.
func (n *messaging) sendTo(call goja.FunctionCall) goja.Value {
	m, err := n.pack(call.Argument(1), n.items(call.Argument(2)), nil)
	n.check(err)
	settle, _ := goja.AssertFunction(call.Argument(3))
	threads.mu.Lock()
	target := threads.byID[call.Argument(0).ToInteger()]
	threads.mu.Unlock()
	answer := func(code int) {
		n.engine.Loop.Post(func() {
			_, err := settle(goja.Undefined(), n.vm.ToValue(code))
			n.engine.Loop.Report(err)
		})
	}
	if target == nil {
		m.discard()
		answer(answerNoListener)
		return goja.Undefined()
	}
	source := n.threadID()
	target.engine.Loop.PostQuietly(func() {
		target.engine.Loop.Task(func() { answer(target.receiveFromThread(m, source)) })
	})
	return goja.Undefined()
}

func (n *messaging) receiveFromThread(m *message, source int64) int {
	if _, err := n.engine.Require("internal/worker"); err != nil || n.receiveThread == nil {
		m.discard()
		return answerNoListener
	}
	value, _, err := n.unpack(m)
	if err != nil {
		return answerFailed
	}
	heard, err := n.receiveThread(goja.Undefined(), value, n.vm.ToValue(source))
	switch {
	case err != nil:
		return answerFailed
	case heard.ToBoolean():
		return answerDelivered
	}
	return answerNoListener
}
