package backend

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/node/process"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

func nodeVersion() string { return process.NodeVersion }

// preload does what the options say before the program begins.
func (b *Backend) preload() error {
	if err := b.openChannel(); err != nil {
		return err
	}
	options := b.Engine.Host.Options
	if len(options) == 0 {
		return nil
	}
	vm := b.Engine.VM
	if limit, given := options.Value("--stack-trace-limit"); given {
		number, _ := strconv.Atoi(limit)
		if err := vm.Get("Error").(*goja.Object).Set("stackTraceLimit", number); err != nil {
			return err
		}
	}
	if _, given := options["--expose-gc"]; given {
		if err := b.exposeGC(); err != nil {
			return err
		}
	}
	if err := b.loadEnvironment(options["--env-file"], options["--env-file-if-exists"]); err != nil {
		return err
	}
	dir := workingDirectory()
	for _, name := range append(options["--require"], options["--import"]...) {
		if err := b.Loader.Preload(strings.TrimPrefix(name, "file://"), dir); err != nil {
			return err
		}
	}
	return nil
}

// openChannel opens the channel to the program that has forked this one, if one has.
func (b *Backend) openChannel() error {
	fd, forked := os.LookupEnv("NODE_CHANNEL_FD")
	if !forked || b.Engine.Host.Inside {
		return nil
	}
	mode := os.Getenv("NODE_CHANNEL_SERIALIZATION_MODE")
	for _, name := range []string{"NODE_CHANNEL_FD", "NODE_CHANNEL_SERIALIZATION_MODE"} {
		if err := os.Unsetenv(name); err != nil {
			return err
		}
	}
	number, err := strconv.Atoi(fd)
	if err != nil || number < 0 {
		return nil
	}
	if mode != "advanced" {
		mode = "json"
	}
	if _, err := b.Loader.Builtin("process"); err != nil {
		return err
	}
	channel, err := b.Loader.Builtin("internal/child_process/channel")
	if err != nil {
		return err
	}
	open, _ := goja.AssertFunction(channel.(*goja.Object).Get("forkChild"))
	_, err = open(goja.Undefined(), b.Engine.VM.ToValue(number), b.Engine.VM.ToValue(mode))
	return err
}

// exposeGC makes the global gc, which contexts of node:vm then have too.
func (b *Backend) exposeGC() error {
	b.Engine.ExposeGC = true
	module, err := b.Loader.Builtin("internal/gc")
	if err != nil {
		return err
	}
	b.Engine.Global("gc", module.(*goja.Object).Get("gc"))
	return nil
}

// loadEnvironment is --env-file and --env-file-if-exists: a later file's values count, but those of the environment before all.
func (b *Backend) loadEnvironment(paths, optional []string) error {
	for _, path := range optional {
		if _, err := os.Stat(path); err == nil {
			paths = append(paths[:len(paths):len(paths)], path)
		}
	}
	if len(paths) == 0 {
		return nil
	}
	module, err := b.Loader.Builtin("process")
	if err != nil {
		return err
	}
	load, _ := goja.AssertFunction(module.(*goja.Object).Get("loadEnvFile"))
	// What is set first stays.
	for _, path := range slices.Backward(paths) {
		if _, err := load(module, b.Engine.VM.ToValue(path)); err != nil {
			return err
		}
	}
	return nil
}

// workingDirectory is where relative names begin; a folder that is gone does not keep a program from running.
func workingDirectory() string {
	dir, err := os.Getwd()
	if err != nil {
		return string(os.PathSeparator)
	}
	return dir
}

// check compiles the program without running it; "" and "-" are standard input.
func (b *Backend) check(script string) int {
	return b.run(func() (goja.Value, error) {
		name := script
		var source []byte
		var err error
		if script == "" || script == "-" {
			name = "[stdin]"
			if b.Engine.Host.Stdin != nil {
				source, err = io.ReadAll(b.Engine.Host.Stdin)
			}
		} else {
			if found, failed := b.Loader.ResolveMain(script); failed == nil {
				name = found
			}
			source, err = os.ReadFile(name)
		}
		if err != nil {
			return nil, op.System(err, "open", name)
		}
		return nil, b.Loader.Check(name, source)
	})
}

// runTests runs the test files that the patterns name, each in a process of its own; those that node looks for if there are none.
func (b *Backend) runTests(patterns []string) int {
	return b.run(func() (goja.Value, error) {
		module, err := b.Loader.Builtin("internal/test/run")
		if err != nil {
			return nil, err
		}
		main, _ := goja.AssertFunction(module.(*goja.Object).Get("main"))
		return main(goja.Undefined(), b.Engine.ToValue(patterns))
	})
}

// runInput runs what standard input holds.
func (b *Backend) runInput(c *NodeCommand) int {
	source := []byte{}
	if b.Engine.Host.Stdin != nil {
		var err error
		if source, err = io.ReadAll(b.Engine.Host.Stdin); err != nil {
			return b.run(func() (goja.Value, error) { return nil, err })
		}
	}
	return b.runText("[stdin]", string(source), c)
}

// runText runs code that is in no file.
func (b *Backend) runText(name, code string, c *NodeCommand) int {
	_, prints := c.Options["--print"]
	kind, _ := c.Options.Value("--input-type")
	dir := workingDirectory()
	return b.run(func() (goja.Value, error) {
		if name == "[eval]" {
			if err := b.setEval(code); err != nil {
				return nil, err
			}
			b.Loader.DefineBuiltinGlobals()
		}
		if strings.HasPrefix(kind, "module") {
			if prints {
				return nil, b.Engine.VM.Try(func() {
					panic(b.Engine.NewError("Error", "ERR_EVAL_ESM_CANNOT_PRINT", "--print cannot be used with ESM input"))
				})
			}
			path := filepath.Join(dir, name+"1.mjs")
			if kind == "module-typescript" {
				path = filepath.Join(dir, name+"1.mts")
			}
			run, err := b.Loader.MainSource(path, []byte(code))
			if err != nil {
				return nil, err
			}
			return nil, b.runModule(path, run)
		}
		value, err := b.Loader.RunScript(name, dir, code, b.script)
		if err != nil && kind == "" && isModuleSyntax(err) && !prints && b.script != nil {
			path := filepath.Join(dir, name+"1.mjs")
			if run, failed := b.Loader.MainSource(path, []byte(code)); failed == nil {
				return nil, b.runModule(path, run)
			}
		}
		if err != nil || !prints {
			return value, err
		}
		return value, b.print(value)
	})
}

// isModuleSyntax reports whether a script failed because it is an ES module.
func isModuleSyntax(err error) bool {
	text := err.Error()
	for _, sign := range []string{"import", "export", "await"} {
		if strings.Contains(text, "SyntaxError") && strings.Contains(text, sign) {
			return true
		}
	}
	return strings.Contains(text, "Unexpected reserved word")
}

// setEval tells child_process.fork what not to repeat.
func (b *Backend) setEval(code string) error {
	module, err := b.Loader.Builtin("process")
	if err != nil {
		return err
	}
	return module.(*goja.Object).Set("_eval", code)
}

// print is what -p does with the result.
func (b *Backend) print(value goja.Value) error {
	console, err := b.Loader.Builtin("console")
	if err != nil {
		return err
	}
	log, _ := goja.AssertFunction(console.(*goja.Object).Get("log"))
	_, err = log(console, value)
	return err
}
