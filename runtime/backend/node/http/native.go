package http

import (
	"math"
	"reflect"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

var (
	notANumber  = math.NaN()
	typeOfInt   = reflect.TypeFor[int64]()
	typeOfFloat = reflect.TypeFor[float64]()
)

// The forms in which headers are given to write.
const (
	formKept  = iota // OutgoingMessage's own: lower-case name -> [name, value], checked when they were set
	formPairs        // [[name, value], ...]
	formFlat         // [name, value, ...]
	formPlain        // {name: value}
)

// Which of two headers a request has, as scan returns it.
const (
	hasHost = 1 << iota
	hasExpect
)

// natives work on JavaScript's own values, so that a message crosses the border once for all its headers.
func natives(e *engine.Engine) map[string]any {
	vm := e.VM
	var last written
	var spare []byte
	whole := &responder{engine: e}
	return map[string]any{
		// respond(handle, line, headers, added, body): see respond.go.
		"respond": whole.respond,
		// option(name) is what one of node's options was given, undefined if it was not.
		"option": func(call goja.FunctionCall) goja.Value {
			if text, given := e.Host.Options.Value(call.Argument(0).String()); given {
				return vm.ToValue(text)
			}
			return goja.Undefined()
		},
		// isToken(name)
		"isToken": func(call goja.FunctionCall) goja.Value { return vm.ToValue(isToken(call.Argument(0).String())) },
		// isPath(path) reports whether a request can be for it.
		"isPath": func(call goja.FunctionCall) goja.Value { return vm.ToValue(isPath(call.Argument(0).String())) },
		// isValue(value) takes what Node's regular expression takes: anything, by its string.
		"isValue": func(call goja.FunctionCall) goja.Value { return vm.ToValue(isFieldValue(call.Argument(0).String())) },
		// check(name, value) is the name in lower case, undefined if one of them must not be in a header.
		"check": func(call goja.FunctionCall) goja.Value {
			name, value := call.Argument(0), call.Argument(1)
			if !isString(name) || goja.IsUndefined(value) {
				return goja.Undefined()
			}
			text := name.String()
			if !isToken(text) || !isNumber(value) && !isFieldValue(value.String()) {
				return goja.Undefined()
			}
			if low := lower(text); low != text {
				return vm.ToValue(low)
			}
			return name
		},
		// write(headers, form, unique, disposition) is the block of headers, undefined if one is wrong. unique has the names, in lower
		// case with a line feed on both sides, of headers whose values are joined, or is null; disposition says that
		// Content-Disposition's value is bytes, as a length before it does. seen() and length() tell of what was written last.
		"write": func(call goja.FunctionCall) goja.Value {
			// A value's toString may write headers, too.
			w := written{vm: vm, block: block{text: spare[:0]}}
			spare = nil
			result := w.write(call)
			spare, last = w.text, w
			return result
		},
		"seen":   func(goja.FunctionCall) goja.Value { return vm.ToValue(last.seen) },
		"length": func(goja.FunctionCall) goja.Value { return vm.ToValue(last.length) },
		// collect(raw, count, target, joined) adds the first count strings of raw, names and values in turn, to an object; joined says
		// that headers of which the first counts are joined, too.
		"collect": func(call goja.FunctionCall) goja.Value {
			raw, target := call.Argument(0).ToObject(vm), call.Argument(2).ToObject(vm)
			joined := call.Argument(3).ToBoolean()
			count := int(call.Argument(1).ToInteger())
			for i := 0; i+1 < count; i += 2 {
				collect(vm, target, raw.Get(strconv.Itoa(i)).String(), raw.Get(strconv.Itoa(i+1)), joined)
			}
			return goja.Undefined()
		},
		// distinct(raw, count, target) makes an array of the values of each name.
		"distinct": func(call goja.FunctionCall) goja.Value {
			raw, target := call.Argument(0).ToObject(vm), call.Argument(2).ToObject(vm)
			count := int(call.Argument(1).ToInteger())
			for i := 0; i+1 < count; i += 2 {
				name := lower(raw.Get(strconv.Itoa(i)).String())
				appendTo(vm, target, name, raw.Get(strconv.Itoa(i+1)))
			}
			return goja.Undefined()
		},
		// scan(raw, count) says which of Host and Expect there are, without an object of all.
		"scan": func(call goja.FunctionCall) goja.Value {
			raw := call.Argument(0).ToObject(vm)
			count := int(call.Argument(1).ToInteger())
			found := 0
			for i := 0; i+1 < count; i += 2 {
				name := raw.Get(strconv.Itoa(i)).String()
				if len(name) == 4 && strings.EqualFold(name, "host") {
					found |= hasHost
				} else if len(name) == 6 && strings.EqualFold(name, "expect") {
					found |= hasExpect
				}
			}
			return vm.ToValue(found)
		},
	}
}

func collect(vm *goja.Runtime, target *goja.Object, name string, value goja.Value, joined bool) {
	name = lower(name)
	how := joining(name)
	if how == keepFirst && joined {
		how = joinComma
	}
	before := target.Get(name)
	switch {
	case how == keepAll:
		appendTo(vm, target, name, value)
	case how == keepFirst:
		if before == nil || goja.IsUndefined(before) {
			set(target, name, value)
		}
	case before == nil || !isString(before):
		set(target, name, value)
	case how == joinCookie:
		set(target, name, vm.ToValue(before.String()+"; "+value.String()))
	default:
		set(target, name, vm.ToValue(before.String()+", "+value.String()))
	}
}

func appendTo(vm *goja.Runtime, target *goja.Object, name string, value goja.Value) {
	list, ok := target.Get(name).(*goja.Object)
	if !ok {
		set(target, name, vm.NewArray(value))
		return
	}
	set(list, strconv.FormatInt(list.Get("length").ToInteger(), 10), value)
}

// set is an assignment in sloppy mode: what cannot be set is not.
func set(target *goja.Object, name string, value goja.Value) { _ = target.Set(name, value) }

func isString(value goja.Value) bool { _, ok := value.(goja.String); return ok }

func isNumber(value goja.Value) bool {
	switch value.ExportType() {
	case typeOfInt, typeOfFloat:
		_, object := value.(*goja.Object)
		return !object
	}
	return false
}

// written is a block of headers that is made of JavaScript's values.
type written struct {
	block
	vm *goja.Runtime
	// how the headers are to be written
	checked     bool
	disposition bool
	unique      string
}

func (w *written) write(call goja.FunctionCall) goja.Value {
	headers := call.Argument(0).ToObject(w.vm)
	form := call.Argument(1).ToInteger()
	w.checked, w.unique = form == formKept, ""
	if unique := call.Argument(2); isString(unique) {
		w.unique = unique.String()
	}
	w.disposition = call.Argument(3).ToBoolean()
	right := true
	switch form {
	case formKept:
		for _, key := range headers.Keys() {
			entry := headers.Get(key).ToObject(w.vm)
			right = right && w.header(entry.Get("0"), entry.Get("1"))
		}
	case formPairs:
		for i, count := int64(0), headers.Get("length").ToInteger(); i < count && right; i++ {
			entry := headers.Get(strconv.FormatInt(i, 10)).ToObject(w.vm)
			right = w.header(entry.Get("0"), entry.Get("1"))
		}
	case formFlat:
		for i, count := int64(0), headers.Get("length").ToInteger(); i+1 < count && right; i += 2 {
			right = w.header(headers.Get(strconv.FormatInt(i, 10)), headers.Get(strconv.FormatInt(i+1, 10)))
		}
	default:
		for _, key := range headers.Keys() {
			if right = w.named(key, headers.Get(key)); !right {
				break
			}
		}
	}
	if !right {
		return goja.Undefined()
	}
	return w.vm.ToValue(string(w.text))
}

// header writes one header, or several of one name; it reports whether they may be written.
func (w *written) header(name, value goja.Value) bool {
	if name == nil || !w.checked && !isString(name) {
		return false
	}
	return w.named(name.String(), value)
}

func (w *written) named(name string, value goja.Value) bool {
	if !w.checked && !isToken(name) {
		return false
	}
	if value == nil {
		value = goja.Undefined()
	}
	disposition := (w.disposition || w.length > 0) && len(name) == 19 && strings.EqualFold(name, "content-disposition")
	list, ok := value.(*goja.Object)
	if !ok || list.ClassName() != "Array" {
		return w.value(name, value, disposition)
	}
	count := int(list.Get("length").ToInteger())
	if (count < 2 || len(name) != 6 || !strings.EqualFold(name, "cookie")) && (w.unique == "" || !strings.Contains(w.unique, "\n"+lower(name)+"\n")) {
		for i := range count {
			if !w.value(name, list.Get(strconv.Itoa(i)), disposition) {
				return false
			}
		}
		return true
	}
	values := make([]string, count)
	for i := range count {
		if item := list.Get(strconv.Itoa(i)); item != nil && !goja.IsUndefined(item) && !goja.IsNull(item) {
			values[i] = item.String()
		}
	}
	return w.value(name, w.vm.ToValue(strings.Join(values, "; ")), disposition)
}

func (w *written) value(name string, value goja.Value, disposition bool) bool {
	if value == nil {
		value = goja.Undefined()
	}
	if !w.checked && goja.IsUndefined(value) {
		return false
	}
	text := value.String()
	if disposition {
		text = asUTF8(text)
	}
	if !w.checked && !isFieldValue(text) {
		return false
	}
	w.add(name, text)
	return true
}
