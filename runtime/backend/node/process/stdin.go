package process

import (
	"io"
	"os"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// inputChunk is how much is read at most at once, in bytes.
const inputChunk = 64 << 10

// input is the native half of process.stdin.
type input struct {
	engine *engine.Engine
	held   bool
}

func inputNatives(e *engine.Engine) map[string]any {
	in := &input{engine: e}
	return map[string]any{
		"isTerminal": func(goja.FunctionCall) goja.Value {
			return e.VM.ToValue(kind(e.Host.Stdin) == "tty")
		},
		"setRaw": in.setRaw,
		"read":   in.read,
		"hold":   in.hold,
	}
}

// setRaw(on) makes the terminal pass on every key at once, or lines again.
func (in *input) setRaw(call goja.FunctionCall) goja.Value {
	file, ok := in.engine.Host.Stdin.(*os.File)
	if !ok {
		return goja.Undefined()
	}
	if err := setRaw(file, call.Argument(0).ToBoolean()); err != nil {
		panic(in.engine.ErrorValue(op.System(err, "setRawMode")))
	}
	return goja.Undefined()
}

// read(callback) reads once, on a goroutine, and calls callback(error, ArrayBuffer); null
// instead of bytes is the end. There must be no other read under way.
func (in *input) read(call goja.FunctionCall) goja.Value {
	callback, _ := goja.AssertFunction(call.Argument(0))
	request := in.engine.NewAsyncResource("FSREQCALLBACK", nil)
	go func() {
		chunk, err := readChunk(in.engine.Host.Stdin)
		in.engine.Loop.Post(func() {
			in.engine.InAsync(request, func() { in.deliver(callback, chunk, err) })
			in.engine.AsyncDestroyed(request)
		})
	}()
	return goja.Undefined()
}

// readChunk returns the next bytes of reader, or an error if there are none.
func readChunk(reader io.Reader) ([]byte, error) {
	if reader == nil {
		return nil, io.EOF
	}
	chunk := make([]byte, inputChunk)
	for {
		n, err := reader.Read(chunk)
		if n > 0 {
			return chunk[:n], nil // the reader repeats its error at the next read
		}
		if err != nil {
			return nil, err
		}
	}
}

func (in *input) deliver(callback goja.Callable, chunk []byte, err error) {
	failure, bytes := goja.Null(), goja.Null()
	switch {
	case err == nil:
		bytes = in.engine.ToValue(chunk)
	case err != io.EOF:
		failure = in.engine.ErrorValue(op.System(err, "read"))
	}
	_, err = callback(goja.Undefined(), failure, bytes)
	in.engine.Loop.Report(err)
}

// hold(on) makes the program wait for input, or no longer.
func (in *input) hold(call goja.FunctionCall) goja.Value {
	on := call.Argument(0).ToBoolean()
	if on == in.held {
		return goja.Undefined()
	}
	in.held = on
	if on {
		in.engine.Loop.Hold(1)
	} else {
		in.engine.Loop.Hold(-1)
	}
	return goja.Undefined()
}
