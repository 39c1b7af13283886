package sqlite

import (
	"fmt"
	"strings"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// usable is the statement of an object whose database is still open.
func (n *native) usable(value goja.Value) *prepared {
	p := heldBy[*prepared](n, value)
	if p.finalized() {
		n.check(errFinalized)
	}
	return p
}

// begin executes a statement with the given parameters, up to its first row.
func (n *native) begin(call goja.FunctionCall) *prepared {
	p := n.usable(call.This)
	if p.running {
		n.check(invalidState("statement is being executed"))
	}
	p.reset()
	p.clearBindings()
	p.used++
	args := call.Arguments
	if len(args) > 0 {
		if object, ok := args[0].(*goja.Object); ok {
			if _, isBytes := engine.Bytes(object); !isBytes || object.ClassName() == "ArrayBuffer" {
				n.bindNamed(p, object)
				args = args[1:]
			}
		}
	}
	next := 1
	for _, arg := range args {
		for p.parameterName(next) != "" {
			next++
		}
		n.bindOne(p, next, arg)
		next++
	}
	return p
}

func (n *native) bindOne(p *prepared, i int, value goja.Value) {
	v, ok, err := n.storable(value)
	n.check(err)
	if !ok {
		n.check(&op.Error{Type: "TypeError", Code: "ERR_INVALID_ARG_TYPE", Message: fmt.Sprintf("Provided value cannot be bound to SQLite parameter %d.", i)})
	}
	n.check(p.bind(i, v))
}

// bindNamed binds the properties of object, whose names may do without the sign before a parameter's.
func (n *native) bindNamed(p *prepared, object *goja.Object) {
	if !p.noBare && p.bare == nil {
		n.findBare(p)
	}
	for _, key := range object.Keys() {
		i := p.index(key)
		if i == 0 && !p.noBare {
			if name, ok := p.bare[key]; ok {
				i = p.index(name)
			}
		}
		if i == 0 {
			if p.unknown {
				continue
			}
			n.check(invalidState("Unknown named parameter '" + key + "'"))
		}
		n.bindOne(p, i, object.Get(key))
	}
}

func (n *native) findBare(p *prepared) {
	bare := map[string]string{}
	for i := range p.parameterCount() {
		name := p.parameterName(i + 1)
		if name == "" || strings.HasPrefix(name, "?") {
			continue
		}
		if other, ok := bare[name[1:]]; ok && other != name {
			n.check(invalidState(fmt.Sprintf("Cannot create bare named parameter '%s' because of conflicting names '%s' and '%s'.", name[1:], other, name)))
		}
		bare[name[1:]] = name
	}
	p.bare = bare
}

// row makes an object, or an array, of the current row.
func (n *native) row(p *prepared) goja.Value {
	names := p.columnNames()
	if p.arrays {
		values := make([]any, len(names))
		for i := range names {
			values[i] = n.column(p, i)
		}
		return n.vm.NewArray(values...)
	}
	object := n.vm.CreateObject(nil)
	for i, name := range names {
		if err := object.Set(name, n.column(p, i)); err != nil {
			panic(err)
		}
	}
	return object
}

func (n *native) column(p *prepared, i int) goja.Value {
	v := p.column(i)
	value, ok := n.value(v, p.bigInts)
	if !ok {
		p.reset()
		n.check(outOfRange("The value of column %d is too large to be represented as a JavaScript number: %d", i, v))
	}
	return value
}

// step goes on, and ends the execution where there is no more or an error.
func (n *native) step(p *prepared) (done bool) {
	done, err := p.statement.step()
	if done || err != nil {
		p.reset()
	}
	n.check(err)
	return done
}

func (n *native) all(call goja.FunctionCall) goja.Value {
	p := n.begin(call)
	var rows []any
	for !n.step(p) {
		rows = append(rows, n.row(p))
	}
	return n.vm.NewArray(rows...)
}

func (n *native) get(call goja.FunctionCall) goja.Value {
	p := n.begin(call)
	if n.step(p) || len(p.columnNames()) == 0 {
		return goja.Undefined()
	}
	row := n.row(p)
	p.reset()
	return row
}

func (n *native) run(call goja.FunctionCall) goja.Value {
	p := n.begin(call)
	if !n.step(p) {
		p.reset()
	}
	changes, last := p.db.changed()
	changesValue, _ := n.number(changes, p.bigInts)
	lastValue, ok := n.number(last, p.bigInts)
	if !ok {
		n.check(outOfRange("The value of lastInsertRowid is too large to be represented as a JavaScript number: %d", last))
	}
	result := n.vm.NewObject()
	_ = result.Set("changes", changesValue)
	_ = result.Set("lastInsertRowid", lastValue)
	return result
}

// rows is the Go half of an iterator.
type rows struct {
	*prepared
	execution int
	done      bool
}

func (n *native) iterate(call goja.FunctionCall) goja.Value {
	p := n.begin(call)
	object := n.vm.CreateObject(n.iterator)
	n.hold(object, &rows{prepared: p, execution: p.used})
	return object
}

func (n *native) iteratorResult(done bool, value goja.Value) goja.Value {
	result := n.vm.CreateObject(nil)
	_ = result.Set("done", done)
	_ = result.Set("value", value)
	return result
}

func (n *native) next(call goja.FunctionCall) goja.Value {
	r := heldBy[*rows](n, call.This)
	if r.finalized() {
		n.check(errFinalized)
	}
	if r.done {
		return n.iteratorResult(true, goja.Null())
	}
	if r.used != r.execution {
		n.check(invalidState("iterator was invalidated"))
	}
	if n.step(r.prepared) {
		r.done = true
		return n.iteratorResult(true, goja.Null())
	}
	return n.iteratorResult(false, n.row(r.prepared))
}

func (n *native) finish(call goja.FunctionCall) goja.Value {
	r := heldBy[*rows](n, call.This)
	if r.finalized() {
		n.check(errFinalized)
	}
	if !r.done && r.used == r.execution && !r.running {
		r.reset()
	}
	r.done = true
	return n.iteratorResult(true, goja.Null())
}

func (n *native) columns(call goja.FunctionCall) goja.Value {
	p := n.usable(call.This)
	names := [5]string{"column", "database", "name", "table", "type"}
	list := make([]any, len(p.columnNames()))
	for i := range list {
		object := n.vm.CreateObject(nil)
		for k, value := range p.origin(i) {
			if value == nil {
				value = goja.Null()
			}
			_ = object.Set(names[k], value)
		}
		list[i] = object
	}
	return n.vm.NewArray(list...)
}

// sql(statement) and expanded(statement) are what was prepared, without and with the parameters' values.
func (n *native) sql(call goja.FunctionCall) goja.Value {
	return n.vm.ToValue(n.usable(call.Argument(0)).statement.sql())
}

func (n *native) expanded(call goja.FunctionCall) goja.Value {
	text, err := n.usable(call.Argument(0)).statement.expanded()
	n.check(err)
	return n.vm.ToValue(text)
}

// set(statement, which, on) sets an option: 0 is readBigInts, 1 returnArrays, 2 allowBareNamedParameters, 3 allowUnknownNamedParameters.
func (n *native) set(call goja.FunctionCall) goja.Value {
	p := n.usable(call.Argument(0))
	if call.Argument(2) == goja.Undefined() {
		return goja.Undefined()
	}
	on := call.Argument(2).ToBoolean()
	switch call.Argument(1).ToInteger() {
	case 0:
		p.bigInts = on
	case 1:
		p.arrays = on
	case 2:
		p.noBare = !on
	case 3:
		p.unknown = on
	}
	return goja.Undefined()
}
