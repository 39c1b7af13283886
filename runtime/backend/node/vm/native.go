package vm

import (
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/parser"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// script is what is behind a Script.
type script struct {
	program      *goja.Program
	name, code   string
	line, column int
}

// state is what the module knows of one engine.
type state struct {
	engine *engine.Engine
	vm     *goja.Runtime
	// imports tells for each file of a script why its import() rejects: the code of the error.
	imports map[string]string
	refuse  goja.Callable
}

func natives(e *engine.Engine) map[string]any {
	s := &state{engine: e, vm: e.VM, imports: map[string]string{}}
	e.RefuseImport = s.refused
	return map[string]any{
		// onRefusedImport(create) sets what makes the error with which import() rejects.
		"onRefusedImport": func(call goja.FunctionCall) goja.Value {
			s.refuse, _ = goja.AssertFunction(call.Argument(0))
			return goja.Undefined()
		},
		"compile":         s.compile,
		"run":             s.run,
		"makeContext":     s.makeContext,
		"compileFunction": s.compileFunction,
		"cacheOf":         s.cacheOf,
		"isCacheOf":       s.isCacheOf,
	}
}

// refused returns the error of an import() in a script of this module, nil where it may go on. A script that calls itself
// by the path of a file imports as that file does.
func (s *state) refused(referrer string) goja.Value {
	code, ok := s.imports[referrer]
	if !ok || s.refuse == nil {
		return nil
	}
	value, err := s.refuse(goja.Undefined(), s.vm.ToValue(code))
	if err != nil {
		return s.engine.ErrorValue(err)
	}
	return value
}

func (s *state) setImports(name, policy string) {
	delete(s.imports, name)
	if policy != "default" && !filepath.IsAbs(name) && !strings.HasPrefix(name, "file:") {
		s.imports[name] = policy
	}
}

// compile(code, filename, line, column, imports) returns a handle.
func (s *state) compile(call goja.FunctionCall) goja.Value {
	name := call.Argument(1).String()
	program := s.program(name, call.Argument(0).String(), call.Argument(2), call.Argument(3))
	s.setImports(name, call.Argument(4).String())
	return s.vm.ToValue(&script{program, name, call.Argument(0).String(), offset(call.Argument(2)), offset(call.Argument(3))})
}

// offset is a line or column of the start as engine.CompileAt takes it.
func offset(value goja.Value) int { return max(int(value.ToInteger()), 0) }

func (s *state) program(name, code string, line, column goja.Value) *goja.Program {
	if strings.HasPrefix(code, "#!") {
		code = "//" + code[2:]
	}
	program, err := engine.CompileAt(name, code, int(line.ToInteger()), int(column.ToInteger()))
	if err != nil {
		panic(s.syntaxError(name, code, int(line.ToInteger()), err))
	}
	return program
}

// position is how goja says where a script is wrong.
var position = regexp.MustCompile(`^(?:SyntaxError: )?(.*?): Line (\d+):(\d+) (.*?)(?: \(and \d+ more errors\))?$`)

// syntaxError returns the error of code that can't be parsed. As in Node its stack shows the place first.
func (s *state) syntaxError(name, code string, firstLine int, err error) goja.Value {
	text := strings.TrimPrefix(err.Error(), "SyntaxError: ")
	match := position.FindStringSubmatch(text)
	if match == nil {
		return s.engine.NewError("SyntaxError", "", text)
	}
	text = match[4]
	line, _ := strconv.Atoi(match[2])
	column, _ := strconv.Atoi(match[3])
	object := s.engine.NewError("SyntaxError", "", text)
	shown := ""
	if lines := strings.Split(code, "\n"); line-1-firstLine >= 0 && line-1-firstLine < len(lines) {
		shown = strings.TrimSuffix(lines[line-1-firstLine], "\r")
	}
	stack := fmt.Sprintf("%s:%d\n%s\n%s^\n\nSyntaxError: %s\n    at new Script (node:vm)", name, line, shown,
		strings.Repeat(" ", min(max(column-1, 0), len(shown))), text)
	_ = object.DefineDataProperty("stack", s.vm.ToValue(stack), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	return object
}

// makeContext(sandbox, strings) returns { handle, global, builtins, exposesGC }.
func (s *state) makeContext(call goja.FunctionCall) goja.Value {
	sandbox := call.Argument(0).ToObject(s.vm)
	context, ok := s.engine.NewContext(sandbox)
	if !ok {
		panic(s.vm.NewTypeError("This engine has no contexts"))
	}
	if limited, ok := context.(interface{ DisallowCodeGeneration() }); ok && !call.Argument(1).ToBoolean() {
		limited.DisallowCodeGeneration()
	}
	s.lend(context)
	made := s.vm.NewObject()
	_ = made.Set("handle", s.vm.ToValue(&holder{context}))
	_ = made.Set("global", context.Global())
	_ = made.Set("builtins", context.Builtins())
	_ = made.Set("exposesGC", s.vm.ToValue(s.engine.ExposeGC))
	return made
}

// holder keeps a context behind a handle.
type holder struct{ engine.Context }

// lent is what V8 gives every context and goja gets from this runtime.
var lent = []string{"Intl", "WebAssembly"}

// lend gives a context what the language has and goja has not, at first use.
func (s *state) lend(context engine.Context) {
	builtins := context.Builtins()
	for _, name := range lent {
		if s.vm.GlobalObject().Get(name) == nil {
			continue
		}
		get := s.vm.ToValue(func(goja.FunctionCall) goja.Value { return s.vm.GlobalObject().Get(name) })
		set := s.vm.ToValue(func(call goja.FunctionCall) goja.Value {
			_ = builtins.DefineDataProperty(name, call.Argument(0), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
			return goja.Undefined()
		})
		_ = builtins.DefineAccessorProperty(name, get, set, goja.FLAG_TRUE, goja.FLAG_FALSE)
	}
}

var (
	errTimeout = errors.New("timeout")
	errSignal  = errors.New("signal")
)

// run(handle, context, timeout, breakOnSigint, afterEvaluate, displayErrors) runs a script.
func (s *state) run(call goja.FunctionCall) goja.Value {
	held, _ := call.Argument(0).Export().(*script)
	start := func() (goja.Value, error) { return s.vm.RunProgram(held.program) }
	if context, ok := call.Argument(1).Export().(*holder); ok {
		start = func() (goja.Value, error) { return context.RunProgram(held.program) }
	}
	if call.Argument(4).ToBoolean() {
		begin := start
		start = func() (value goja.Value, err error) {
			vm, ok := any(s.vm).(interface{ RunWithOwnMicrotasks(func() error) error })
			if !ok {
				return begin()
			}
			err = vm.RunWithOwnMicrotasks(func() (err error) {
				value, err = begin()
				return err
			})
			return value, err
		}
	}
	timeout, sigint := call.Argument(2).ToInteger(), call.Argument(3).ToBoolean()
	if timeout < 0 && !sigint {
		value, err := start()
		if err != nil {
			s.throw(held, err, call.Argument(5).ToBoolean())
		}
		return value
	}
	value, err, why := s.limited(start, timeout, sigint)
	switch {
	case why == errTimeout:
		panic(s.engine.NewError("Error", "ERR_SCRIPT_EXECUTION_TIMEOUT", fmt.Sprintf("Script execution timed out after %dms", timeout)))
	case why == errSignal:
		panic(s.engine.NewError("Error", "ERR_SCRIPT_EXECUTION_INTERRUPTED", "Script execution was interrupted by `SIGINT`"))
	case err != nil:
		s.throw(held, err, call.Argument(5).ToBoolean())
	}
	return value
}

// throw throws what ended a script. As in Node the stack of an error that its code threw shows the place first.
func (s *state) throw(held *script, err error, display bool) {
	var exception *goja.Exception
	if !display || !errors.As(err, &exception) || len(exception.Stack()) == 0 {
		s.engine.Throw(err)
	}
	object, isObject := exception.Value().(*goja.Object)
	top := exception.Stack()[0].Position()
	if !isObject || object.ClassName() != "Error" || top.Filename != held.name {
		s.engine.Throw(err)
	}
	stack, ok := s.engine.Stack(object)
	place := fmt.Sprintf("%s:%d\n", held.name, top.Line)
	if lines := strings.Split(held.code, "\n"); ok && !strings.HasPrefix(stack, place) && top.Line-1-held.line >= 0 && top.Line-1-held.line < len(lines) {
		column := top.Column - 1
		if top.Line-1 == held.line {
			column -= held.column
		}
		shown := strings.TrimSuffix(lines[top.Line-1-held.line], "\r")
		stack = fmt.Sprintf("%s%s\n%s^\n\n%s", place, shown, strings.Repeat(" ", min(max(column, 0), len(shown))), stack)
		_ = object.DefineDataProperty("stack", s.vm.ToValue(stack), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	}
	s.engine.Throw(err)
}

// limited runs start until a time is over or a SIGINT arrives; why says which.
func (s *state) limited(start func() (goja.Value, error), timeout int64, sigint bool) (value goja.Value, err, why error) {
	var mu sync.Mutex
	done := false
	end := func(reason error) {
		mu.Lock()
		defer mu.Unlock()
		if !done {
			done, why = true, reason
			s.engine.InterruptTask(reason)
		}
	}
	if timeout >= 0 {
		timer := time.AfterFunc(time.Duration(timeout)*time.Millisecond, func() { end(errTimeout) })
		defer timer.Stop()
	}
	if sigint {
		signals, over := make(chan os.Signal, 1), make(chan struct{})
		signal.Notify(signals, os.Interrupt)
		defer signal.Stop(signals)
		defer close(over)
		go func() {
			select {
			case <-signals:
				end(errSignal)
			case <-over:
			}
		}()
	}
	value, err = start()
	mu.Lock()
	defer mu.Unlock()
	if done {
		s.engine.ClearInterrupt()
	}
	var interrupted *goja.InterruptedError
	if err != nil && !errors.As(err, &interrupted) {
		why = nil // it ended by itself just before
	}
	done = true
	return value, err, why
}

// compileFunction(code, parameters, filename, line, column, context, extensions, imports) returns the function.
func (s *state) compileFunction(call goja.FunctionCall) goja.Value {
	name := call.Argument(2).String()
	var parameters, scopes []string
	s.vm.ForOf(call.Argument(1), func(parameter goja.Value) bool {
		parameters = append(parameters, parameter.String())
		return true
	})
	extensions := []goja.Value{}
	s.vm.ForOf(call.Argument(6), func(extension goja.Value) bool {
		scopes = append(scopes, "with (arguments["+strconv.Itoa(len(extensions))+"]) ")
		extensions = append(extensions, extension)
		return true
	})
	code := call.Argument(0).String()
	// Parameters and body have to be right each by itself: code that only fits in would run, or be called, out of turn.
	alone := "(function (" + strings.Join(parameters, ",") + "\n) {})"
	s.program(name, alone, s.vm.ToValue(0), s.vm.ToValue(0))
	if !isFunction(alone) {
		panic(s.engine.NewError("SyntaxError", "", "Arg string terminates parameters early"))
	}
	line, column := call.Argument(3), call.Argument(4)
	opening := "(function () { " + strings.Join(scopes, "") + "return function (" + strings.Join(parameters, ",") + ") {"
	at := s.vm.ToValue(max(column.ToInteger()-int64(len(opening)), 0))
	program := s.program(name, opening+code+"\n} })", line, at)
	if strings.Contains(code, "}") && !isFunction("(function () {"+code+"\n})") {
		panic(s.engine.NewError("SyntaxError", "", "Unexpected token '}'"))
	}
	s.setImports(name, call.Argument(7).String())
	var made goja.Value
	var err error
	if context, ok := call.Argument(5).Export().(*holder); ok {
		made, err = context.RunProgram(program)
	} else {
		made, err = s.vm.RunProgram(program)
	}
	if err == nil {
		outer, _ := goja.AssertFunction(made)
		made, err = outer(goja.Undefined(), extensions...)
	}
	if err != nil {
		s.engine.Throw(err)
	}
	_ = made.(*goja.Object).DefineDataProperty("name", s.vm.ToValue(""), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	return made
}

// isFunction reports whether source, which is known to parse as part of more, is a function in parentheses and nothing else.
func isFunction(source string) bool {
	program, err := goja.Parse("", source, parser.WithDisableSourceMaps)
	if err != nil || len(program.Body) != 1 {
		return false
	}
	statement, ok := program.Body[0].(*ast.ExpressionStatement)
	if !ok {
		return false
	}
	_, ok = statement.Expression.(*ast.FunctionLiteral)
	return ok
}
