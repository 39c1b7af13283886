package buffer

import (
	"math"
	"math/big"
	"reflect"
	"strconv"

	"github.com/dop251/goja"
)

var (
	typeOfInt         = reflect.TypeFor[int64]()
	typeOfFloat       = reflect.TypeFor[float64]()
	typeOfArrayBuffer = reflect.TypeFor[goja.ArrayBuffer]()
	typeOfBytes       = reflect.TypeFor[[]byte]()
)

// integer returns value if it is a number without a fraction; other types are not converted.
func integer(value goja.Value) (int64, bool) {
	switch value.ExportType() {
	case typeOfInt:
		return value.ToInteger(), true
	case typeOfFloat:
		if f := value.ToFloat(); f == math.Trunc(f) && math.Abs(f) < 1<<53 {
			return int64(f), true
		}
	}
	return 0, false
}

// toUint32 is the language's ToUint32.
func toUint32(value goja.Value) uint32 {
	if value.ExportType() == typeOfInt {
		return uint32(value.ToInteger())
	}
	f := math.Trunc(value.ToFloat())
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return 0
	}
	if f = math.Mod(f, 1<<32); f < 0 {
		f += 1 << 32
	}
	return uint32(f)
}

// at is element i of an array or array-like.
func at(object *goja.Object, i int) goja.Value { return object.Get(strconv.Itoa(i)) }

func load(bytes []byte, big bool) (n uint64) {
	if big {
		for _, b := range bytes {
			n = n<<8 | uint64(b)
		}
		return n
	}
	for i := len(bytes) - 1; i >= 0; i-- {
		n = n<<8 | uint64(bytes[i])
	}
	return n
}

func store(bytes []byte, n uint64, big bool) {
	if big {
		for i := len(bytes) - 1; i >= 0; i-- {
			bytes[i] = byte(n)
			n >>= 8
		}
		return
	}
	for i := range bytes {
		bytes[i] = byte(n)
		n >>= 8
	}
}

// signExtend reads the lowest size bytes of n as two's complement.
func signExtend(n uint64, size int) int64 {
	shift := 64 - 8*size
	return int64(n<<shift) >> shift
}

// numberMethods defines every read and write method of Buffer.prototype, in the order
// in which Node defines them.
func (s *state) numberMethods(on *goja.Object) {
	type order struct {
		suffix string
		big    bool
	}
	orders := []order{{"LE", false}, {"BE", true}}
	for _, o := range orders {
		s.method(on, 0, s.readBig(o.big, false), "readBigUInt64"+o.suffix, "readBigUint64"+o.suffix)
		s.method(on, 0, s.readBig(o.big, true), "readBigInt64"+o.suffix)
		s.method(on, 1, s.writeBig(o.big, false), "writeBigUInt64"+o.suffix, "writeBigUint64"+o.suffix)
		s.method(on, 1, s.writeBig(o.big, true), "writeBigInt64"+o.suffix)
	}
	for _, signed := range []bool{false, true} {
		names := []string{"UInt", "Uint"}
		if signed {
			names = names[:1]
			names[0] = "Int"
		}
		all := func(verb, rest string) (out []string) {
			for _, name := range names {
				out = append(out, verb+name+rest)
			}
			return out
		}
		s.method(on, 0, s.read(1, false, signed), all("read", "8")...)
		s.method(on, 1, s.write(1, false, signed), all("write", "8")...)
		for _, o := range orders {
			s.method(on, 2, s.readSized(o.big, signed), all("read", o.suffix)...)
			s.method(on, 3, s.writeSized(o.big, signed), all("write", o.suffix)...)
			for _, size := range []int{4, 2} {
				rest := strconv.Itoa(size*8) + o.suffix
				s.method(on, 0, s.read(size, o.big, signed), all("read", rest)...)
				s.method(on, 1, s.write(size, o.big, signed), all("write", rest)...)
			}
		}
	}
	for _, o := range orders {
		s.method(on, 0, s.readFloat(4, o.big), "readFloat"+o.suffix)
		s.method(on, 0, s.readFloat(8, o.big), "readDouble"+o.suffix)
		s.method(on, 1, s.writeFloat(4, o.big), "writeFloat"+o.suffix)
		s.method(on, 1, s.writeFloat(8, o.big), "writeDouble"+o.suffix)
	}
}

// window returns the size bytes of the Buffer at offset (undefined is 0), or
// throws Node's error.
func (s *state) window(call goja.FunctionCall, offset goja.Value, size int) (bytes []byte, at int64) {
	memory := s.this(call)
	ok := true
	if !goja.IsUndefined(offset) {
		at, ok = integer(offset)
	}
	if !ok || at < 0 || at > int64(len(memory)-size) {
		s.fail("offset", offset, s.vm.ToValue(len(memory)), s.vm.ToValue(size))
	}
	return memory[at : at+int64(size)], at
}

func (s *state) read(size int, big, signed bool) func(goja.FunctionCall) goja.Value {
	return func(call goja.FunctionCall) goja.Value {
		bytes, _ := s.window(call, call.Argument(0), size)
		return s.number(bytes, big, signed)
	}
}

func (s *state) number(bytes []byte, big, signed bool) goja.Value {
	n := load(bytes, big)
	if signed {
		return s.vm.ToValue(signExtend(n, len(bytes)))
	}
	return s.vm.ToValue(int64(n))
}

// size checks the byteLength argument of readIntLE and its kin.
func (s *state) size(value goja.Value) int {
	size, ok := integer(value)
	if !ok || size < 1 || size > 6 {
		s.fail("byteLength", value)
	}
	return int(size)
}

func (s *state) readSized(big, signed bool) func(goja.FunctionCall) goja.Value {
	return func(call goja.FunctionCall) goja.Value {
		offset := call.Argument(0)
		if goja.IsUndefined(offset) {
			s.fail("offsetType", offset)
		}
		bytes, _ := s.window(call, offset, s.size(call.Argument(1)))
		return s.number(bytes, big, signed)
	}
}

func limits(size int, signed bool) (low, high float64) {
	if signed {
		return -math.Ldexp(1, 8*size-1), math.Ldexp(1, 8*size-1) - 1
	}
	return 0, math.Ldexp(1, 8*size) - 1
}

func (s *state) write(size int, big, signed bool) func(goja.FunctionCall) goja.Value {
	low, high := limits(size, signed)
	return func(call goja.FunctionCall) goja.Value {
		return s.writeNumber(call, call.Argument(0), call.Argument(1), size, big, low, high)
	}
}

func (s *state) writeSized(big, signed bool) func(goja.FunctionCall) goja.Value {
	return func(call goja.FunctionCall) goja.Value {
		size := s.size(call.Argument(2))
		offset := call.Argument(1)
		low, high := limits(size, signed)
		if n := call.Argument(0).ToFloat(); goja.IsUndefined(offset) && !(n < low || n > high) {
			s.fail("offsetType", offset)
		}
		return s.writeNumber(call, call.Argument(0), offset, size, big, low, high)
	}
}

func (s *state) writeNumber(call goja.FunctionCall, value, offset goja.Value, size int, big bool, low, high float64) goja.Value {
	n := value.ToFloat()
	if n < low || n > high {
		if size == 1 {
			s.window(call, offset, 0) // of one byte Node looks at the offset's type first
		}
		s.fail("value", s.vm.ToValue(n), s.vm.ToValue(low), s.vm.ToValue(high), s.vm.ToValue(size))
	}
	bytes, at := s.window(call, offset, size)
	if n != n {
		n = 0
	}
	store(bytes, uint64(int64(n)), big)
	return s.vm.ToValue(at + int64(size))
}

func (s *state) readBig(bigEndian, signed bool) func(goja.FunctionCall) goja.Value {
	return func(call goja.FunctionCall) goja.Value {
		bytes, _ := s.window(call, call.Argument(0), 8)
		n := load(bytes, bigEndian)
		if signed {
			return s.vm.ToValue(big.NewInt(int64(n)))
		}
		return s.vm.ToValue(new(big.Int).SetUint64(n))
	}
}

var (
	minInt64  = big.NewInt(math.MinInt64)
	maxInt64  = big.NewInt(math.MaxInt64)
	maxUint64 = new(big.Int).SetUint64(math.MaxUint64)
)

func (s *state) writeBig(bigEndian, signed bool) func(goja.FunctionCall) goja.Value {
	low, high := new(big.Int), maxUint64
	if signed {
		low, high = minInt64, maxInt64
	}
	return func(call goja.FunctionCall) goja.Value {
		n, ok := call.Argument(0).Export().(*big.Int)
		if !ok {
			s.fail("bigint", call.Argument(0))
		}
		if n.Cmp(low) < 0 || n.Cmp(high) > 0 {
			s.fail("value", call.Argument(0), s.vm.ToValue(low), s.vm.ToValue(high), s.vm.ToValue(8))
		}
		bytes, at := s.window(call, call.Argument(1), 8)
		bits := n.Uint64()
		if n.Sign() < 0 {
			bits = uint64(n.Int64())
		}
		store(bytes, bits, bigEndian)
		return s.vm.ToValue(at + 8)
	}
}

func (s *state) readFloat(size int, big bool) func(goja.FunctionCall) goja.Value {
	return func(call goja.FunctionCall) goja.Value {
		bytes, _ := s.window(call, call.Argument(0), size)
		n := load(bytes, big)
		if size == 4 {
			return s.vm.ToValue(float64(math.Float32frombits(uint32(n))))
		}
		return s.vm.ToValue(math.Float64frombits(n))
	}
}

func (s *state) writeFloat(size int, big bool) func(goja.FunctionCall) goja.Value {
	return func(call goja.FunctionCall) goja.Value {
		n := call.Argument(0).ToFloat()
		bytes, at := s.window(call, call.Argument(1), size)
		switch {
		case n != n && size == 4: // JavaScript's one NaN, of which Go has many
			store(bytes, 0x7FC00000, big)
		case n != n:
			store(bytes, 0x7FF8000000000000, big)
		case size == 4:
			store(bytes, uint64(math.Float32bits(float32(n))), big)
		default:
			store(bytes, math.Float64bits(n), big)
		}
		return s.vm.ToValue(at + int64(size))
	}
}
