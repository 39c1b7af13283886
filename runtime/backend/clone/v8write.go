package clone

import (
	"encoding/binary"
	"math"
	"math/big"
	"strings"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// Delegate decides what the language does not say of cloning.
type Delegate interface {
	// Refuse returns the error to throw for what can't be cloned; message is V8's.
	Refuse(message string) error
	// WriteHost writes an object with a TransferMode, a view if these are host objects, or one that Go provides, with the
	// serializer's own methods.
	WriteHost(object *goja.Object) error
	// Shared returns a number for the memory of a SharedArrayBuffer.
	Shared(buffer *goja.Object) (id uint32, err error)
}

// Serializer writes values in V8's format. Its methods must be called on the goroutine of its runtime. Errors are those of the
// delegate, and what JavaScript threw, as *goja.Exception.
type Serializer struct {
	rt       *goja.Runtime
	in       insider
	own      *intrinsics
	delegate Delegate
	buffer   []byte
	ids      map[*goja.Object]uint32
	few      [8]*goja.Object // the first objects, by id
	depth    int

	transferred map[*goja.Object]uint32
	viewsAsHost bool
	apart       bool
	blocks      [][]byte
}

// NewSerializer returns a serializer that has written nothing, not even the header.
func NewSerializer(rt *goja.Runtime, delegate Delegate) *Serializer {
	return &Serializer{rt: rt, in: insiderOf(rt), delegate: delegate}
}

// TreatViewsAsHost makes the delegate write ArrayBuffer views.
func (s *Serializer) TreatViewsAsHost(yes bool) { s.viewsAsHost = yes }

// Transfer makes an ArrayBuffer be written as the number id only.
func (s *Serializer) Transfer(buffer *goja.Object, id uint32) {
	if s.transferred == nil {
		s.transferred = map[*goja.Object]uint32{}
	}
	s.transferred[buffer] = id
}

// KeepApart makes ArrayBuffers be copied into blocks of their own, for a reader that gets them by Blocks: then their bytes are
// copied once, not twice. What is written is not quite V8's format any more. Ids of transferred buffers must be below firstBlock.
func (s *Serializer) KeepApart() { s.apart = true }

// Blocks returns the memory of the ArrayBuffers that were kept apart.
func (s *Serializer) Blocks() [][]byte { return s.blocks }

const firstBlock = 1 << 24

// Release returns what was written, and forgets it.
func (s *Serializer) Release() []byte {
	written := s.buffer
	s.buffer, s.ids, s.few = nil, nil, [8]*goja.Object{}
	return written
}

// Header writes the format's version.
func (s *Serializer) Header() { s.buffer = append(s.buffer, tagVersion, V8Version) }

// Uint32 writes a number as a host object's contents.
func (s *Serializer) Uint32(n uint32) { s.buffer = binary.AppendUvarint(s.buffer, uint64(n)) }

// Uint64 writes a number as a host object's contents.
func (s *Serializer) Uint64(n uint64) { s.buffer = binary.AppendUvarint(s.buffer, n) }

// Double writes a number as a host object's contents.
func (s *Serializer) Double(f float64) {
	if f != f {
		f = math.Float64frombits(0x7ff8 << 48) // there are many NaNs, and V8 has this one
	}
	s.buffer = binary.LittleEndian.AppendUint64(s.buffer, math.Float64bits(f))
}

// Raw writes bytes as they are.
func (s *Serializer) Raw(bytes []byte) { s.buffer = append(s.buffer, bytes...) }

// Value writes a value.
func (s *Serializer) Value(value goja.Value) (err error) {
	before := s.depth
	exception := s.rt.Try(func() { err = s.value(value) })
	s.depth = before
	if exception != nil {
		return exception
	}
	return err
}

func (s *Serializer) tag(tag byte) { s.buffer = append(s.buffer, tag) }

func (s *Serializer) intrinsics() *intrinsics {
	if s.own == nil {
		s.own = intrinsicsOf(s.rt)
	}
	return s.own
}

func (s *Serializer) value(value goja.Value) error {
	switch v := value.(type) {
	case nil:
		s.tag(tagUndefined)
	case goja.String:
		s.string(v)
	case *goja.Object:
		return s.object(v)
	case *goja.Symbol:
		return s.delegate.Refuse("Symbol(" + v.String() + ") could not be cloned.")
	default:
		s.primitive(value)
	}
	return nil
}

func (s *Serializer) primitive(value goja.Value) {
	switch {
	case goja.IsNumber(value):
		s.number(value.ToFloat())
	case goja.IsNull(value):
		s.tag(tagNull)
	case goja.IsUndefined(value):
		s.tag(tagUndefined)
	case goja.IsBigInt(value):
		s.tag(tagBigInt)
		s.bigInt(value)
	case value.ToBoolean():
		s.tag(tagTrue)
	default:
		s.tag(tagFalse)
	}
}

func isInt32(f float64) bool {
	return float64(int32(f)) == f && (f != 0 || !math.Signbit(f))
}

func (s *Serializer) number(f float64) {
	if isInt32(f) {
		n := int32(f)
		s.tag(tagInt32)
		s.Uint32(uint32(n<<1) ^ uint32(n>>31))
		return
	}
	s.tag(tagDouble)
	s.Double(f)
}

func (s *Serializer) bigInt(value goja.Value) {
	number, _ := value.Export().(*big.Int)
	words := (number.BitLen() + 63) / 64
	field := uint32(words * 8 << 1)
	if number.Sign() < 0 {
		field |= 1
	}
	s.Uint32(field)
	bytes := number.Bytes()
	for i := range words * 8 {
		if at := len(bytes) - 1 - i; at >= 0 {
			s.tag(bytes[at])
		} else {
			s.tag(0)
		}
	}
}

func (s *Serializer) string(text goja.String) { s.text(s.in.StringData(text)) }

// text writes a string, with one byte for each character where that is enough.
func (s *Serializer) text(ascii string, units []uint16) {
	if units == nil {
		s.tag(tagOneByte)
		s.Uint32(uint32(len(ascii)))
		s.buffer = append(s.buffer, ascii...)
		return
	}
	for _, unit := range units {
		if unit > 0xff {
			s.twoBytes(units)
			return
		}
	}
	s.tag(tagOneByte)
	s.Uint32(uint32(len(units)))
	for _, unit := range units {
		s.tag(byte(unit))
	}
}

// twoBytes aligns the characters, as V8's reader wants them.
func (s *Serializer) twoBytes(units []uint16) {
	length := uint64(2 * len(units))
	var space [binary.MaxVarintLen64]byte
	if (len(s.buffer)+1+binary.PutUvarint(space[:], length))&1 != 0 {
		s.tag(tagPadding)
	}
	s.tag(tagTwoByte)
	s.Uint64(length)
	for _, unit := range units {
		s.buffer = append(s.buffer, byte(unit), byte(unit>>8))
	}
}

// see returns the id that an object was given, or gives it one.
func (s *Serializer) see(object *goja.Object) (id uint32, known bool) {
	if s.ids == nil {
		for i, other := range s.few {
			if other == object {
				return uint32(i), true
			}
			if other == nil {
				s.few[i] = object
				return uint32(i), false
			}
		}
		s.ids = make(map[*goja.Object]uint32, 4*len(s.few))
		for i, other := range s.few {
			s.ids[other] = uint32(i)
		}
	}
	if id, known = s.ids[object]; !known {
		id = uint32(len(s.ids))
		s.ids[object] = id
	}
	return id, known
}

func (s *Serializer) knows(object *goja.Object) bool {
	if s.ids != nil {
		_, known := s.ids[object]
		return known
	}
	for _, other := range s.few {
		if other == object {
			return true
		}
	}
	return false
}

func (s *Serializer) object(object *goja.Object) error {
	kind := s.in.KindOf(object)
	// Views have their buffer written first.
	if viewTag, isView := viewTags[kind]; isView {
		return s.view(object, viewTag)
	}
	id, known := s.see(object)
	if known {
		s.tag(tagReference)
		s.Uint32(id)
		return nil
	}
	if s.depth++; s.depth > maxV8Depth {
		return s.stackOverflow()
	}
	err := s.body(object, kind)
	s.depth--
	return err
}

func (s *Serializer) stackOverflow() error {
	if made, err := s.rt.New(s.rt.Get("RangeError"), s.rt.ToValue("Maximum call stack size exceeded")); err == nil {
		return s.rt.Try(func() { panic(made) })
	}
	return &op.Error{Type: "RangeError", Message: "Maximum call stack size exceeded"}
}

func (s *Serializer) body(object *goja.Object, kind string) error {
	switch kind {
	case "Object":
		if s.in.HasSymbol(object, TransferMode) {
			s.tag(tagHost)
			return s.delegate.WriteHost(object)
		}
		return s.plain(object)
	case "Host":
		s.tag(tagHost)
		return s.delegate.WriteHost(object)
	case "Array":
		return s.array(object)
	case "Date":
		s.tag(tagDate)
		s.Double(s.in.PrimitiveOf(object).ToFloat())
	case "Boolean":
		if s.in.PrimitiveOf(object).ToBoolean() {
			s.tag(tagTrueObject)
		} else {
			s.tag(tagFalseObject)
		}
	case "Number":
		s.tag(tagNumberObject)
		s.Double(s.in.PrimitiveOf(object).ToFloat())
	case "BigInt":
		s.tag(tagBigIntObject)
		s.bigInt(s.in.PrimitiveOf(object))
	case "String":
		s.tag(tagStringObject)
		s.string(s.in.PrimitiveOf(object).(goja.String))
	case "RegExp":
		return s.regExp(object)
	case "Map":
		return s.entries(object, tagMap, tagMapEnd)
	case "Set":
		return s.entries(object, tagSet, tagSetEnd)
	case "Error":
		if s.in.HasSymbol(object, TransferMode) {
			s.tag(tagHost)
			return s.delegate.WriteHost(object)
		}
		return s.error(object)
	case "ArrayBuffer", "SharedArrayBuffer":
		return s.arrayBuffer(object, kind)
	default:
		return s.Uncloneable(object)
	}
	return nil
}

// plain writes the own enumerable properties of an object.
func (s *Serializer) plain(object *goja.Object) error {
	s.tag(tagObject)
	written := 0
	var failed error
	if s.in.OwnData(object, func(name unistring.String, value goja.Value) {
		if failed == nil {
			s.name(name)
			failed = s.value(value)
			written++
		}
	}) {
		if failed != nil {
			return failed
		}
	} else {
		list, err := s.intrinsics().list(s.rt, "properties", object)
		if err != nil {
			return err
		}
		if written, err = s.keyValues(list, false); err != nil {
			return err
		}
	}
	s.tag(tagObjectEnd)
	s.Uint32(uint32(written))
	return nil
}

// name writes a property's name: array indexes as numbers.
func (s *Serializer) name(name unistring.String) {
	if units := name.AsUtf16(); units != nil {
		s.text("", units[1:])
		return
	}
	if index, ok := arrayIndex(string(name)); ok {
		s.number(float64(index))
		return
	}
	s.text(string(name), nil)
}

// keyValues writes [key, value, key, value, ...], without array indexes if these were written before.
func (s *Serializer) keyValues(list []goja.Value, named bool) (written int, err error) {
	for i := 0; i < len(list); i += 2 {
		key := list[i].(goja.String)
		if index, ok := arrayIndex(key.String()); !ok {
			s.string(key)
		} else if named {
			continue
		} else {
			s.number(float64(index))
		}
		if err := s.value(list[i+1]); err != nil {
			return 0, err
		}
		written++
	}
	return written, nil
}

// array writes an array without holes as its elements, and others as index and value.
func (s *Serializer) array(array *goja.Object) error {
	items, named, ok := s.in.ArrayData(array)
	if !ok {
		return s.sparseArray(array)
	}
	length := uint32(len(items))
	s.tag(tagDenseArray)
	s.Uint32(length)
	if allDoubles(items) {
		for _, item := range items {
			s.tag(tagDouble)
			s.Double(item.ToFloat())
		}
	} else {
		for _, item := range items {
			if item == nil { // deleted meanwhile
				s.tag(tagHole)
				continue
			}
			if err := s.value(item); err != nil {
				return err
			}
		}
	}
	written := 0
	if named {
		list, err := s.intrinsics().list(s.rt, "properties", array)
		if err != nil {
			return err
		}
		if written, err = s.keyValues(list, true); err != nil {
			return err
		}
	}
	s.tag(tagDenseArrayEnd)
	s.Uint32(uint32(written))
	s.Uint32(length)
	return nil
}

// allDoubles reports whether V8 would keep the elements as doubles: numbers, not all of them small integers.
func allDoubles(items []goja.Value) bool {
	doubles := false
	for _, item := range items {
		if !goja.IsNumber(item) {
			return false
		}
		doubles = doubles || !isInt32(item.ToFloat())
	}
	return doubles
}

func (s *Serializer) sparseArray(array *goja.Object) error {
	length := uint32(array.Get("length").ToInteger())
	s.tag(tagSparseArray)
	s.Uint32(length)
	list, err := s.intrinsics().list(s.rt, "properties", array)
	if err != nil {
		return err
	}
	written, err := s.keyValues(list, false)
	if err != nil {
		return err
	}
	s.tag(tagSparseArrayEnd)
	s.Uint32(uint32(written))
	s.Uint32(length)
	return nil
}

func (s *Serializer) entries(object *goja.Object, opening, closing byte) error {
	s.tag(opening)
	list := s.in.EntriesOf(object)
	for _, value := range list {
		if err := s.value(value); err != nil {
			return err
		}
	}
	s.tag(closing)
	s.Uint32(uint32(len(list)))
	return nil
}

func (s *Serializer) regExp(object *goja.Object) error {
	list, err := s.intrinsics().list(s.rt, "regExp", object)
	if err != nil {
		return err
	}
	s.tag(tagRegExp)
	s.string(list[0].(goja.String))
	bits := uint32(0)
	for _, flag := range list[1].String() {
		bits |= 1 << strings.IndexRune(regExpFlags, flag)
	}
	s.Uint32(bits)
	return nil
}

// error writes what V8 keeps of an error: message, cause and stack; and which of the language's own classes it is by its name.
func (s *Serializer) error(object *goja.Object) error {
	list, err := s.intrinsics().list(s.rt, "errorParts", object)
	if err != nil {
		return err
	}
	s.tag(tagError)
	if tag, known := errorTags[list[0].String()]; known {
		s.tag(tag)
	}
	if message, ok := list[1].(goja.String); ok {
		s.tag(errorMessage)
		s.string(message)
	}
	if len(list) > 3 {
		s.tag(errorCause)
		if err := s.value(list[3]); err != nil {
			return err
		}
	}
	if stack, ok := list[2].(goja.String); ok {
		s.tag(errorStack)
		s.string(stack)
	}
	s.tag(errorEnd)
	return nil
}

func (s *Serializer) arrayBuffer(object *goja.Object, kind string) error {
	if kind == "SharedArrayBuffer" {
		id, err := s.delegate.Shared(object)
		if err != nil {
			return err
		}
		s.tag(tagShared)
		s.Uint32(id)
		return nil
	}
	if id, ok := s.transferred[object]; ok {
		s.tag(tagTransferred)
		s.Uint32(id)
		return nil
	}
	buffer := object.Export().(goja.ArrayBuffer)
	if buffer.Detached() {
		return s.delegate.Refuse("An ArrayBuffer is detached and could not be cloned.")
	}
	memory := buffer.Bytes()
	if resizable, ok := any(buffer).(interface{ MaxByteLength() (int, bool) }); ok {
		if limit, ok := resizable.MaxByteLength(); ok {
			s.tag(tagResizableBuffer)
			s.Uint32(uint32(len(memory)))
			s.Uint32(uint32(limit))
			s.Raw(memory)
			return nil
		}
	}
	if s.apart && len(memory) > smallBuffer {
		s.tag(tagTransferred)
		s.Uint32(firstBlock + uint32(len(s.blocks)))
		s.blocks = append(s.blocks, copied(memory))
		return nil
	}
	s.tag(tagArrayBuffer)
	s.Uint32(uint32(len(memory)))
	s.Raw(memory)
	return nil
}

// smallBuffer is up to how many bytes a block of its own is not worth it.
const smallBuffer = 256

func (s *Serializer) view(object *goja.Object, viewTag byte) error {
	buffer, offset, length, tracking := s.in.ViewOf(object)
	if !s.viewsAsHost && !s.knows(object) {
		if err := s.object(buffer); err != nil {
			return err
		}
	}
	id, known := s.see(object)
	if known {
		s.tag(tagReference)
		s.Uint32(id)
		return nil
	}
	if s.viewsAsHost {
		s.tag(tagHost)
		return s.delegate.WriteHost(object)
	}
	flags := uint32(0)
	if tracking {
		flags |= viewTracksLength
		length = 0
	}
	if resizable, ok := buffer.Export().(interface{ MaxByteLength() (int, bool) }); ok {
		if _, ok := resizable.MaxByteLength(); ok {
			flags |= viewOfResizable
		}
	}
	s.tag(tagView)
	s.tag(viewTag)
	s.Uint32(uint32(offset))
	s.Uint32(uint32(length))
	s.Uint32(flags)
	return nil
}

// Uncloneable returns the error for an object that can't be cloned, which it names as V8 does.
func (s *Serializer) Uncloneable(object *goja.Object) error {
	list, err := s.intrinsics().list(s.rt, "describe", object)
	if err != nil {
		return err
	}
	return s.delegate.Refuse(list[0].String() + " could not be cloned.")
}
