package path

import (
	"os"
	"runtime"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// natives offers both flavours as objects of functions. They are natives rather than operations
// because they are short and called in loops: converting arguments would cost more than they do.
func natives(e *engine.Engine) map[string]any {
	n := &native{engine: e, vm: e.VM}
	return map[string]any{
		// setUp(validateString, cwd)
		"setUp": func(call goja.FunctionCall) goja.Value {
			n.validate, _ = goja.AssertFunction(call.Argument(0))
			n.cwd, _ = goja.AssertFunction(call.Argument(1))
			return goja.Undefined()
		},
		"windows": runtime.GOOS == "windows",
		"posix":   n.object(posix{cwd: n.posixDirectory}),
		"win32":   n.object(win32{cwd: n.directory}),
	}
}

type native struct {
	engine *engine.Engine
	vm     *goja.Runtime
	// validate(value, name) throws Node's error for what is no string.
	validate goja.Callable
	cwd      goja.Callable
}

// directory asks process.cwd, which programs replace, and the drive's own directory first.
func (n *native) directory(drive string) string {
	if drive != "" {
		if dir := os.Getenv("=" + drive); dir != "" {
			return dir
		}
	}
	dir, err := n.cwd(goja.Undefined())
	if err != nil {
		panic(err)
	}
	return dir.String()
}

// posixDirectory makes a Unix path of the working directory on Windows, as Node does.
func (n *native) posixDirectory() string {
	dir := n.directory("")
	if runtime.GOOS != "windows" {
		return dir
	}
	dir = strings.ReplaceAll(dir, `\`, "/")
	return dir[max(0, strings.IndexByte(dir, '/')):]
}

// text returns value, which must be a string.
func (n *native) text(value goja.Value, name string) string {
	if !goja.IsString(value) {
		if _, err := n.validate(goja.Undefined(), value, n.vm.ToValue(name)); err != nil {
			panic(err)
		}
	}
	return value.String()
}

func (n *native) texts(values []goja.Value, name func(int) string) []string {
	texts := make([]string, len(values))
	for i, value := range values {
		if goja.IsString(value) {
			texts[i] = value.String()
		} else {
			texts[i] = n.text(value, name(i))
		}
	}
	return texts
}

func (n *native) object(f flavour) *goja.Object {
	object := n.vm.NewObject()
	add := func(name string, length int, run func(goja.FunctionCall) any) {
		function := n.engine.Function(name, length, func(call goja.FunctionCall) goja.Value { return n.vm.ToValue(run(call)) })
		if err := object.Set(name, function); err != nil {
			panic(err)
		}
	}
	path := func(call goja.FunctionCall) string { return n.text(call.Argument(0), "path") }
	add("resolve", 0, func(call goja.FunctionCall) any { return f.resolve(n.resolved(f, call.Arguments)) })
	add("normalize", 1, func(call goja.FunctionCall) any { return f.normalize(path(call)) })
	add("isAbsolute", 1, func(call goja.FunctionCall) any { return f.isAbsolute(path(call)) })
	add("join", 0, func(call goja.FunctionCall) any {
		return f.join(n.texts(call.Arguments, func(int) string { return "path" }))
	})
	add("relative", 2, func(call goja.FunctionCall) any {
		return f.relative(n.text(call.Argument(0), "from"), n.text(call.Argument(1), "to"))
	})
	add("toNamespacedPath", 1, func(call goja.FunctionCall) any {
		if !goja.IsString(call.Argument(0)) {
			return call.Argument(0)
		}
		return f.toNamespacedPath(call.Argument(0).String())
	})
	add("dirname", 1, func(call goja.FunctionCall) any { return f.dirname(path(call)) })
	add("basename", 2, func(call goja.FunctionCall) any {
		suffix := ""
		if !goja.IsUndefined(call.Argument(1)) {
			suffix = n.text(call.Argument(1), "suffix")
		}
		return f.basename(path(call), suffix)
	})
	add("extname", 1, func(call goja.FunctionCall) any { return f.extname(path(call)) })
	add("parse", 1, func(call goja.FunctionCall) any {
		p := f.parse(path(call))
		result := n.vm.NewObject()
		for _, field := range [...]struct{ name, value string }{
			{"root", p.root}, {"dir", p.dir}, {"base", p.base}, {"ext", p.ext}, {"name", p.name},
		} {
			if err := result.Set(field.name, field.value); err != nil {
				panic(err)
			}
		}
		return result
	})
	return object
}

// resolved checks resolve's arguments from the right as far as it looks at them.
func (n *native) resolved(f flavour, values []goja.Value) []string {
	paths := make([]string, len(values))
	for i := len(values) - 1; i >= 0; i-- {
		paths[i] = n.text(values[i], "paths["+strconv.Itoa(i)+"]")
		if _, ok := f.(posix); ok && strings.HasPrefix(paths[i], "/") {
			return paths[i:]
		}
	}
	return paths
}
