package backend

import (
	"fmt"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// The program's turns of fate are Node's semantics, so they are written in JavaScript,
// in node/process/lifecycle.js. These functions call its exports.

// abortedCode is what a shell makes of a process that aborted: 128 and SIGABRT's number.
const abortedCode = 134

func (b *Backend) uncaught(value goja.Value, origin engine.Origin) {
	if b.exiting {
		return
	}
	handled, err := b.lifecycle("uncaught", value, b.Engine.VM.ToValue(string(origin)))
	if err != nil {
		// The handler itself failed: as in Node, that ends the program.
		if !b.exiting {
			b.printUncaught(b.Engine.ErrorValue(err))
			if _, aborts := b.Engine.Host.Options["--abort-on-uncaught-exception"]; aborts {
				b.exitNow(abortedCode)
				return
			}
			b.exitNow(7)
		}
		return
	}
	if b.exiting {
		return
	}
	if goja.IsNull(handled) {
		b.printUncaught(value)
		b.exitNow(6)
		return
	}
	if goja.IsUndefined(handled) {
		b.printUncaught(value)
		b.exitNow(abortedCode)
		return
	}
	if handled.ToBoolean() {
		// As in Node the next check phase is not empty then, so that the ticks that wait get their turn.
		b.Engine.Loop.SetImmediate(func() {})
		return
	}
	// As in Node the listeners of 'exit' run first, and may choose the code. The error is
	// printed unless one of them ended the process itself.
	exitCode := 1
	if code, err := b.lifecycle("exit", b.Engine.VM.ToValue(1)); err == nil {
		exitCode = int(code.ToInteger())
	}
	if !b.exiting {
		b.printUncaught(value)
		b.exitNow(exitCode)
	}
}

// rejected offers a rejection that nobody handles to the program.
func (b *Backend) rejected(rejection engine.Rejection) {
	if b.exiting {
		return
	}
	_, err := b.lifecycle("rejected", rejection.Reason, rejection.Promise, b.Engine.VM.ToValue(rejection.ID))
	b.Engine.Loop.Report(err)
}

// handledLate makes the warning at once, so that its stack leads to the handler.
func (b *Backend) handledLate(promise *goja.Object, id int64) func() {
	warning, err := b.lifecycle("lateWarning", b.Engine.VM.ToValue(id))
	return func() {
		if err == nil {
			_, err = b.lifecycle("handledLate", promise, warning)
		}
		b.Engine.Loop.Report(err)
	}
}

// beforeExit and runExit matter only to a program that has looked at process.
func (b *Backend) beforeExit() {
	if b.Loader.Loaded("process") == nil || b.exiting {
		return
	}
	if _, err := b.lifecycle("beforeExit"); err != nil {
		b.Engine.Loop.Report(err)
	}
}

func (b *Backend) runExit() {
	unsettled := b.waiting != ""
	if b.Loader.Loaded("process") == nil {
		if unsettled {
			b.exitCode = unsettledCode
			b.warnUnsettled()
		}
		return
	}
	b.Engine.Loop.Task(func() {
		code, err := b.lifecycle("exit", goja.Undefined(), b.Engine.VM.ToValue(unsettled))
		if err != nil {
			b.Engine.Loop.Report(err)
			return
		}
		if b.exiting {
			return
		}
		b.exitCode = int(code.ToInteger())
		if unsettled && b.exitCode == unsettledCode {
			b.warnUnsettled()
		}
	})
}

func (b *Backend) lifecycle(name string, args ...goja.Value) (goja.Value, error) {
	exports, err := b.Loader.Builtin("internal/lifecycle")
	if err != nil {
		return nil, err
	}
	function, ok := goja.AssertFunction(exports.(*goja.Object).Get(name))
	if !ok {
		return nil, fmt.Errorf("internal/lifecycle has no %s", name)
	}
	return function(goja.Undefined(), args...)
}
