package fs

import (
	"sync/atomic"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// lent is a descriptor on its way from one thread to another. It is closed if it does not arrive.
type lent struct {
	fd    int
	taken atomic.Bool
}

// Discard implements op.Shared.
func (l *lent) Discard() {
	if l.taken.CompareAndSwap(false, true) {
		_ = closeFD(l.fd)
	}
}

// lend(fd) -> what a message can carry
func lend(_ *op.Context, args op.Args) (any, error) {
	return op.Handle{Value: &lent{fd: args.Int(0)}}, nil
}

// borrowed(what lend returned) -> file descriptor; -1 for one that is gone
func borrowed(_ *op.Context, args op.Args) (any, error) {
	l, err := op.HandleAt[*lent](args, 0)
	if err != nil || !l.taken.CompareAndSwap(false, true) {
		return -1, err
	}
	return l.fd, nil
}

// trackedNatives are there in a worker only, and not if trackUnmanagedFds is off: its files, apart from FileHandles, are closed
// when it ends.
func trackedNatives(e *engine.Engine) map[string]any {
	if thread := e.Host.Thread; thread == nil || !thread.TrackFDs {
		return nil
	}
	open := map[int]struct{}{}
	e.AtEnd(func() {
		for fd := range open {
			_ = closeFD(fd) // the program is over, and nobody could be told
		}
	})
	return map[string]any{
		// opened(fd) is false if fd is open already.
		"opened": func(call goja.FunctionCall) goja.Value {
			fd := int(call.Argument(0).ToInteger())
			_, twice := open[fd]
			open[fd] = struct{}{}
			return e.VM.ToValue(!twice)
		},
		// closed(fd) is false if fd was not open.
		"closed": func(call goja.FunctionCall) goja.Value {
			fd := int(call.Argument(0).ToInteger())
			_, known := open[fd]
			delete(open, fd)
			return e.VM.ToValue(known)
		},
	}
}
