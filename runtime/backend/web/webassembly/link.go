package webassembly

import (
	"context"
	"weak"

	"github.com/tetratelabs/wazero/api"
)

// link makes the modules that a rewritten module imports from: one with the functions of JavaScript,
// and one that imports what is other modules' and exports it under the names that are asked for.
func (s *store) link(i *instance) (map[string]api.Module, error) {
	providers := map[string]api.Module{}
	hosts, err := s.hostModule(i)
	if err != nil {
		return nil, err
	}
	if hosts != nil {
		providers[moduleFunctions] = hosts
	}
	g := &gatherer{store: s, hosts: hosts, sources: map[string]api.Module{}}
	for number := range i.compiled.imports {
		entry := &i.compiled.imports[number]
		switch imported := i.imports[number].(type) {
		case *memory:
			providers[moduleMemory] = imported.module
		case *function:
			g.withFunctions = true
			g.add(number, &entry.entity, imported.module, imported.export)
		case *table:
			e := entry.entity
			e.table.limits = limits{}
			g.add(number, &e, imported.module, imported.export)
		case *global:
			g.add(number, &entry.entity, imported.module, imported.export)
		case *tag:
			g.add(number, &entry.entity, imported.module, imported.export)
		case constant:
			g.define(number, entry.global, uint64(imported))
		}
	}
	if g.empty() {
		return providers, nil
	}
	if g.withFunctions && hosts != nil {
		for number := range i.compiled.imports {
			if _, ok := i.imports[number].(*hostFunction); ok {
				g.add(number, &i.compiled.imports[number].entity, hosts, importName(number))
			}
		}
	}
	module, err := g.instance()
	if err != nil {
		return nil, err
	}
	providers[moduleRest] = module
	if g.withFunctions {
		providers[moduleFunctions] = module
	}
	return providers, nil
}

// hostModule makes a module of the functions of JavaScript; nil if there are none.
func (s *store) hostModule(i *instance) (api.Module, error) {
	builder := s.runtime.NewHostModuleBuilder(moduleFunctions)
	count := 0
	owner := weak.Make(i)
	for number := range i.compiled.imports {
		host, ok := i.imports[number].(*hostFunction)
		if !ok {
			continue
		}
		count++
		call := func(_ context.Context, stack []uint64) {
			i := owner.Value()
			if i == nil {
				panic(errGone)
			}
			i.imports[number].(*hostFunction).run(i.store, stack)
		}
		builder.NewFunctionBuilder().WithGoFunction(api.GoFunc(call), host.signature.params, host.signature.results).
			Export(importName(number))
	}
	if count == 0 {
		return nil, nil
	}
	code, err := builder.Compile(s.ctx)
	if err != nil {
		return nil, err
	}
	return s.instantiate(code, nil)
}

// gatherer builds a module that imports from many and exports under other names.
type gatherer struct {
	store         *store
	hosts         api.Module
	withFunctions bool
	sources       map[string]api.Module
	types         []byte
	typeCount     int
	imports       []byte
	importCount   int
	counts        [5]int
	defined       []gathered
	exports       []byte
	exportCount   int
}

type gathered struct {
	number int
	kind   globalType
	bits   uint64
}

func (g *gatherer) empty() bool { return g.importCount == 0 && len(g.defined) == 0 }

// add passes on an export of a module as the import with the given number.
func (g *gatherer) add(number int, e *entity, from api.Module, export string) {
	source := importName(number)
	g.sources[source] = from
	if e.function != nil {
		g.types = appendType(g.types, e.function)
		g.typeCount++
	}
	g.imports = appendName(appendName(g.imports, source), export)
	g.imports = appendEntity(g.imports, e, g.typeCount-1)
	g.importCount++
	g.export(number, e.kind)
}

func (g *gatherer) export(number int, kind byte) {
	g.exports = append(appendName(g.exports, importName(number)), kind)
	g.exports = appendUnsigned(g.exports, uint64(g.counts[kind]))
	g.exportCount++
	g.counts[kind]++
}

// define makes an immutable global of its own.
func (g *gatherer) define(number int, kind globalType, bits uint64) {
	g.defined = append(g.defined, gathered{number, kind, bits})
}

func (g *gatherer) instance() (api.Module, error) {
	counted := func(count int, content []byte) []byte {
		return append(appendUnsigned(nil, uint64(count)), content...)
	}
	var globals []byte
	for _, d := range g.defined {
		globals = append(globals, d.kind.value, 0)
		globals = appendConstant(globals, d.kind.value, d.bits)
		g.export(d.number, kindGlobal)
	}
	b := header()
	if g.typeCount > 0 {
		b = appendSection(b, sectionType, counted(g.typeCount, g.types))
	}
	b = appendSection(b, sectionImport, counted(g.importCount, g.imports))
	if len(g.defined) > 0 {
		b = appendSection(b, sectionGlobal, counted(len(g.defined), globals))
	}
	b = appendSection(b, sectionExport, counted(g.exportCount, g.exports))
	code, err := g.store.runtime.CompileModule(g.store.ctx, b)
	if err != nil {
		return nil, err
	}
	return g.store.instantiate(code, func(name string) api.Module { return g.sources[name] })
}
