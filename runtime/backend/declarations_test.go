package backend_test

import (
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/runtime/backend"
	"github.com/deskjs/deskjs/runtime/backend/backendtest"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// undeclared are names that programs could use and that the declarations leave out, with the reason.
// A name is "module name" or "module name member"; a * stands for any.
var undeclared = map[string]string{
	"* Buffer *Slice":         "internal, toString is what Node documents",
	"* Buffer *Write":         "internal, write is what Node documents",
	"* Buffer parent":         "deprecated, buffer is its name",
	"* Buffer offset":         "deprecated, byteOffset is its name",
	"* Buffer inspect":        "util.inspect calls it",
	"* Buffer toLocaleString": "toString; Uint8Array declares another",

	" Request attribute": "undefined; undici has it by mistake",

	"*assert* AssertionError toString":   "every object has it",
	"child_process ChildProcess spawn":   "internal: how child_process.spawn starts it",
	"events init":                        "internal",
	"events EventEmitter init":           "internal",
	"events k*":                          "internal",
	"events EventEmitter k*":             "internal",
	"fs File*Stream":                     "old names of ReadStream and WriteStream",
	"fs File*Stream *":                   "old names of ReadStream and WriteStream",
	"process reallyExit":                 "internal: the end of process.exit",
	"process assert":                     "deprecated, assert is a module",
	"process binding":                    "deprecated: libuv's and V8's internals",
	"process openStdin":                  "deprecated, process.stdin is one",
	"repl REPLServer":                    "there is no prompt",
	"string_decoder StringDecoder text":  "internal",
	"string_decoder StringDecoder last*": "internal state",
	"stream * *State":                    "internal state",
	"stream * *Buffer":                   "internal state",
	"url Url parseHost":                  "internal",
	"vm createScript":                    "deprecated, new vm.Script is the same",
}

// TestDeclarations compares the names that programs can use, as testdata/exports.js lists them, with those that the *.d.ts files declare: what
// is missing there shows as an error in an author's editor, what is too much there shows as one when the app runs.
func TestDeclarations(t *testing.T) {
	if !engine.New(engine.Host{}).Patched() {
		t.Log("missing without the patches of goja: some of the builtins")
		return
	}
	declared := declarations{modules: map[string]*scope{}, under: map[lookup]bool{}, known: map[lookup]*scope{}}
	for name, text := range backend.Types() {
		if err := declared.read(text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	var modules []string
	for _, m := range backend.Builtins() {
		// A module with an underscore is the old name of a part of another.
		if m.Internal || m.Name == "deskjs" || strings.HasPrefix(m.Name, "electron") || strings.HasPrefix(m.Name, "_") {
			continue
		}
		name := "node:" + m.Name
		if declared.modules[name] == nil {
			t.Errorf("no declaration of module '%s'", name)
		}
		if !m.Scheme {
			name = m.Name
		}
		if modules = append(modules, name); declared.modules[name] == nil {
			t.Errorf("no declaration of module '%s'", name)
		}
	}
	result := backendtest.Run("testdata/exports.js", append([]string{"testdata/exports.js"}, modules...)...)
	if result.Code != 0 {
		t.Fatalf("exports.js failed: %s", result.Stderr)
	}
	there, used := map[string]bool{}, map[string]bool{}
	for line := range strings.Lines(result.Stdout) {
		line = strings.TrimRight(line, "\n")
		there[line] = true
		parts := strings.Split(line, " ")
		if excepted(line, used) || parts[0] == "" && slices.Contains(language, parts[1]) {
			continue
		}
		if of := declared.modules[parts[0]]; of != nil && !declared.has(of, parts[1:]) {
			t.Errorf("not declared: %s", line)
		}
	}
	for pattern := range undeclared {
		if !used[pattern] {
			t.Errorf("%q is an exception, and there is no such name", pattern)
		}
	}
	for _, name := range modules {
		if of := declared.modules[name]; of != nil {
			for _, export := range declared.values(of) {
				if !there[name+" "+export] && !strings.HasPrefix(export, "_") {
					t.Errorf("declared, but not there: %s %s", name, export)
				}
			}
		}
	}
}

// excepted reports whether a line is of the undeclared, and notes the pattern that says so.
func excepted(line string, used map[string]bool) bool {
	for pattern := range undeclared {
		if matched, _ := path.Match(pattern, strings.ReplaceAll(line, "/", "|")); matched {
			used[pattern] = true
			return true
		}
	}
	return false
}

// language are the globals of ECMAScript itself, which TypeScript's own lib declares.
var language = strings.Fields(`Object Function Array String Number BigInt RegExp Date Boolean Proxy Reflect Error AggregateError TypeError
	ReferenceError SyntaxError RangeError EvalError URIError eval Math JSON ArrayBuffer SharedArrayBuffer Atomics WeakRef FinalizationRegistry
	DataView Uint8Array Uint8ClampedArray Int8Array Uint16Array Int16Array Uint32Array Int32Array Float16Array Float32Array Float64Array
	BigInt64Array BigUint64Array Symbol WeakSet WeakMap Map Set Promise globalThis NaN undefined Infinity isNaN parseInt parseFloat isFinite
	decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape Iterator DisposableStack AsyncDisposableStack SuppressedError Intl`)
