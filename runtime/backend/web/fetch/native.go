package fetch

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"runtime"
	"strconv"
	"weak"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/clone"
	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/engine/text"
)

// networkNatives are network.js's binding. An exchange is a handle that JavaScript only passes around.
func networkNatives(e *engine.Engine) map[string]any {
	c := newClient(e)
	vm := e.VM
	return map[string]any{
		// send(method, url, headers, body, answered, mode, fresh) sends a request, on a new connection if fresh, and returns its exchange. body is undefined, a string,
		// bytes, an array of strings, bytes and Blobs' handles, or true for one that write brings. answered(failure, status,
		// statusText, headers) is called once.
		"send": c.send,
		// take(exchange) is the next bytes of the response's body, undefined if there are none yet, null at the end, or a failure.
		"take": func(call goja.FunctionCall) goja.Value {
			x := exchangeOf(call)
			chunk, err := x.download.take()
			switch {
			case chunk != nil:
				return vm.ToValue(vm.NewArrayBuffer(chunk))
			case err == nil:
				return goja.Undefined()
			case err == io.EOF:
				return goja.Null()
			}
			return e.ToValue(x.failure(err).object())
		},
		// wait(exchange, ready) calls ready once take has something.
		"wait": func(call goja.FunctionCall) goja.Value {
			x := exchangeOf(call)
			ready, _ := goja.AssertFunction(call.Argument(1))
			x.download.wait(false, func() { x.tell(ready) })
			return goja.Undefined()
		},
		// watch(exchange, broken) calls broken(failure) when the body breaks, though nobody reads it.
		"watch": func(call goja.FunctionCall) goja.Value {
			handle := call.Argument(0).Export().(*reference)
			handle.broken, _ = goja.AssertFunction(call.Argument(1))
			// The exchange must not keep who waits for it.
			there := weak.Make(handle)
			handle.download.watch(func(err error) {
				if handle := there.Value(); handle != nil {
					handle.tell(handle.broken, e.ToValue(handle.failure(err).object()))
				}
			})
			return goja.Undefined()
		},
		// gather(exchange, asText, done) calls done(failure, bytes or string) with all that is left of the body.
		"gather": func(call goja.FunctionCall) goja.Value {
			x := exchangeOf(call)
			asText := call.Argument(1).ToBoolean()
			done, _ := goja.AssertFunction(call.Argument(2))
			x.download.wait(true, func() {
				all, err := x.download.all()
				switch {
				case err != nil:
					x.tell(done, e.ToValue(x.failure(err).object()))
				case asText:
					x.tell(done, goja.Undefined(), decodeText(vm, all))
				default:
					x.tell(done, goja.Undefined(), vm.ToValue(vm.NewArrayBuffer(all)))
				}
			})
			return goja.Undefined()
		},
		// write(exchange, bytes, drained) sends more of the request's body. It is false if the program should wait for drained.
		"write": func(call goja.FunctionCall) goja.Value {
			x := exchangeOf(call)
			chunk, _ := engine.Bytes(call.Argument(1))
			drained, _ := goja.AssertFunction(call.Argument(2))
			return vm.ToValue(x.upload.write(chunk, func() { x.tell(drained) }))
		},
		// end(exchange) ends the request's body.
		"end": func(call goja.FunctionCall) goja.Value {
			exchangeOf(call).upload.end(nil)
			return goja.Undefined()
		},
		// abort(exchange) gives it up. Nothing is told any more of the body.
		"abort": func(call goja.FunctionCall) goja.Value {
			x := exchangeOf(call)
			x.cancel(context.Canceled)
			x.download.close()
			if x.upload != nil {
				x.upload.end(errUploadClosed)
			}
			return goja.Undefined()
		},
		// discard(exchange) gives it up too, but for a short body, after which the connection is of use again.
		"discard": func(call goja.FunctionCall) goja.Value {
			x := exchangeOf(call)
			if !x.short {
				x.cancel(context.Canceled)
			}
			x.download.discard()
			return goja.Undefined()
		},
		// isTimed() says that the program has looked at performance.
		"isTimed": func(goja.FunctionCall) goja.Value { return vm.ToValue(e.Loaded("internal/perf/performance") != nil) },
		// sizes(exchange) is [encoded, decoded]: how many bytes of the body have come.
		"sizes": func(call goja.FunctionCall) goja.Value {
			x := exchangeOf(call)
			return vm.NewArray(x.received.Load(), x.download.total())
		},
	}
}

func exchangeOf(call goja.FunctionCall) *exchange {
	return call.Argument(0).Export().(*reference).exchange
}

// decodeText is bytes as UTF-8 without a byte order mark.
func decodeText(vm *goja.Runtime, all []byte) goja.Value {
	return text.Decode(vm, bytes.TrimPrefix(all, []byte("\xEF\xBB\xBF")), text.UTF8)
}

func (c *client) send(call goja.FunctionCall) goja.Value {
	e := c.engine
	x := &exchange{client: c, resource: e.NewAsyncResource("FETCH", nil)}
	x.ctx, x.cancel = context.WithCancelCause(c.ctx)
	x.answered, _ = goja.AssertFunction(call.Argument(4))
	x.download = newDownload(e.Loop.Post)
	x.download.onStall, x.download.onResume = x.stalled, x.resumed
	handle := &reference{exchange: x}
	runtime.AddCleanup(handle, (*exchange).abandon, x)

	request, err := newRequest(x.ctx, call.Argument(0).String(), call.Argument(1).String(), completed(listOf(call.Argument(2)), call.Argument(1).String(), call.Argument(5).String()))
	if err == nil {
		err = c.setBody(x, request, call.Argument(3))
	}
	if err != nil {
		told := failureOf(err)
		e.Loop.Hold(1)
		x.held = true
		e.Loop.Post(func() {
			x.release()
			x.answer(e.ToValue(told.object()))
		})
	} else {
		x.begin(c.transport(call.Argument(6).ToBoolean()), request)
	}
	return e.VM.ToValue(handle)
}

// setBody gives the request its body. request.ContentLength is that of the header, if there is one.
func (c *client) setBody(x *exchange, request *http.Request, body goja.Value) error {
	if goja.IsUndefined(body) {
		request.ContentLength = 0
		return nil
	}
	if given, ok := body.Export().(bool); ok && given {
		x.upload = newUpload(c.engine.Loop.Post)
		request.Body = x.upload
		if request.ContentLength == 0 {
			request.ContentLength = -1
		}
		return nil
	}
	all := piecesOf(c.engine.VM, body)
	size := sizeOf(all)
	if request.ContentLength != 0 && request.ContentLength != size {
		return errLengthMismatch
	}
	request.ContentLength = size
	if size == 0 && len(all) == 0 {
		return nil
	}
	if len(all) == 1 && all[0].Path == "" {
		request.Body = io.NopCloser(bytes.NewReader(all[0].Bytes))
	} else {
		request.Body = &pieces{rest: all}
	}
	request.GetBody = func() (io.ReadCloser, error) { return &pieces{rest: all}, nil }
	return nil
}

var errLengthMismatch = &failure{
	name: "RequestContentLengthMismatchError", code: "UND_ERR_REQ_CONTENT_LENGTH_MISMATCH",
	message: "Request body length does not match content-length header",
}

// piecesOf is what a body is made of: a string, bytes, a Blob's handle, or an array of those.
func piecesOf(vm *goja.Runtime, body goja.Value) []clone.BlobPiece {
	list := &clone.Blob{}
	if array, ok := body.(*goja.Object); ok && array.ClassName() == "Array" {
		for i := range int(array.Get("length").ToInteger()) {
			appendPiece(list, array.Get(strconv.Itoa(i)))
		}
	} else {
		appendPiece(list, body)
	}
	return list.Pieces
}

func appendPiece(list *clone.Blob, value goja.Value) {
	if s, ok := value.(goja.String); ok {
		list.Append(text.Of(s).Encode(text.UTF8))
		return
	}
	if given, ok := engine.Bytes(value); ok {
		list.Append(given)
		return
	}
	if blob, ok := value.Export().(*clone.Blob); ok {
		list.Pieces = append(list.Pieces, blob.Pieces...)
	}
}

// bodyNatives are consume.js's binding.
func bodyNatives(e *engine.Engine) map[string]any {
	vm := e.VM
	return map[string]any{
		// size(body) is how many bytes the parts of a body have.
		"size": func(call goja.FunctionCall) goja.Value { return vm.ToValue(sizeOf(piecesOf(vm, call.Argument(0)))) },
		// join(body) is all of them as an ArrayBuffer of its own. A part that lies in a file is read.
		"join": func(call goja.FunctionCall) goja.Value {
			all := piecesOf(vm, call.Argument(0))
			size := sizeOf(all)
			if !engine.AllocationAllowed(size) {
				e.Throw(engine.ErrAllocation)
			}
			joined := make([]byte, size)
			reader := &pieces{rest: all}
			if _, err := io.ReadFull(reader, joined); err != nil && !errors.Is(err, io.EOF) {
				e.Throw(err)
			}
			_ = reader.Close()
			return vm.ToValue(vm.NewArrayBuffer(joined))
		},
		// decode(bytes) is text.
		"decode": func(call goja.FunctionCall) goja.Value {
			all, _ := engine.Bytes(call.Argument(0))
			return decodeText(vm, all)
		},
		// kHandle is the key under which a Blob has its handle.
		"kHandle": clone.BlobKey,
	}
}
