package process

import (
	"io"
	"os"
	"sync"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// stdioNatives is the native half of the standard streams: writing is synchronous, and
// reading happens on a goroutine that is started when a program asks for data.
func stdioNatives(e *engine.Engine) map[string]any {
	in := &input{engine: e}
	output := func(fd int64) io.Writer {
		if fd == 2 {
			return e.Host.Stderr
		}
		return e.Host.Stdout
	}
	return map[string]any{
		// write(fd, chunk) writes a string as UTF-8, or bytes.
		"write": func(call goja.FunctionCall) goja.Value {
			writer := output(call.Argument(0).ToInteger())
			if writer == nil {
				return goja.Undefined()
			}
			var err error
			if bytes, ok := engine.Bytes(call.Argument(1)); ok {
				_, err = writer.Write(bytes)
			} else {
				_, err = io.WriteString(writer, call.Argument(1).String())
			}
			if err != nil {
				panic(e.ErrorValue(op.System(err, "write")))
			}
			return goja.Undefined()
		},
		// kind(fd) is "tty", "file" or "pipe"; what is no file of the system's is a pipe.
		"kind": func(call goja.FunctionCall) goja.Value {
			return e.VM.ToValue(kind(stream(e, call.Argument(0).ToInteger())))
		},
		// size(fd) is [columns, rows] of a terminal, undefined of anything else.
		"size": func(call goja.FunctionCall) goja.Value {
			if file, ok := stream(e, call.Argument(0).ToInteger()).(*os.File); ok {
				if columns, rows, ok := terminalSize(file); ok {
					return e.ToValue([]float64{float64(columns), float64(rows)})
				}
			}
			return goja.Undefined()
		},
		// setRaw(on) makes the terminal of standard input pass on every key at once.
		"setRaw": func(call goja.FunctionCall) goja.Value {
			file, ok := e.Host.Stdin.(*os.File)
			if !ok {
				return goja.Undefined()
			}
			if err := setRaw(file, call.Argument(0).ToBoolean()); err != nil {
				panic(e.ErrorValue(op.System(err, "setRawMode")))
			}
			return goja.Undefined()
		},
		"read": in.read,
		"hold": in.hold,
	}
}

// stream returns the host's stream with the number fd.
func stream(e *engine.Engine, fd int64) any {
	switch fd {
	case 0:
		return e.Host.Stdin
	case 1:
		return e.Host.Stdout
	}
	return e.Host.Stderr
}

func kind(stream any) string {
	file, ok := stream.(*os.File)
	if !ok {
		return "pipe"
	}
	if _, _, ok := terminalSize(file); ok {
		return "tty"
	}
	if info, err := file.Stat(); err == nil && info.Mode().IsRegular() {
		return "file"
	}
	return "pipe"
}

// input reads standard input, a chunk for each read.
type input struct {
	engine *engine.Engine
	once   sync.Once
	wanted chan goja.Callable
	held   bool
}

const inputChunk = 64 << 10

// read(callback) reads once and calls callback(error, ArrayBuffer); null instead of bytes is the end.
func (in *input) read(call goja.FunctionCall) goja.Value {
	callback, _ := goja.AssertFunction(call.Argument(0))
	in.once.Do(func() {
		in.wanted = make(chan goja.Callable, 1)
		go in.serve()
	})
	in.wanted <- callback
	return goja.Undefined()
}

func (in *input) serve() {
	e := in.engine
	for callback := range in.wanted {
		var chunk []byte
		err := io.EOF
		if e.Host.Stdin != nil {
			chunk = make([]byte, inputChunk)
			var n int
			n, err = e.Host.Stdin.Read(chunk)
			chunk = chunk[:n]
		}
		e.Loop.Post(func() { in.deliver(callback, chunk, err) })
		if err != nil {
			return
		}
	}
}

func (in *input) deliver(callback goja.Callable, chunk []byte, err error) {
	e := in.engine
	var failed error
	switch {
	case len(chunk) > 0:
		_, failed = callback(goja.Undefined(), goja.Null(), e.ToValue(chunk))
	case err == io.EOF:
		_, failed = callback(goja.Undefined(), goja.Null(), goja.Null())
	case err != nil:
		_, failed = callback(goja.Undefined(), e.ErrorValue(op.System(err, "read")))
	default:
		in.wanted <- callback // nothing, but no end either
	}
	e.Loop.Report(failed)
}

// hold(on) makes the program wait for input, or no longer.
func (in *input) hold(call goja.FunctionCall) goja.Value {
	if on := call.Argument(0).ToBoolean(); on != in.held {
		in.held = on
		if on {
			in.engine.Loop.Hold(1)
		} else {
			in.engine.Loop.Hold(-1)
		}
	}
	return goja.Undefined()
}
