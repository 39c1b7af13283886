package clone

import (
	_ "embed"
	"fmt"
	"runtime"
	"sync"
	"weak"

	"github.com/dop251/goja"
)

//go:embed intrinsics.js
var intrinsicsSource string

var intrinsicsProgram = sync.OnceValue(func() *goja.Program {
	return goja.MustCompile("deskjs:clone", intrinsicsSource, true)
})

// intrinsics is what the codec keeps of a runtime: built-ins as they were at the first use.
type intrinsics struct {
	functions       *goja.Object
	objectPrototype *goja.Object
	byName          map[string]*goja.Object
}

// The intrinsics of every runtime that is in use. The keys are weak so that a runtime that ended is freed; a value would
// keep its runtime, so it hangs on a property of the global object and only its address is here.
var known sync.Map // weak.Pointer[goja.Runtime] -> weak.Pointer[intrinsics]

var anchor = goja.NewSymbol("deskjs.clone")

// intrinsicsOf returns the runtime's, made at first use.
func intrinsicsOf(rt *goja.Runtime) *intrinsics {
	key := weak.Make(rt)
	if found, ok := known.Load(key); ok {
		if found := found.(weak.Pointer[intrinsics]).Value(); found != nil {
			return found
		}
	}
	value, err := rt.RunProgram(intrinsicsProgram())
	if err != nil {
		panic(fmt.Errorf("the clone codec's own script: %w", err)) // a defect in this package, shown by every test
	}
	made := &intrinsics{functions: value.(*goja.Object), byName: map[string]*goja.Object{}}
	for _, name := range made.functions.Keys() {
		made.byName[name], _ = made.functions.Get(name).(*goja.Object)
	}
	made.objectPrototype, _ = made.byName["Object"].Get("prototype").(*goja.Object)
	// The function keeps made alive as long as the global object is.
	holder := rt.ToValue(func(goja.FunctionCall) goja.Value { return made.functions })
	if err := rt.GlobalObject().DefineDataPropertySymbol(anchor, holder, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE); err != nil {
		return made // a frozen global object: the codec works, and is made anew each time
	}
	known.Store(key, weak.Make(made))
	runtime.AddCleanup(rt, func(key weak.Pointer[goja.Runtime]) { known.Delete(key) }, key)
	return made
}

// call runs one of the functions of intrinsics.js, by constructing with it. The error is a *goja.Exception.
func (i *intrinsics) call(rt *goja.Runtime, name string, args ...goja.Value) (*goja.Object, error) {
	return rt.New(i.byName[name], args...)
}

// list is call for functions that return an array.
func (i *intrinsics) list(rt *goja.Runtime, name string, args ...goja.Value) ([]goja.Value, error) {
	array, err := i.call(rt, name, args...)
	if err != nil {
		return nil, err
	}
	if items, _, ok := insiderOf(rt).ArrayData(array); ok {
		return items, nil
	}
	items := make([]goja.Value, array.Get("length").ToInteger())
	for index := range items {
		items[index] = array.Get(fmt.Sprint(index))
	}
	return items, nil
}
