package tty

import (
	"errors"
	"io"
	"os"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// inputChunk is how much is read at most at once, in bytes.
const inputChunk = 64 << 10

// descriptors are the files that an engine's terminals and standard streams stand on.
type descriptors struct {
	engine *engine.Engine
	// files are those that a program has opened by number.
	files map[int64]*os.File
	// held are those that the program waits for.
	held map[int64]bool
}

func natives(e *engine.Engine) map[string]any {
	d := &descriptors{engine: e, files: map[int64]*os.File{}, held: map[int64]bool{}}
	return map[string]any{
		// kind(fd) is "tty", "file" or "pipe", undefined for what is nothing.
		"kind": func(call goja.FunctionCall) goja.Value {
			if kind := kindOf(d.at(call.Argument(0).ToInteger())); kind != "" {
				return e.VM.ToValue(kind)
			}
			return goja.Undefined()
		},
		// number(fd) is the system's own number of a standard stream, undefined if it has none.
		"number": func(call goja.FunctionCall) goja.Value {
			if file, ok := d.at(call.Argument(0).ToInteger()).(*os.File); ok {
				return e.VM.ToValue(int64(file.Fd()))
			}
			return goja.Undefined()
		},
		"size":   d.size,
		"setRaw": d.setRaw,
		"read":   d.read,
		"hold":   d.hold,
		"write":  d.write,
		"close":  d.close,
	}
}

// at returns the host's stream with the number fd, or the file that has it.
func (d *descriptors) at(fd int64) any {
	switch fd {
	case 0:
		if d.engine.Host.Stdin != nil {
			return d.engine.Host.Stdin
		}
		return nil
	case 1:
		if d.engine.Host.Stdout != nil {
			return d.engine.Host.Stdout
		}
		return nil
	case 2:
		if d.engine.Host.Stderr != nil {
			return d.engine.Host.Stderr
		}
		return nil
	}
	file := d.files[fd]
	if file == nil && fd > 2 {
		file = os.NewFile(uintptr(fd), "")
		if file == nil {
			return nil
		}
		// Kept, as a file that is forgotten is closed.
		d.files[fd] = file
	}
	return file
}

// kindOf is of any of the host's streams. What is no file of the system's is a pipe.
func kindOf(stream any) string {
	if stream == nil {
		return ""
	}
	file, ok := stream.(*os.File)
	if !ok {
		return "pipe"
	}
	if isTerminal(file.Fd()) {
		return "tty"
	}
	info, err := file.Stat()
	switch {
	case err != nil:
		return ""
	case info.Mode().IsRegular() || info.Mode()&os.ModeCharDevice != 0:
		return "file"
	}
	return "pipe"
}

// throw throws an error of the system's.
func (d *descriptors) throw(err error, call string) {
	panic(d.engine.ErrorValue(op.System(err, call)))
}

// size(fd) is [columns, rows] of a terminal.
func (d *descriptors) size(call goja.FunctionCall) goja.Value {
	file, ok := d.at(call.Argument(0).ToInteger()).(*os.File)
	if !ok {
		d.throw(os.ErrInvalid, "getWindowSize")
	}
	columns, rows, err := terminalSize(file.Fd())
	if err != nil {
		d.throw(err, "getWindowSize")
	}
	return d.engine.ToValue([]float64{float64(columns), float64(rows)})
}

// setRaw(fd, on) makes the terminal pass on every key at once, or lines again.
func (d *descriptors) setRaw(call goja.FunctionCall) goja.Value {
	if file, ok := d.at(call.Argument(0).ToInteger()).(*os.File); ok {
		if err := setRaw(file.Fd(), call.Argument(1).ToBoolean()); err != nil {
			d.throw(err, "setRawMode")
		}
	}
	return goja.Undefined()
}

// write(fd, chunk) writes a string as UTF-8, or bytes, at once.
func (d *descriptors) write(call goja.FunctionCall) goja.Value {
	writer, ok := d.at(call.Argument(0).ToInteger()).(io.Writer)
	if !ok {
		return goja.Undefined()
	}
	var err error
	if bytes, ok := engine.Bytes(call.Argument(1)); ok {
		_, err = writer.Write(bytes)
	} else {
		_, err = io.WriteString(writer, call.Argument(1).String())
	}
	if err != nil {
		d.throw(err, "write")
	}
	return goja.Undefined()
}

// read(fd, callback) reads once, on a goroutine, and calls callback(error, ArrayBuffer); null
// instead of bytes is the end. There must be no other read of it under way.
func (d *descriptors) read(call goja.FunctionCall) goja.Value {
	reader, _ := d.at(call.Argument(0).ToInteger()).(io.Reader)
	callback, _ := goja.AssertFunction(call.Argument(1))
	request := d.engine.NewAsyncResource("TTYWRAP", nil)
	go func() {
		chunk, err := readChunk(reader)
		d.engine.Loop.Post(func() {
			d.engine.InAsync(request, func() { d.deliver(callback, chunk, err) })
			d.engine.AsyncDestroyed(request)
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

func (d *descriptors) deliver(callback goja.Callable, chunk []byte, err error) {
	failure, bytes := goja.Null(), goja.Null()
	switch {
	case err == nil:
		bytes = d.engine.ToValue(chunk)
	case errors.Is(err, io.EOF), errors.Is(err, os.ErrClosed):
	default:
		failure = d.engine.ErrorValue(op.System(err, "read"))
	}
	_, err = callback(goja.Undefined(), failure, bytes)
	d.engine.Loop.Report(err)
}

// hold(fd, on) makes the program wait for input, or no longer.
func (d *descriptors) hold(call goja.FunctionCall) goja.Value {
	fd, on := call.Argument(0).ToInteger(), call.Argument(1).ToBoolean()
	if on == d.held[fd] {
		return goja.Undefined()
	}
	if on {
		d.held[fd] = true
		d.engine.Loop.Hold(1)
	} else {
		delete(d.held, fd)
		d.engine.Loop.Hold(-1)
	}
	return goja.Undefined()
}

// close(fd) closes a file that the program has opened; the standard streams stay open.
func (d *descriptors) close(call goja.FunctionCall) goja.Value {
	fd := call.Argument(0).ToInteger()
	if file := d.files[fd]; file != nil {
		delete(d.files, fd)
		if err := file.Close(); err != nil {
			d.throw(err, "close")
		}
	}
	return goja.Undefined()
}
