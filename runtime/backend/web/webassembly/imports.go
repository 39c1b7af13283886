package webassembly

import (
	"fmt"
	"math/big"

	"github.com/dop251/goja"
)

// checkImport returns why a value can't be an import, in V8's words, or "". Values of the classes come as
// their handles; webassembly.js has checked that they are of the right class.
func (s *store) checkImport(entry *importEntry, number int64, value goja.Value) string {
	switch entry.kind {
	case kindFunction:
		if f, ok := value.Export().(*function); ok && !f.signature.equal(entry.function) {
			return "imported function does not match the expected type"
		}
	case kindTable:
		return checkTable(entry.table, value.Export().(*table), number)
	case kindMemory:
		return checkMemory(entry.memory, value.Export().(*memory), number)
	case kindGlobal:
		return s.checkGlobal(entry.global, value)
	case kindTag:
		if t := value.Export().(*tag); !t.signature.equal(entry.function) {
			return "imported tag does not match the expected type"
		}
	}
	return ""
}

func checkTable(want tableType, given *table, number int64) string {
	length, err := given.length()
	if err != nil && !isExit(err) {
		return err.Error()
	}
	switch {
	case uint64(uint32(length)) < want.min:
		return fmt.Sprintf("!table import %d is smaller than initial %d, got %d", number, want.min, uint32(length))
	case want.hasMax && !given.kind.hasMax:
		return fmt.Sprintf("!table import %d has no maximum length, expected %d", number, want.max)
	case want.hasMax && given.kind.max > want.max:
		return fmt.Sprintf("!table import %d has a larger maximum size %d than the module's declared maximum %d", number, given.kind.max, want.max)
	case want.element != given.kind.element:
		return "imported table does not match the expected type"
	}
	return ""
}

func checkMemory(want limits, given *memory, number int64) string {
	pages := uint64(given.size())
	switch {
	case pages < want.min:
		return fmt.Sprintf("!memory import %d is smaller than initial %d, got %d", number, want.min, pages)
	case want.hasMax && !given.limits.hasMax:
		return fmt.Sprintf("!memory import %d has no maximum limit, expected at most %d", number, want.max)
	case want.hasMax && given.limits.max > want.max:
		return fmt.Sprintf("!memory import %d has a larger maximum size %d than the module's declared maximum %d", number, given.limits.max, want.max)
	case want.shared != given.limits.shared:
		return fmt.Sprintf("!mismatch in shared state of memory, declared = %d, imported = %d", bit(want.shared), bit(given.limits.shared))
	}
	return ""
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (s *store) checkGlobal(want globalType, value goja.Value) string {
	const wrong = "global import must be a number, valid Wasm reference, or WebAssembly.Global object"
	if g, ok := value.Export().(*global); ok {
		switch {
		case g.kind.mutable != want.mutable:
			return "imported global does not match the expected mutability"
		case g.kind.value != want.value:
			return "imported global does not match the expected type"
		case g.value != nil:
			return "an immutable global that holds a reference can't be imported"
		}
		return ""
	}
	if want.mutable {
		return "imported mutable global must be a WebAssembly.Global object"
	}
	switch want.value {
	case typeExternref:
		if !goja.IsNull(value) {
			return "an immutable global that holds a reference can't be imported"
		}
		return ""
	case typeFuncref:
		if goja.IsNull(value) {
			return ""
		}
		if _, ok := value.Export().(*function); ok || s.functionOf(value) != nil {
			return "an immutable global that holds a reference can't be imported"
		}
		return "function-typed object must be null (if nullable) or a Wasm function object"
	}
	switch value.Export().(type) {
	case int64, float64:
		if want.value == typeI32 || want.value == typeF32 || want.value == typeF64 {
			return ""
		}
	case *big.Int:
		if want.value == typeI64 {
			return ""
		}
	}
	return wrong
}

// importOf returns what newInstance takes for a value that has passed checkImport.
func (s *store) importOf(entry *importEntry, value goja.Value) any {
	switch exported := value.Export().(type) {
	case *function, *memory, *table, *global, *tag:
		return exported
	case func(goja.FunctionCall) goja.Value:
		if entry.kind == kindFunction {
			return &hostFunction{native: exported, signature: entry.function}
		}
	}
	if entry.kind == kindGlobal {
		return constant(s.toWasm(entry.global.value, value))
	}
	call, _ := goja.AssertFunction(value)
	return &hostFunction{call: call, signature: entry.function}
}
