package process

import (
	"os"
	"os/signal"
	"slices"
	"sync"
	"syscall"
	"time"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// watch is one signal that a program listens to.
type watch struct {
	number  int
	channel chan os.Signal
	done    chan struct{}
	told    chan struct{} // JavaScript has been told of a signal
}

// watched has the watches of this process by their signals' numbers.
var watched = struct {
	sync.Mutex
	by map[int][]*watch
}{by: map[int][]*watch{}}

// arrival is how long a signal to oneself may take at most; it is there at once unless something else blocks it.
const arrival = time.Second

// forget lets await wait for the signal that is sent next.
func forget(number int) {
	watched.Lock()
	defer watched.Unlock()
	for _, w := range watched.by[number] {
		select {
		case <-w.told:
		default:
		}
	}
}

// await waits until a signal that this process has sent to itself has had its effect: a program may end right after.
func await(number int) {
	watched.Lock()
	watches := watched.by[number]
	watched.Unlock()
	limit := time.After(arrival)
	if len(watches) == 0 {
		if ends(number) && !signal.Ignored(syscall.Signal(number)) {
			<-limit
		}
		return
	}
	for _, w := range watches {
		select {
		case <-w.told:
		case <-w.done:
		case <-limit:
			return
		}
	}
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
	w := &watch{number: number, channel: make(chan os.Signal, 16), done: make(chan struct{}), told: make(chan struct{}, 1)}
	watched.Lock()
	watched.by[number] = append(watched.by[number][:len(watched.by[number]):len(watched.by[number])], w)
	watched.Unlock()
	signal.Notify(w.channel, notified(number)...)
	callback := args.Callback(1)
	go func() {
		defer signal.Stop(w.channel)
		for {
			select {
			case <-w.channel:
				callback.Call(name, number)
				select {
				case w.told <- struct{}{}:
				default: // nobody waits
				}
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
	watched.Lock()
	watched.by[w.number] = slices.DeleteFunc(slices.Clone(watched.by[w.number]), func(other *watch) bool { return other == w })
	watched.Unlock()
	afterWatch(w.number)
	return nil, nil
}
