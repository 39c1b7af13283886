package sqlite

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// native is the half that makes JavaScript values of SQLite's. Statements' methods are native as a whole: passing
// arguments on costs more than SQLite does.
type native struct {
	engine *engine.Engine
	vm     *goja.Runtime
	// held is the property in which an object keeps its Go half.
	held                *goja.Symbol
	statement, iterator *goja.Object // the prototypes
	bytes               goja.Value   // Uint8Array
}

// connection, prepared and recorder are the Go halves of DatabaseSync, StatementSync and Session. The
// others keep their connection, which is closed when nobody has it.
type connection struct{ *database }

type prepared struct {
	*statement
	owner                            *connection
	bigInts, arrays, noBare, unknown bool
	used                             int // how often it was executed
}

type recorder struct {
	*session
	owner *connection
}

func natives(e *engine.Engine) map[string]any {
	n := &native{engine: e, vm: e.VM, held: goja.NewSymbol("sqlite")}
	return map[string]any{
		// setup(StatementSync.prototype, the iterators' prototype, Uint8Array)
		"setup": func(call goja.FunctionCall) goja.Value {
			n.statement, n.iterator, n.bytes = call.Argument(0).(*goja.Object), call.Argument(1).(*goja.Object), call.Argument(2)
			return goja.Undefined()
		},
		// connect(object) makes object a DatabaseSync; the others take it first.
		"connect":        n.connect,
		"open":           n.open,
		"isOpen":         n.isOpen,
		"isTransaction":  n.isTransaction,
		"close":          n.close,
		"exec":           n.exec,
		"prepare":        n.prepare,
		"location":       n.location,
		"loadExtension":  n.loadExtension,
		"allowExtension": n.allowExtension,
		"function":       n.function,
		"aggregate":      n.aggregate,
		"createSession":  n.createSession,
		"changes":        n.changes,
		"closeSession":   n.closeSession,
		"apply":          n.apply,
		"backup":         n.backup,
		"backupStep":     n.backupStep,
		"backupEnd":      n.backupEnd,
		// Of StatementSync.
		"all":      e.Function("all", 0, n.all),
		"get":      e.Function("get", 0, n.get),
		"run":      e.Function("run", 0, n.run),
		"iterate":  e.Function("iterate", 0, n.iterate),
		"next":     e.Function("next", 0, n.next),
		"finish":   e.Function("return", 0, n.finish),
		"columns":  e.Function("columns", 0, n.columns),
		"sql":      n.sql,
		"expanded": n.expanded,
		"set":      n.set,
	}
}

// hold gives an object its Go half, heldBy returns it.
func (n *native) hold(object *goja.Object, value any) {
	_ = object.DefineDataPropertySymbol(n.held, n.vm.ToValue(value), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE)
}

func heldBy[T any](n *native, value goja.Value) T {
	if object, ok := value.(*goja.Object); ok {
		if held := object.GetSymbol(n.held); held != nil {
			if found, ok := held.Export().(T); ok {
				return found
			}
		}
	}
	panic(n.vm.NewTypeError("Illegal invocation"))
}

// check throws err, if it is one.
func (n *native) check(err error) {
	if err == nil {
		return
	}
	var failed *failure
	if !errors.As(err, &failed) {
		n.engine.Throw(err)
	}
	object := n.engine.NewError("Error", "ERR_SQLITE_ERROR", failed.message)
	_ = object.Set("errcode", failed.code)
	_ = object.Set("errstr", failed.text)
	panic(object)
}

func (n *native) connect(call goja.FunctionCall) goja.Value {
	c := &connection{newDatabase()}
	closeWhenCollected(c, c.database)
	n.hold(call.Argument(0).(*goja.Object), c)
	return goja.Undefined()
}

// opened is the connection of an open database.
func (n *native) opened(value goja.Value) *connection {
	c := heldBy[*connection](n, value)
	if c.handle == 0 {
		n.check(errNotOpen)
	}
	return c
}

// open(database, path, readOnly, foreignKeys, quotedStrings, extensions, timeout)
func (n *native) open(call goja.FunctionCall) goja.Value {
	c := heldBy[*connection](n, call.Argument(0))
	if c.handle != 0 {
		n.check(invalidState("database is already open"))
	}
	n.check(c.database.open(call.Argument(1).String(), settings{
		readOnly: call.Argument(2).ToBoolean(), foreignKeys: call.Argument(3).ToBoolean(), quotedStrings: call.Argument(4).ToBoolean(),
		extensions: call.Argument(5).ToBoolean(), timeout: int(call.Argument(6).ToInteger()),
	}))
	return goja.Undefined()
}

func (n *native) isOpen(call goja.FunctionCall) goja.Value {
	return n.vm.ToValue(heldBy[*connection](n, call.Argument(0)).handle != 0)
}

func (n *native) isTransaction(call goja.FunctionCall) goja.Value {
	return n.vm.ToValue(n.opened(call.Argument(0)).inTransaction())
}

func (n *native) close(call goja.FunctionCall) goja.Value {
	c := n.opened(call.Argument(0))
	if c.depth > 0 {
		n.check(errBusy)
	}
	c.database.close()
	return goja.Undefined()
}

func (n *native) exec(call goja.FunctionCall) goja.Value {
	c := n.opened(call.Argument(0))
	n.check(c.database.exec(call.Argument(1).String()))
	return goja.Undefined()
}

// prepare(database, sql, readBigInts, returnArrays, allowBareNamedParameters, allowUnknownNamedParameters)
func (n *native) prepare(call goja.FunctionCall) goja.Value {
	c := n.opened(call.Argument(0))
	made, err := c.database.prepare(call.Argument(1).String())
	n.check(err)
	object := n.vm.CreateObject(n.statement)
	n.hold(object, &prepared{
		statement: made, owner: c, bigInts: call.Argument(2).ToBoolean(), arrays: call.Argument(3).ToBoolean(),
		noBare: !call.Argument(4).ToBoolean(), unknown: call.Argument(5).ToBoolean(),
	})
	return object
}

func (n *native) location(call goja.FunctionCall) goja.Value {
	path, ok := n.opened(call.Argument(0)).database.location(call.Argument(1).String())
	if !ok {
		return goja.Null()
	}
	return n.vm.ToValue(path)
}

// A library that is Go code can't load C code.
func (n *native) loadExtension(call goja.FunctionCall) goja.Value {
	n.opened(call.Argument(0))
	n.check(&op.Error{Code: "ERR_LOAD_SQLITE_EXTENSION", Message: "extensions of SQLite can't be loaded: it is not a C library here"})
	return nil
}

func (n *native) allowExtension(call goja.FunctionCall) goja.Value {
	n.opened(call.Argument(0))
	return goja.Undefined()
}

// number makes a JavaScript number of an integer, or a BigInt; ok is false for a number that would not be exact.
func (n *native) number(v int64, bigInts bool) (value goja.Value, ok bool) {
	switch {
	case bigInts:
		return n.vm.ToValue(big.NewInt(v)), true
	case v > maxSafe || v < -maxSafe:
		return nil, false
	}
	return n.vm.ToValue(v), true
}

const maxSafe = 1<<53 - 1

// value makes a JavaScript value of a column's or an argument's.
func (n *native) value(v any, bigInts bool) (value goja.Value, ok bool) {
	switch v := v.(type) {
	case int64:
		return n.number(v, bigInts)
	case float64, string:
		return n.vm.ToValue(v), true
	case []byte:
		array, err := n.vm.New(n.bytes, n.vm.ToValue(n.vm.NewArrayBuffer(v)))
		if err != nil {
			panic(err)
		}
		return array, true
	}
	return goja.Null(), true
}

// storable makes of a JavaScript value what SQLite stores; ok is false if it does not.
func (n *native) storable(v goja.Value) (value any, ok bool, err error) {
	switch {
	case goja.IsNull(v):
		return nil, true, nil
	case goja.IsString(v):
		return v.String(), true, nil
	case goja.IsNumber(v):
		return v.ToFloat(), true, nil
	case goja.IsBigInt(v):
		integer := v.Export().(*big.Int)
		if !integer.IsInt64() {
			return nil, false, &op.Error{Type: "TypeError", Code: "ERR_INVALID_ARG_VALUE", Message: "BigInt value is too large to bind."}
		}
		return integer.Int64(), true, nil
	}
	if object, isObject := v.(*goja.Object); isObject && object.ClassName() != "ArrayBuffer" {
		if data, isBytes := engine.Bytes(object); isBytes {
			return data, true, nil
		}
	}
	return nil, false, nil
}

func outOfRange(format string, args ...any) error {
	return &op.Error{Type: "RangeError", Code: "ERR_OUT_OF_RANGE", Message: fmt.Sprintf(format, args...)}
}
