package clone

import (
	"fmt"
	"math"
	"math/big"
	"regexp"

	"github.com/dop251/goja"
)

// special reads what follows {"$": up to the closing brace.
func (d *decoder) special(id int) (goja.Value, error) {
	if d.peek() != '"' {
		return nil, d.wrong("expected a kind")
	}
	kind, _, err := d.scanString()
	if err != nil {
		return nil, err
	}
	value, err := d.kind(kind, id)
	if err != nil {
		return nil, err
	}
	return value, d.expect("}")
}

func (d *decoder) kind(kind string, id int) (goja.Value, error) {
	switch kind {
	case "undefined":
		return goja.Undefined(), nil
	case "number":
		return d.specialNumber()
	case "bigint":
		return d.bigInt()
	case "date":
		return d.date(id)
	case "regexp":
		return d.regExp(id)
	case "map":
		return d.entries("Map", "fillMap", 2, id)
	case "set":
		return d.entries("Set", "fillSet", 1, id)
	case "object":
		return d.keyValues(d.rt.NewObject(), id)
	case "array":
		return d.unevenArray(id)
	case "boxed":
		return d.boxed(id)
	case "error":
		return d.error(id)
	case "exception":
		return d.exception(id)
	case "bytes":
		return d.bytes(id)
	case "shared":
		return d.sharedBytes(id)
	case "blob", "file":
		return d.file(kind, id)
	case "def":
		return d.definition(id)
	case "ref":
		return d.reference()
	case KindFunction, KindSignal, KindIterable, KindStream, KindPort:
		return d.borrow(kind, id)
	default:
		return nil, d.wrong(fmt.Sprintf("there is no kind %q", kind))
	}
}

// field reads a field of a special form: its name, then a value.
func (d *decoder) field(name string) (goja.Value, error) {
	if err := d.expect(`,"` + name + `":`); err != nil {
		return nil, err
	}
	return d.value(noDefinition)
}

// textField reads a field that is a string.
func (d *decoder) textField(name string) (goja.String, error) {
	value, err := d.field(name)
	if err != nil {
		return nil, err
	}
	text, ok := value.(goja.String)
	if !ok {
		return nil, d.wrong("expected a string as " + name)
	}
	return text, nil
}

// countField reads a field that is a whole number from 0 to limit.
func (d *decoder) countField(name string, limit int64) (int, error) {
	value, err := d.field(name)
	if err != nil {
		return 0, err
	}
	if !goja.IsNumber(value) || value.ToFloat() != math.Trunc(value.ToFloat()) || value.ToFloat() < 0 || value.ToFloat() > float64(limit) {
		return 0, d.wrong(fmt.Sprintf("expected a whole number up to %d as %s", limit, name))
	}
	return int(value.ToInteger()), nil
}

// listField reads a field that is an array, without making a JavaScript array of it.
func (d *decoder) listField(name string) ([]any, error) {
	if err := d.expect(`,"` + name + `":`); err != nil {
		return nil, err
	}
	if d.peek() != '[' {
		return nil, d.wrong("expected an array as " + name)
	}
	return d.list()
}

func (d *decoder) specialNumber() (goja.Value, error) {
	text, err := d.textField("v")
	if err != nil {
		return nil, err
	}
	switch text.String() {
	case "NaN":
		return goja.NaN(), nil
	case "Infinity":
		return goja.PositiveInf(), nil
	case "-Infinity":
		return goja.NegativeInf(), nil
	case "-0":
		return d.rt.ToValue(math.Copysign(0, -1)), nil
	}
	return nil, d.wrong("there is no number " + text.String())
}

// bigIntForm has decimal digits, few because many would take long, or hexadecimal ones.
var bigIntForm = regexp.MustCompile(`^(-?)(?:(0x)([0-9a-f]+)|([0-9]{1,100}))$`)

func (d *decoder) bigInt() (goja.Value, error) {
	text, err := d.textField("v")
	if err != nil {
		return nil, err
	}
	form := bigIntForm.FindStringSubmatch(text.String())
	if form == nil {
		return nil, d.wrong("this isn't a bigint")
	}
	number, _ := new(big.Int).SetString(form[1]+form[3]+form[4], map[string]int{"": 10, "0x": 16}[form[2]])
	return d.rt.ToValue(number), nil
}

func (d *decoder) date(id int) (goja.Value, error) {
	value, err := d.field("v")
	if err != nil {
		return nil, err
	}
	if goja.IsNull(value) {
		value = goja.NaN()
	} else if !goja.IsNumber(value) {
		return nil, d.wrong("a date is a number or null")
	}
	return d.make(id, "Date", value)
}

func (d *decoder) regExp(id int) (goja.Value, error) {
	source, err := d.textField("s")
	if err != nil {
		return nil, err
	}
	flags, err := d.textField("f")
	if err != nil {
		return nil, err
	}
	return d.make(id, "RegExp", source, flags)
}

// make constructs an object with a function of intrinsics.js.
func (d *decoder) make(id int, function string, args ...goja.Value) (goja.Value, error) {
	object, err := d.intrinsics().call(d.rt, function, args...)
	if err != nil {
		return nil, err
	}
	d.define(id, object)
	return object, nil
}

// entries reads a Map, whose entries are arrays of two, or a Set.
func (d *decoder) entries(class, fill string, width int, id int) (goja.Value, error) {
	object, err := d.make(id, class)
	if err != nil {
		return nil, err
	}
	var list []any
	if width == 2 {
		list, err = d.pairs()
	} else {
		list, err = d.listField("v")
	}
	if err != nil || len(list) == 0 {
		return object, err
	}
	if _, err := d.intrinsics().call(d.rt, fill, object, d.rt.NewArray(list...)); err != nil {
		return nil, err
	}
	return object, nil
}

// pairs reads the field v as an array of arrays of two, and returns their elements one after the other.
func (d *decoder) pairs() ([]any, error) {
	if err := d.expect(`,"v":[`); err != nil {
		return nil, err
	}
	if d.accept("]") {
		return nil, nil
	}
	var list []any
	for {
		if d.peek() != '[' {
			return nil, d.wrong("expected [")
		}
		pair, err := d.list()
		if err != nil {
			return nil, err
		}
		if len(pair) != 2 {
			return nil, d.wrong("expected an array of two")
		}
		list = append(list, pair...)
		switch {
		case d.accept("]"):
			return list, nil
		case !d.accept(","):
			return nil, d.wrong("expected , or ]")
		}
	}
}

// keyValues fills an object from an array of keys and values.
func (d *decoder) keyValues(object *goja.Object, id int) (goja.Value, error) {
	d.define(id, object)
	list, err := d.pairs()
	if err != nil {
		return nil, err
	}
	for i := 0; i < len(list); i += 2 {
		key := list[i].(goja.Value)
		if _, ok := key.(goja.String); !ok && !goja.IsNumber(key) {
			return nil, d.wrong("a key is a string")
		}
		if err := d.putValue(object, key, list[i+1].(goja.Value)); err != nil {
			return nil, err
		}
	}
	return object, nil
}

func (d *decoder) unevenArray(id int) (goja.Value, error) {
	length, err := d.countField("n", math.MaxUint32)
	if err != nil {
		return nil, err
	}
	array := d.rt.NewArray()
	if _, err := d.intrinsics().call(d.rt, "setLength", array, d.rt.ToValue(length)); err != nil {
		return nil, err
	}
	return d.keyValues(array, id)
}

func (d *decoder) boxed(id int) (goja.Value, error) {
	value, err := d.field("v")
	if err != nil {
		return nil, err
	}
	if _, ok := value.(*goja.Object); ok || goja.IsNull(value) || goja.IsUndefined(value) {
		return nil, d.wrong("this can't be boxed")
	}
	return d.make(id, "box", value)
}

// definition reads a value that is referred to; what is within refers to it already.
func (d *decoder) definition(outer int) (goja.Value, error) {
	if outer != noDefinition {
		return nil, d.wrong("a definition of a definition")
	}
	id, err := d.countField("id", math.MaxInt32)
	if err != nil {
		return nil, err
	}
	if _, again := d.defined[id]; again || id == noDefinition {
		return nil, d.wrong(fmt.Sprintf("the id %d is defined already", id))
	}
	if err := d.expect(`,"v":`); err != nil {
		return nil, err
	}
	d.depth-- // the definition is a level of the text, not of the value
	value, err := d.value(id)
	d.depth++
	if err != nil {
		return nil, err
	}
	d.define(id, value)
	return value, nil
}

func (d *decoder) reference() (goja.Value, error) {
	id, err := d.countField("id", math.MaxInt32)
	if err != nil {
		return nil, err
	}
	value, ok := d.defined[id]
	if !ok {
		return nil, d.wrong(fmt.Sprintf("the id %d isn't defined", id))
	}
	return value, nil
}

// error reads an error. Everything but its name, message and stack may be missing.
func (d *decoder) error(id int) (goja.Value, error) {
	name, err := d.textField("name")
	if err != nil {
		return nil, err
	}
	object, err := d.intrinsics().call(d.rt, "makeError", name)
	if err != nil {
		return nil, err
	}
	d.define(id, object)
	for _, key := range []string{"message", "stack"} {
		text, err := d.textField(key)
		if err != nil {
			return nil, err
		}
		if err := object.DefineDataProperty(key, text, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
			return nil, err
		}
	}
	for _, key := range []string{"code", "cause", "errors"} {
		if !d.accept(`,"` + key + `":`) {
			continue
		}
		value, err := d.value(noDefinition)
		if err != nil {
			return nil, err
		}
		if err := object.DefineDataProperty(key, value, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.ToFlag(key == "code")); err != nil {
			return nil, err
		}
	}
	if !d.accept(`,"props":{"$":"object"`) {
		return object, nil
	}
	if _, err := d.keyValues(object, noDefinition); err != nil {
		return nil, err
	}
	return object, d.expect("}")
}

// exception reads a DOMException. A runtime that has none gets an Error with its name.
func (d *decoder) exception(id int) (goja.Value, error) {
	var texts [3]goja.Value
	for i, key := range []string{"name", "message", "stack"} {
		text, err := d.textField(key)
		if err != nil {
			return nil, err
		}
		texts[i] = text
	}
	var object *goja.Object
	var err error
	constructor := d.rt.GlobalObject().Get("DOMException")
	if _, ok := goja.AssertFunction(constructor); ok {
		object, err = d.rt.New(constructor, texts[1], texts[0])
	} else if object, err = d.intrinsics().call(d.rt, "makeError", texts[0]); err == nil {
		err = object.DefineDataProperty("message", texts[1], goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	}
	if err != nil {
		return nil, err
	}
	d.define(id, object)
	return object, object.DefineDataProperty("stack", texts[2], goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
}
