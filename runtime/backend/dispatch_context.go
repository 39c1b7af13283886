package backend

import (
	"encoding/json"
	"strings"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/runtime/backend/clone"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// contextKey is under which async contexts hold the call that they belong to. Keys of AsyncLocalStorage are positive.
const contextKey = -1

// usesContext reports whether a bundle may ask for the context of calls. Only then do promises carry it, which costs a little each.
func usesContext(code string) bool { return strings.Contains(code, "getContext") }

// about is what the host says of a document.
type about struct {
	Window struct {
		ID   int    `json:"id"`
		Name string `json:"name"`
	} `json:"window"`
	Origin     string `json:"origin"`
	Events     int    `json:"events"`
	References int    `json:"references"`
	Depth      int    `json:"depth"`
}

// open takes what the host says of a document.
func (o *document) open(record bridge.Record) {
	// What isn't JSON would be a fault of ours, and leaves a document without a name.
	_ = json.Unmarshal([]byte(record.Rest), &o.about)
}

// running is something that a page has started, for getContext.
type running struct {
	document *document
	object   *goja.Object // what getContext returns, once it was asked for
	reason   goja.Value   // why it was given up, before anybody asked
}

// begin makes the current async context that of something which the page has started.
func (o *document) begin() *running {
	d := o.dispatcher
	if !d.contexts {
		return nil
	}
	call := &running{document: o}
	e := d.backend.Engine
	e.Store(contextKey, e.VM.ToValue(call))
	return call
}

// running returns what the page has started in whose context JavaScript runs, or nil.
func (d *dispatcher) running() *running {
	if !d.contexts {
		return nil
	}
	held := d.backend.Engine.Stored(contextKey)
	if held == nil {
		return nil
	}
	call, _ := held.Export().(*running)
	return call
}

// context returns what getContext does.
func (r *running) context() (goja.Value, error) {
	if r.object != nil {
		return r.object, nil
	}
	o := r.document
	handlers := o.dispatcher.handlers
	if o.page == nil {
		vm := o.dispatcher.backend.Engine.VM
		page, err := handlers.Page(goja.Undefined(), vm.ToValue(o.about.Window.ID), vm.ToValue(o.about.Window.Name), vm.ToValue(o.about.Origin))
		if err != nil {
			return nil, err
		}
		o.page = page
		if o.gone != nil {
			if _, err := handlers.Abort(goja.Undefined(), o.page, o.gone); err != nil {
				return nil, err
			}
		}
	}
	made, err := handlers.Context(goja.Undefined(), o.page)
	if err != nil {
		return nil, err
	}
	r.object = made.(*goja.Object)
	if r.reason != nil {
		return r.object, r.abort(r.reason)
	}
	return r.object, nil
}

// abort aborts the signal of what the page has started.
func (r *running) abort(reason goja.Value) error {
	if r.object == nil {
		r.reason = reason
		return nil
	}
	_, err := r.document.dispatcher.handlers.Abort(goja.Undefined(), r.object, reason)
	return err
}

// cancel takes the news that the page has given up a call.
func (o *document) cancel(record bridge.Record) {
	call := o.calls[record.ID]
	if call == nil {
		return
	}
	reason, err := clone.Decode(o.dispatcher.backend.Engine.VM, record.Rest, nil)
	if err != nil {
		reason = o.dispatcher.errorValue(err)
	}
	o.dispatcher.backend.Engine.Loop.Report(call.abort(reason))
}

// contextNatives are what dispatch.js has to do with contexts.
func (d *dispatcher) contextNatives(natives map[string]any) {
	e := d.backend.Engine
	// context() is what the page has started in whose context this runs, enter(context, f) runs f in it, abort(context, reason) aborts its signal.
	natives["context"] = func(goja.FunctionCall) goja.Value {
		if d.contexts {
			if held := e.Stored(contextKey); held != nil {
				return held
			}
		}
		return goja.Undefined()
	}
	natives["enter"] = func(call goja.FunctionCall) goja.Value {
		f, _ := goja.AssertFunction(call.Argument(1))
		e.InAsync(e.NewAsyncResource("CALL", nil), func() {
			e.Store(contextKey, call.Argument(0))
			if _, err := f(goja.Undefined()); err != nil {
				d.throw(err)
			}
		})
		return goja.Undefined()
	}
	natives["abort"] = func(call goja.FunctionCall) goja.Value {
		if running, ok := call.Argument(0).Export().(*running); ok {
			if err := running.abort(call.Argument(1)); err != nil {
				d.throw(err)
			}
		}
		return goja.Undefined()
	}
}

// pages is the dispatcher as the module "deskjs" sees it.
type pages struct{ *dispatcher }

// Emit implements engine.Pages.
func (p pages) Emit(target goja.Value, name string, value goja.Value) ([]goja.Value, error) {
	return p.emit(target, name, value)
}

// Listen implements engine.Pages.
func (p pages) Listen(name string, listening bool) {
	kind := bridge.RecordListen
	if !listening {
		kind = bridge.RecordUnlisten
	}
	// It is for the host, not for a document: those have numbers from 1. It goes before what the backend answers next. A host that is
	// gone ends this process.
	_ = p.send(bridge.Records{Text: bridge.Record{Kind: kind, Rest: name}.String()})
}

// Connect implements engine.Pages.
func (p pages) Connect(handlers engine.PageHandlers) { p.handlers = handlers }

// Context implements engine.Pages.
func (p pages) Context() (goja.Value, error) {
	running := p.running()
	if running == nil || p.handlers.Context == nil {
		return nil, nil
	}
	return running.context()
}
