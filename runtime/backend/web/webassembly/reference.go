package webassembly

import (
	"fmt"
	"unsafe"

	"github.com/tetratelabs/wazero/api"
	wazerotable "github.com/tetratelabs/wazero/experimental/table"
)

// functionKey is what tells a function from others behind a funcref: the compiler's references are the addresses of a pair of the
// function's code and its instance, and several may stand for one function.
type functionKey struct{ code, instance uintptr }

func (s *store) keyOf(reference uint64) functionKey {
	if s.interpreted {
		return functionKey{code: uintptr(reference)}
	}
	pair := *(**[2]uintptr)(unsafe.Pointer(&reference))
	return functionKey{pair[0], pair[1]}
}

// referenceTo returns the funcref of a function. Its instance is kept from then on: nothing says
// when WebAssembly has forgotten it.
func (s *store) referenceTo(f *function) uint64 {
	if f.reference == 0 {
		s.referTo([]*function{f})
	}
	return f.reference
}

// referTo finds the references of functions, all at once because it takes a module.
func (s *store) referTo(functions []*function) {
	instance, err := s.helperInstance(referenceModule(functions), func(name string) api.Module {
		for i, f := range functions {
			if name == importName(i) {
				return f.module
			}
		}
		return nil
	})
	if err != nil {
		panic(s.vm.NewGoError(err))
	}
	references, err := instance.ExportedFunction(exportGet).Call(s.ctx)
	if err != nil {
		panic(s.vm.NewGoError(err))
	}
	for i, f := range functions {
		f.reference = references[i]
		key := s.keyOf(f.reference)
		if s.known[key] == nil {
			s.known[key] = f
		}
		if f.instance != nil {
			s.pinned[f.instance] = struct{}{}
		}
	}
}

// functionAt returns the function of a funcref that is not null.
func (s *store) functionAt(reference uint64) *function {
	key := s.keyOf(reference)
	if f := s.known[key]; f != nil {
		return f
	}
	// It may be one that JavaScript has seen, without a reference having been asked for.
	var unknown []*function
	for _, i := range s.livingInstances() {
		for _, f := range i.functions {
			if f.reference == 0 && f.instance == i {
				unknown = append(unknown, f)
			}
		}
	}
	const atOnce = 500
	for len(unknown) > 0 {
		n := min(len(unknown), atOnce)
		s.referTo(unknown[:n])
		unknown = unknown[n:]
	}
	if f := s.known[key]; f != nil {
		return f
	}
	f := s.functionOfUnknown(reference)
	s.known[key] = f
	return f
}

// functionOfUnknown makes an Exported Function of a function that no instance exports: a module
// with a table that holds it calls it. Its type is the one that fits.
func (s *store) functionOfUnknown(reference uint64) *function {
	for _, signature := range s.types {
		module, err := s.helperInstance(callerModule(signature), nil)
		if err != nil {
			continue
		}
		if _, err := module.ExportedFunction(exportSet).Call(s.ctx, reference); err != nil {
			continue
		}
		if !fits(module, signature) {
			continue
		}
		f := &function{store: s, module: module, export: exportGet, signature: signature, reference: reference}
		s.exported(f, uint32(len(s.known)))
		return f
	}
	panic(s.vm.NewTypeError("type incompatibility when transforming from/to JS"))
}

// fits reports whether the function in a callerModule's table has the type that the module was made for: wazero
// panics with words of its own if it has not, and perhaps with others because it does not expect functions of Go there.
func fits(module api.Module, signature *functionType) (fits bool) {
	defer func() {
		if r := recover(); r != nil {
			fits = fmt.Sprint(r) != "indirect call type mismatch"
		}
	}()
	return wazerotable.LookupFunction(module, 0, 0, signature.params, signature.results) != nil
}

// addTypes notes the types of a module, for functionOfUnknown.
func (s *store) addTypes(d *description) {
next:
	for i := range d.types {
		for _, known := range s.types {
			if known.equal(&d.types[i]) {
				continue next
			}
		}
		s.types = append(s.types, &d.types[i])
	}
}
