package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/bundler"
	"github.com/deskjs/deskjs/internal/lowered"
	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/require"
	"github.com/deskjs/deskjs/runtime/backend/web/intl"
)

// testTime is how long one variant of a test may run.
const testTime = 10 * time.Second

// runner runs tests; its harness files are compiled once.
type runner struct {
	dir     string
	harness map[string]*compiled
}

type compiled struct {
	program *goja.Program
	err     error
}

// include compiles a file of the harness.
func (r *runner) include(name string) (*goja.Program, error) {
	if known := r.harness[name]; known != nil {
		return known.program, known.err
	}
	path := filepath.Join(r.dir, "harness", filepath.FromSlash(name))
	c := &compiled{}
	source, err := os.ReadFile(path)
	if c.err = err; err == nil {
		c.program, c.err = compileScript(path, string(source))
	}
	r.harness[name] = c
	return c.program, c.err
}

// compileScript compiles source as a script, which is what a test is unless it is a module; lowered if the engine does not take
// it as it is, as the loader does.
func compileScript(path, source string) (*goja.Program, error) {
	if engine.Patched() {
		if program, err := engine.Compile(path, source); err == nil {
			return program, nil
		}
	}
	code, _, err := bundler.TransformScript(path, []byte(source))
	if err != nil {
		return nil, err
	}
	return engine.Compile(path, string(code))
}

// attempt is one run of one variant.
type attempt struct {
	runner  *runner
	engine  *engine.Engine
	loader  *require.Loader
	path    string
	matter  *frontmatter
	agents  *agents
	printed []string
	// failure is what ended the test, early whether that was before any of it ran.
	failure error
	early   bool
	// uncaught is what was thrown later, from a job or a callback.
	uncaught error
}

// runVariant returns why the variant fails, nil if it passes.
func (r *runner) runVariant(path, source string, matter *frontmatter, v variant) (err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("panic: %v", x)
		}
	}()
	a := &attempt{runner: r, path: path, matter: matter, engine: engine.New(engine.Host{})}
	intl.Install(a.engine)
	defer a.engine.Close()
	a.engine.Uncaught = func(value goja.Value, origin engine.Origin) {
		if a.uncaught == nil && origin == engine.OriginException {
			a.uncaught = errors.New("uncaught " + a.describe(value))
		}
	}
	a.engine.Rejected = func(engine.Rejection) {}
	limit := time.AfterFunc(testTime, func() { a.engine.Interrupt("it ran for " + testTime.String()) })
	defer limit.Stop()
	a.loader = require.New(a.engine, nil, a.transformModule)
	a.loader.TransformAll = true // to be the ES modules that its tests mean
	a.defineHost()
	defer a.agents.end()
	var finish func()
	a.engine.Loop.Run(func() { finish = a.start(source, v) })
	if finish != nil {
		finish()
	}
	return a.judge()
}

// start runs the harness and the test; what it returns is to be called when the loop has ended.
func (a *attempt) start(source string, v variant) (finish func()) {
	if !a.matter.flags["raw"] {
		includes := append([]string{"assert.js", "sta.js"}, a.matter.includes...)
		if a.matter.flags["async"] {
			includes = append(includes, "doneprintHandle.js")
		}
		for _, name := range includes {
			program, err := a.runner.include(name)
			if err == nil {
				_, err = a.engine.VM.RunProgram(program)
			}
			if err != nil {
				a.failure = fmt.Errorf("harness %s: %w", name, err)
				return nil
			}
		}
	}
	if v == moduleCode {
		return a.startModule()
	}
	if v == strictCode {
		source = "\"use strict\";\n" + source
	}
	program, err := compileScript(a.path, source)
	if err != nil {
		a.failure, a.early = err, true
		return nil
	}
	if strings.Contains(source, "import") {
		a.engine.Global(lowered.ImportParameter, a.loader.ImportFunction(a.path))
	}
	_, a.failure = a.engine.VM.RunProgram(program)
	return nil
}

// startModule runs the test as the main module.
func (a *attempt) startModule() (finish func()) {
	exports, err := a.loader.RunMain(a.path)
	if err != nil {
		a.failure = err
		a.early = a.isSyntaxError(err)
		return nil
	}
	if exports == nil {
		return nil
	}
	promise, ok := exports.Export().(*goja.Promise)
	if !ok {
		return nil
	}
	return func() {
		if promise.State() == goja.PromiseStateRejected && a.failure == nil {
			value := promise.Result()
			a.failure = a.engine.VM.Try(func() { panic(value) })
		}
	}
}

// transformModule is the loader's transform: every file of test262 that is loaded is an ES module.
func (a *attempt) transformModule(path string, source []byte) (lowered.Module, error) {
	if filepath.Ext(path) == ".js" {
		path = strings.TrimSuffix(path, ".js") + ".mjs"
	}
	return bundler.Transform(path, source)
}

// judge compares what happened with what had to.
func (a *attempt) judge() error {
	if a.matter.negativeType != "" {
		return a.judgeNegative()
	}
	if a.failure != nil {
		return errors.New(a.describeError(a.failure))
	}
	if !a.matter.flags["async"] {
		return nil
	}
	for _, line := range a.printed {
		if line == "Test262:AsyncTestComplete" {
			return nil
		}
		if strings.HasPrefix(line, "Test262:AsyncTestFailure:") {
			return errors.New(strings.TrimPrefix(line, "Test262:AsyncTestFailure:"))
		}
	}
	if a.uncaught != nil {
		return a.uncaught
	}
	return errors.New("$DONE was never called")
}

func (a *attempt) judgeNegative() error {
	want := a.matter.negativePhase + " " + a.matter.negativeType
	if a.failure == nil {
		return errors.New("no error, but there should be a " + want)
	}
	if a.matter.negativePhase != "runtime" {
		if a.early || a.isSyntaxError(a.failure) && a.matter.flags["module"] {
			return nil
		}
		return fmt.Errorf("should be a %s, is %s", want, a.describeError(a.failure))
	}
	if name := a.errorName(a.failure); name != a.matter.negativeType {
		return fmt.Errorf("should be a %s, is %s", want, a.describeError(a.failure))
	}
	return nil
}

func (a *attempt) isSyntaxError(err error) bool { return a.errorName(err) == "SyntaxError" }

// errorName returns the name of the constructor of what was thrown.
func (a *attempt) errorName(err error) string {
	var exception *goja.Exception
	if !errors.As(err, &exception) {
		return ""
	}
	object, ok := exception.Value().(*goja.Object)
	if !ok {
		return ""
	}
	constructor, ok := object.Get("constructor").(*goja.Object)
	if !ok || constructor.Get("name") == nil {
		return ""
	}
	return constructor.Get("name").String()
}

func (a *attempt) describeError(err error) string {
	var exception *goja.Exception
	if errors.As(err, &exception) {
		return a.describe(exception.Value())
	}
	return err.Error()
}

func (a *attempt) describe(value goja.Value) (text string) {
	err := a.engine.VM.Try(func() {
		text = value.String()
		if object, ok := value.(*goja.Object); ok {
			if stack, ok := a.engine.Stack(object); ok {
				_, frames, _ := strings.Cut(stack, "\n")
				first, _, _ := strings.Cut(frames, "\n")
				text += " " + strings.ReplaceAll(first, a.runner.dir, "")
			}
		}
	})
	if err != nil {
		return "a value that can't be shown"
	}
	return text
}
