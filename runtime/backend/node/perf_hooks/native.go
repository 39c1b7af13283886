package perfhooks

import (
	"math/big"
	"time"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/loop"
)

// natives is what performance needs of the clock and the loop. All times are in milliseconds.
func natives(e *engine.Engine) map[string]any {
	vm := e.VM
	origin := e.Loop.Metrics().Origin
	return map[string]any{
		// now() is the time since timeOrigin.
		"now":        func(goja.FunctionCall) goja.Value { return vm.ToValue(milliseconds(time.Since(origin))) },
		"timeOrigin": float64(origin.UnixNano()/1000) / 1000,
		// milestone(name) is when it was reached, -1 if it has not been.
		"milestone": func(call goja.FunctionCall) goja.Value {
			at := milestone(e.Loop.Metrics(), call.Argument(0).String())
			if at.IsZero() {
				return vm.ToValue(-1)
			}
			return vm.ToValue(milliseconds(at.Sub(origin)))
		},
		"idleTime": func(goja.FunctionCall) goja.Value { return vm.ToValue(milliseconds(e.Loop.Metrics().Idle)) },
		// metrics() is [turns of the loop, events handled, events that waited].
		"metrics": func(goja.FunctionCall) goja.Value {
			m := e.Loop.Metrics()
			return vm.NewArray(m.Turns, m.Events, m.Waiting)
		},
	}
}

func milestone(m *loop.Metrics, name string) time.Time {
	switch name {
	case "nodeStart":
		return m.Origin
	case "v8Start":
		return m.Made
	case "environment":
		return m.Run
	case "bootstrapComplete":
		return m.Main
	case "loopStart":
		return m.Started
	case "loopExit":
		return m.Ended
	}
	return time.Time{}
}

func milliseconds(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e6 }

// histogramNatives make histograms: a handle is a *histogram that JavaScript only passes around.
func histogramNatives(e *engine.Engine) map[string]any {
	vm := e.VM
	on := func(get func(h *histogram, call goja.FunctionCall) any) engine.Native {
		return func(call goja.FunctionCall) goja.Value {
			h, _ := call.Argument(0).Export().(*histogram)
			return vm.ToValue(get(h, call))
		}
	}
	integer := func(get func(h *histogram) int64) engine.Native {
		return on(func(h *histogram, call goja.FunctionCall) any {
			if call.Argument(1).ToBoolean() {
				return big.NewInt(get(h))
			}
			return float64(get(h))
		})
	}
	epoch := time.Now()
	return map[string]any{
		// create(lowest, highest, figures)
		"create": func(call goja.FunctionCall) goja.Value {
			return vm.ToValue(newHistogram(integerOf(call.Argument(0)), integerOf(call.Argument(1)), int(call.Argument(2).ToInteger())))
		},
		"record": on(func(h *histogram, call goja.FunctionCall) any {
			h.record(integerOf(call.Argument(1)))
			return nil
		}),
		"recordDelta": on(func(h *histogram, _ goja.FunctionCall) any {
			h.recordDelta(time.Since(epoch).Nanoseconds() + 1)
			return nil
		}),
		"add": on(func(h *histogram, call goja.FunctionCall) any {
			other, _ := call.Argument(1).Export().(*histogram)
			h.add(other)
			return nil
		}),
		"reset": on(func(h *histogram, _ goja.FunctionCall) any {
			h.reset()
			return nil
		}),
		// The following take a handle, and true for a BigInt.
		"count":   integer(func(h *histogram) int64 { return h.total }),
		"exceeds": integer(func(h *histogram) int64 { return h.exceeds }),
		"min":     integer((*histogram).minimum),
		"max":     integer((*histogram).maximum),
		"mean":    on(func(h *histogram, _ goja.FunctionCall) any { return h.mean() }),
		"stddev":  on(func(h *histogram, _ goja.FunctionCall) any { return h.deviation() }),
		// percentile(handle, percent)
		"percentile": on(func(h *histogram, call goja.FunctionCall) any {
			return float64(h.percentile(call.Argument(1).ToFloat()))
		}),
		// percentiles(handle) is [percent, value, percent, value ...].
		"percentiles": on(func(h *histogram, _ goja.FunctionCall) any {
			var pairs []any
			h.percentiles(func(percent float64, value int64) { pairs = append(pairs, percent, float64(value)) })
			return vm.NewArray(pairs...)
		}),
		// sample(handle, resolution) records, each so many milliseconds, how long that took; it returns what stops it.
		"sample": on(func(h *histogram, call goja.FunctionCall) any {
			last := time.Now()
			timer := e.Loop.SetTimer(call.Argument(1).ToFloat(), true, func() {
				now := time.Now()
				h.record(now.Sub(last).Nanoseconds())
				last = now
			})
			timer.Unref()
			return func(goja.FunctionCall) goja.Value {
				timer.Clear()
				return goja.Undefined()
			}
		}),
	}
}

// integerOf converts a number or a BigInt.
func integerOf(value goja.Value) int64 {
	if n, ok := value.Export().(*big.Int); ok {
		if !n.IsInt64() {
			return -1
		}
		return n.Int64()
	}
	return value.ToInteger()
}
