package v8

import (
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"time"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// forcing counts the calls of collect that are at work: what they collect is not told as a collection that came by itself.
var forcing atomic.Int32

// notice is an object that only its own collection is interesting of. The pointer keeps it out of the blocks of
// small objects, which are collected together.
type notice struct{ _ *notice }

// collect frees all garbage of the process. It comes back when the finalisers of what it found have begun, which is so that a
// callback of a FinalizationRegistry runs in the loop's next turn.
func collect() {
	forcing.Add(1)
	defer forcing.Add(-1)
	// What only a value of a WeakMap kept alive dies in the second round.
	for range 2 {
		done := make(chan struct{})
		runtime.AddCleanup(new(notice), func(done chan struct{}) { close(done) }, done)
		runtime.GC()
		select {
		case <-done:
		case <-time.After(time.Second): // the cleanups before it are slow
		}
	}
}

// gcNatives is what internal/gc needs.
func gcNatives(e *engine.Engine) map[string]any {
	origin := e.Loop.Metrics().Origin
	var watching *atomic.Bool
	return map[string]any{
		"now": func(goja.FunctionCall) goja.Value { return e.VM.ToValue(milliseconds(time.Since(origin))) },
		"collect": func(goja.FunctionCall) goja.Value {
			collect()
			return goja.Undefined()
		},
		// watch(told) calls told(start, duration) after each collection that nobody asked for, until unwatch(). It keeps no program running.
		"watch": func(call goja.FunctionCall) goja.Value {
			told, ok := goja.AssertFunction(call.Argument(0))
			if !ok {
				return goja.Undefined()
			}
			on := &atomic.Bool{}
			on.Store(true)
			watching = on
			watch(on, func(end time.Time, pause time.Duration) {
				e.Loop.Post(func() {
					if !on.Load() {
						return
					}
					_, err := told(goja.Undefined(), e.VM.ToValue(milliseconds(end.Sub(origin)-pause)), e.VM.ToValue(milliseconds(pause)))
					e.Loop.Report(err)
				})
			})
			return goja.Undefined()
		},
		"unwatch": func(goja.FunctionCall) goja.Value {
			if watching != nil {
				watching.Store(false)
			}
			return goja.Undefined()
		},
	}
}

// watch calls told after every collection while on is set. Go tells of none, but the end of an object that nothing refers to does.
func watch(on *atomic.Bool, told func(end time.Time, pause time.Duration)) {
	runtime.AddCleanup(new(notice), func(struct{}) {
		if !on.Load() {
			return
		}
		if forcing.Load() == 0 {
			var stats debug.GCStats
			debug.ReadGCStats(&stats)
			if len(stats.Pause) > 0 {
				told(stats.LastGC, stats.Pause[0])
			}
		}
		watch(on, told)
	}, struct{}{})
}

func milliseconds(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e6 }
