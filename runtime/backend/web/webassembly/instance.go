package webassembly

import (
	"context"
	"runtime"
	"weak"

	"github.com/dop251/goja"
	"github.com/tetratelabs/wazero/api"
)

// instance is what is behind a WebAssembly.Instance.
type instance struct {
	store    *store
	compiled *compiled
	module   api.Module
	imports  []any // what the imports are: *function, *hostFunction, *memory, *table, *global, *tag

	// What JavaScript has seen, by index.
	functions map[uint32]*function
	memory    *memory
	tables    map[uint32]*table
	globals   map[uint32]*global
	tags      map[uint32]*tag
}

// release ends what wazero holds of a module when owner can't be reached any more.
func (s *store) release(owner any, module api.Module) {
	closing := func(module api.Module) { _ = module.Close(context.Background()) }
	switch owner := owner.(type) {
	case *memory:
		runtime.AddCleanup(owner, closing, module)
	case *table:
		runtime.AddCleanup(owner, closing, module)
	case *global:
		runtime.AddCleanup(owner, closing, module)
	case *tag:
		runtime.AddCleanup(owner, closing, module)
	case *instance:
		runtime.AddCleanup(owner, closing, module)
	}
}

// newInstance instantiates a module with imports that have been checked (see link.go).
func (s *store) newInstance(c *compiled, imports []any) (i *instance, err error) {
	defer func() {
		if r := recover(); r != nil {
			if _, ofAllocator := r.(runtime.Error); !ofAllocator {
				panic(r)
			}
			err = errOutOfMemory
		}
	}()
	i = &instance{store: s, compiled: c, imports: imports}
	s.addTypes(c.description)
	providers, err := s.link(i)
	if err != nil {
		return nil, err
	}
	s.living = append(s.livingPointers(), weak.Make(i))
	s.depth++
	module, err := s.instantiate(c.code, func(name string) api.Module { return providers[name] })
	s.depth--
	s.refresh()
	if err != nil {
		return nil, err
	}
	i.module = module
	s.release(i, module)
	for _, name := range []string{moduleFunctions, moduleRest} {
		if provider := providers[name]; provider != nil {
			s.release(i, provider)
		}
	}
	if global, ok := module.ExportedGlobal(exportStop).(api.MutableGlobal); ok {
		flag := &stopFlag{global}
		s.addFlag(flag)
		runtime.AddCleanup(i, s.removeFlag, flag)
	}
	for _, imported := range imports {
		if t, ok := imported.(*table); ok {
			t.users = append(t.users, i)
		}
	}
	return i, nil
}

func (s *store) livingPointers() []weak.Pointer[instance] {
	kept := s.living[:0]
	for _, pointer := range s.living {
		if pointer.Value() != nil {
			kept = append(kept, pointer)
		}
	}
	return kept
}

func (s *store) livingInstances() (list []*instance) {
	for _, pointer := range s.living {
		if i := pointer.Value(); i != nil {
			list = append(list, i)
		}
	}
	return list
}

// importedAs returns what was imported as the thing with the given kind and index.
func (i *instance) importedAs(kind byte, index uint32) any {
	seen := uint32(0)
	for number := range i.compiled.imports {
		if i.compiled.imports[number].kind != kind {
			continue
		}
		if seen == index {
			return i.imports[number]
		}
		seen++
	}
	return nil
}

// export returns the *function, *memory, *table, *global or *tag that an export is.
func (i *instance) export(e exportEntry) any {
	if int(e.index) < i.compiled.imported[e.kind] {
		imported := i.importedAs(e.kind, e.index)
		if _, isHost := imported.(*hostFunction); !isHost {
			return imported
		}
	}
	what := &i.compiled.entities[e.kind][e.index]
	switch e.kind {
	case kindFunction:
		return kept(&i.functions, e.index, func() *function {
			f := &function{store: i.store, instance: i, module: i.module, export: e.name, signature: what.function}
			i.store.exported(f, e.index)
			return f
		})
	case kindTable:
		return kept(&i.tables, e.index, func() *table {
			return &table{store: i.store, instance: i, module: i.module, export: e.name, kind: what.table}
		})
	case kindMemory:
		if i.memory == nil {
			i.memory = i.store.memoryOf(i, i.module, what.memory)
		}
		return i.memory
	case kindGlobal:
		return kept(&i.globals, e.index, func() *global {
			return &global{store: i.store, instance: i, module: i.module, export: e.name, kind: what.global,
				global: i.module.ExportedGlobal(e.name)}
		})
	}
	return kept(&i.tags, e.index, func() *tag {
		return &tag{instance: i, module: i.module, export: e.name, signature: what.function}
	})
}

func kept[T any](list *map[uint32]*T, index uint32, create func() *T) *T {
	if *list == nil {
		*list = map[uint32]*T{}
	}
	if known := (*list)[index]; known != nil {
		return known
	}
	made := create()
	(*list)[index] = made
	return made
}

// functionOf returns what is behind an Exported Function, nil for other values.
func (s *store) functionOf(value goja.Value) *function {
	handle, err := s.js.functionOf(goja.Undefined(), value)
	if err != nil {
		panic(err)
	}
	f, _ := handle.Export().(*function)
	return f
}
