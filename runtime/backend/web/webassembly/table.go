package webassembly

import (
	"github.com/dop251/goja"
	"github.com/tetratelabs/wazero/api"
)

// table is what is behind a WebAssembly.Table.
type table struct {
	store    *store
	instance *instance // that defines it; nil for one made by JavaScript
	users    []*instance
	module   api.Module // exports it
	export   string     // under this name
	kind     tableType
	object   *goja.Object

	get, set, grow, size api.Function
	stack                [2]uint64
}

// newTable makes the table of a WebAssembly.Table that JavaScript constructs.
func (s *store) newTable(kind tableType) (*table, error) {
	module, err := s.helperInstance(tableModule(kind), nil)
	if err != nil {
		return nil, err
	}
	t := &table{store: s, module: module, export: exportSelf, kind: kind}
	s.release(t, module)
	return t, nil
}

// open makes the functions that use the table.
func (t *table) open() error {
	if t.size != nil {
		return nil
	}
	// The helper imports under the name that what stands between exports.
	g := &gatherer{store: t.store, sources: map[string]api.Module{}}
	e := entity{kind: kindTable, table: tableType{element: t.kind.element}}
	g.add(0, &e, t.module, t.export)
	between, err := g.instance()
	if err != nil {
		return err
	}
	helper, err := t.store.helperInstance(tableHelper(t.kind.element), func(string) api.Module { return between })
	if err != nil {
		return err
	}
	t.get, t.set = helper.ExportedFunction(exportGet), helper.ExportedFunction(exportSet)
	t.grow, t.size = helper.ExportedFunction(exportGrow), helper.ExportedFunction(exportSize)
	t.store.release(t, between)
	t.store.release(t, helper)
	return nil
}

// call calls one of the table's functions.
func (t *table) call(f func() api.Function, args ...uint64) (uint64, error) {
	if err := t.open(); err != nil {
		return 0, err
	}
	copy(t.stack[:], args)
	err := f().CallWithStack(t.store.ctx, t.stack[:])
	return t.stack[0], err
}

func (t *table) length() (uint64, error) {
	return t.call(func() api.Function { return t.size })
}

// global is what is behind a WebAssembly.Global.
type global struct {
	store    *store
	instance *instance // that defines it; nil for one made by JavaScript
	module   api.Module
	export   string
	kind     globalType
	global   api.Global
	object   *goja.Object
	// value is what an immutable global of JavaScript holds if no module can define it: a reference.
	value goja.Value
}

// newGlobal makes the global of a WebAssembly.Global that JavaScript constructs.
func (s *store) newGlobal(kind globalType, value goja.Value) (*global, error) {
	bits := s.toWasm(kind.value, value)
	module, err := s.helperInstance(globalModule(kind, bits), nil)
	if err != nil {
		return nil, err
	}
	g := &global{store: s, module: module, export: exportSelf, kind: kind, global: module.ExportedGlobal(exportSelf)}
	s.release(g, module)
	if kind.value != typeExternref && kind.value != typeFuncref || bits == 0 {
		return g, nil
	}
	if mutable, ok := g.global.(api.MutableGlobal); ok {
		mutable.Set(bits)
	} else {
		g.value = value
	}
	return g, nil
}

func (g *global) get() goja.Value {
	if g.value != nil {
		return g.value
	}
	return g.store.toJS(g.kind.value, g.global.Get())
}

// tag is what is behind a WebAssembly.Tag.
type tag struct {
	instance  *instance
	module    api.Module
	export    string
	signature *functionType
	object    *goja.Object
}

func (s *store) newTag(signature *functionType) (*tag, error) {
	module, err := s.helperInstance(tagModule(signature), nil)
	if err != nil {
		return nil, err
	}
	t := &tag{module: module, export: exportSelf, signature: signature}
	s.release(t, module)
	return t, nil
}

// constant is a number imported as an immutable global, in wazero's representation.
type constant uint64
