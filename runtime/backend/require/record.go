package require

import (
	"encoding/base64"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/lowered"
	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
	"github.com/deskjs/deskjs/runtime/backend/permission"
	"github.com/dop251/goja"
)

// record is what an ES module can import: another one, a CommonJS module, a builtin, JSON, text
// (the Module Records of the specification, chapter 16.2.1).
type record struct {
	kind recordKind
	// path is the file, or the URL of a data: module.
	path string
	// source is what the file holds, where that is the module: JSON and text.
	source  []byte
	lowered lowered.Module
	// namespace is what `import * as` gives; compiled is what it gives to importers that take CommonJS modules
	// compiled from ES modules for the latter.
	namespace, compiled *goja.Object
	requests            []*record
	// resume runs the module's code up to its next halt: instantiation, then evaluation.
	resume goja.Callable
	// program is a CommonJS module that runs as it is.
	program *goja.Program
	module  *goja.Object // the generator
	linked  bool
	evaluation
}

type recordKind int

const (
	esKind recordKind = iota
	commonKind
	builtinKind
	jsonKind
	textKind
)

// recordOf returns the record of what specifier means to an ES module; kind is the import attribute type.
func (l *Loader) recordOf(specifier, kind string, from origin) (*record, error) {
	from.es = true
	if m := l.public(specifier); m != nil {
		return l.builtinRecord(m.Name)
	}
	switch scheme, _, found := strings.Cut(specifier, ":"); {
	case found && scheme == "node":
		return nil, l.unknownBuiltin(specifier)
	case found && scheme == "data":
		return l.dataRecord(specifier)
	case found && len(scheme) > 1 && scheme != "file" && !strings.ContainsAny(scheme, "/.#"):
		return nil, l.failure("", "ERR_UNSUPPORTED_ESM_URL_SCHEME",
			"Only URLs with a scheme in: file, data, and node are supported by the default ESM loader. Received protocol '"+scheme+":'")
	}
	path, err := l.resolve(specifier, from)
	if err != nil {
		return nil, err
	}
	if m := l.public(path); m != nil {
		return l.builtinRecord(m.Name)
	}
	return l.fileRecord(path, kind)
}

func (l *Loader) builtinRecord(name string) (*record, error) {
	key := "node:" + name
	if known := l.records[key]; known != nil {
		return known, nil
	}
	exports, err := l.Builtin(name)
	if err != nil {
		return nil, err
	}
	r := &record{kind: builtinKind, path: key, linked: true}
	l.setCommon(r, exports)
	r.status = evaluated
	l.records[key] = r
	return r, nil
}

// fileRecord returns the record of the file at path.
func (l *Loader) fileRecord(path, kind string) (*record, error) {
	extension := filepath.Ext(path)
	text := kind == "text" || extension == ".txt" && kind == ""
	key := path
	if text {
		key += "\x00text"
	}
	if known := l.records[key]; known != nil {
		return known, nil
	}
	r := &record{kind: commonKind, path: path}
	l.nameNamespaces(r)
	if _, cached := l.cache.Get(path).(*goja.Object); (!cached || text) && extension != ".node" {
		source, err := permission.ReadFile(path)
		if err != nil {
			return nil, op.System(err, "open", path)
		}
		switch {
		case text:
			r.kind, r.source = textKind, source
		case extension == ".json":
			r.kind, r.source = jsonKind, source
		case l.transform != nil:
			if err := l.lower(r, source); err != nil {
				return nil, err
			}
		}
	}
	l.records[key] = r
	return r, nil
}

// lower lowers the record's source, which tells what kind of module it is.
func (l *Loader) lower(r *record, source []byte) error {
	if engine.Patched() && !l.TransformAll && l.compileAsIs(r, source) {
		return nil
	}
	m, err := l.transform(r.path, source)
	if err != nil {
		return l.sourceError(r.path, err)
	}
	if m.SourceMap != nil {
		l.engine.AddSourceMap(r.path, func() []byte { return m.SourceMap })
	}
	r.lowered = m
	if m.ES {
		r.kind = esKind
	}
	return nil
}

// compileAsIs compiles a file that is CommonJS, unless its syntax shows that it is not, or that it must be lowered. Most
// files of packages are such: they start sooner, and functions have their own source as text.
func (l *Loader) compileAsIs(r *record, source []byte) bool {
	switch filepath.Ext(r.path) {
	case ".js":
		if m, _, err := l.enclosing(filepath.Dir(r.path)); err != nil || m != nil && m.Type == "module" {
			return false
		}
	case ".cjs":
	default:
		return false
	}
	program, err := l.compile(r.path, commonParameters, plainSource(source), l.engine.CompileFunction)
	r.program = program
	return err == nil
}

// plainSource returns a file's text without the mark of its encoding, and with a first line that tells a shell what
// runs the file made a comment.
func plainSource(source []byte) string {
	text := strings.TrimPrefix(string(source), "\ufeff")
	if strings.HasPrefix(text, "#!") {
		text = "//" + text[2:]
	}
	return text
}

// dataRecord returns the record of a data: URL.
func (l *Loader) dataRecord(address string) (*record, error) {
	if known := l.records[address]; known != nil {
		return known, nil
	}
	invalid := l.failure("TypeError", "ERR_INVALID_URL", "Invalid URL")
	head, body, found := strings.Cut(strings.TrimPrefix(address, "data:"), ",")
	if !found {
		return nil, invalid
	}
	text, err := url.PathUnescape(body)
	if err != nil {
		text = body
	}
	mime, encoded := strings.CutSuffix(head, ";base64")
	if encoded {
		data, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			return nil, invalid
		}
		text = string(data)
	}
	mime, _, _ = strings.Cut(mime, ";")
	r := &record{path: address}
	l.nameNamespaces(r)
	switch mime {
	case "application/json":
		r.kind, r.source = jsonKind, []byte(text)
	case "text/javascript":
		if l.transform == nil {
			return nil, l.failure("", "ERR_UNSUPPORTED_ESM_URL_SCHEME", "ES modules can't be evaluated in an app that has been built")
		}
		r.path = "data.mjs"
		if err := l.lower(r, []byte(text)); err != nil {
			return nil, err
		}
		r.path = address
	default:
		return nil, l.failure("TypeError", "ERR_UNKNOWN_MODULE_FORMAT", "Unknown module format: "+mime)
	}
	l.records[address] = r
	return r, nil
}

// nameNamespaces makes the record's namespace object, empty yet.
func (l *Loader) nameNamespaces(r *record) {
	r.namespace = l.newNamespace()
	r.compiled = r.namespace
}

func (l *Loader) newNamespace() *goja.Object {
	if vm, ok := any(l.engine.VM).(interface{ NewModuleNamespace() *goja.Object }); ok {
		return vm.NewModuleNamespace()
	}
	namespace := l.engine.VM.CreateObject(nil)
	must(namespace.DefineDataPropertySymbol(goja.SymToStringTag, l.engine.VM.ToValue("Module"), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
	return namespace
}

// setCommon gives a module that is no ES module the names under which one imports its exports: each property, and all
// of them as the default.
func (l *Loader) setCommon(r *record, exports goja.Value) {
	if r.namespace == nil {
		l.nameNamespaces(r)
	}
	defer l.seal(r.namespace)
	object, ok := exports.(*goja.Object)
	if !ok {
		define(r.namespace, "default", exports)
		return
	}
	names := append(object.GetOwnPropertyNames(), "default")
	slices.Sort(names)
	names = slices.Compact(names)
	if flag := object.Get("__esModule"); r.kind == commonKind && flag != nil && flag.ToBoolean() {
		r.compiled = l.newNamespace()
		l.copyNames(r.compiled, object, names, false)
		l.seal(r.compiled)
	}
	l.copyNames(r.namespace, object, names, true)
}

// copyNames defines the properties of a CommonJS module on a namespace: values as they are now, as in Node, and accessors
// as such, for what they would load. With whole set, the default is the object itself.
func (l *Loader) copyNames(namespace, object *goja.Object, names []string, whole bool) {
	for _, name := range names {
		switch {
		case l.hasOwn(namespace, name), name == "default" && !whole && !l.hasOwn(object, name):
			continue
		case name == "default" && whole:
			define(namespace, name, object)
			continue
		}
		if !l.isAccessor(object, name) {
			define(namespace, name, object.Get(name))
			continue
		}
		getter := l.engine.VM.ToValue(func(goja.FunctionCall) goja.Value { return orUndefined(object.Get(name)) })
		must(namespace.DefineAccessorProperty(name, getter, nil, goja.FLAG_FALSE, goja.FLAG_TRUE))
	}
}

func define(namespace *goja.Object, name string, value goja.Value) {
	must(namespace.DefineDataProperty(name, orUndefined(value), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_TRUE))
}

// hasOwn and isAccessor ask without running an accessor.
func (l *Loader) hasOwn(object *goja.Object, name string) bool {
	return l.descriptor(object, name) != nil
}

func (l *Loader) isAccessor(object *goja.Object, name string) bool {
	descriptor := l.descriptor(object, name)
	return descriptor != nil && descriptor.Get("get") != nil
}

func (l *Loader) descriptor(object *goja.Object, name string) *goja.Object {
	if l.describe == nil {
		l.describe, _ = goja.AssertFunction(l.engine.VM.Get("Object").(*goja.Object).Get("getOwnPropertyDescriptor"))
	}
	value, err := l.describe(goja.Undefined(), object, l.engine.VM.ToValue(name))
	if err != nil {
		return nil
	}
	descriptor, _ := value.(*goja.Object)
	return descriptor
}

// request returns the record for one of the module's requests.
func (r *record) request(specifier string) *record {
	at := slices.IndexFunc(r.lowered.Requests, func(q lowered.Request) bool { return q.Specifier == specifier })
	if at < 0 || at >= len(r.requests) {
		return nil
	}
	return r.requests[at]
}

// namespaceFor returns the namespace as the module importer sees it.
func (r *record) namespaceFor(importer *record) *goja.Object {
	if importer.lowered.Strict {
		return r.namespace
	}
	return r.compiled
}
