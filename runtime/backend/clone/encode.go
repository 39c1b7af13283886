package clone

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"strconv"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"
)

// Encode returns value as clone text and, if it holds bytes, the blob that goes with the text, in pieces to be written end
// to end; they start with the blob's header (see package bridge) and alias the value's own buffers, so they must have been
// written or copied before JavaScript runs again.
//
// root is how errors call the value: with "arguments", a function is refused as "arguments[0].click is a function".
// The error is a *DataCloneError, or what a getter or a proxy threw, as *goja.Exception.
// It must be called on the goroutine of rt.
func Encode(rt *goja.Runtime, value goja.Value, root string) (text string, blob [][]byte, err error) {
	return Codec{}.Encode(rt, value, root)
}

func (e *encoder) encode(value goja.Value) (text string, blob [][]byte, err error) {
	e.buffer, e.in = e.small[:0], insiderOf(e.rt)
	exception := e.rt.Try(func() { err = e.value(value) })
	if exception != nil {
		err = exception
	}
	if err != nil {
		e.revoke(0)
		return "", nil, err
	}
	if text = e.text(); len(text) > e.limits.Text {
		e.revoke(0)
		return "", nil, &TooLargeError{e.root, "bytes of text", e.limits.Text}
	}
	return text, e.blob(), nil
}

// encoder writes one value.
type encoder struct {
	rt     *goja.Runtime
	root   string
	in     insider
	own    *intrinsics // of rt, when needed
	buffer []byte
	small  [256]byte // buffer's first memory
	path   []step    // from root to the value at hand
	steps  [8]step

	seen    []seenObject // every object so far
	firsts  [8]seenObject
	indexes map[*goja.Object]int // into seen, once there are many
	defs    int                  // how many of them are referred to
	marks   []mark               // what text puts in between
	parts   []*part              // of the blob
	holders map[*goja.Object]int // the parts of ArrayBuffers

	limits Limits
	values int // so far

	owner Owner       // or nil
	lent  []Reference // by it, so far

	inProcess bool           // see EncodeShared
	shared    Shared         // the memory
	sharers   []*goja.Object // the SharedArrayBuffers
}

type step struct {
	key   string // of a property, as goja keeps it
	index int    // of an element, or notIndex
	fixed bool   // key is text of its own, not a property's name
}

const notIndex = -1

type seenObject struct {
	object     *goja.Object
	start, end int // where it is in buffer
	def        int // 0, or its number
}

// mark is text to be put in at a place in buffer that couldn't be known when the place was written.
type mark struct {
	at   int
	text func() string
}

// text returns what was written, with the definitions and the offsets put in.
func (e *encoder) text() string {
	if e.defs == 0 && len(e.marks) == 0 {
		return string(e.buffer)
	}
	return e.splice()
}

func (e *encoder) intrinsics() *intrinsics {
	if e.own == nil {
		e.own = intrinsicsOf(e.rt)
	}
	return e.own
}

func (e *encoder) write(text string) { e.buffer = append(e.buffer, text...) }

func (e *encoder) refuse(reason string) error {
	return &DataCloneError{Path: pathText(e.root, e.path), Reason: reason}
}

func (e *encoder) value(value goja.Value) error {
	if e.values++; e.values > e.limits.Values {
		return &TooLargeError{e.root, "values", e.limits.Values}
	}
	switch v := value.(type) {
	case nil:
		e.write(`{"$":"undefined"}`)
	case goja.String:
		if len(e.buffer)+v.Length() > e.limits.Text {
			return &TooLargeError{e.root, "bytes of text", e.limits.Text}
		}
		e.string(v)
	case *goja.Object:
		return e.object(v)
	case *goja.Symbol:
		return e.refuse("is a symbol and can't be sent")
	default:
		e.primitive(value)
	}
	return nil
}

var goTrue, goFalse = goja.New().ToValue(true), goja.New().ToValue(false)

func (e *encoder) primitive(value goja.Value) {
	switch {
	case goja.IsNumber(value):
		e.number(value.ToFloat())
	case goja.IsNull(value):
		e.write("null")
	case goja.IsUndefined(value):
		e.write(`{"$":"undefined"}`)
	case goja.IsBigInt(value):
		e.bigInt(value)
	case value == goTrue:
		e.write("true")
	case value == goFalse:
		e.write("false")
	default: // a getter defined another while its object was being written
		e.write(`{"$":"undefined"}`)
	}
}

// largeBigInt is from how many bits on bigints are written in hexadecimal digits, which takes time in proportion.
const largeBigInt = 256

func (e *encoder) bigInt(value goja.Value) {
	e.write(`{"$":"bigint","v":"`)
	if number, ok := value.Export().(*big.Int); ok && number.BitLen() > largeBigInt {
		if number.Sign() < 0 {
			e.write("-")
		}
		e.write("0x")
		e.buffer = new(big.Int).Abs(number).Append(e.buffer, 16)
	} else {
		e.write(value.String())
	}
	e.write(`"}`)
}

func (e *encoder) number(f float64) {
	if whole := int64(f); float64(whole) == f && whole > -1<<53 && whole < 1<<53 && (whole != 0 || !math.Signbit(f)) {
		e.buffer = strconv.AppendInt(e.buffer, whole, 10)
		return
	}
	special := ""
	switch {
	case math.IsNaN(f):
		special = "NaN"
	case math.IsInf(f, 1):
		special = "Infinity"
	case math.IsInf(f, -1):
		special = "-Infinity"
	case f == 0:
		special = "-0"
	default:
		e.fraction(f)
		return
	}
	e.write(`{"$":"number","v":"` + special + `"}`)
}

// fraction writes a number as JavaScript does.
func (e *encoder) fraction(f float64) {
	if size := math.Abs(f); size >= 1e-6 && size < 1e21 {
		e.buffer = strconv.AppendFloat(e.buffer, f, 'f', -1, 64)
		return
	}
	e.buffer = strconv.AppendFloat(e.buffer, f, 'e', -1, 64)
	if end := len(e.buffer); end >= 4 && e.buffer[end-4] == 'e' && e.buffer[end-2] == '0' { // e-07 is e-7
		e.buffer[end-2] = e.buffer[end-1]
		e.buffer = e.buffer[:end-1]
	}
}

// object writes an object, or a reference when it was written before.
func (e *encoder) object(object *goja.Object) error {
	if e.refer(object) {
		return nil
	}
	if len(e.path) >= e.limits.Depth {
		return e.refuse(fmt.Sprintf("is nested more than %d deep", e.limits.Depth))
	}
	at := e.see(object)
	err := e.body(object)
	e.seen[at].end = len(e.buffer)
	return err
}

func (e *encoder) body(object *goja.Object) error {
	if kind := e.referenceKind(object); kind != "" {
		return e.reference(kind, object)
	}
	if names, values, ok := e.in.PlainData(object); ok {
		if blob := blobOf(object); blob != nil {
			return e.file(blob)
		}
		if err := e.instance(object); err != nil {
			return err
		}
		if simple(names) {
			return e.plain(names, values)
		}
		return e.properties(object)
	}
	if items, named, ok := e.in.ArrayData(object); ok && !named {
		return e.items(items)
	}
	return e.exotic(object)
}

// simple reports whether no key needs the long form.
func simple(names []unistring.String) bool {
	for _, name := range names {
		if name == "$" || name == "__proto__" {
			return false
		}
	}
	return true
}

func (e *encoder) plain(names []unistring.String, values []goja.Value) error {
	e.buffer = append(e.buffer, '{')
	e.path = append(e.path, step{})
	for i, name := range names {
		if i > 0 {
			e.buffer = append(e.buffer, ',')
		}
		if units := name.AsUtf16(); units != nil {
			e.utf16(len(units)-1, func(i int) uint16 { return units[i+1] })
		} else {
			e.quoted(string(name))
		}
		e.buffer = append(e.buffer, ':')
		e.path[len(e.path)-1] = step{key: string(name), index: notIndex}
		// A getter further down may have deleted the property meanwhile; then it is undefined.
		if err := e.value(values[i]); err != nil {
			return err
		}
	}
	e.path = e.path[:len(e.path)-1]
	e.buffer = append(e.buffer, '}')
	return nil
}

func (e *encoder) items(items []goja.Value) error {
	e.buffer = append(e.buffer, '[')
	e.path = append(e.path, step{})
	for i, item := range items {
		if i > 0 {
			e.buffer = append(e.buffer, ',')
		}
		e.path[len(e.path)-1].index = i
		if err := e.value(item); err != nil {
			return err
		}
	}
	e.path = e.path[:len(e.path)-1]
	e.buffer = append(e.buffer, ']')
	return nil
}

// properties writes the own enumerable properties of any object, the long way.
func (e *encoder) properties(object *goja.Object) error {
	list, err := e.intrinsics().list(e.rt, "properties", object)
	if err != nil {
		return err
	}
	return e.keyValues(list)
}

// keyValues writes an object from [key, value, key, value, ...].
func (e *encoder) keyValues(list []goja.Value) error {
	awkward := false
	for i := 0; i < len(list); i += 2 {
		key := list[i].String()
		awkward = awkward || key == "$" || key == "__proto__"
	}
	opening, between, closing := "{", ":", "}"
	if awkward {
		e.write(`{"$":"object","v":`)
		opening, between, closing = "[", ",", "]}"
	}
	e.write(opening)
	e.path = append(e.path, step{})
	for i := 0; i < len(list); i += 2 {
		if i > 0 {
			e.write(",")
		}
		key := list[i].(goja.String)
		if awkward {
			e.write("[")
		}
		e.string(key)
		e.write(between)
		e.path[len(e.path)-1] = step{key: key.String(), index: notIndex}
		if err := e.value(list[i+1]); err != nil {
			return err
		}
		if awkward {
			e.write("]")
		}
	}
	e.path = e.path[:len(e.path)-1]
	e.write(closing)
	return nil
}

// within writes something below a step that is called name in errors.
func (e *encoder) within(name string, value goja.Value) error {
	e.path = append(e.path, step{key: name, fixed: true})
	err := e.value(value)
	if err == nil {
		e.path = e.path[:len(e.path)-1]
	}
	return err
}

// EncodeError returns thrown, an error from goja or from Go, as clone text; a value that was thrown, as *goja.Exception, is
// that value. It always succeeds: what can't be cloned is described instead.
func EncodeError(rt *goja.Runtime, thrown error) (text string, blob [][]byte) {
	var exception *goja.Exception
	var refused *DataCloneError
	var value goja.Value
	switch {
	case errors.As(thrown, &exception):
		value = exception.Value()
	case errors.As(thrown, &refused):
		value = refused.Value(rt)
	}
	if value != nil {
		text, blob, err := Encode(rt, value, "the thrown value")
		if err == nil {
			return text, blob
		}
		thrown = err
	}
	e := &encoder{}
	e.write(`{"$":"error","name":"Error","message":`)
	e.goString(thrown.Error())
	e.write(`,"stack":""}`)
	return string(e.buffer), nil
}
