package engine

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/dop251/goja"
)

// golden compares got with a file of testdata, which UPDATE_GOLDEN=1 rewrites.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("UPDATE_GOLDEN") == "1" {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (UPDATE_GOLDEN=1 writes it)", err)
	}
	if got != string(want) {
		t.Errorf("%s differs (UPDATE_GOLDEN=1 rewrites it); got\n%s", name, got)
	}
}

// stackFile is where a stack's text is kept: goja's own frames tell less than V8's.
func stackFile(e *Engine, name string) string {
	if e.Patched() {
		return "v8-" + name
	}
	return name
}

// thrownBy runs code as the file called name, as require does, and returns what it throws.
func thrownBy(t *testing.T, e *Engine, name, code string) goja.Value {
	t.Helper()
	var thrown goja.Value
	e.Uncaught = func(value goja.Value, _ Origin) { thrown = value }
	e.Loop.Run(func() {
		program, err := e.CompileFunction(name, "exports, require", code)
		if err != nil {
			t.Error(err)
			return
		}
		wrapped, err := e.VM.RunProgram(program)
		if err != nil {
			t.Error(err)
			return
		}
		function, _ := goja.AssertFunction(wrapped)
		_, err = function(goja.Undefined())
		e.Loop.Report(err)
	})
	if thrown == nil {
		t.Fatal("nothing was thrown")
	}
	return thrown
}

const failing = `function outer() {
  [1].forEach(() => inner())
}
function inner() { throw new TypeError('two\nlines') }
class Shape { draw() { outer() } }
new Shape().draw()
`

func TestStackGolden(t *testing.T) {
	tests := []struct{ golden, file, code string }{
		{"plain.stack", "/app/main.js", failing},
		{"parentheses.stack", "/my (new) app/main.js", failing},
		{"colon.stack", `C:\app\main.js`, failing},
		{"first-line.stack", "/app/main.js", `null.x`},
	}
	for _, test := range tests {
		t.Run(test.golden, func(t *testing.T) {
			e := New(Host{})
			thrown := thrownBy(t, e, test.file, test.code)
			stack, ok := e.Stack(thrown)
			if !ok {
				t.Fatal("no stack")
			}
			golden(t, stackFile(e, test.golden), stack+"\n")
			if again := e.FormatStack(stack); again != stack {
				t.Errorf("formatting twice changes it\n%s", again)
			}
			if place, ok := e.FirstPlace(stack); !ok || place.File != test.file {
				t.Errorf("first place is %+v", place)
			}
		})
	}
}

func TestStackWithASourceMap(t *testing.T) {
	e := New(Host{})
	// One line of code; its column 0 is line 3, column 2 of the source.
	sourceMap, err := json.Marshal(map[string]any{
		"version": 3, "sources": []string{"/app/src/main.ts"}, "names": []string{},
		"sourcesContent": []string{"// a\r\n// b\r\n  null.x // here\r\n"}, "mappings": "AAEE",
	})
	if err != nil {
		t.Fatal(err)
	}
	loaded := 0
	e.AddSourceMap("/app/main.js", func() []byte { loaded++; return sourceMap })
	thrown := thrownBy(t, e, "/app/main.js", "null.x")
	if loaded != 0 {
		t.Error("the map was loaded before a stack was shown")
	}
	stack, _ := e.Stack(thrown)
	golden(t, stackFile(e, "mapped.stack"), stack+"\n")
	place, ok := e.FirstPlace(stack)
	if want := (Place{"/app/src/main.ts", 3, 3, "  null.x // here"}); !ok || place != want {
		t.Errorf("got %+v, want %+v", place, want)
	}
	if file, line, column := e.Original("/app/main.js", 1, 1); file != "/app/src/main.ts" || line != 3 || column != 3 {
		t.Errorf("original is %s:%d:%d", file, line, column)
	}
	if loaded != 1 {
		t.Errorf("loaded %d times", loaded)
	}
}

func TestABrokenSourceMapIsPassedOver(t *testing.T) {
	for _, data := range []string{"", "{", `{"version":2}`} {
		e := New(Host{})
		e.AddSourceMap("/app/main.js", func() []byte { return []byte(data) })
		if file, line, column := e.Original("/app/main.js", 2, 3); file != "/app/main.js" || line != 2 || column != 3 {
			t.Errorf("%q: original is %s:%d:%d", data, file, line, column)
		}
	}
}

func TestMapStackFollowsCauses(t *testing.T) {
	e := New(Host{})
	thrown := thrownBy(t, e, "/app/main.js", "const cause = new Error('in')\nconst error = new Error('out', { cause })\ncause.cause = error\nthrow error")
	e.MapStack(thrown)
	error := thrown.(*goja.Object)
	golden(t, "causes.stack", error.Get("stack").String()+"\n"+error.Get("cause").(*goja.Object).Get("stack").String()+"\n")
}

func TestStackOfWhatHasNone(t *testing.T) {
	e := New(Host{})
	for _, source := range []string{"5", "null", "({})", "({stack: 5})"} {
		value, err := e.VM.RunString(source)
		if err != nil {
			t.Fatal(err)
		}
		if stack, ok := e.Stack(value); ok {
			t.Errorf("%s has %q", source, stack)
		}
	}
}

func TestFirstPlacePassesOverBuiltins(t *testing.T) {
	e := New(Host{})
	dir := t.TempDir()
	file := filepath.Join(dir, "on disk.js")
	if err := os.WriteFile(file, []byte("one\ntwo\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		stack string
		want  Place
		ok    bool
	}{
		{"Error: x\n    at check (node:fs:1:2)\n    at map (<anonymous>)\n    at run (" + file + ":2:1)", Place{file, 2, 1, "two"}, true},
		{"Error: x\n    at " + file + ":9:1", Place{file, 9, 1, ""}, true},
		{"Error: x\n    at /none (1)/a.js:1:2", Place{"/none (1)/a.js", 1, 2, ""}, true},
		{"Error: x\n    at f (/none (1)/a.js:1:2)", Place{"/none (1)/a.js", 1, 2, ""}, true},
		{"Error: x\n    at node:fs:1:2", Place{}, false},
		{"Error: at home (/x:1:2)", Place{}, false},
		{"", Place{}, false},
	}
	for _, test := range tests {
		if place, ok := e.FirstPlace(test.stack); place != test.want || ok != test.ok {
			t.Errorf("%q: got %+v", test.stack, place)
		}
	}
}
