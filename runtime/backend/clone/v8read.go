package clone

import (
	"encoding/binary"
	"math"
	"math/big"
	"strconv"
	"unicode/utf8"

	"github.com/dop251/goja"
)

// Source gives a deserializer what isn't in the bytes.
type Source interface {
	// ReadHost reads what Delegate.WriteHost wrote, with the deserializer's own methods.
	ReadHost() (*goja.Object, error)
	// Shared returns the SharedArrayBuffer that has been given the number id, nil if there is none.
	Shared(id uint32) (*goja.Object, error)
}

// Deserializer reads what a Serializer, or V8, wrote. Its methods must be called on the goroutine of its runtime. Bytes that
// aren't well-formed end in ErrUnreadable; other errors are those of its source, and what JavaScript threw, as *goja.Exception.
type Deserializer struct {
	rt      *goja.Runtime
	in      insider
	own     *intrinsics
	source  Source
	data    []byte
	at      int
	version uint32
	objects []goja.Value
	depth   int
	// elements is how many the arrays so far say they have.
	elements int64
	names    map[string]goja.String

	transferred map[uint32]*goja.Object
	blocks      [][]byte
	shareBlocks bool
}

// NewDeserializer returns a deserializer at the start of data.
func NewDeserializer(rt *goja.Runtime, data []byte, source Source) *Deserializer {
	return &Deserializer{rt: rt, in: insiderOf(rt), data: data, source: source}
}

// Transfer makes buffer be what was written as a transferred ArrayBuffer with the number id.
func (d *Deserializer) Transfer(id uint32, buffer *goja.Object) {
	if d.transferred == nil {
		d.transferred = map[uint32]*goja.Object{}
	}
	d.transferred[id] = buffer
}

// Blocks gives the memory of ArrayBuffers that were kept apart (see Serializer.KeepApart). If copied, others read them too.
func (d *Deserializer) Blocks(blocks [][]byte, copied bool) { d.blocks, d.shareBlocks = blocks, copied }

// Version returns the format's version, 0 before the header was read.
func (d *Deserializer) Version() uint32 { return d.version }

// Header reads the version.
func (d *Deserializer) Header() error {
	if d.at >= len(d.data) || d.data[d.at] != tagVersion {
		return ErrVersion
	}
	d.at++
	version, err := d.Uint32()
	if err != nil || version < oldestVersion || version > V8Version {
		return ErrVersion
	}
	d.version = version
	return nil
}

// Uint32 reads a number of a host object.
func (d *Deserializer) Uint32() (uint32, error) {
	n, err := d.Uint64()
	return uint32(n), err
}

// Uint64 reads a number of a host object.
func (d *Deserializer) Uint64() (uint64, error) {
	var n uint64
	for shift := uint(0); d.at < len(d.data); shift += 7 {
		c := d.data[d.at]
		d.at++
		if shift < 64 {
			n |= uint64(c&0x7f) << shift
		}
		if c < 0x80 {
			return n, nil
		}
	}
	return 0, ErrUnreadable
}

// Double reads a number of a host object.
func (d *Deserializer) Double() (float64, error) {
	bytes, err := d.Raw(8)
	if err != nil {
		return 0, err
	}
	return math.Float64frombits(binary.LittleEndian.Uint64(bytes)), nil
}

// Raw reads length bytes, which lie in the data.
func (d *Deserializer) Raw(length int) ([]byte, error) {
	if length < 0 || length > len(d.data)-d.at {
		return nil, ErrUnreadable
	}
	d.at += length
	return d.data[d.at-length : d.at : d.at], nil
}

// Offset is how much of the data has been read.
func (d *Deserializer) Offset() int { return d.at }

// Value reads a value.
func (d *Deserializer) Value() (value goja.Value, err error) {
	before := d.depth
	exception := d.rt.Try(func() { value, err = d.value() })
	d.depth = before
	if exception != nil {
		return nil, exception
	}
	return value, err
}

func (d *Deserializer) intrinsics() *intrinsics {
	if d.own == nil {
		d.own = intrinsicsOf(d.rt)
	}
	return d.own
}

// peek returns the next tag; false at the end.
func (d *Deserializer) peek() (tag byte, ok bool) {
	for at := d.at; at < len(d.data); at++ {
		if d.data[at] != tagPadding {
			return d.data[at], true
		}
	}
	return 0, false
}

func (d *Deserializer) tag() (byte, error) {
	for d.at < len(d.data) {
		d.at++
		if tag := d.data[d.at-1]; tag != tagPadding {
			return tag, nil
		}
	}
	return 0, ErrUnreadable
}

// accept skips a tag if it comes next.
func (d *Deserializer) accept(wanted byte) bool {
	if tag, ok := d.peek(); !ok || tag != wanted {
		return false
	}
	_, _ = d.tag()
	return true
}

func (d *Deserializer) value() (goja.Value, error) {
	if d.depth++; d.depth > maxV8Depth+1 {
		return nil, ErrUnreadable
	}
	value, err := d.item()
	if err == nil {
		if object, ok := value.(*goja.Object); ok && d.viewFollows() && object.ExportType() == arrayBufferType {
			_, _ = d.tag()
			value, err = d.view(object)
		}
	}
	d.depth--
	return value, err
}

func (d *Deserializer) viewFollows() bool {
	tag, ok := d.peek()
	return ok && tag == tagView
}

func (d *Deserializer) item() (goja.Value, error) {
	tag, err := d.tag()
	if err != nil {
		return nil, err
	}
	switch tag {
	case tagObjectCount:
		if _, err := d.Uint32(); err != nil {
			return nil, err
		}
		return d.value()
	case tagUndefined:
		return goja.Undefined(), nil
	case tagNull:
		return goja.Null(), nil
	case tagTrue:
		return d.rt.ToValue(true), nil
	case tagFalse:
		return d.rt.ToValue(false), nil
	case tagInt32:
		n, err := d.Uint32()
		return d.rt.ToValue(int64(int32(n>>1) ^ -int32(n&1))), err
	case tagUint32:
		n, err := d.Uint32()
		return d.rt.ToValue(int64(n)), err
	case tagDouble:
		f, err := d.Double()
		return d.rt.ToValue(f), err
	case tagBigInt:
		number, err := d.bigInt()
		if err != nil {
			return nil, err
		}
		return d.rt.ToValue(number), nil
	case tagUTF8, tagOneByte, tagTwoByte:
		return d.text(tag)
	case tagReference:
		id, err := d.Uint32()
		if err != nil || int64(id) >= int64(len(d.objects)) || d.objects[id] == nil {
			return nil, ErrUnreadable
		}
		return d.objects[id], nil
	}
	return d.object(tag)
}

func (d *Deserializer) bigInt() (*big.Int, error) {
	field, err := d.Uint32()
	if err != nil {
		return nil, err
	}
	digits, err := d.Raw(int(field >> 1))
	if err != nil {
		return nil, err
	}
	bytes := make([]byte, len(digits))
	for i, digit := range digits {
		bytes[len(digits)-1-i] = digit
	}
	number := new(big.Int).SetBytes(bytes)
	if field&1 != 0 {
		number.Neg(number)
	}
	return number, nil
}

// string reads a string with its tag.
func (d *Deserializer) string() (goja.String, error) {
	tag, err := d.tag()
	if err != nil {
		return nil, err
	}
	if tag != tagUTF8 && tag != tagOneByte && tag != tagTwoByte {
		return nil, ErrUnreadable
	}
	return d.text(tag)
}

// keptName is how long a string may be to be taken for one that comes again.
const keptName = 32

func (d *Deserializer) text(tag byte) (goja.String, error) {
	length, err := d.Uint64()
	if err != nil || length > math.MaxInt32 {
		return nil, ErrUnreadable
	}
	bytes, err := d.Raw(int(length))
	if err != nil {
		return nil, err
	}
	if tag == tagTwoByte {
		if length%2 != 0 {
			return nil, ErrUnreadable
		}
		units := make([]uint16, len(bytes)/2)
		for i := range units {
			units[i] = uint16(bytes[2*i]) | uint16(bytes[2*i+1])<<8
		}
		return goja.StringFromUTF16(units), nil
	}
	if len(bytes) <= keptName {
		if kept, ok := d.names[string(bytes)]; ok && tag == tagOneByte {
			return kept, nil
		}
	}
	for _, c := range bytes {
		if c >= utf8.RuneSelf {
			return d.wide(tag, bytes), nil
		}
	}
	text := d.in.NewASCII(string(bytes))
	if len(bytes) <= keptName && len(d.names) < 1024 {
		if d.names == nil {
			d.names = map[string]goja.String{}
		}
		d.names[string(bytes)] = text
	}
	return text, nil
}

// wide reads what is UTF-8 or Latin-1, with more in it than ASCII.
func (d *Deserializer) wide(tag byte, bytes []byte) goja.String {
	if tag == tagUTF8 {
		return goja.StringFromUTF16(utf16Of(string(bytes)))
	}
	units := make([]uint16, len(bytes))
	for i, c := range bytes {
		units[i] = uint16(c)
	}
	return goja.StringFromUTF16(units)
}

// reserve takes the next id for an object that is still to be made.
func (d *Deserializer) reserve() (id int) {
	d.objects = append(d.objects, nil)
	return len(d.objects) - 1
}

func (d *Deserializer) keep(id int, object goja.Value, err error) (goja.Value, error) {
	if err != nil {
		return nil, err
	}
	d.objects[id] = object
	return object, nil
}

func (d *Deserializer) make(function string, args ...goja.Value) (goja.Value, error) {
	id := d.reserve()
	object, err := d.intrinsics().call(d.rt, function, args...)
	return d.keep(id, object, err)
}

func (d *Deserializer) object(tag byte) (goja.Value, error) {
	switch tag {
	case tagObject:
		object := d.rt.NewObject()
		d.objects = append(d.objects, object)
		n, err := d.properties(object, tagObjectEnd)
		return object, d.ends(n, err)
	case tagDenseArray:
		return d.denseArray()
	case tagSparseArray:
		return d.sparseArray()
	case tagDate, tagNumberObject:
		f, err := d.Double()
		if err != nil {
			return nil, err
		}
		if tag == tagDate {
			return d.make("Date", d.rt.ToValue(f))
		}
		return d.make("box", d.rt.ToValue(f))
	case tagTrueObject, tagFalseObject:
		return d.make("box", d.rt.ToValue(tag == tagTrueObject))
	case tagBigIntObject:
		number, err := d.bigInt()
		if err != nil {
			return nil, err
		}
		return d.make("box", d.rt.ToValue(number))
	case tagStringObject:
		text, err := d.string()
		if err != nil {
			return nil, err
		}
		return d.make("box", text)
	case tagRegExp:
		return d.regExp()
	case tagMap:
		return d.entries("Map", tagMapEnd, 2)
	case tagSet:
		return d.entries("Set", tagSetEnd, 1)
	case tagError:
		return d.error()
	case tagArrayBuffer, tagResizableBuffer, tagTransferred, tagShared:
		return d.arrayBuffer(tag)
	case tagHost:
		return d.host()
	}
	return nil, ErrUnreadable
}

func (d *Deserializer) host() (goja.Value, error) {
	id := d.reserve()
	object, err := d.source.ReadHost()
	if err == nil && object == nil {
		err = ErrUnreadable
	}
	return d.keep(id, object, err)
}

// ends reads the number of properties behind them, which must be n.
func (d *Deserializer) ends(n uint32, err error) error {
	if err != nil {
		return err
	}
	if count, err := d.Uint32(); err != nil || count != n {
		return ErrUnreadable
	}
	return nil
}

// properties reads keys and values until the tag that ends them.
func (d *Deserializer) properties(object *goja.Object, end byte) (n uint32, err error) {
	for ; ; n++ {
		if d.accept(end) {
			return n, nil
		}
		key, err := d.value()
		if err != nil {
			return 0, err
		}
		if _, isString := key.(goja.String); !isString && !goja.IsNumber(key) {
			return 0, ErrUnreadable
		}
		value, err := d.value()
		if err != nil {
			return 0, err
		}
		d.in.PutData(object, key, value)
	}
}

func (d *Deserializer) denseArray() (goja.Value, error) {
	length, err := d.Uint32()
	// Each element of any array takes a byte of its own, at least: arrays in arrays can't all be as long as the data.
	if d.elements += int64(length); err != nil || int64(length) > int64(len(d.data)-d.at) || d.elements > int64(len(d.data)) {
		return nil, ErrUnreadable
	}
	items := make([]goja.Value, length)
	for i := range items {
		items[i] = goja.Undefined()
	}
	array := d.in.NewArrayOf(items)
	d.objects = append(d.objects, array)
	_, inPlace := d.in.(*outsider)
	inPlace = !inPlace
	var holes []int
	for i := range items {
		if d.accept(tagHole) {
			holes = append(holes, i)
			continue
		}
		item, err := d.value()
		if err != nil {
			return nil, err
		}
		if inPlace {
			items[i] = item
		} else if err := array.Set(strconv.Itoa(i), item); err != nil {
			return nil, err
		}
	}
	for _, hole := range holes {
		if err := array.Delete(strconv.Itoa(hole)); err != nil {
			return nil, err
		}
	}
	n, err := d.properties(array, tagDenseArrayEnd)
	if err := d.ends(n, err); err != nil {
		return nil, err
	}
	if again, err := d.Uint32(); err != nil || again != length {
		return nil, ErrUnreadable
	}
	return array, nil
}

func (d *Deserializer) sparseArray() (goja.Value, error) {
	length, err := d.Uint32()
	if err != nil {
		return nil, err
	}
	array := d.rt.NewArray()
	d.objects = append(d.objects, array)
	if err := array.Set("length", length); err != nil {
		return nil, err
	}
	n, err := d.properties(array, tagSparseArrayEnd)
	if err := d.ends(n, err); err != nil {
		return nil, err
	}
	if again, err := d.Uint32(); err != nil || again != length {
		return nil, ErrUnreadable
	}
	return array, nil
}

func (d *Deserializer) entries(class string, end byte, width int) (goja.Value, error) {
	made, err := d.make(class)
	if err != nil {
		return nil, err
	}
	object := made.(*goja.Object)
	for n := uint32(0); ; n += uint32(width) {
		if d.accept(end) {
			return object, d.ends(n, nil)
		}
		key, err := d.value()
		if err != nil {
			return nil, err
		}
		value := key
		if width == 2 {
			if value, err = d.value(); err != nil {
				return nil, err
			}
		}
		d.in.AddEntry(object, key, value)
	}
}

func (d *Deserializer) regExp() (goja.Value, error) {
	id := d.reserve()
	source, err := d.string()
	if err != nil {
		return nil, err
	}
	bits, err := d.Uint32()
	if err != nil || bits >= 1<<len(regExpFlags) {
		return nil, ErrUnreadable
	}
	flags := ""
	for i := range len(regExpFlags) {
		if bits&(1<<i) != 0 {
			flags += regExpFlags[i : i+1]
		}
	}
	object, err := d.intrinsics().call(d.rt, "RegExp", source, d.rt.ToValue(flags))
	if err != nil {
		err = ErrUnreadable // no flags and no pattern that V8 would have written
	}
	return d.keep(id, object, err)
}

func (d *Deserializer) error() (goja.Value, error) {
	id := d.reserve()
	name := "Error"
	parts := d.rt.NewObject()
	for {
		if d.at >= len(d.data) {
			return nil, ErrUnreadable
		}
		tag := d.data[d.at]
		d.at++
		var part goja.Value
		var err error
		switch tag {
		case errorMessage:
			if part, err = d.string(); err == nil {
				err = parts.Set("message", part)
			}
		case errorStack:
			if part, err = d.string(); err == nil {
				err = parts.Set("stack", part)
			}
		case errorCause:
			if part, err = d.value(); err == nil {
				err = parts.Set("cause", part)
			}
		case errorEnd:
			object, err := d.intrinsics().call(d.rt, "makeErrorOf", d.rt.ToValue(name), parts)
			return d.keep(id, object, err)
		default:
			known, ok := errorNames[tag]
			if !ok {
				return nil, ErrUnreadable
			}
			name = known
		}
		if err != nil {
			return nil, err
		}
	}
}

func (d *Deserializer) arrayBuffer(tag byte) (goja.Value, error) {
	id := d.reserve()
	length, err := d.Uint32()
	if err != nil {
		return nil, err
	}
	switch tag {
	case tagShared:
		object, err := d.source.Shared(length)
		if err == nil && object == nil {
			err = ErrUnreadable
		}
		return d.keep(id, object, err)
	case tagTransferred:
		return d.transfer(id, length)
	}
	limit := length
	if tag == tagResizableBuffer {
		if limit, err = d.Uint32(); err != nil || limit < length {
			return nil, ErrUnreadable
		}
	}
	bytes, err := d.Raw(int(length))
	if err != nil {
		return nil, err
	}
	if tag == tagResizableBuffer {
		object, err := d.intrinsics().call(d.rt, "makeResizable", d.rt.ToValue(length), d.rt.ToValue(limit))
		if err == nil {
			copy(object.Export().(goja.ArrayBuffer).Bytes(), bytes)
		}
		return d.keep(id, object, err)
	}
	return d.keep(id, d.rt.ToValue(d.rt.NewArrayBuffer(copied(bytes))), nil)
}

func (d *Deserializer) transfer(id int, number uint32) (goja.Value, error) {
	if block := int64(number) - firstBlock; block >= 0 && block < int64(len(d.blocks)) {
		memory := d.blocks[block]
		if d.shareBlocks {
			memory = copied(memory)
		}
		return d.keep(id, d.rt.ToValue(d.rt.NewArrayBuffer(memory)), nil)
	}
	object, ok := d.transferred[number]
	if !ok {
		return nil, ErrUnreadable
	}
	return d.keep(id, object, nil)
}

func (d *Deserializer) view(buffer *goja.Object) (goja.Value, error) {
	id := d.reserve()
	if d.at >= len(d.data) {
		return nil, ErrUnreadable
	}
	name, known := viewNames[d.data[d.at]]
	d.at++
	offset, err1 := d.Uint32()
	length, err2 := d.Uint32()
	flags := uint32(0)
	var err3 error
	if d.version >= 14 {
		flags, err3 = d.Uint32()
	}
	size := uint32(elementSizes[name])
	room := uint32(len(buffer.Export().(goja.ArrayBuffer).Bytes()))
	if !known || err1 != nil || err2 != nil || err3 != nil || size == 0 || offset > room || length > room-offset ||
		offset%size != 0 || length%size != 0 {
		return nil, ErrUnreadable
	}
	count := d.rt.ToValue(length / size)
	if flags&viewTracksLength != 0 {
		count = goja.Undefined()
	}
	object, err := d.intrinsics().call(d.rt, "makeView", d.rt.ToValue(name), buffer, d.rt.ToValue(offset), count)
	return d.keep(id, object, err)
}

// copied returns a copy that the widest elements can lie in.
func copied(bytes []byte) []byte {
	room := make([]byte, (len(bytes)+alignment-1)/alignment*alignment)
	copy(room, bytes)
	return room[:len(bytes)]
}
