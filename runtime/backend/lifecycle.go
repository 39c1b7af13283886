package backend

import (
	"fmt"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// The program's turns of fate are Node's semantics, so they are written in JavaScript,
// in node/process/lifecycle.js. These functions call its exports.

func (b *Backend) uncaught(value goja.Value, origin engine.Origin) {
	if b.exiting {
		return
	}
	handled, err := b.lifecycle("uncaught", value, b.Engine.VM.ToValue(string(origin)))
	if err != nil {
		// The handler itself failed: as in Node, that ends the program.
		b.printUncaught(b.Engine.ErrorValue(err))
		b.exitNow(7)
		return
	}
	if handled.ToBoolean() || b.exiting {
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

func (b *Backend) rejections(unhandled []engine.Rejection, late []*goja.Object) {
	for _, promise := range late {
		if _, err := b.lifecycle("handledLate", promise); err != nil {
			b.Engine.Loop.Report(err)
		}
	}
	for _, rejection := range unhandled {
		if b.exiting {
			return
		}
		outcome, err := b.lifecycle("rejected", rejection.Reason, rejection.Promise)
		if err != nil {
			b.Engine.Loop.Report(err)
			continue
		}
		// Nobody listened: the outcome is the error to treat as uncaught.
		if holder, ok := outcome.(*goja.Object); ok {
			b.uncaught(holder.Get("error"), engine.OriginRejection)
		}
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
	if b.Loader.Loaded("process") == nil {
		return
	}
	b.Engine.Loop.Task(func() {
		code, err := b.lifecycle("exit")
		if err != nil {
			b.Engine.Loop.Report(err)
			return
		}
		if !b.exiting {
			b.exitCode = int(code.ToInteger())
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
