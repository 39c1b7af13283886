package http

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/socket"
)

// maxJoined is how long a body may be, in bytes, to be copied behind its head.
const maxJoined = 16 << 10

// responder sends responses that are whole: head and body in one piece, made of JavaScript's values at once.
type responder struct {
	engine *engine.Engine
	// spare and buffers are used for one response after the other.
	spare   []byte
	buffers [2][]byte
}

// respond(handle, line, headers, added, body) sends a response's first line, its headers in OutgoingMessage's own form or null,
// those that are added, a Content-Length if there is none, and the body: a string, bytes or undefined. It returns the head;
// [head, ArrayBuffer] if some did not fit; undefined if nothing was sent: where the headers decide how the message goes on, and
// where they or the connection are not the usual ones.
func (r *responder) respond(call goja.FunctionCall) goja.Value {
	sender, ok := r.engine.HandleOf(call.Argument(0)).(socket.Sender)
	if !ok {
		return goja.Undefined()
	}
	body := call.Argument(4)
	var bytes []byte
	var text string
	if goja.IsString(body) {
		text = body.String()
	} else if bytes, ok = engine.Bytes(body); !ok && !goja.IsUndefined(body) {
		return goja.Undefined()
	}
	length := len(text) + len(bytes)

	w := written{vm: r.engine.VM, checked: true, disposition: length > 0}
	w.text = append(r.spare[:0], call.Argument(1).String()...)
	if headers, ok := call.Argument(2).(*goja.Object); ok && !r.plain(&w, headers) {
		return goja.Undefined()
	}
	w.text = append(w.text, call.Argument(3).String()...)
	if w.seen&seenContentLength == 0 {
		w.text = append(w.text, "Content-Length: "...)
		w.text = strconv.AppendInt(w.text, int64(length), 10)
		w.text = append(w.text, "\r\n"...)
	}
	w.text = append(w.text, "\r\n"...)
	for _, c := range w.text {
		if c >= utf8.RuneSelf {
			return goja.Undefined()
		}
	}
	head := r.engine.VM.ToValue(string(w.text))

	if length <= maxJoined || text != "" {
		w.text = append(append(w.text, text...), bytes...)
		bytes = nil
	}
	if cap(w.text) <= 4*maxJoined {
		r.spare = w.text
	}
	buffers := append(r.buffers[:0], w.text)
	if len(bytes) > 0 {
		buffers = append(buffers, bytes)
	}
	rest, err := sender.Send(buffers)
	if err != nil {
		return goja.Undefined()
	}
	left := slices.Concat(rest...)
	clear(r.buffers[:])
	if len(left) > 0 {
		return r.engine.VM.NewArray(head, r.engine.ToValue(left))
	}
	return head
}

// plain writes headers, and reports whether they are usual ones: strings and numbers that leave the rest of the head as it is.
func (r *responder) plain(w *written, headers *goja.Object) bool {
	for _, key := range headers.Keys() {
		entry, ok := headers.Get(key).(*goja.Object)
		if !ok {
			return false
		}
		name, value := entry.Get("0"), entry.Get("1")
		if _, object := value.(*goja.Object); object || value == nil || name == nil {
			return false
		}
		w.named(name.String(), value)
	}
	return w.seen&^seenContentLength == 0
}
