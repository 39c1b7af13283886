package parser

import (
	"strconv"
	"time"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/http1"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// defaultMaxHeader is Node's --max-http-header-size, in bytes.
const defaultMaxHeader = 16 << 10

// binding is what an engine's parsers share.
type binding struct {
	engine *engine.Engine
	begin  time.Time
	// buffer makes a Buffer of an ArrayBuffer.
	buffer goja.Callable
	// methods are the names of http1.Methods.
	methods []goja.Value
}

// natives are the operations of parsers and of lists of them.
func natives(e *engine.Engine) map[string]any {
	b := &binding{engine: e, begin: time.Now()}
	methods := make([]any, len(http1.Methods))
	for i, name := range http1.Methods {
		b.methods = append(b.methods, e.VM.ToValue(name))
		methods[i] = b.methods[i]
	}
	return map[string]any{
		"methods":       e.VM.NewArray(methods...),
		"maxHeaderSize": maxHeaderSize(e),
		// setBuffer(function (arrayBuffer)) says how Buffers are made.
		"setBuffer": func(call goja.FunctionCall) goja.Value {
			b.buffer, _ = goja.AssertFunction(call.Argument(0))
			return goja.Undefined()
		},
		// create(object) is a parser whose callbacks are the object's properties 0 to 6.
		"create": func(call goja.FunctionCall) goja.Value {
			object, _ := call.Argument(0).(*goja.Object)
			return e.ToValue(op.Handle{Value: &parser{binding: b, object: object}})
		},
		// initialize(parser, type, resource, maxHeaderSize, lenientFlags, connections)
		"initialize": b.with(b.initialize),
		"execute":    b.with(b.execute),
		"finish":     b.with(b.finish),
		"free": b.with(func(p *parser, _ goja.FunctionCall) goja.Value {
			if p.resource != nil {
				e.AsyncDestroyed(p.resource)
				p.resource = nil
			}
			return goja.Undefined()
		}),
		"remove": b.with(func(p *parser, _ goja.FunctionCall) goja.Value {
			p.list.remove(p)
			p.list = nil
			return goja.Undefined()
		}),
		// pause(parser, on)
		"pause": b.with(func(p *parser, call goja.FunctionCall) goja.Value {
			if on := call.Argument(1).ToBoolean(); p.consumed != nil {
				// Its connection is not read while it is paused.
			} else if on {
				p.reader.Pause()
			} else {
				p.reader.Resume()
			}
			return goja.Undefined()
		}),
		// consume(parser, handle) returns whether there was a connection to take.
		"consume": b.with(b.consume),
		"unconsume": b.with(func(p *parser, _ goja.FunctionCall) goja.Value {
			p.unconsume()
			return goja.Undefined()
		}),
		// currentBuffer(parser) is what is being parsed.
		"currentBuffer": b.with(func(p *parser, _ goja.FunctionCall) goja.Value {
			return e.ToValue(append([]byte{}, p.current...))
		}),
		// duration(parser) is how long the running message has taken, in milliseconds.
		"duration": b.with(func(p *parser, _ goja.FunctionCall) goja.Value {
			if p.start == 0 {
				return e.VM.ToValue(0)
			}
			return e.VM.ToValue(float64(b.now()-p.start) / 1e6)
		}),
		"headersCompleted": b.with(func(p *parser, _ goja.FunctionCall) goja.Value { return e.VM.ToValue(p.headed) }),
		"raw":              b.raw,
		// now() is a time in milliseconds that only grows: that of the loop's turn.
		"now": func(goja.FunctionCall) goja.Value { return e.VM.ToValue(e.Loop.Now()) },
		"createList": func(goja.FunctionCall) goja.Value {
			return e.ToValue(op.Handle{Value: &list{all: map[*parser]struct{}{}, active: map[*parser]struct{}{}}})
		},
		// connections(list, which): see the constants.
		"connections": b.withList(func(l *list, call goja.FunctionCall) goja.Value {
			return b.objects(l.choose(int(call.Argument(1).ToInteger())))
		}),
		// expired(list, headersTimeout, requestTimeout), in milliseconds
		"expired": b.withList(func(l *list, call goja.FunctionCall) goja.Value {
			headers := time.Duration(call.Argument(1).ToInteger()) * time.Millisecond
			request := time.Duration(call.Argument(2).ToInteger()) * time.Millisecond
			return b.objects(l.expire(b.now(), headers, request))
		}),
	}
}

func maxHeaderSize(e *engine.Engine) int {
	if text, given := e.Host.Options.Value("--max-http-header-size"); given {
		if size, err := strconv.Atoi(text); err == nil && size > 0 {
			return size
		}
	}
	return defaultMaxHeader
}

// now is the time since the binding was made, in nanoseconds, never 0.
func (b *binding) now() int64 { return int64(time.Since(b.begin)) + 1 }

// with is a function whose first argument is a parser.
func (b *binding) with(run func(*parser, goja.FunctionCall) goja.Value) engine.Native {
	return func(call goja.FunctionCall) goja.Value {
		p, ok := b.engine.HandleOf(call.Argument(0)).(*parser)
		if !ok {
			panic(b.engine.VM.NewTypeError("Illegal invocation"))
		}
		return run(p, call)
	}
}

// withList is a function whose first argument is a list.
func (b *binding) withList(run func(*list, goja.FunctionCall) goja.Value) engine.Native {
	return func(call goja.FunctionCall) goja.Value {
		l, ok := b.engine.HandleOf(call.Argument(0)).(*list)
		if !ok {
			panic(b.engine.VM.NewTypeError("Illegal invocation"))
		}
		return run(l, call)
	}
}

// objects is an array of the parsers' objects.
func (b *binding) objects(parsers []*parser) goja.Value {
	items := make([]any, len(parsers))
	for i, p := range parsers {
		items[i] = p.object
	}
	return b.engine.VM.NewArray(items...)
}

func (b *binding) initialize(p *parser, call goja.FunctionCall) goja.Value {
	kind := http1.Kind(call.Argument(1).ToInteger())
	resource, _ := call.Argument(2).(*goja.Object)
	maxHeader, lenient := call.Argument(3).ToInteger(), call.Argument(4).ToInteger()
	p.unconsume()
	p.reader.Init(kind, int(maxHeader), http1.Lenient(lenient))
	p.start, p.headed = 0, false
	name := "HTTPINCOMINGMESSAGE"
	if kind == http1.Response {
		name = "HTTPCLIENTREQUEST"
	}
	if p.resource != nil {
		b.engine.AsyncDestroyed(p.resource)
	}
	p.resource = b.engine.NewAsyncResource(name, resource)
	p.list.remove(p)
	if p.list, _ = b.engine.HandleOf(call.Argument(5)).(*list); p.list != nil {
		// A connection that sends nothing takes too long as well.
		p.start = b.now()
		p.list.all[p] = struct{}{}
		p.list.active[p] = struct{}{}
	}
	return goja.Undefined()
}

func (b *binding) execute(p *parser, call goja.FunctionCall) goja.Value {
	data, ok := engine.Bytes(call.Argument(1))
	if !ok {
		panic(b.engine.VM.NewTypeError("The \"buffer\" argument must be an instance of Buffer"))
	}
	outer := p.current
	p.current = data
	var n int
	var err *http1.Error
	b.inContext(p, func() { n, err = p.reader.Execute(data, (*direct)(p)) })
	p.current = outer
	b.rethrow(p)
	if err != nil {
		return b.parseError(err, n)
	}
	return b.engine.VM.ToValue(n)
}

func (b *binding) finish(p *parser, _ goja.FunctionCall) goja.Value {
	var err *http1.Error
	b.inContext(p, func() { err = p.reader.Finish((*direct)(p)) })
	b.rethrow(p)
	if err != nil {
		return b.parseError(err, 0)
	}
	return goja.Undefined()
}

// inContext runs what calls the parser's callbacks as Node does: in the async context that it was initialized in, which is that of
// a client's request, whoever opened the connection.
func (b *binding) inContext(p *parser, run func()) {
	if p.resource == nil {
		run()
		return
	}
	b.engine.InAsync(p.resource, run)
}

// rethrow throws what a callback threw.
func (b *binding) rethrow(p *parser) {
	if thrown := p.thrown; thrown != nil {
		p.thrown = nil
		b.engine.Throw(thrown)
	}
}

// parseError is err as http knows it; n is how many bytes were parsed.
func (b *binding) parseError(err *http1.Error, n int) goja.Value {
	object := b.engine.NewError("Error", "", "Parse Error")
	_ = object.Set("bytesParsed", n)
	_ = object.Set("code", err.Code)
	_ = object.Set("reason", err.Reason)
	return object
}
