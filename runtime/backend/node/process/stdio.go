package process

import (
	"io"
	"os"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// stdioNatives is the native half of stdout and stderr. Writing is synchronous.
func stdioNatives(e *engine.Engine) map[string]any {
	return map[string]any{
		// write(fd, chunk) writes a string as UTF-8, or bytes.
		"write": func(call goja.FunctionCall) goja.Value {
			writer := stream(e, call.Argument(0).ToInteger())
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
	}
}

// stream returns the host's stream with the number fd, 1 or 2.
func stream(e *engine.Engine, fd int64) io.Writer {
	if fd == 2 {
		return e.Host.Stderr
	}
	return e.Host.Stdout
}

// kind is of any of the host's streams.
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
