package backend

import (
	"fmt"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// runModule runs the ES module at path as the program. As in Node its body is a microtask, and what it throws,
// then or after an await, is an uncaught error that comes from a promise.
func (b *Backend) runModule(path string, run func() (goja.Value, error)) error {
	b.waiting = path
	if !b.Engine.Patched() {
		// There a microtask would leave a frame of ours in every stack.
		result, err := run()
		if err != nil {
			b.waiting = ""
			return err
		}
		b.await(result)
		return nil
	}
	b.Engine.QueueMicrotask(func() {
		result, err := run()
		if err == nil {
			b.await(result)
			return
		}
		// Node's own promises are as many turns of the queue behind.
		b.Engine.QueueMicrotask(func() {
			b.Engine.QueueMicrotask(func() { b.moduleFailed(b.Engine.ErrorValue(err)) })
		})
	})
	return nil
}

// await waits for the end of the main module, which is a promise if that uses top-level await.
func (b *Backend) await(result goja.Value) {
	promise, ok := result.(*goja.Object)
	if !ok {
		b.waiting = ""
		return
	}
	b.Loader.Then(promise, func(goja.Value) { b.waiting = "" }, b.moduleFailed)
}

func (b *Backend) moduleFailed(reason goja.Value) {
	b.waiting = ""
	b.Engine.TriggerUncaught(reason, engine.OriginRejection)
}

// unsettledCode is the exit code of a program whose top-level await never came to its end.
const unsettledCode = 13

// warnUnsettled says why a program with nothing left to do has not come to its end.
func (b *Backend) warnUnsettled() {
	if stderr := b.Engine.Host.Stderr; stderr != nil {
		_, _ = fmt.Fprintf(stderr, "Warning: Detected unsettled top-level await at %s\n", b.waiting)
	}
}
