package parser

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/http1"
)

// What a request is, as the bits of an argument of onRequest.
const (
	requestKeepAlive = 1 << iota
	requestUpgrade
	requestComplete // it has no body
	requestHost     // it has a Host header
	requestExpect
	requestMinorShift = iota // the version's minor number; 4 bits above it, the major one
)

// requestPlain is what onRequest returns if nothing of the request needs another look when its chunk has been read.
const requestPlain = 8

// fields is what JavaScript has of a request's headers until it asks for them.
type fields struct {
	engine.Opaque
	http1.Fields
}

// request calls onRequest(fields, method, url, bits), which does at once what onHeadersComplete and, if there is no body,
// onMessageComplete do.
func (p *parser) request(callback *goja.Object, head *http1.Head) http1.Action {
	b := p.binding
	vm := b.engine.VM
	held := &fields{Fields: head.Fields}
	bits := flagsOf(head)
	text, lead, _ := head.Text()
	url := text[:lead]
	p.complete = head.Bodyless && !head.Upgrade
	if p.complete {
		bits |= requestComplete
	}
	arguments := [4]goja.Value{vm.NewDynamicObject(held), b.methods[head.Method], b.text(url, isASCII(url)), vm.ToValue(bits)}
	result, err := b.invoke(callback, p.object, arguments[:])
	if err != nil {
		p.thrown = err
		return http1.Fail
	}
	action := result.ToInteger()
	p.plain = p.plain && p.complete && action&requestPlain != 0
	return http1.Action(action &^ requestPlain)
}

// flagsOf returns the bits of a head.
func flagsOf(head *http1.Head) int {
	bits := (int(head.Major)<<4 | int(head.Minor)) << requestMinorShift
	if head.KeepAlive {
		bits |= requestKeepAlive
	}
	if head.Upgrade {
		bits |= requestUpgrade
	}
	for i := range head.Len() {
		switch name, _ := head.Field(i); {
		case len(name) == 4 && strings.EqualFold(name, "host"):
			bits |= requestHost
		case len(name) == 6 && strings.EqualFold(name, "expect"):
			bits |= requestExpect
		}
	}
	return bits
}

// invoke calls a function as a callback.
func (b *binding) invoke(function *goja.Object, this goja.Value, arguments []goja.Value) (goja.Value, error) {
	callback, ok := goja.AssertFunction(function)
	if !ok {
		return goja.Undefined(), nil
	}
	return callback(this, arguments...)
}

// raw(fields) is the array of a request's names and values, in turn.
func (b *binding) raw(call goja.FunctionCall) goja.Value {
	object, _ := call.Argument(0).(*goja.Object)
	if object == nil {
		return goja.Undefined()
	}
	held, ok := object.Export().(*fields)
	if !ok {
		return goja.Undefined()
	}
	text, lead, ends := held.Text()
	return b.strings(text, lead, ends, isASCII(text))
}
