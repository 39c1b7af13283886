package webassembly

// The numbers of the sections that matter here, and of the kinds of imports and exports.
const (
	sectionCustom = iota
	sectionType
	sectionImport
	sectionFunction
	sectionTable
	sectionMemory
	sectionGlobal
	sectionExport
	sectionStart
	sectionElement
	sectionCode
	sectionData
	sectionDataCount
	sectionTag
)

const (
	kindFunction = iota
	kindTable
	kindMemory
	kindGlobal
	kindTag
)

var kindNames = []string{"function", "table", "memory", "global", "tag"}

// The value types, as the binary format has them.
const (
	typeI32       = 0x7f
	typeI64       = 0x7e
	typeF32       = 0x7d
	typeF64       = 0x7c
	typeV128      = 0x7b
	typeFuncref   = 0x70
	typeExternref = 0x6f
	typeOther     = 0x64 // other references
)

type functionType struct{ params, results []byte }

func (t *functionType) equal(other *functionType) bool {
	return string(t.params) == string(other.params) && string(t.results) == string(other.results)
}

type limits struct {
	min, max            uint64
	hasMax, shared, i64 bool
}

type tableType struct {
	element byte
	limits
}

type globalType struct {
	value   byte
	mutable bool
}

// entity is an import, or what else a module has of a kind.
type entity struct {
	kind     byte
	function *functionType // of functions and tags
	table    tableType
	memory   limits
	global   globalType
}

type importEntry struct {
	module, name string
	entity
}

type exportEntry struct {
	name  string
	kind  byte
	index uint32
}

type section struct {
	id      byte
	content []byte
	name    string // a custom section's
}

// description is what is known of a module before wazero has seen it.
type description struct {
	sections []section
	types    []functionType
	imports  []importEntry
	exports  []exportEntry
	// entities are what the module imports and defines, by kind and index.
	entities [5][]entity
	imported [5]int
}

// describe reads the outline of a binary. It checks as much as it must to stay safe; whether the module is
// valid is wazero's to say.
func describe(binary []byte) (*description, error) {
	r := &reader{data: binary, at: 8}
	d := &description{}
	for r.left() > 0 && !r.bad {
		s := section{id: r.byte()}
		s.content = r.bytes(r.unsigned())
		inner := &reader{data: s.content}
		switch s.id {
		case sectionCustom:
			s.name = inner.name()
			s.content = inner.data[min(inner.at, len(inner.data)):]
			r.bad = r.bad || inner.bad
		case sectionType:
			d.readTypes(inner)
		case sectionImport:
			d.readImports(inner)
		case sectionFunction, sectionTag:
			kind := byte(kindFunction)
			if s.id == sectionTag {
				kind = kindTag
			}
			for range inner.count() {
				if kind == kindTag {
					inner.byte()
				}
				d.add(entity{kind: kind, function: d.typeAt(inner)})
			}
		case sectionTable:
			for range inner.count() {
				d.readTable(inner)
			}
		case sectionMemory:
			for range inner.count() {
				d.add(entity{kind: kindMemory, memory: inner.limits()})
			}
		case sectionGlobal:
			d.readGlobals(inner)
		case sectionExport:
			for range inner.count() {
				e := exportEntry{name: inner.name(), kind: inner.byte(), index: uint32(inner.unsigned())}
				d.exports = append(d.exports, e)
			}
		}
		if inner.bad {
			return nil, errBinary
		}
		d.sections = append(d.sections, s)
	}
	if r.bad || !d.exportsExist() {
		return nil, errBinary
	}
	return d, nil
}

func (d *description) add(e entity) { d.entities[e.kind] = append(d.entities[e.kind], e) }

func (d *description) exportsExist() bool {
	for i := range d.exports {
		e := &d.exports[i]
		if e.kind > kindTag || int(e.index) >= len(d.entities[e.kind]) {
			return false
		}
	}
	return true
}

func (d *description) typeAt(r *reader) *functionType {
	index := r.unsigned()
	if index >= uint64(len(d.types)) {
		r.bad = true
		return &functionType{}
	}
	return &d.types[index]
}

func (d *description) readTypes(r *reader) {
	n := r.count()
	d.types = make([]functionType, 0, n)
	for range n {
		if r.byte() != 0x60 {
			r.bad = true // a type of the GC proposal, which wazero does not know either
			return
		}
		d.types = append(d.types, functionType{r.valueTypes(), r.valueTypes()})
	}
}

func (d *description) readImports(r *reader) {
	for range r.count() {
		i := importEntry{module: r.name(), name: r.name()}
		i.kind = r.byte()
		switch i.kind {
		case kindFunction:
			i.function = d.typeAt(r)
		case kindTable:
			i.table = tableType{element: r.valueType()}
			i.table.limits = r.limits()
		case kindMemory:
			i.memory = r.limits()
		case kindGlobal:
			i.global = globalType{r.valueType(), r.byte() != 0}
		case kindTag:
			r.byte()
			i.function = d.typeAt(r)
		default:
			r.bad = true
			return
		}
		d.imports = append(d.imports, i)
		d.add(i.entity)
		d.imported[i.kind]++
	}
}

func (d *description) readTable(r *reader) {
	withInit := r.left() > 0 && r.data[r.at] == 0x40
	if withInit {
		r.bytes(2)
	}
	t := tableType{element: r.valueType()}
	t.limits = r.limits()
	d.add(entity{kind: kindTable, table: t})
	if withInit {
		r.skipExpression()
	}
}

func (d *description) readGlobals(r *reader) {
	for range r.count() {
		d.add(entity{kind: kindGlobal, global: globalType{r.valueType(), r.byte() != 0}})
		r.skipExpression()
	}
}

func (r *reader) valueType() byte {
	b := r.byte()
	if b != 0x63 && b != 0x64 {
		return b
	}
	switch heap := r.signed(); {
	case b == 0x63 && heap == -16:
		return typeFuncref
	case b == 0x63 && heap == -17:
		return typeExternref
	}
	return typeOther
}

func (r *reader) valueTypes() []byte {
	types := make([]byte, r.count())
	for i := range types {
		types[i] = r.valueType()
	}
	return types
}

func (r *reader) limits() limits {
	flags := r.byte()
	l := limits{hasMax: flags&1 != 0, shared: flags&2 != 0, i64: flags&4 != 0}
	l.min = r.unsigned()
	if l.hasMax {
		l.max = r.unsigned()
	}
	return l
}

// skipExpression skips a constant expression.
func (r *reader) skipExpression() {
	for !r.bad {
		switch opcode := r.byte(); opcode {
		case 0x0b:
			return
		default:
			r.skipImmediates(opcode)
		}
	}
}
