package childprocess

import (
	"os"
	"sync"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// child is a process that was started and may still run.
type child struct {
	process *os.Process
	pipes   []*pipe
	exited  *op.Callback
	ended   func()

	mu   sync.Mutex
	over bool
	sent int // the last signal that was sent
}

// spawn(command, exited) starts a process and returns {pid, handle, pipes}, or its error as a negative number. exited(code, signal's
// name or undefined) is called at its end; until then the process keeps the program alive.
func spawn(_ *op.Context, args op.Args) (any, error) {
	s, err := commandAt(args, 0).start()
	if isDenied(err) {
		return nil, err
	}
	if err != nil {
		return errnoOf(err), nil
	}
	c := &child{process: s.process, pipes: s.pipes, exited: args.Callback(1), ended: s.ended}
	c.exited.Ref()
	go c.wait()
	pipes := make([]any, len(s.pipes))
	for i, p := range s.pipes {
		if p != nil {
			pipes[i] = op.Object{{Name: "handle", Value: op.Handle{Value: p}}, {Name: "fd", Value: p.number}}
		}
	}
	return op.Object{
		{Name: "pid", Value: s.process.Pid},
		{Name: "handle", Value: op.Handle{Value: c}},
		{Name: "pipes", Value: pipes},
	}, nil
}

func (c *child) wait() {
	state, err := c.process.Wait()
	c.mu.Lock()
	c.over = true
	c.ended()
	sent := c.sent
	c.mu.Unlock()
	code, signal := -1, ""
	if err == nil {
		code, signal = statusOf(state, sent)
	}
	if signal == "" {
		c.exited.Call(code)
	} else {
		c.exited.Call(code, signal)
	}
	c.exited.Unref()
}

// settle(child, callback) calls back when what the child has written, and JavaScript reads, is on its way: a process's last words
// are heard before its end, as in Node, where the loop sees both at once.
func settle(_ *op.Context, args op.Args) (any, error) {
	c, err := op.HandleAt[*child](args, 0)
	if err != nil {
		return nil, err
	}
	callback := args.Callback(1)
	callback.Ref()
	go func() {
		for _, p := range c.pipes {
			if p != nil {
				p.settle()
			}
		}
		callback.Call()
		callback.Unref()
	}()
	return nil, nil
}

// kill(child, signal) sends a signal and returns 0 or a negative error number.
func kill(_ *op.Context, args op.Args) (any, error) {
	c, err := op.HandleAt[*child](args, 0)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.over {
		// Nobody has heard of its end yet: elsewhere it would still be there, as a zombie, to be signalled.
		return 0, nil
	}
	switch err := signalProcess(c.process, args.Int(1)); err {
	case nil:
		c.sent = args.Int(1)
		return 0, nil
	case os.ErrProcessDone:
		return 0, nil // the same
	default:
		return errnoOf(err), nil
	}
}

// hold(child, on) says whether the process keeps the program alive.
func hold(_ *op.Context, args op.Args) (any, error) {
	c, err := op.HandleAt[*child](args, 0)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.over:
	case args.Bool(1):
		c.exited.Ref()
	default:
		c.exited.Unref()
	}
	return nil, nil
}
