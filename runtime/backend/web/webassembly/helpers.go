package webassembly

// The binaries that this package makes itself.

func header() []byte { return []byte{0, 'a', 's', 'm', 1, 0, 0, 0} }

func appendLimits(b []byte, l limits) []byte {
	flags := byte(0)
	if l.hasMax {
		flags |= 1
	}
	if l.shared {
		flags |= 2
	}
	b = appendUnsigned(append(b, flags), l.min)
	if l.hasMax {
		b = appendUnsigned(b, l.max)
	}
	return b
}

func appendType(b []byte, t *functionType) []byte {
	b = appendUnsigned(append(b, 0x60), uint64(len(t.params)))
	b = append(b, t.params...)
	b = appendUnsigned(b, uint64(len(t.results)))
	return append(b, t.results...)
}

// appendEntity writes what an import is, with the number of its type if it has one.
func appendEntity(b []byte, e *entity, typeIndex int) []byte {
	b = append(b, e.kind)
	switch e.kind {
	case kindFunction:
		return appendUnsigned(b, uint64(typeIndex))
	case kindTable:
		return appendLimits(append(b, e.table.element), e.table.limits)
	case kindMemory:
		return appendLimits(b, e.memory)
	case kindGlobal:
		mutable := byte(0)
		if e.global.mutable {
			mutable = 1
		}
		return append(b, e.global.value, mutable)
	}
	return appendUnsigned(append(b, 0), uint64(typeIndex)) // a tag
}

// appendConstant writes the constant expression of a value in wazero's representation. References are null: no
// expression makes others.
func appendConstant(b []byte, kind byte, bits uint64) []byte {
	switch kind {
	case typeI32:
		b = appendSigned(append(b, 0x41), int64(int32(bits)))
	case typeI64:
		b = appendSigned(append(b, 0x42), int64(bits))
	case typeF32:
		b = append(b, 0x43, byte(bits), byte(bits>>8), byte(bits>>16), byte(bits>>24))
	case typeF64:
		b = append(b, 0x44)
		for shift := 0; shift < 64; shift += 8 {
			b = append(b, byte(bits>>shift))
		}
	default:
		b = append(b, 0xd0, kind)
	}
	return append(b, 0x0b)
}

// Names that helpers export under.
const (
	exportSelf = "deskjs:self"
	exportGet  = "get"
	exportSet  = "set"
	exportGrow = "grow"
	exportSize = "size"
)

// tableHelper is a module that imports a table and has functions to use it.
func tableHelper(element byte) []byte {
	b := header()
	types := []byte{4,
		0x60, 1, typeI32, 1, element, // get
		0x60, 2, typeI32, element, 0, // set
		0x60, 2, element, typeI32, 1, typeI32, // grow
		0x60, 0, 1, typeI32, // size
	}
	b = appendSection(b, sectionType, types)
	b = appendSection(b, sectionImport, append(appendName(appendName([]byte{1}, moduleRest), importName(0)), kindTable, element, 0, 0))
	b = appendSection(b, sectionFunction, []byte{4, 0, 1, 2, 3})
	exports := []byte{4}
	for i, name := range []string{exportGet, exportSet, exportGrow, exportSize} {
		exports = append(appendName(exports, name), kindFunction, byte(i))
	}
	b = appendSection(b, sectionExport, exports)
	return appendSection(b, sectionCode, []byte{4,
		6, 0, 0x20, 0, 0x25, 0, 0x0b,
		8, 0, 0x20, 0, 0x20, 1, 0x26, 0, 0x0b,
		9, 0, 0x20, 0, 0x20, 1, 0xfc, 15, 0, 0x0b,
		5, 0, 0xfc, 16, 0, 0x0b,
	})
}

// tableModule is a module that has a table.
func tableModule(t tableType) []byte {
	b := appendSection(header(), sectionTable, appendLimits([]byte{1, t.element}, t.limits))
	return appendSection(b, sectionExport, append(appendName([]byte{1}, exportSelf), kindTable, 0))
}

// globalModule is a module that has a global.
func globalModule(t globalType, bits uint64) []byte {
	content := appendEntity(nil, &entity{kind: kindGlobal, global: t}, 0)
	content[0] = 1 // how many there are, where an import has its kind
	b := appendSection(header(), sectionGlobal, appendConstant(content, t.value, bits))
	return appendSection(b, sectionExport, append(appendName([]byte{1}, exportSelf), kindGlobal, 0))
}

// tagModule is a module that has a tag.
func tagModule(t *functionType) []byte {
	b := appendSection(header(), sectionType, appendType([]byte{1}, t))
	b = appendSection(b, sectionTag, []byte{1, 0, 0})
	return appendSection(b, sectionExport, append(appendName([]byte{1}, exportSelf), kindTag, 0))
}

// referenceModule is a module that imports functions and has one that returns references to them.
func referenceModule(functions []*function) []byte {
	types := appendUnsigned(nil, uint64(len(functions))+1)
	for _, f := range functions {
		types = appendType(types, f.signature)
	}
	results := make([]byte, len(functions))
	imports := appendUnsigned(nil, uint64(len(functions)))
	elements := appendUnsigned([]byte{1, 3, 0}, uint64(len(functions))) // a declaration
	var body []byte
	for i := range functions {
		results[i] = typeFuncref
		imports = appendName(appendName(imports, importName(i)), functions[i].export)
		imports = appendUnsigned(append(imports, kindFunction), uint64(i))
		elements = appendUnsigned(elements, uint64(i))
		body = appendUnsigned(append(body, 0xd2), uint64(i))
	}
	types = appendType(types, &functionType{nil, results})
	body = append(append([]byte{0}, body...), 0x0b)
	b := appendSection(header(), sectionType, types)
	b = appendSection(b, sectionImport, imports)
	b = appendSection(b, sectionFunction, appendUnsigned([]byte{1}, uint64(len(functions))))
	b = appendSection(b, sectionExport, appendUnsigned(append(appendName([]byte{1}, exportGet), kindFunction), uint64(len(functions))))
	b = appendSection(b, sectionElement, elements)
	return appendSection(b, sectionCode, append(appendUnsigned([]byte{1}, uint64(len(body))), body...))
}

// callerModule is a module with a table of one function, which it calls.
func callerModule(t *functionType) []byte {
	b := appendSection(header(), sectionType, append(appendType([]byte{2}, t), 0x60, 1, typeFuncref, 0))
	b = appendSection(b, sectionFunction, []byte{2, 0, 1})
	b = appendSection(b, sectionTable, []byte{1, typeFuncref, 0, 1})
	exports := append(appendName([]byte{3}, exportGet), kindFunction, 0)
	exports = append(appendName(exports, exportSet), kindFunction, 1)
	exports = append(appendName(exports, exportSelf), kindTable, 0)
	b = appendSection(b, sectionExport, exports)
	call := []byte{0}
	for i := range t.params {
		call = appendUnsigned(append(call, 0x20), uint64(i))
	}
	call = append(call, 0x41, 0, 0x11, 0, 0, 0x0b)
	code := append(appendUnsigned([]byte{2}, uint64(len(call))), call...)
	code = append(code, 8, 0, 0x41, 0, 0x20, 0, 0x26, 0, 0x0b)
	return appendSection(b, sectionCode, code)
}
