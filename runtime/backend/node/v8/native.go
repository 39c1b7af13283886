package v8

import (
	"errors"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/clone"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

func natives(e *engine.Engine) map[string]any {
	n := &native{engine: e, vm: e.VM}
	table := map[string]any{
		"exposeGC": func(goja.FunctionCall) goja.Value {
			e.ExposeGC = true
			return goja.Undefined()
		},
		"heap": func(goja.FunctionCall) goja.Value { return e.ToValue(heap(e.Host.Thread)) },
	}
	n.addWriting(table)
	n.addReading(table)
	return table
}

type native struct {
	engine *engine.Engine
	vm     *goja.Runtime
}

// check throws what err is.
func (n *native) check(err error) {
	if err == nil {
		return
	}
	if errors.Is(err, clone.ErrUnreadable) || errors.Is(err, clone.ErrVersion) {
		n.throw(err.Error())
	}
	n.engine.Throw(err)
}

// throw throws an Error with the message.
func (n *native) throw(message string) {
	made, err := n.vm.New(n.vm.Get("Error"), n.vm.ToValue(message))
	if err != nil {
		panic(err)
	}
	panic(made)
}

// hook returns the method of object that is called name, nil if it is none.
func hook(object *goja.Object, name string) goja.Callable {
	method, _ := goja.AssertFunction(object.Get(name))
	return method
}

// writer is a Serializer's Go half, and what its methods decide.
type writer struct {
	engine.Opaque
	*clone.Serializer
	native *native
	self   *goja.Object
}

// Refuse makes the error with _getDataCloneError.
func (w *writer) Refuse(message string) error {
	text := w.native.vm.ToValue(message)
	make := hook(w.self, "_getDataCloneError")
	if make == nil {
		return w.native.vm.Try(func() { panic(w.native.vm.NewTypeError("_getDataCloneError is not a function")) })
	}
	value, err := make(w.self, text)
	if err != nil {
		return err
	}
	return w.native.vm.Try(func() { panic(value) })
}

// WriteHost calls _writeHostObject.
func (w *writer) WriteHost(object *goja.Object) error {
	write := hook(w.self, "_writeHostObject")
	if write == nil {
		return w.Uncloneable(object)
	}
	_, err := write(w.self, object)
	return err
}

// Shared calls _getSharedArrayBufferId.
func (w *writer) Shared(buffer *goja.Object) (uint32, error) {
	get := hook(w.self, "_getSharedArrayBufferId")
	if get == nil {
		return 0, w.Uncloneable(buffer)
	}
	id, err := get(w.self, buffer)
	if err != nil {
		return 0, err
	}
	return uint32(id.ToInteger()), nil
}

func (n *native) addWriting(table map[string]any) {
	undefined := goja.Undefined()
	of := func(call goja.FunctionCall) *writer { return call.Argument(0).Export().(*writer) }
	// newWriter(serializer) returns the handle that the others take first.
	table["newWriter"] = func(call goja.FunctionCall) goja.Value {
		w := &writer{native: n, self: call.Argument(0).(*goja.Object)}
		w.Serializer = clone.NewSerializer(n.vm, w)
		return n.vm.NewDynamicObject(w)
	}
	table["writeHeader"] = func(call goja.FunctionCall) goja.Value { of(call).Header(); return undefined }
	table["writeValue"] = func(call goja.FunctionCall) goja.Value {
		n.check(of(call).Value(call.Argument(1)))
		return n.vm.ToValue(true)
	}
	table["release"] = func(call goja.FunctionCall) goja.Value {
		return n.vm.ToValue(n.vm.NewArrayBuffer(of(call).Release()))
	}
	table["transferOut"] = func(call goja.FunctionCall) goja.Value {
		of(call).Transfer(call.Argument(2).(*goja.Object), uint32(call.Argument(1).ToInteger()))
		return undefined
	}
	table["writeUint32"] = func(call goja.FunctionCall) goja.Value {
		of(call).Uint32(uint32(call.Argument(1).ToInteger()))
		return undefined
	}
	table["writeUint64"] = func(call goja.FunctionCall) goja.Value {
		of(call).Uint64(uint64(uint32(call.Argument(1).ToInteger()))<<32 | uint64(uint32(call.Argument(2).ToInteger())))
		return undefined
	}
	table["writeDouble"] = func(call goja.FunctionCall) goja.Value {
		of(call).Double(call.Argument(1).ToFloat())
		return undefined
	}
	table["writeRaw"] = func(call goja.FunctionCall) goja.Value {
		bytes, _ := engine.Bytes(call.Argument(1))
		of(call).Raw(bytes)
		return undefined
	}
	table["viewsAsHost"] = func(call goja.FunctionCall) goja.Value {
		of(call).TreatViewsAsHost(call.Argument(1).ToBoolean())
		return undefined
	}
}

// reader is a Deserializer's Go half.
type reader struct {
	engine.Opaque
	*clone.Deserializer
	native *native
	self   *goja.Object
	shared map[uint32]*goja.Object
}

// ReadHost calls _readHostObject.
func (r *reader) ReadHost() (*goja.Object, error) {
	read := hook(r.self, "_readHostObject")
	if read == nil {
		return nil, clone.ErrUnreadable
	}
	value, err := read(r.self)
	if err != nil {
		return nil, err
	}
	object, ok := value.(*goja.Object)
	if !ok {
		return nil, r.native.vm.Try(func() { panic(r.native.vm.NewTypeError("readHostObject must return an object")) })
	}
	return object, nil
}

// Shared returns what transferArrayBuffer was given.
func (r *reader) Shared(id uint32) (*goja.Object, error) { return r.shared[id], nil }

func (n *native) addReading(table map[string]any) {
	of := func(call goja.FunctionCall) *reader { return call.Argument(0).Export().(*reader) }
	failed := func(what string, err error) {
		if err != nil {
			n.throw(what + "() failed")
		}
	}
	// newReader(deserializer, view) returns the handle that the others take first.
	table["newReader"] = func(call goja.FunctionCall) goja.Value {
		bytes, _ := engine.Bytes(call.Argument(1))
		r := &reader{native: n, self: call.Argument(0).(*goja.Object), shared: map[uint32]*goja.Object{}}
		r.Deserializer = clone.NewDeserializer(n.vm, bytes, r)
		return n.vm.NewDynamicObject(r)
	}
	table["readHeader"] = func(call goja.FunctionCall) goja.Value {
		n.check(of(call).Header())
		return n.vm.ToValue(true)
	}
	table["readValue"] = func(call goja.FunctionCall) goja.Value {
		value, err := of(call).Value()
		n.check(err)
		return value
	}
	table["version"] = func(call goja.FunctionCall) goja.Value { return n.vm.ToValue(int64(of(call).Version())) }
	table["transferIn"] = func(call goja.FunctionCall) goja.Value {
		id, buffer := uint32(call.Argument(1).ToInteger()), call.Argument(2).(*goja.Object)
		if engine.IsSharedArrayBuffer(buffer) {
			of(call).shared[id] = buffer
		} else {
			of(call).Transfer(id, buffer)
		}
		return goja.Undefined()
	}
	table["readUint32"] = func(call goja.FunctionCall) goja.Value {
		number, err := of(call).Uint32()
		failed("ReadUint32", err)
		return n.vm.ToValue(int64(number))
	}
	table["readUint64"] = func(call goja.FunctionCall) goja.Value {
		number, err := of(call).Uint64()
		failed("ReadUint64", err)
		return n.vm.NewArray(int64(number>>32), int64(uint32(number)))
	}
	table["readDouble"] = func(call goja.FunctionCall) goja.Value {
		number, err := of(call).Double()
		failed("ReadDouble", err)
		return n.vm.ToValue(number)
	}
	// readRaw(handle, length) returns where in the bytes they are.
	table["readRaw"] = func(call goja.FunctionCall) goja.Value {
		r := of(call)
		at := r.Offset()
		_, err := r.Raw(int(call.Argument(1).ToInteger()))
		failed("ReadRawBytes", err)
		return n.vm.ToValue(at)
	}
}

func hookNatives(e *engine.Engine) map[string]any {
	return map[string]any{
		// setHooks(init, before, after, settled) replaces the listeners, which do not throw, each a function or undefined.
		"setHooks": func(call goja.FunctionCall) goja.Value {
			check := func(_ goja.Value, err error) {
				if err != nil {
					panic(err)
				}
			}
			listener := func(index int) func(goja.Value) {
				function, ok := goja.AssertFunction(call.Argument(index))
				if !ok {
					return nil
				}
				return func(promise goja.Value) { check(function(goja.Undefined(), promise)) }
			}
			hooks := engine.PromiseHooks{Before: listener(1), After: listener(2), Settled: listener(3)}
			if init, ok := goja.AssertFunction(call.Argument(0)); ok {
				hooks.Init = func(promise, parent goja.Value) { check(init(goja.Undefined(), promise, parent)) }
			}
			e.SetPromiseHooks(hooks)
			return goja.Undefined()
		},
		// uncaught(error) tells of an error that nothing caught.
		"uncaught": func(call goja.FunctionCall) goja.Value {
			e.TriggerUncaught(call.Argument(0), engine.OriginException)
			return goja.Undefined()
		},
	}
}
