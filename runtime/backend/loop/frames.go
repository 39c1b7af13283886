package loop

import "github.com/dop251/goja"

// held is what a patched goja offers besides: microtasks that run when the loop says so.
type held interface {
	HoldMicrotasks()
	ReleaseMicrotasks()
	RunMicrotasks() error
}

// frames enters JavaScript. A released goja runs microtasks when the outermost JavaScript frame returns, and a Go
// function is none: there every callback runs inside a JavaScript function, and its ticks with it, so that
// the microtasks come after them. What Node does when a callback throws (microtasks wait, too) takes the patches.
type frames struct {
	held  held
	enter goja.Callable // calls body
	body  func()
}

func (f *frames) init(vm *goja.Runtime) {
	native := vm.ToValue(func(goja.FunctionCall) goja.Value { f.body(); return goja.Undefined() })
	if patched, ok := any(vm).(held); ok {
		f.held = patched
		f.enter, _ = goja.AssertFunction(native)
		return
	}
	wrapped, err := vm.RunScript("node:internal/loop", "(function (body) { return function () { body() } })")
	if err != nil {
		panic(err)
	}
	wrap, _ := goja.AssertFunction(wrapped)
	trampoline, err := wrap(goja.Undefined(), native)
	if err != nil {
		panic(err)
	}
	f.enter, _ = goja.AssertFunction(trampoline)
}

// call runs body inside a frame. Only what JavaScript cannot catch comes back as an error, such as an interrupt.
func (f *frames) call(body func()) error {
	outer := f.body
	f.body = body
	if f.held != nil {
		f.held.HoldMicrotasks()
		defer f.held.ReleaseMicrotasks()
	}
	_, err := f.enter(goja.Undefined())
	f.body = outer
	return err
}

// microtasks runs the microtasks.
func (f *frames) microtasks() error {
	if f.held == nil {
		return nil // they ran when the last frame returned
	}
	return f.held.RunMicrotasks()
}
