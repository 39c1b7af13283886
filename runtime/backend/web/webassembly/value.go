package webassembly

import (
	"math"
	"math/big"

	"github.com/dop251/goja"
)

// plain is toWasm for the values that need neither JavaScript nor the store.
func plain(kind byte, value goja.Value) (bits uint64, ok bool) {
	switch exported := value.Export().(type) {
	case int64:
		switch kind {
		case typeI32:
			return uint64(uint32(exported)), true
		case typeF64:
			return math.Float64bits(float64(exported)), true
		case typeF32:
			return uint64(math.Float32bits(float32(exported))), true
		}
	case float64:
		switch kind {
		case typeI32:
			return uint64(toInt32(exported)), true
		case typeF64:
			return math.Float64bits(exported), true
		case typeF32:
			return uint64(math.Float32bits(float32(exported))), true
		}
	case *big.Int:
		if kind == typeI64 {
			return bigBits(exported), true
		}
	}
	return 0, false
}

// toInt32 is JavaScript's ToInt32, as bits.
func toInt32(f float64) uint32 {
	if f >= math.MinInt64 && f <= math.MaxInt64 {
		return uint32(int64(f))
	}
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return 0
	}
	f = math.Mod(math.Trunc(f), 1<<32)
	if f < 0 {
		f += 1 << 32
	}
	return uint32(uint64(f))
}

var wordMask = new(big.Int).SetUint64(math.MaxUint64)

func bigBits(b *big.Int) uint64 {
	if b.IsInt64() {
		return uint64(b.Int64())
	}
	return new(big.Int).And(b, wordMask).Uint64()
}

// toWasm is the specification's ToWebAssemblyValue. It throws into JavaScript.
func (s *store) toWasm(kind byte, value goja.Value) uint64 {
	switch kind {
	case typeExternref:
		return s.externs.add(value)
	case typeFuncref:
		if goja.IsNull(value) {
			return 0
		}
		f := s.functionOf(value)
		if f == nil {
			panic(s.vm.NewTypeError("type incompatibility when transforming from/to JS"))
		}
		return s.referenceTo(f)
	}
	if _, isObject := value.(*goja.Object); !isObject {
		if bits, ok := plain(kind, value); ok {
			return bits
		}
	}
	switch kind {
	case typeI64:
		return bigBits(s.toBigInt(value))
	case typeI32, typeF32, typeF64:
		number := value.ToNumber()
		bits, ok := plain(kind, number)
		if !ok {
			panic(s.vm.NewTypeError("Cannot convert the value to a number"))
		}
		return bits
	}
	panic(s.vm.NewTypeError("type incompatibility when transforming from/to JS"))
}

func (s *store) toBigInt(value goja.Value) *big.Int {
	result, err := s.js.toBigInt(goja.Undefined(), value)
	if err != nil {
		panic(err)
	}
	number, _ := result.Export().(*big.Int)
	if number == nil {
		number = new(big.Int)
	}
	return number
}

// toJS is the specification's ToJSValue.
func (s *store) toJS(kind byte, bits uint64) goja.Value {
	switch kind {
	case typeI32:
		return s.vm.ToValue(int64(int32(bits)))
	case typeI64:
		return s.vm.ToValue(big.NewInt(int64(bits)))
	case typeF32:
		return s.vm.ToValue(float64(math.Float32frombits(uint32(bits))))
	case typeF64:
		return s.vm.ToValue(math.Float64frombits(bits))
	case typeExternref:
		return s.externs.get(bits)
	case typeFuncref:
		if bits == 0 {
			return goja.Null()
		}
		return s.functionAt(bits).object
	}
	panic(s.vm.NewTypeError("type incompatibility when transforming from/to JS"))
}

// externs numbers the JavaScript values that WebAssembly holds. A value keeps its number: WebAssembly may keep it
// anywhere, and can't say when it no longer does.
type externs struct {
	values  []goja.Value // 0 is null
	numbers map[goja.Value]uint64
}

func (e *externs) add(value goja.Value) uint64 {
	if goja.IsNull(value) {
		return 0
	}
	if e.numbers == nil {
		e.numbers = map[goja.Value]uint64{}
		e.values = []goja.Value{goja.Null()}
	}
	key, comparable := externKey(value)
	if comparable {
		if number, ok := e.numbers[key]; ok {
			return number
		}
	}
	number := uint64(len(e.values))
	e.values = append(e.values, value)
	if comparable {
		e.numbers[key] = number
	}
	return number
}

// externKey returns what stands for a value in a map: not for numbers, whose -0 is 0 to Go, nor
// for strings and bigints, which goja may hold in kinds that Go can't compare.
func externKey(value goja.Value) (goja.Value, bool) {
	switch value.(type) {
	case *goja.Object, *goja.Symbol:
		return value, true
	}
	return value, goja.IsUndefined(value)
}

func (e *externs) get(number uint64) goja.Value {
	if number == 0 || number >= uint64(len(e.values)) {
		return goja.Null()
	}
	return e.values[number]
}
