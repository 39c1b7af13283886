package clone

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/dop251/goja"
)

// Decode returns the value that text and blob stand for. Byte arrays alias blob where their alignment allows, so the blob
// must not be used afterwards. Text or a blob that isn't well-formed is a *SyntaxError.
// It must be called on the goroutine of rt.
func Decode(rt *goja.Runtime, text string, blob []byte) (goja.Value, error) {
	return Codec{}.Decode(rt, text, blob)
}

// received is how errors call what is decoded.
const received = "the value"

func (d *decoder) decode() (goja.Value, error) {
	if len(d.text) > d.limits.Text {
		return nil, &TooLargeError{received, "bytes of text", d.limits.Text}
	}
	if !utf8.ValidString(d.text) {
		return nil, &SyntaxError{Reason: "it isn't valid UTF-8"}
	}
	var value goja.Value
	var err error
	exception := d.rt.Try(func() {
		if value, err = d.value(noDefinition); err == nil && d.at != len(d.text) {
			err = d.wrong("something follows the value")
		}
	})
	if exception != nil {
		return nil, exception
	}
	if err != nil {
		return nil, err
	}
	return value, nil
}

// decoder reads one value.
type decoder struct {
	rt      *goja.Runtime
	own     *intrinsics // of rt, when needed
	text    string
	at      int // how far text is read
	limits  Limits
	depth   int
	values  int // so far
	defined map[int]goja.Value

	blob    []byte
	parts   [][]byte       // of blob, when split
	wide    bool           // something else than a Uint8Array looks at them
	buffers []*goja.Object // the ArrayBuffers of parts, as far as they were used

	owner Owner // or nil

	shared        Shared
	sharedBuffers []goja.Value // the SharedArrayBuffers of shared, as far as they were used
}

// noDefinition is the id of values that no reference points to.
const noDefinition = 0

func (d *decoder) wrong(reason string) error { return &SyntaxError{Offset: d.at, Reason: reason} }

func (d *decoder) intrinsics() *intrinsics {
	if d.own == nil {
		d.own = intrinsicsOf(d.rt)
	}
	return d.own
}

// define notes what references with this id stand for, as soon as the object exists and before it is filled.
func (d *decoder) define(id int, value goja.Value) {
	if id == noDefinition {
		return
	}
	if d.defined == nil {
		d.defined = map[int]goja.Value{}
	}
	d.defined[id] = value
}

// peek returns the next byte, 0 at the end.
func (d *decoder) peek() byte {
	if d.at < len(d.text) {
		return d.text[d.at]
	}
	return 0
}

// accept skips text if it comes next.
func (d *decoder) accept(text string) bool {
	if strings.HasPrefix(d.text[d.at:], text) {
		d.at += len(text)
		return true
	}
	return false
}

func (d *decoder) expect(text string) error {
	if !d.accept(text) {
		return d.wrong("expected " + text)
	}
	return nil
}

// value reads a value; id is that of the definition it is in.
func (d *decoder) value(id int) (goja.Value, error) {
	if d.values++; d.values > d.limits.Values {
		return nil, &TooLargeError{received, "values", d.limits.Values}
	}
	switch c := d.peek(); c {
	case '{':
		return d.deeper(id, d.object)
	case '[':
		return d.deeper(id, d.array)
	case '"':
		return d.string()
	case 't':
		return d.rt.ToValue(true), d.expect("true")
	case 'f':
		return d.rt.ToValue(false), d.expect("false")
	case 'n':
		return goja.Null(), d.expect("null")
	case 0:
		return nil, d.wrong("it ends where a value should be")
	default:
		return d.number()
	}
}

func (d *decoder) deeper(id int, read func(int) (goja.Value, error)) (goja.Value, error) {
	if d.depth++; d.depth > d.limits.Depth+1 { // below the deepest array may be a special form, of undefined or a number
		return nil, d.tooDeep()
	}
	value, err := read(id)
	d.depth--
	return value, err
}

func (d *decoder) tooDeep() error {
	return d.wrong(fmt.Sprintf("it is nested more than %d deep", d.limits.Depth))
}

// number reads a JSON number.
func (d *decoder) number() (goja.Value, error) {
	start, whole := d.at, true
	if d.peek() == '-' {
		d.at++
	}
	first := d.at
	for ; d.at < len(d.text); d.at++ {
		c := d.text[d.at]
		if c >= '0' && c <= '9' {
			continue
		}
		if c != '.' && c != 'e' && c != 'E' && c != '+' && c != '-' {
			break
		}
		whole = false
	}
	text := d.text[start:d.at]
	if first == d.at || d.text[first] < '0' || d.text[first] > '9' || (d.text[first] == '0' && d.at > first+1 && d.text[first+1] >= '0' && d.text[first+1] <= '9') {
		d.at = start
		return nil, d.wrong("expected a value")
	}
	if whole && len(text) < 16 {
		number, err := strconv.ParseInt(text, 10, 64)
		if err == nil && (number != 0 || text == "0") {
			return d.rt.ToValue(number), nil
		}
	}
	number, err := strconv.ParseFloat(text, 64)
	if err != nil && !math.IsInf(number, 0) {
		return nil, d.wrong("this isn't a number: " + text)
	}
	return d.rt.ToValue(number), nil
}

func (d *decoder) array(id int) (goja.Value, error) {
	if d.depth > d.limits.Depth {
		return nil, d.tooDeep()
	}
	if id != noDefinition {
		return d.arrayInPlace(id)
	}
	items, err := d.list()
	if err != nil {
		return nil, err
	}
	return d.rt.NewArray(items...), nil
}

// arrayInPlace reads an array that may refer to itself: it exists before its elements.
func (d *decoder) arrayInPlace(id int) (goja.Value, error) {
	array := d.rt.NewArray()
	d.define(id, array)
	items, err := d.list()
	if err != nil {
		return nil, err
	}
	for i, item := range items {
		if err := d.put(array, strconv.Itoa(i), item.(goja.Value)); err != nil {
			return nil, err
		}
	}
	return array, nil
}

// list reads the values of a JSON array.
func (d *decoder) list() ([]any, error) {
	d.at++
	if d.accept("]") {
		return nil, nil
	}
	items := make([]any, 0, 4)
	for {
		item, err := d.value(noDefinition)
		if err != nil {
			return nil, err
		}
		items = append(items, item)
		switch d.peek() {
		case ',':
			d.at++
		case ']':
			d.at++
			return items, nil
		default:
			return nil, d.wrong("expected , or ]")
		}
	}
}

// object reads an ordinary object, or what its first key "$" says.
func (d *decoder) object(id int) (goja.Value, error) {
	if d.accept(`{"$":`) {
		return d.special(id)
	}
	if d.depth > d.limits.Depth {
		return nil, d.tooDeep()
	}
	d.at++
	object := d.rt.NewObject()
	d.define(id, object)
	if d.accept("}") {
		return object, nil
	}
	for {
		if err := d.property(object); err != nil {
			return nil, err
		}
		switch d.peek() {
		case ',':
			d.at++
		case '}':
			d.at++
			return object, nil
		default:
			return nil, d.wrong("expected , or }")
		}
	}
}

func (d *decoder) property(object *goja.Object) error {
	if d.peek() != '"' {
		return d.wrong("expected a key")
	}
	key, units, err := d.scanString()
	if err != nil {
		return err
	}
	if key == "$" && units == nil {
		return d.wrong(`the key "$" can only be the first`)
	}
	if err := d.expect(":"); err != nil {
		return err
	}
	value, err := d.value(noDefinition)
	if err != nil {
		return err
	}
	if units != nil {
		return d.putValue(object, goja.StringFromUTF16(units), value)
	}
	return d.put(object, key, value)
}

// put defines a property, whatever setters or the prototype there are.
func (d *decoder) put(object *goja.Object, key string, value goja.Value) error {
	return object.DefineDataProperty(key, value, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE)
}

// putValue is put for a key that only a JavaScript string can hold.
func (d *decoder) putValue(object *goja.Object, key, value goja.Value) error {
	_, err := d.intrinsics().call(d.rt, "define", object, key, value)
	return err
}
