package engine

import (
	"errors"
	"fmt"
	"math/big"
	"strconv"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// bindOp derives the forms of one operation; see op.Kind for their names.
func (e *Engine) bindOp(binding *goja.Object, o *op.Op) {
	sync := func(call goja.FunctionCall) goja.Value {
		result, err := e.run(o, e.args(call.Arguments))
		if err != nil {
			e.Throw(err)
		}
		return e.ToValue(result)
	}
	if o.Kind == op.KindPure {
		mustSet(binding, o.Name, sync)
		return
	}
	mustSet(binding, o.Name+"Sync", sync)
	mustSet(binding, o.Name+"Promise", func(call goja.FunctionCall) goja.Value {
		promise, resolve, reject := e.VM.NewPromise()
		e.start(o, e.args(call.Arguments), func(result any, err error) {
			if err != nil {
				_ = reject(e.ErrorValue(err))
				return
			}
			_ = resolve(e.ToValue(result))
		})
		return e.VM.ToValue(promise)
	})
	mustSet(binding, o.Name, func(call goja.FunctionCall) goja.Value {
		last := max(len(call.Arguments)-1, 0)
		callback, ok := goja.AssertFunction(call.Argument(last))
		if !ok {
			panic(e.VM.NewTypeError("binding.%s: the last argument is no function", o.Name))
		}
		e.start(o, e.args(call.Arguments[:last]), func(result any, err error) {
			if err != nil {
				_, err = callback(goja.Undefined(), e.ErrorValue(err))
			} else {
				_, err = callback(goja.Undefined(), goja.Null(), e.ToValue(result))
			}
			e.Loop.Report(err)
		})
		return goja.Undefined()
	})
}

func mustSet(object *goja.Object, name string, value any) {
	if err := object.Set(name, value); err != nil {
		panic(err)
	}
}

// mustDefine sets a property of a plain object, also where setting it would do something
// else: __proto__ is a name like any other in what comes from outside.
func mustDefine(object *goja.Object, name string, value goja.Value) {
	if name != "__proto__" {
		mustSet(object, name, value)
		return
	}
	if err := object.DefineDataProperty(name, value, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE); err != nil {
		panic(err)
	}
}

// run runs an operation; a Go panic in it becomes an error, since no panic may
// take the program down.
func (e *Engine) run(o *op.Op, args op.Args) (result any, err error) {
	defer func() {
		if r := recover(); r != nil {
			result, err = nil, fmt.Errorf("internal error in %s: %v", o.Name, r)
		}
	}()
	return o.Run(e.opCtx, args)
}

// start runs an operation on a goroutine and settles it as a task of the loop,
// which it keeps alive until then.
func (e *Engine) start(o *op.Op, args op.Args, settle func(any, error)) {
	e.Loop.Hold(1)
	e.requests++
	request := e.NewAsyncResource("FSREQCALLBACK", nil)
	site := e.VM.CaptureCallStack(siteFrames, nil)
	go func() {
		select {
		case e.pool <- struct{}{}:
		case <-e.ctx.Done():
			return // nobody waits for it any more
		}
		result, err := e.run(o, args)
		<-e.pool
		e.Loop.Post(func() {
			e.Loop.Hold(-1)
			e.requests--
			if err != nil {
				err = &failure{err, site}
			}
			e.InAsync(request, func() { settle(result, err) })
			e.AsyncDestroyed(request)
		})
	}()
}

func (e *Engine) args(values []goja.Value) op.Args {
	if len(values) == 0 {
		return nil
	}
	args := make(op.Args, len(values))
	for i, value := range values {
		args[i] = e.arg(value, 0)
	}
	return args
}

// Held returns what an op.Handle holds, which object is to JavaScript; ok is false for other objects.
func (e *Engine) Held(object *goja.Object) (value any, ok bool) {
	handle := object.GetSymbol(e.handles)
	if handle == nil {
		return nil, false
	}
	held, ok := handle.Export().(*op.Handle)
	if !ok {
		return nil, false
	}
	return held.Value, true
}

// maxArrayDepth is how far arrays in arguments may nest; what lies deeper, as in an array
// that contains itself, is taken for nothing.
const maxArrayDepth = 100

func (e *Engine) arg(value goja.Value, depth int) any {
	object, ok := value.(*goja.Object)
	if !ok {
		if _, isSymbol := value.(*goja.Symbol); isSymbol || goja.IsUndefined(value) || goja.IsNull(value) {
			return nil
		}
		return value.Export() // bool, int64, float64, string, *big.Int
	}
	if function, ok := goja.AssertFunction(object); ok {
		return e.callback(function)
	}
	if bytes, ok := Bytes(object); ok {
		return bytes
	}
	if held, ok := e.Held(object); ok {
		return held
	}
	if object.ClassName() == "Array" && depth < maxArrayDepth {
		length := int(object.Get("length").ToInteger())
		items := make([]any, length)
		for i := range items {
			items[i] = e.arg(orUndefined(object.Get(strconv.Itoa(i))), depth+1)
		}
		return items
	}
	return nil
}

func orUndefined(value goja.Value) goja.Value {
	if value == nil {
		return goja.Undefined()
	}
	return value
}

func (e *Engine) callback(function goja.Callable) *op.Callback {
	handle := e.NewAsyncResource("HANDLE", nil)
	call := func(args []any) {
		e.Loop.Post(func() {
			e.EnterAsync(handle)
			values := make([]goja.Value, len(args))
			for i, arg := range args {
				values[i] = e.ToValue(arg)
			}
			if _, err := function(goja.Undefined(), values...); err != nil {
				e.Loop.Report(err)
				return
			}
			e.LeaveAsync()
		})
	}
	hold := func(delta int) { e.Loop.Post(func() { e.Loop.Hold(delta) }) }
	return op.NewCallback(call, hold)
}

// array makes an array of results; a patched engine takes the list as the array's own memory.
func (e *Engine) array(results []any) goja.Value {
	if patched, ok := any(e.VM).(interface {
		NewArrayOf(items []goja.Value) *goja.Object
	}); ok {
		items := make([]goja.Value, len(results))
		for i, result := range results {
			items[i] = e.ToValue(result)
		}
		return patched.NewArrayOf(items)
	}
	items := make([]any, len(results))
	for i, result := range results {
		items[i] = e.ToValue(result)
	}
	return e.VM.NewArray(items...)
}

// ToValue converts an operation's result (see op.Object for the kinds).
func (e *Engine) ToValue(result any) goja.Value {
	vm := e.VM
	switch v := result.(type) {
	case nil:
		return goja.Undefined()
	case goja.Value:
		return v
	case []byte:
		return vm.ToValue(vm.NewArrayBuffer(v))
	case []string:
		items := make([]any, len(v))
		for i, s := range v {
			items[i] = s
		}
		return vm.NewArray(items...)
	case []float64:
		items := make([]any, len(v))
		for i, f := range v {
			items[i] = f
		}
		return vm.NewArray(items...)
	case []any:
		return e.array(v)
	case op.Object:
		object := vm.NewObject()
		for _, field := range v {
			mustDefine(object, field.Name, e.ToValue(field.Value))
		}
		return object
	case op.BigInt:
		return vm.ToValue(big.NewInt(int64(v)))
	case op.Handle:
		object := vm.NewObject()
		_ = object.DefineDataPropertySymbol(e.handles, vm.ToValue(&v), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE)
		return object
	case error:
		return e.ErrorValue(v)
	}
	if result == op.Null {
		return goja.Null()
	}
	return vm.ToValue(result)
}

// Throw makes the native function that calls it throw err; it does not return. An
// interrupt is no error: it goes on past JavaScript's handlers.
func (e *Engine) Throw(err error) {
	var interrupted *goja.InterruptedError
	if errors.As(err, &interrupted) {
		panic(interrupted)
	}
	panic(e.ErrorValue(err))
}

// ErrorValue returns err as a JavaScript value: what was thrown if it came from
// JavaScript, Node's shape if it is an *op.Error, a plain Error otherwise.
func (e *Engine) ErrorValue(err error) goja.Value {
	var overflow *goja.StackOverflowError
	if errors.As(err, &overflow) {
		return e.NewError("RangeError", "", "Maximum call stack size exceeded")
	}
	var exception *goja.Exception
	if errors.As(err, &exception) {
		return exception.Value()
	}
	var shaped *op.Error
	if !errors.As(err, &shaped) {
		return e.NewError("Error", "", err.Error())
	}
	object := e.NewError(shaped.Type, "", shaped.Error())
	var failed *failure
	if errors.As(err, &failed) {
		failed.place(e, object)
	}
	for _, field := range shaped.Fields {
		mustDefine(object, field.Name, e.ToValue(field.Value))
	}
	if shaped.Errno != 0 {
		mustSet(object, "errno", shaped.Errno)
	}
	if shaped.Code != "" {
		mustSet(object, "code", shaped.Code)
	}
	if shaped.Syscall != "" {
		mustSet(object, "syscall", shaped.Syscall)
	}
	if shaped.Path != "" {
		mustSet(object, "path", shaped.Path)
	}
	if shaped.Dest != "" {
		mustSet(object, "dest", shaped.Dest)
	}
	return object
}

// NewError returns a JavaScript error of the given global class ("" is Error),
// with a code if it is not "".
func (e *Engine) NewError(class, code, message string) *goja.Object {
	if class == "" {
		class = "Error"
	}
	// A program may have put anything in the class's place.
	object, err := e.VM.New(orUndefined(e.VM.Get(class)), e.VM.ToValue(message))
	if err != nil {
		return e.VM.NewGoError(errors.New(message))
	}
	if code != "" {
		mustSet(object, "code", code)
	}
	return object
}
