package require

import (
	"path/filepath"
	"slices"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/internal/lowered"
)

// link loads everything that the module imports, checks that every name it imports is exported, and binds imports and
// exports (Link of the specification's cyclic module records). Nothing of any module is evaluated by it.
func (l *Loader) link(r *record) error {
	var fresh []*record
	err := l.loadRequests(r, &fresh)
	for _, m := range fresh {
		if err == nil {
			err = l.checkNames(m)
		}
	}
	for _, m := range fresh {
		if err == nil {
			err = l.instantiate(m)
		}
	}
	if err != nil {
		// They may be linked anew: what was missing may be there by then.
		for _, m := range fresh {
			m.linked, m.requests = false, nil
			delete(l.records, m.path)
		}
		return err
	}
	for _, m := range fresh {
		l.defineStars(m)
	}
	return nil
}

func (l *Loader) loadRequests(r *record, fresh *[]*record) error {
	if r.kind != esKind || r.linked {
		return nil
	}
	r.linked = true
	*fresh = append(*fresh, r)
	from := originOf(r)
	for _, request := range r.lowered.Requests {
		required, err := l.recordOf(request.Specifier, request.Type, from)
		if err != nil {
			return err
		}
		r.requests = append(r.requests, required)
		if err := l.loadRequests(required, fresh); err != nil {
			return err
		}
	}
	return nil
}

func originOf(r *record) origin {
	return origin{dir: filepath.Dir(r.path), importer: r.path, es: true}
}

// binding is what an export's name stands for: a variable of a module. A name of "" is the whole namespace.
type binding struct {
	module *record
	name   string
}

// resolveExport is ResolveExport of the specification. ambiguous is set when two stars export the name differently.
func (l *Loader) resolveExport(r *record, name string, seen map[binding]bool) (found binding, ok, ambiguous bool) {
	here := binding{r, name}
	if seen[here] {
		return binding{}, false, false
	}
	seen[here] = true
	if r.kind != esKind {
		// What a CommonJS module exports shows when it has run.
		return here, r.kind == commonKind || l.hasOwn(r.namespace, name) || name == "default", false
	}
	for _, export := range r.lowered.Exports {
		if export.Name != name {
			continue
		}
		if export.From == "" {
			return here, true, false
		}
		if export.Import == "" {
			return binding{module: r.request(export.From)}, true, false
		}
		return l.resolveExport(r.request(export.From), export.Import, seen)
	}
	if name == "default" {
		return binding{}, false, false
	}
	for _, star := range r.lowered.Stars {
		other, has, torn := l.resolveExport(r.request(star), name, seen)
		switch {
		case torn:
			return binding{}, false, true
		case !has || other.module.kind == commonKind:
			if has && !ok {
				found, ok = other, true
			}
		case ok && found.module.kind != commonKind && found != other:
			return binding{}, false, true
		default:
			found, ok = other, true
		}
	}
	return found, ok, false
}

// checkNames reports the first name that the module imports and that is not there.
func (l *Loader) checkNames(r *record) error {
	for i, request := range r.lowered.Requests {
		for _, name := range request.Names {
			_, ok, ambiguous := l.resolveExport(r.requests[i], name, map[binding]bool{})
			switch {
			case ambiguous:
				return l.linkError(r, request.Specifier, name, "contains conflicting star exports for name '"+name+"'")
			case !ok:
				return l.linkError(r, request.Specifier, name, "does not provide an export named '"+name+"'")
			}
		}
	}
	return nil
}

// names lists what an ES module exports, in order (GetExportedNames).
func (l *Loader) names(r *record, seen map[*record]bool) []string {
	if seen[r] {
		return nil
	}
	seen[r] = true
	if r.kind != esKind {
		return r.namespace.GetOwnPropertyNames()
	}
	var names []string
	for _, export := range r.lowered.Exports {
		names = append(names, export.Name)
	}
	for _, star := range r.lowered.Stars {
		for _, name := range l.names(r.request(star), seen) {
			if name != "default" {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// instantiate runs the module's code up to where it has bound its imports and exports.
func (l *Loader) instantiate(r *record) error {
	parameters := lowered.Parameters
	if !r.lowered.Strict {
		parameters += ", exports, require, module, __filename, __dirname"
	}
	program, err := l.compileES(r.path, parameters, string(r.lowered.Code))
	if err != nil {
		return l.compileError(r.path, err)
	}
	wrapped, err := l.engine.VM.RunProgram(program)
	if err != nil {
		return err
	}
	start, ok := goja.AssertFunction(wrapped)
	if !ok {
		return l.syntaxErrorAt(r.path, 0, 0, "Unexpected token '}'")
	}
	if len(r.lowered.Stars) > 0 {
		// Names are in order, whichever module they come from.
		for _, name := range l.names(r, map[*record]bool{}) {
			must(r.namespace.DefineAccessorProperty(name, nil, nil, goja.FLAG_TRUE, goja.FLAG_TRUE))
		}
	}
	generator, err := start(goja.Undefined(), l.argumentsOf(r)...)
	if err != nil {
		return err
	}
	r.module = generator.(*goja.Object)
	r.resume, _ = goja.AssertFunction(r.module.Get("next"))
	_, err = r.resume(r.module)
	return err
}

// argumentsOf are the values of lowered.Parameters.
func (l *Loader) argumentsOf(r *record) []goja.Value {
	vm, from := l.engine.VM, originOf(r)
	request := func(call goja.FunctionCall) goja.Value {
		required := r.request(call.Argument(0).String())
		if required == nil {
			return goja.Undefined()
		}
		if required.kind == commonKind && required.status != evaluated {
			return l.lazyNamespace(r, required)
		}
		return required.namespaceFor(r)
	}
	values := []goja.Value{r.namespace, vm.ToValue(request), l.importFunction(from), l.importMeta(r)}
	if r.lowered.Strict {
		return values
	}
	module := l.newModule(r.path, r.path, nil)
	exports := orUndefined(module.Get("exports"))
	return append(values, exports, l.requireFor(origin{dir: from.dir, module: module}), module, vm.ToValue(r.path), vm.ToValue(from.dir))
}

// lazyNamespace is the namespace of a CommonJS module that has not run yet. Which of its two namespaces an importer that is not
// strict sees is known only then, so that one gets a copy of its own.
func (l *Loader) lazyNamespace(importer, required *record) *goja.Object {
	if importer.lowered.Strict {
		return required.namespace
	}
	if required.compiled == required.namespace {
		required.compiled = l.newNamespace()
	}
	return required.compiled
}

// defineStars defines the names that come from other modules by `export *`.
func (l *Loader) defineStars(r *record) {
	own := map[string]bool{}
	for _, export := range r.lowered.Exports {
		own[export.Name] = true
	}
	if len(r.lowered.Stars) > 0 {
		for _, name := range l.names(r, map[*record]bool{}) {
			if own[name] {
				continue
			}
			found, ok, _ := l.resolveExport(r, name, map[binding]bool{})
			if !ok {
				must(r.namespace.Delete(name)) // it is ambiguous
				continue
			}
			getter := l.engine.VM.ToValue(func(goja.FunctionCall) goja.Value {
				if found.name == "" {
					return found.module.namespaceFor(r)
				}
				return orUndefined(found.module.namespace.Get(found.name))
			})
			must(r.namespace.DefineAccessorProperty(name, getter, nil, goja.FLAG_TRUE, goja.FLAG_TRUE))
		}
	}
	if !slices.ContainsFunc(r.lowered.Stars, func(star string) bool { return r.request(star).kind == commonKind }) {
		l.seal(r.namespace)
	}
}

// addCommonStars adds what CommonJS modules export, now that they have run, to `export *` from them.
func (l *Loader) addCommonStars(r *record) {
	added := false
	for _, star := range r.lowered.Stars {
		if from := r.request(star); from.kind == commonKind {
			added = true
			names := slices.DeleteFunc(from.namespace.GetOwnPropertyNames(), func(name string) bool { return name == "default" })
			l.copyNames(r.namespace, from.namespace, names, false)
		}
	}
	if added {
		l.seal(r.namespace)
	}
}

// seal makes an object one to which nothing is added and from which nothing is taken.
func (l *Loader) seal(object *goja.Object) {
	if vm, ok := any(l.engine.VM).(interface{ SealModuleNamespace(*goja.Object) }); ok {
		vm.SealModuleNamespace(object)
		return
	}
	seal, _ := goja.AssertFunction(l.engine.VM.Get("Object").(*goja.Object).Get("seal"))
	_, err := seal(goja.Undefined(), object)
	must(err)
}
