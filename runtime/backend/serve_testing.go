//go:build deskjstest

package backend

import (
	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/bridge"
)

// testHook is the global function that a build of `deskjs test` defines in the backend: it takes what a test asks, and a function to answer with.
const testHook = "__deskjsTest"

// tested hands what a test asks to the backend.
func (s *server) tested(text string) {
	vm := s.backend.Engine.VM
	answer := func(call goja.FunctionCall) goja.Value {
		_ = s.conn.Queue(bridge.Records{View: bridge.TestView, Text: call.Argument(0).String()})
		return goja.Undefined()
	}
	if hook, ok := goja.AssertFunction(vm.Get(testHook)); ok {
		_, err := hook(goja.Undefined(), vm.ToValue(text), vm.ToValue(answer))
		s.backend.Engine.Loop.Report(err)
	}
}
