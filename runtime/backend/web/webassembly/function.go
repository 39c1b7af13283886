package webassembly

import (
	"strconv"

	"github.com/dop251/goja"
	"github.com/tetratelabs/wazero/api"
)

// function is what is behind an Exported Function.
type function struct {
	store     *store
	instance  *instance
	module    api.Module // exports it
	export    string     // under this name
	signature *functionType
	object    *goja.Object
	reference uint64 // what wazero knows it by as a funcref; 0 before it has been asked
	idle      []*activation
}

// activation is what one call uses. wazero's functions can't be called anew while they run.
type activation struct {
	function api.Function
	stack    []uint64
}

func (f *function) activation() *activation {
	if last := len(f.idle) - 1; last >= 0 {
		a := f.idle[last]
		f.idle = f.idle[:last]
		return a
	}
	return &activation{
		function: f.module.ExportedFunction(f.export),
		stack:    make([]uint64, max(len(f.signature.params), len(f.signature.results))),
	}
}

// exported returns the Exported Function of f; name is its index, as a string.
func (s *store) exported(f *function, index uint32) *goja.Object {
	for _, list := range [][]byte{f.signature.params, f.signature.results} {
		for _, kind := range list {
			if kind == typeV128 || kind == typeOther {
				f.object = s.engine.Function(strconv.Itoa(int(index)), len(f.signature.params), func(goja.FunctionCall) goja.Value {
					panic(s.vm.NewTypeError("type incompatibility when transforming from/to JS"))
				})
				return f.object
			}
		}
	}
	f.object = s.engine.Function(strconv.Itoa(int(index)), len(f.signature.params), f.call)
	s.must(s.js.register(goja.Undefined(), f.object, s.vm.ToValue(f)))
	return f.object
}

// call is what JavaScript calls.
func (f *function) call(call goja.FunctionCall) goja.Value {
	s := f.store
	a := f.activation()
	for i, kind := range f.signature.params {
		a.stack[i] = s.toWasm(kind, call.Argument(i))
	}
	err := f.invoke(a)
	if err != nil && !isExit(err) {
		f.idle = append(f.idle, a)
		return s.failed(err)
	}
	var result goja.Value
	switch len(f.signature.results) {
	case 0:
		result = goja.Undefined()
	case 1:
		result = s.toJS(f.signature.results[0], a.stack[0])
	default:
		results := make([]any, len(f.signature.results))
		for i, kind := range f.signature.results {
			results[i] = s.toJS(kind, a.stack[i])
		}
		result = s.vm.NewArray(results...)
	}
	f.idle = append(f.idle, a)
	return result
}

func (f *function) invoke(a *activation) error {
	s := f.store
	s.depth++
	err := a.function.CallWithStack(s.ctx, a.stack)
	s.depth--
	if s.memories != nil {
		s.refresh()
	}
	return err
}

// hostFunction is a function of JavaScript that WebAssembly calls.
type hostFunction struct {
	call      goja.Callable
	native    func(goja.FunctionCall) goja.Value // in place of call, where the function is Go's
	signature *functionType
}

// thrown carries what a function of JavaScript threw through WebAssembly.
type thrown struct{ err error }

func (t *thrown) Error() string { return "an exception of JavaScript" }

// run calls the function with what lies on the stack.
func (h *hostFunction) run(s *store, stack []uint64) {
	if s.memories != nil {
		s.refresh()
	}
	var room [8]goja.Value
	args := room[:0]
	for i, kind := range h.signature.params {
		args = append(args, s.toJS(kind, stack[i]))
	}
	depth := s.depth
	var result goja.Value
	var err error
	if h.native != nil {
		err = try(s.vm, func() { result = h.native(goja.FunctionCall{This: goja.Undefined(), Arguments: args}) })
	} else {
		result, err = h.call(goja.Undefined(), args...)
	}
	s.depth = depth
	if err == nil {
		err = h.results(s, result, stack)
	}
	if err != nil {
		panic(&thrown{err})
	}
}

func (h *hostFunction) results(s *store, result goja.Value, stack []uint64) error {
	switch kinds := h.signature.results; len(kinds) {
	case 0:
		return nil
	case 1:
		if bits, ok := plain(kinds[0], result); ok {
			stack[0] = bits
			return nil
		}
		return try(s.vm, func() { stack[0] = s.toWasm(kinds[0], result) })
	default:
		return try(s.vm, func() {
			values := s.iterated(result)
			if len(values) != len(kinds) {
				panic(s.vm.NewTypeError("multi-return length mismatch"))
			}
			for i, kind := range kinds {
				stack[i] = s.toWasm(kind, values[i])
			}
		})
	}
}

// try runs f and returns what it throws.
func try(vm *goja.Runtime, f func()) error {
	if exception := vm.Try(f); exception != nil {
		return exception
	}
	return nil
}

func (s *store) iterated(value goja.Value) (values []goja.Value) {
	if _, ok := value.(*goja.Object); !ok {
		panic(s.vm.NewTypeError("multi-return value must be iterable"))
	}
	s.vm.ForOf(value, func(item goja.Value) bool {
		values = append(values, item)
		return true
	})
	return values
}

func (s *store) must(_ goja.Value, err error) {
	if err != nil {
		panic(err)
	}
}
