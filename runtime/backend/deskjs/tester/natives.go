package tester

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"

	"github.com/dop251/goja"
	"github.com/go-sourcemap/sourcemap"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/internal/xvfb"
	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// running is an app under test.
type running struct {
	process *exec.Cmd
	control *bridge.Conn
	once    sync.Once
}

func (r *running) end() { r.once.Do(func() { _ = r.control.Close() }) }

// natives are app.js's operations. What takes a callback calls it with an error or undefined, and the result.
func natives(e *engine.Engine, options Options) map[string]any {
	vm, loop := e.VM, e.Loop
	call := func(callback goja.Value, values ...goja.Value) {
		if function, ok := goja.AssertFunction(callback); ok {
			_, err := function(goja.Undefined(), values...)
			loop.Report(err)
		}
	}
	return map[string]any{
		// build(dir, page, callback) gives a handle of a Built, and its folder.
		"build": func(c goja.FunctionCall) goja.Value {
			dir, page, callback := c.Argument(0).String(), c.Argument(1).String(), c.Argument(2)
			loop.Hold(1)
			go func() {
				built, err := options.Build(dir, page)
				loop.Post(func() {
					loop.Hold(-1)
					if err != nil {
						call(callback, e.ErrorValue(err))
						return
					}
					call(callback, goja.Undefined(), e.ToValue(op.Handle{Value: &built}), vm.ToValue(built.Folder))
				})
			}()
			return goja.Undefined()
		},
		// start(built, environment as an array, onMessage(number, text, bytes), onOutput(text), onEnd(code)) is a handle.
		"start": func(c goja.FunctionCall) goja.Value {
			built, _ := e.HandleOf(c.Argument(0)).(*Built)
			var env []string
			if err := vm.ExportTo(c.Argument(1), &env); err != nil || built == nil {
				panic(e.ErrorValue(errors.New("start was called in another way than app.js does")))
			}
			onMessage, onOutput, onEnd := c.Argument(2), c.Argument(3), c.Argument(4) // the list is good for this call only
			r, err := start(*built, env, func(text string) { loop.Post(func() { call(onOutput, vm.ToValue(text)) }) })
			if err != nil {
				panic(e.ErrorValue(err))
			}
			loop.Hold(1)
			go r.read(func(m bridge.Records) {
				loop.Post(func() {
					blob := goja.Undefined()
					if len(m.Blob) > 0 {
						blob = e.ToValue(m.Blob[0])
					}
					call(onMessage, vm.ToValue(m.View), vm.ToValue(m.Text), blob)
				})
			}, func(code int) {
				loop.Post(func() {
					loop.Hold(-1)
					call(onEnd, vm.ToValue(code))
				})
			})
			return e.ToValue(op.Handle{Value: r})
		},
		"send": func(c goja.FunctionCall) goja.Value {
			if r, ok := e.HandleOf(c.Argument(0)).(*running); ok {
				_ = r.control.Queue(bridge.Records{View: uint32(c.Argument(1).ToInteger()), Text: c.Argument(2).String()})
			}
			return goja.Undefined()
		},
		// stop(handle) closes the app's windows, kill(handle) ends it at once.
		"stop": func(c goja.FunctionCall) goja.Value {
			if r, ok := e.HandleOf(c.Argument(0)).(*running); ok {
				r.end()
			}
			return goja.Undefined()
		},
		"kill": func(c goja.FunctionCall) goja.Value {
			if r, ok := e.HandleOf(c.Argument(0)).(*running); ok {
				_ = r.process.Process.Kill()
			}
			return goja.Undefined()
		},
		"remove": func(c goja.FunctionCall) goja.Value {
			if built, ok := e.HandleOf(c.Argument(0)).(*Built); ok && built.Remove != nil {
				built.Remove()
			}
			return goja.Undefined()
		},
		// screen() is what the environment needs for windows to have a screen: one of their own where there is none. It throws where there can be none.
		"screen": func(goja.FunctionCall) goja.Value {
			env, err := screen()
			if err != nil {
				panic(e.ErrorValue(err))
			}
			return e.ToValue(env)
		},
		// places(source map) is a function of a line and a column that gives { file, line, column }, or undefined.
		"places": func(c goja.FunctionCall) goja.Value {
			consumer, err := sourcemap.Parse("", []byte(c.Argument(0).String()))
			if err != nil {
				return goja.Undefined()
			}
			return vm.ToValue(func(c goja.FunctionCall) goja.Value {
				file, _, line, column, ok := consumer.Source(int(c.Argument(0).ToInteger()), int(c.Argument(1).ToInteger()))
				if !ok {
					return goja.Undefined()
				}
				return e.ToValue(op.Object{{Name: "file", Value: file}, {Name: "line", Value: line}, {Name: "column", Value: column + 1}})
			})
		},
		// compare(png, golden, tolerance) is { width, height, different, ratio, picture } of two pictures, or { problem }.
		"compare": func(c goja.FunctionCall) goja.Value {
			one, _ := engine.Bytes(c.Argument(0))
			other, _ := engine.Bytes(c.Argument(1))
			found, err := compare(one, other, c.Argument(2).ToFloat())
			if err != nil {
				panic(e.ErrorValue(err))
			}
			return e.ToValue(op.Object{{Name: "different", Value: found.different}, {Name: "ratio", Value: found.ratio},
				{Name: "problem", Value: found.problem}, {Name: "picture", Value: found.picture}})
		},
		// animate(pngs, milliseconds) is one animated PNG.
		"animate": func(c goja.FunctionCall) goja.Value {
			list := c.Argument(0).ToObject(vm)
			frames := make([][]byte, list.Get("length").ToInteger())
			for i := range frames {
				frames[i], _ = engine.Bytes(list.Get(vm.ToValue(i).String()))
			}
			moving, err := animate(frames, int(c.Argument(1).ToInteger()))
			if err != nil {
				panic(e.ErrorValue(err))
			}
			return e.ToValue(moving)
		},
	}
}

// start starts an app; output gets what it prints.
func start(built Built, env []string, output func(string)) (*running, error) {
	process := exec.Command(built.Program, built.Args...)
	process.Env = append(append(os.Environ(), built.Env...), env...)
	writer := printed(output)
	process.Stdout, process.Stderr = writer, writer
	control, err := bridge.StartChild(process)
	if err != nil {
		return nil, err
	}
	return &running{process: process, control: control}, nil
}

// read hands on what the app says, until it has ended.
func (r *running) read(message func(bridge.Records), ended func(code int)) {
	for {
		m, err := r.control.Read()
		if err != nil {
			break
		}
		if records, ok := m.(bridge.Records); ok {
			message(records)
		}
	}
	_ = r.process.Wait()
	r.end()
	ended(r.process.ProcessState.ExitCode())
}

type printed func(string)

func (p printed) Write(data []byte) (int, error) {
	p(string(data))
	return len(data), nil
}

var _ io.Writer = printed(nil)

var display struct {
	mu     sync.Mutex
	server *xvfb.Server // ends with this process
}

func screen() ([]string, error) {
	if !needsScreen() {
		return nil, nil
	}
	display.mu.Lock()
	defer display.mu.Unlock()
	if display.server == nil {
		server, err := xvfb.Open()
		if err != nil {
			return nil, err
		}
		display.server = server
	}
	return []string{"DISPLAY=" + display.server.Display, "WAYLAND_DISPLAY=", "GDK_BACKEND=x11"}, nil
}

// quote is a text as a literal of JavaScript.
func quote(text string) string {
	literal, err := json.Marshal(text)
	if err != nil {
		return `""`
	}
	return string(literal)
}

// oneLine takes the comments and line ends out of a script that has them on lines of their own.
func oneLine(script string) string {
	var b strings.Builder
	for _, line := range strings.Split(script, "\n") {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "//") {
			b.WriteString(line)
			b.WriteString(" ")
		}
	}
	return b.String()
}
