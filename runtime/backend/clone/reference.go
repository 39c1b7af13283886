package clone

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/dop251/goja"
)

// The kinds of values that stay where they are: what crosses is a reference to them.
const (
	KindFunction = "function"
	KindSignal   = "signal"   // an AbortSignal
	KindIterable = "iterable" // any object with a Symbol.asyncIterator that is nothing else
	KindStream   = "stream"   // a ReadableStream
	KindPort     = "port"     // a MessagePort
)

// MaxReference is the largest number of a reference, the largest whole number that JavaScript counts exactly.
const MaxReference = 1<<53 - 1

// Reference is what crosses in place of a value that stays where it is. Its lender chose the number.
type Reference struct {
	Kind  string
	ID    uint64
	Value goja.Value // what goes along with it, or nil
}

// Owner keeps what was lent to the other side, and makes what stands here for what was borrowed from it. Its methods are
// called on the runtime's goroutine, in the middle of encoding and decoding.
type Owner interface {
	// Lend is asked once for each object of a value that can't be copied but referred to, with one of the kinds. It returns what is
	// sent, which may be of another kind, or false to refuse.
	Lend(kind string, object *goja.Object) (Reference, bool)
	// Revoke takes back a reference that isn't sent after all.
	Revoke(Reference)
	// Borrow returns what stands for a reference. An error is that of decoding.
	Borrow(Reference) (goja.Value, error)
}

// Codec is how values are encoded and decoded. The zero Codec has no owner and refuses functions and the like.
type Codec struct {
	Owner Owner
	// Limits are those of every value. A field that is 0 has the value of DefaultLimits.
	Limits Limits
}

// Encode is the function Encode with c's owner and limits.
func (c Codec) Encode(rt *goja.Runtime, value goja.Value, root string) (text string, blob [][]byte, err error) {
	e := encoders.Get().(*encoder)
	defer func() {
		*e = encoder{}
		encoders.Put(e)
	}()
	e.rt, e.root, e.owner, e.limits = rt, root, c.Owner, c.Limits.withDefaults()
	return e.encode(value)
}

// encoders are used again: making one takes longer than writing a small value.
var encoders = sync.Pool{New: func() any { return new(encoder) }}

// Decode is the function Decode with c's owner and limits.
func (c Codec) Decode(rt *goja.Runtime, text string, blob []byte) (goja.Value, error) {
	return (&decoder{rt: rt, text: text, blob: blob, owner: c.Owner, limits: c.Limits.withDefaults()}).decode()
}

var referenceNames = map[string]string{
	KindFunction: "a function", KindSignal: "an AbortSignal", KindStream: "a ReadableStream", KindPort: "a MessagePort",
	KindIterable: "an async iterable",
}

// kindsByTag are the classes whose objects are recognised by their tags.
var kindsByTag = map[string]string{"AbortSignal": KindSignal, "ReadableStream": KindStream, "MessagePort": KindPort}

// asyncIterator is Symbol.asyncIterator where the engine has it; all runtimes share it.
var asyncIterator = asyncIteratorOf(goja.New())

func asyncIteratorOf(rt *goja.Runtime) *goja.Symbol {
	constructor, _ := rt.GlobalObject().Get("Symbol").(*goja.Object)
	if constructor == nil {
		return nil
	}
	symbol, _ := constructor.Get("asyncIterator").(*goja.Symbol)
	return symbol
}

// referenceKind says what an object is that stays where it is, or "".
func (e *encoder) referenceKind(object *goja.Object) string {
	if _, callable := goja.AssertFunction(object); callable {
		return KindFunction
	}
	prototype := object.Prototype()
	if prototype != nil && prototype.Prototype() != nil {
		if tag, ok := object.GetSymbol(goja.SymToStringTag).(goja.String); ok {
			if kind, ok := kindsByTag[tag.String()]; ok {
				return kind
			}
		}
	}
	symbol := asyncIterator
	if symbol == nil { // the engine's own preparation made one
		if symbol = asyncIteratorOf(e.rt); symbol == nil {
			return ""
		}
	}
	// A method that isn't there is nil in Go.
	if method := object.GetSymbol(symbol); method != nil {
		if _, callable := goja.AssertFunction(method); callable {
			return KindIterable
		}
	}
	return ""
}

// instance refuses an object that is more than its properties: of a class of the platform's, or one that emits events.
func (e *encoder) instance(object *goja.Object) error {
	prototype := object.Prototype()
	if prototype == nil || prototype.Prototype() == nil {
		return nil
	}
	question := "platform"
	if object.GetSymbol(TransferMode) != nil {
		question = "className"
	}
	name, err := e.intrinsics().list(e.rt, question, object)
	if err != nil || len(name) == 0 {
		return err
	}
	return e.refuse("is " + withArticle(name[0].String()) + " and can't be sent")
}

func (e *encoder) reference(kind string, object *goja.Object) error {
	var reference Reference
	lent := false
	if e.owner != nil {
		reference, lent = e.owner.Lend(kind, object)
	}
	if !lent {
		return e.refuse("is " + referenceNames[kind] + " and can't be sent")
	}
	e.lent = append(e.lent, reference)
	e.write(`{"$":"` + reference.Kind + `","id":` + strconv.FormatUint(reference.ID, 10))
	if reference.Value != nil {
		e.write(`,"v":`)
		if err := e.within("value", reference.Value); err != nil {
			return err
		}
	}
	e.write("}")
	return nil
}

// revoke takes back what was lent after the first n.
func (e *encoder) revoke(n int) {
	for len(e.lent) > n {
		last := e.lent[len(e.lent)-1]
		e.lent = e.lent[:len(e.lent)-1]
		e.owner.Revoke(last)
	}
}

func (d *decoder) borrow(kind string, id int) (goja.Value, error) {
	number, err := d.field("id")
	if err != nil {
		return nil, err
	}
	if !goja.IsNumber(number) || number.ToFloat() != math.Trunc(number.ToFloat()) || number.ToFloat() < 0 || number.ToFloat() > MaxReference {
		return nil, d.wrong("a reference has a whole number as id")
	}
	reference := Reference{Kind: kind, ID: uint64(number.ToFloat())}
	if strings.HasPrefix(d.text[d.at:], `,"v":`) {
		if reference.Value, err = d.field("v"); err != nil {
			return nil, err
		}
	}
	if d.owner == nil {
		return nil, &DataCloneError{Path: "the value", Reason: fmt.Sprintf("holds a reference (%s), which can't be received here", kind)}
	}
	value, err := d.owner.Borrow(reference)
	if err != nil {
		return nil, err
	}
	d.define(id, value)
	return value, nil
}

// vowel finds names that are read with a vowel: Event and HTMLElement, but not URL.
var vowel = regexp.MustCompile(`^(?:[AEIO]|[FHLMNRSX][A-Z])`)

// withArticle returns a class's name with the article that it is read with.
func withArticle(name string) string {
	if vowel.MatchString(name) {
		return "an " + name
	}
	return "a " + name
}
