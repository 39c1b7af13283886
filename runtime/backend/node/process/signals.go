package process

import (
	"os"
	"os/signal"
	"syscall"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// watch is one signal that a program listens to.
type watch struct {
	number  int
	channel chan os.Signal
	done    chan struct{}
}

// watchSignal(name, callback) returns a handle; callback(name, number) is called at
// each signal, and the signal's default action is off until unwatchSignal. As in
// Node it does not keep the program alive. It returns undefined if there is no such signal.
func watchSignal(ctx *op.Context, args op.Args) (any, error) {
	name := args.String(0)
	number := signalNumber(name)
	if number == 0 {
		return nil, nil
	}
	if name == "SIGKILL" || name == "SIGSTOP" {
		return nil, op.System(syscall.EINVAL, "uv_signal_start")
	}
	w := &watch{number: number, channel: make(chan os.Signal, 16), done: make(chan struct{})}
	signal.Notify(w.channel, notified(number)...)
	callback := args.Callback(1)
	go func() {
		defer signal.Stop(w.channel)
		for {
			select {
			case <-w.channel:
				callback.Call(name, number)
			case <-w.done:
				return
			case <-ctx.Done():
				return
			}
		}
	}()
	return op.Handle{Value: w}, nil
}

// unwatchSignal(handle) gives the signal its default action back.
func unwatchSignal(_ *op.Context, args op.Args) (any, error) {
	w, err := op.HandleAt[*watch](args, 0)
	if err != nil {
		return nil, err
	}
	signal.Stop(w.channel)
	close(w.done)
	afterWatch(w.number)
	return nil, nil
}
