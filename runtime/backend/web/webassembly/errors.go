package webassembly

import (
	"errors"
	"fmt"
	"strings"

	"github.com/dop251/goja"
	"github.com/tetratelabs/wazero/sys"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

var (
	errOutOfMemory error = &op.Error{Message: "Out of memory: Cannot allocate Wasm memory for new instance"}
	errGone              = errors.New("the instance has been collected")
)

var sectionNames = []string{"Custom", "Type", "Import", "Function", "Table", "Memory", "Global", "Export", "Start",
	"Element", "Code", "Data", "DataCount", "Tag"}

// checkHeader finds the mistakes that come before any meaning, in V8's words.
func checkHeader(binary []byte) error {
	if len(binary) == 0 {
		return errors.New("BufferSource argument is empty")
	}
	for _, word := range []struct {
		what string
		at   int
		want string
	}{{"magic word", 0, "\x00asm"}, {"version", 4, "\x01\x00\x00\x00"}} {
		if len(binary) < word.at+4 {
			return fmt.Errorf("expected 4 bytes, fell off end @+%d", word.at)
		}
		if found := string(binary[word.at : word.at+4]); found != word.want {
			return fmt.Errorf("expected %s % x, found % x @+%d", word.what, word.want, found, word.at)
		}
	}
	r := &reader{data: binary, at: 8}
	for r.left() > 0 {
		start := r.at
		id := r.byte()
		length := r.unsigned()
		if int(id) >= len(sectionNames) {
			return fmt.Errorf("unknown section code #0x%02x @+%d", id, r.at)
		}
		if length > uint64(r.left()) {
			return fmt.Errorf("section (code %d, \"%s\") extends past end of the module (length %d, remaining bytes %d) @+%d",
				id, sectionNames[id], length, r.left(), start)
		}
		r.bytes(length)
	}
	return nil
}

// checkExports finds two exports of one name: the exports of this package's own could hide them.
func (d *description) checkExports() error {
	seen := make(map[string]bool, len(d.exports))
	for i := range d.exports {
		name := d.exports[i].name
		if seen[name] {
			return &op.Error{Message: fmt.Sprintf("Duplicate export name '%s' for %s %d", name, kindNames[d.exports[i].kind], d.exports[i].index)}
		}
		seen[name] = true
		if name == exportMemory || name == exportStop {
			return errUnsupported
		}
	}
	return nil
}

// traps are V8's words for wazero's.
var traps = map[string]string{
	"unreachable":                   "unreachable",
	"out of bounds memory access":   "memory access out of bounds",
	"integer divide by zero":        "divide by zero",
	"integer overflow":              "float unrepresentable in integer range",
	"invalid conversion to integer": "float unrepresentable in integer range",
	"invalid table access":          "table index is out of bounds",
	"indirect call type mismatch":   "null function or function signature mismatch",
	"unaligned atomic":              "operation does not support unaligned accesses",
	"expected shared memory":        "Atomics.wait cannot be called in this context",
	"null reference":                "dereferencing a null pointer",
	"uncaught exception":            "wasm exception",
}

// failed throws what a call of WebAssembly ended with into JavaScript. It returns undefined if
// the call has not failed at all, or if an interrupt ended it, which goja then sees itself.
func (s *store) failed(err error) goja.Value {
	kind, message := s.failure(err)
	if kind != "" {
		panic(s.newError(kind, message))
	}
	return goja.Undefined()
}

// failure tells a trap's class and message. Exceptions of JavaScript it throws again.
func (s *store) failure(err error) (kind, message string) {
	var through *thrown
	switch {
	case errors.As(err, &through):
		s.rethrow(through.err)
	case isExit(err), s.stopping.Load():
		return "", ""
	case errors.Is(err, errOutOfMemory):
		return "RangeError", err.Error()
	case errors.Is(err, errGone):
		return "RuntimeError", err.Error()
	}
	text, _, _ := strings.Cut(err.Error(), "\n")
	text = strings.TrimSuffix(text, " (recovered by wazero)")
	if at := strings.LastIndex(text, "wasm error: "); at >= 0 {
		text = text[at+len("wasm error: "):]
	}
	if strings.HasSuffix(text, "stack overflow") {
		return "RangeError", "Maximum call stack size exceeded"
	}
	if known, ok := traps[text]; ok {
		return "RuntimeError", known
	}
	if strings.HasSuffix(text, "out of bounds memory access") {
		return "RuntimeError", "data segment 0 is out of bounds"
	}
	if strings.HasSuffix(text, "out of bounds table access") {
		return "RuntimeError", "table initializer 0: table index is out of bounds"
	}
	return "RuntimeError", text
}

// isExit reports whether a call went well after all: once a call has ended, wazero says of an instance that has
// left its list that it is closed.
func isExit(err error) bool {
	_, ok := err.(*sys.ExitError)
	return ok
}

func (s *store) rethrow(err error) {
	var interrupted *goja.InterruptedError
	if errors.As(err, &interrupted) {
		panic(interrupted)
	}
	var exception *goja.Exception
	if errors.As(err, &exception) {
		panic(exception)
	}
	panic(s.engine.ErrorValue(err))
}

func (s *store) newError(kind, message string) goja.Value {
	value, err := s.js.newError(goja.Undefined(), s.vm.ToValue(kind), s.vm.ToValue(message))
	if err != nil {
		panic(err)
	}
	return value
}
