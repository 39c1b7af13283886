package sqlite

import (
	"github.com/dop251/goja"

	lib "modernc.org/sqlite/lib"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// A function's flags, as the JavaScript half adds them up.
const (
	flagBigInts       = 1
	flagDeterministic = 2
	flagDirectOnly    = 4
)

func libraryFlags(flags int64) int32 {
	out := int32(0)
	if flags&flagDeterministic != 0 {
		out |= lib.SQLITE_DETERMINISTIC
	}
	if flags&flagDirectOnly != 0 {
		out |= lib.SQLITE_DIRECTONLY
	}
	return out
}

// function(database, name, function, arguments, flags)
func (n *native) function(call goja.FunctionCall) goja.Value {
	c := n.opened(call.Argument(0))
	body, _ := goja.AssertFunction(call.Argument(2))
	flags := call.Argument(4).ToInteger()
	n.check(c.define(call.Argument(1).String(), int(call.Argument(3).ToInteger()), libraryFlags(flags), &function{
		scalar: func(args []any) (any, error) { return n.result(n.invoke(body, nil, args, flags)) },
	}))
	return goja.Undefined()
}

// aggregate(database, name, start, step, result, inverse, arguments, flags); start may be a function, result and inverse undefined.
func (n *native) aggregate(call goja.FunctionCall) goja.Value {
	c := n.opened(call.Argument(0))
	flags := call.Argument(7).ToInteger()
	step, _ := goja.AssertFunction(call.Argument(3))
	start := call.Argument(2)
	finish, _ := goja.AssertFunction(call.Argument(4))
	f := &function{
		start: func() (any, error) {
			if make, ok := goja.AssertFunction(start); ok {
				return make(goja.Undefined())
			}
			return start, nil
		},
		step: func(state any, args []any) (any, error) { return n.invoke(step, state.(goja.Value), args, flags) },
		result: func(state any) (any, error) {
			if finish != nil {
				return n.result(finish(goja.Undefined(), state.(goja.Value)))
			}
			return n.result(state.(goja.Value), nil)
		},
	}
	if inverse, ok := goja.AssertFunction(call.Argument(5)); ok {
		f.inverse = func(state any, args []any) (any, error) { return n.invoke(inverse, state.(goja.Value), args, flags) }
	}
	n.check(c.define(call.Argument(1).String(), int(call.Argument(6).ToInteger()), libraryFlags(flags), f))
	return goja.Undefined()
}

// invoke calls a function of the program's with what SQLite gives it, behind an aggregate's state.
func (n *native) invoke(function goja.Callable, state goja.Value, args []any, flags int64) (goja.Value, error) {
	values := make([]goja.Value, 0, len(args)+1)
	if state != nil {
		values = append(values, state)
	}
	for _, arg := range args {
		value, ok := n.value(arg, flags&flagBigInts != 0)
		if !ok {
			return nil, outOfRange("Value is too large to be represented as a JavaScript number: %d", arg)
		}
		values = append(values, value)
	}
	return function(goja.Undefined(), values...)
}

// result makes what SQLite stores of what a function returned.
func (n *native) result(value goja.Value, err error) (any, error) {
	if err != nil || goja.IsUndefined(value) {
		return nil, err
	}
	stored, ok, err := n.storable(value)
	switch {
	case err != nil:
		return nil, err
	case ok:
		return stored, nil
	}
	message := "Returned JavaScript value cannot be converted to a SQLite value"
	if _, ok := value.Export().(*goja.Promise); ok {
		message = "Asynchronous user-defined functions are not supported"
	}
	return nil, &failure{lib.SQLITE_ERROR, "SQL logic error", message}
}

// createSession(object, database, name, table) makes object a Session.
func (n *native) createSession(call goja.FunctionCall) goja.Value {
	c := n.opened(call.Argument(1))
	s, err := c.newSession(call.Argument(2).String(), call.Argument(3).String())
	n.check(err)
	n.hold(call.Argument(0).(*goja.Object), &recorder{s, c})
	return goja.Undefined()
}

// recording is a session that is open.
func (n *native) recording(value goja.Value) *recorder {
	r := heldBy[*recorder](n, value)
	if r.db.handle == 0 || r.opened != r.db.opened {
		n.check(errNotOpen)
	}
	if r.handle == 0 {
		n.check(invalidState("session is not open"))
	}
	return r
}

// changes(session, patch)
func (n *native) changes(call goja.FunctionCall) goja.Value {
	data, err := n.recording(call.Argument(0)).session.changes(call.Argument(1).ToBoolean())
	n.check(err)
	value, _ := n.value(data, false)
	return value
}

func (n *native) closeSession(call goja.FunctionCall) goja.Value {
	n.recording(call.Argument(0)).session.close()
	return goja.Undefined()
}

// apply(database, changeset, filter, onConflict); the functions may be undefined.
func (n *native) apply(call goja.FunctionCall) goja.Value {
	c := n.opened(call.Argument(0))
	a := &application{db: c.database}
	if filter, ok := goja.AssertFunction(call.Argument(2)); ok {
		a.filter = func(table string) (bool, error) {
			wanted, err := filter(goja.Undefined(), n.vm.ToValue(table))
			return err == nil && wanted.ToBoolean(), err
		}
	}
	if conflict, ok := goja.AssertFunction(call.Argument(3)); ok {
		a.conflict = func(kind int) (int, error) {
			answer, err := conflict(goja.Undefined(), n.vm.ToValue(kind))
			if err != nil {
				return 0, err
			}
			if !goja.IsNumber(answer) {
				return -1, nil // which SQLite refuses
			}
			return int(answer.ToInteger()), nil
		}
	}
	data, _ := engine.Bytes(call.Argument(1))
	done, err := a.apply(data)
	n.check(err)
	return n.vm.ToValue(done)
}

// backup(database, path, source, target) begins to copy; backupStep(backup, pages) is [pages, pages left, done].
func (n *native) backup(call goja.FunctionCall) goja.Value {
	c := n.opened(call.Argument(0))
	b, err := c.newCopying(call.Argument(1).String(), call.Argument(2).String(), call.Argument(3).String())
	n.check(err)
	object := n.vm.NewObject()
	n.hold(object, &backup{b, c})
	return object
}

// backup keeps its database.
type backup struct {
	*copying
	owner *connection
}

func (n *native) backupStep(call goja.FunctionCall) goja.Value {
	total, left, done, err := heldBy[*backup](n, call.Argument(0)).step(int(call.Argument(1).ToInteger()))
	n.check(err)
	return n.vm.NewArray(total, left, done)
}

func (n *native) backupEnd(call goja.FunctionCall) goja.Value {
	heldBy[*backup](n, call.Argument(0)).end()
	return goja.Undefined()
}
