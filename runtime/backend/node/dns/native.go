package dns

import (
	"context"
	"errors"
	"sync"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// failed is an error that JavaScript makes its own of: Node's code, or libuv's number for what the system says.
type failed struct{ code any }

func (f failed) Error() string {
	code, ok := f.code.(string)
	if !ok {
		return "the system knows no such name"
	}
	return code
}

// classes are the names of requests that process tells of; a resolver's questions are none.
var classes = map[string]string{"GETADDRINFOREQWRAP": "GetAddrInfoReqWrap", "GETNAMEINFOREQWRAP": "GetNameInfoReqWrap"}

// start runs a look-up on a goroutine of its own, not one of those that file operations share: servers may take seconds to answer.
// callback(code, result) follows; code is null if it succeeded. kind is the request's type in async_hooks. finish ends it early.
func start(e *engine.Engine, kind string, callback goja.Value, run func(context.Context) (any, error)) (finish func(any, error)) {
	function, ok := goja.AssertFunction(callback)
	if !ok {
		panic(e.VM.NewTypeError("%s: the last argument is no function", kind))
	}
	resource := e.NewAsyncResource(kind, nil)
	e.Loop.Hold(1)
	class, counted := classes[kind]
	if counted {
		e.CountRequest(class, 1)
	}
	var once sync.Once
	finish = func(result any, err error) {
		once.Do(func() {
			e.Loop.Post(func() {
				e.Loop.Hold(-1)
				code := goja.Null()
				var failure failed
				var denied *op.Error
				if errors.As(err, &denied) {
					code = e.ErrorValue(denied)
				} else if errors.As(err, &failure) {
					code = e.VM.ToValue(failure.code)
				} else if err != nil {
					code = e.VM.ToValue("EBADRESP")
				}
				e.InAsync(resource, func() {
					_, err := function(goja.Undefined(), code, e.ToValue(result))
					e.Loop.Report(err)
				})
				if counted {
					e.CountRequest(class, -1)
				}
				e.AsyncDestroyed(resource)
			})
		})
	}
	go func() { finish(run(e.Context())) }()
	return finish
}

// startQuestion is start for what a resolver asks, which its cancel ends.
func startQuestion(e *engine.Engine, r *resolver, callback goja.Value, run func(context.Context) (any, error)) goja.Value {
	ctx, cancel := context.WithCancel(e.Context())
	q := &question{cancel: cancel}
	ctx = withTurn(ctx, r.begin(q))
	q.finish = start(e, "QUERYWRAP", callback, func(context.Context) (any, error) {
		defer turnOf(ctx).leave()
		defer r.end(q)
		return run(ctx)
	})
	return goja.Undefined()
}

// lookupNatives has lookup(hostname, family, hints, callback): see lookup.
func lookupNatives(e *engine.Engine) map[string]any {
	order, given := e.Host.Options.Value("--dns-result-order")
	var ordered any = goja.Undefined()
	if given {
		ordered = order
	}
	return map[string]any{
		"order": ordered,
		"lookup": func(call goja.FunctionCall) goja.Value {
			host, wanted, hints := call.Argument(0).String(), int(call.Argument(1).ToInteger()), int(call.Argument(2).ToInteger())
			start(e, "GETADDRINFOREQWRAP", call.Argument(3), func(ctx context.Context) (any, error) {
				return lookup(ctx, host, wanted, hints)
			})
			return goja.Undefined()
		},
	}
}

// serviceNatives has lookupService(address, port, callback): see lookupService.
func serviceNatives(e *engine.Engine) map[string]any {
	return map[string]any{
		"lookupService": func(call goja.FunctionCall) goja.Value {
			address, port := call.Argument(0).String(), int(call.Argument(1).ToInteger())
			start(e, "GETNAMEINFOREQWRAP", call.Argument(2), func(ctx context.Context) (any, error) {
				return lookupService(ctx, address, port)
			})
			return goja.Undefined()
		},
	}
}

// resolverNatives are the operations of resolvers.
func resolverNatives(e *engine.Engine) map[string]any {
	with := func(run func(*resolver, goja.FunctionCall) goja.Value) engine.Native {
		return func(call goja.FunctionCall) goja.Value {
			r, ok := e.HandleOf(call.Argument(0)).(*resolver)
			if !ok {
				panic(e.VM.NewTypeError("no resolver"))
			}
			return run(r, call)
		}
	}
	return map[string]any{
		// create(timeout, tries, maxTimeout): times in milliseconds, -1 or 0 for the default.
		"create": func(call goja.FunctionCall) goja.Value {
			return e.ToValue(op.Handle{Value: newResolver(call.Argument(0).ToInteger(), call.Argument(1).ToInteger(), call.Argument(2).ToInteger())})
		},
		// query(resolver, type, name, callback); reverse(resolver, address, callback)
		"query": with(func(r *resolver, call goja.FunctionCall) goja.Value {
			kind, name := call.Argument(1).String(), call.Argument(2).String()
			return startQuestion(e, r, call.Argument(3), func(ctx context.Context) (any, error) { return r.query(ctx, kind, name) })
		}),
		"reverse": with(func(r *resolver, call goja.FunctionCall) goja.Value {
			address := call.Argument(1).String()
			return startQuestion(e, r, call.Argument(2), func(ctx context.Context) (any, error) { return r.reverse(ctx, address) })
		}),
		"cancel": with(func(r *resolver, _ goja.FunctionCall) goja.Value {
			r.cancel()
			return goja.Undefined()
		}),
		// pending(resolver) reports whether a question waits for its answer.
		"pending": with(func(r *resolver, _ goja.FunctionCall) goja.Value { return e.VM.ToValue(r.isPending()) }),
		// servers(resolver) is an array of addresses and ports, in turns.
		"servers": with(func(r *resolver, _ goja.FunctionCall) goja.Value {
			found := r.serversNow()
			out := make([]any, 0, 2*len(found))
			for _, server := range found {
				out = append(out, server.Addr().String(), int(server.Port()))
			}
			return e.ToValue(out)
		}),
		// setServers(resolver, address, port, ...)
		"setServers": with(func(r *resolver, call goja.FunctionCall) goja.Value {
			var texts []string
			var ports []int64
			for i := 1; i+1 < len(call.Arguments); i += 2 {
				texts = append(texts, call.Argument(i).String())
				ports = append(ports, call.Argument(i+1).ToInteger())
			}
			r.setServers(texts, ports)
			return goja.Undefined()
		}),
		// setLocalAddress(resolver, first, second) is what is wrong with the addresses, undefined if nothing is.
		"setLocalAddress": with(func(r *resolver, call goja.FunctionCall) goja.Value {
			texts := []string{call.Argument(1).String()}
			if second := call.Argument(2); !goja.IsUndefined(second) {
				texts = append(texts, second.String())
			}
			if wrong := r.setLocalAddress(texts); wrong != "" {
				return e.VM.ToValue(wrong)
			}
			return goja.Undefined()
		}),
	}
}
