package parser

import (
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/http1"
)

// parser is what an HTTPParser stands on.
type parser struct {
	binding  *binding
	object   *goja.Object
	resource *engine.AsyncResource
	reader   http1.Parser
	list     *list
	// start is when the running message began, 0 when there is none: see binding.now.
	start  int64
	headed bool // the running message's head was told of
	// current is what is being parsed.
	current []byte
	// thrown is what a callback threw.
	thrown error
	// consumed reads a connection.
	consumed *consumed
	// complete says that onRequest was told of the message's end as well. plain says that nothing in a chunk has to be
	// told to onExecute.
	complete, plain bool
}

// The names of the callbacks: an HTTPParser's kOn properties.
const (
	onMessageBegin    = "onMessageBegin"
	onHeaders         = "onHeaders"
	onHeadersComplete = "onHeadersComplete"
	onBody            = "onBody"
	onMessageComplete = "onMessageComplete"
	onExecute         = "onExecute"
	// onRequest is not Node's: see request.
	onRequest = "onRequest"
)

// call calls one of the object's callbacks; ok is false if it threw.
func (p *parser) call(name string, arguments ...goja.Value) (result goja.Value, ok bool) {
	callback, isFunction := goja.AssertFunction(p.object.Get(name))
	if !isFunction {
		return goja.Undefined(), true
	}
	result, err := callback(p.object, arguments...)
	if err != nil {
		p.thrown = err
		return nil, false
	}
	return result, true
}

// direct tells a parser's callbacks at once what it finds.
type direct parser

func (d *direct) Begin() bool {
	p := (*parser)(d)
	p.headed = false
	p.start = p.binding.now()
	if p.list != nil {
		p.list.active[p] = struct{}{}
	}
	_, ok := p.call(onMessageBegin)
	return ok
}

func (d *direct) Head(head *http1.Head) http1.Action {
	p := (*parser)(d)
	p.headed = true
	vm := p.binding.engine.VM
	if head.Kind == http1.Request {
		if callback, ok := p.object.Get(onRequest).(*goja.Object); ok {
			return p.request(callback, head)
		}
	}
	p.plain = false
	arguments := make([]goja.Value, 9)
	for i := range arguments {
		arguments[i] = goja.Undefined()
	}
	text, lead, ends := head.Text()
	ascii := isASCII(text)
	arguments[0], arguments[1] = vm.ToValue(int(head.Major)), vm.ToValue(int(head.Minor))
	arguments[2] = p.binding.strings(text, lead, ends, ascii)
	if head.Kind == http1.Request {
		arguments[3] = vm.ToValue(int(head.Method))
		arguments[4] = p.binding.text(text[:lead], ascii)
	} else {
		arguments[5] = vm.ToValue(int(head.Status))
		arguments[6] = p.binding.text(text[:lead], ascii)
	}
	arguments[7], arguments[8] = vm.ToValue(head.Upgrade), vm.ToValue(head.KeepAlive)
	result, ok := p.call(onHeadersComplete, arguments...)
	if !ok {
		return http1.Fail
	}
	switch action := http1.Action(result.ToInteger()); action {
	case http1.Continue, http1.SkipBody, http1.Upgrade:
		return action
	}
	return http1.Continue
}

func (d *direct) Body(piece []byte) bool {
	p := (*parser)(d)
	p.plain = false
	consumed := p.consumed != nil
	if !consumed {
		// What execute was given may be used again.
		piece = append([]byte(nil), piece...)
	}
	buffer, err := p.binding.buffer(goja.Undefined(), p.binding.engine.ToValue(piece))
	if err != nil {
		p.thrown = err
		return false
	}
	if _, ok := p.call(onBody, buffer); !ok {
		return false
	}
	if consumed {
		// In Node, too, what follows a piece comes before the message's end.
		p.binding.engine.Loop.Between()
	}
	return true
}

func (d *direct) Trailers(trailers *http1.Fields) bool {
	p := (*parser)(d)
	text, lead, ends := trailers.Text()
	_, ok := p.call(onHeaders, p.binding.strings(text, lead, ends, isASCII(text)), p.binding.text("", true))
	return ok
}

func (d *direct) Complete() bool {
	p := (*parser)(d)
	p.start = 0
	if p.list != nil {
		delete(p.list.active, p)
	}
	if p.complete {
		p.complete = false
		return true
	}
	_, ok := p.call(onMessageComplete)
	return ok
}

// strings is an array of the names and values that a text has behind its lead.
func (b *binding) strings(text string, lead int, ends []uint32, ascii bool) goja.Value {
	items := make([]goja.Value, len(ends))
	from := lead
	for i, end := range ends {
		items[i] = b.text(text[from:end], ascii)
		from = int(end)
	}
	if patched, ok := any(b.engine.VM).(interface {
		NewArrayOf(items []goja.Value) *goja.Object
	}); ok {
		return patched.NewArrayOf(items)
	}
	values := make([]any, len(items))
	for i, item := range items {
		values[i] = item
	}
	return b.engine.VM.NewArray(values...)
}

// text is a string of Latin-1's characters.
func (b *binding) text(latin1 string, ascii bool) goja.Value {
	if ascii {
		if patched, ok := any(b.engine.VM).(interface{ NewASCII(s string) goja.String }); ok {
			return patched.NewASCII(latin1)
		}
		return b.engine.VM.ToValue(latin1)
	}
	runes := make([]rune, len(latin1))
	for i := range len(latin1) {
		runes[i] = rune(latin1[i])
	}
	return b.engine.VM.ToValue(string(runes))
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
