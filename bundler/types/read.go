package types

import (
	"path/filepath"
	"slices"
	"strconv"

	"github.com/deskjs/deskjs/bridge/shape"
	"github.com/deskjs/deskjs/internal/diag"
)

// Module is a file of the api and what of it the page may call.
type Module struct {
	// Name is that in calls: "api", "api/notes".
	Name string
	// File is relative to the project, with slashes.
	File string
	// Exports are the functions' names.
	Exports []string
}

// Options say what to read.
type Options struct {
	// Dir is the project's folder, absolute.
	Dir string
	// Builtins are the declarations of the runtime's modules by name, as `declare module` in each; nil for none.
	Builtins map[string]string
	// Cache keeps what was read for the next time; nil if there is none.
	Cache *Cache
}

// Result is what the declarations say.
type Result struct {
	// Table has a signature for each function of which something can be checked.
	Table *shape.Table
	// Notes are what is not checked: warnings, in the order of the files.
	Notes []diag.Message
}

// Read works out what the functions of modules may be called with. What it does not understand is not checked, and noted.
func Read(options Options, modules []Module) *Result {
	cache := options.Cache
	if cache == nil {
		cache = &Cache{}
	}
	return read(newLibrary(options.Dir, cache, options.Builtins), modules)
}

func read(l *library, modules []Module) *Result {
	m := &emitter{
		evaluator: newEvaluator(l), known: map[*typ]int{}, leaves: map[string]int{}, notes: newNotes(l.dir),
		table: &shape.Table{Version: shape.Version, Shapes: []shape.Node{}, Functions: map[string]shape.Signature{}},
	}
	for _, module := range modules {
		f := l.file(filepath.Join(l.dir, filepath.FromSlash(module.File)))
		if f == nil {
			continue // the build says so
		}
		for _, name := range module.Exports {
			m.function(f, module.Name+"."+name, name)
		}
	}
	return &Result{Table: m.table, Notes: m.notes.sorted()}
}

// function writes the signatures of one.
func (m *emitter) function(f *file, full, name string) {
	e := m.evaluator
	m.spent += e.steps
	e.steps, m.budget, m.name, m.path = 0, maxNodes, name, nil
	if m.spent > maxTotal { // what is left is for simple types
		e.steps = maxSteps - maxSteps/100
	}
	m.place = place{file: f}
	calls, why := e.signatures(e.library.exported(f.root, name, 0))
	if why != nil {
		m.path = []string{"arguments"}
		if why.file != nil {
			m.place = place{why.file, why.start, why.end}
		}
		m.notes.add(name, "arguments", m.place, why)
	}
	signature := shape.Signature{}
	for _, c := range calls {
		signature.Of = append(signature.Of, m.parameters(c))
		signature.Extra = signature.Extra || c.signature.extra
	}
	if len(signature.Of) > 0 {
		m.table.Functions[full] = signature
	}
}

// parameters writes those of a signature, each with its place for notes.
func (m *emitter) parameters(c *call) int {
	e := m.evaluator
	t := e.parametersOf(c)
	n := shape.Node{Kind: shape.Tuple, Required: t.required, Rest: t.rest}
	declared := c.signature.parameters
	for i, of := range t.of {
		m.place = place{file: c.context.file, start: c.signature.start, end: c.signature.start}
		label := "arguments[" + strconv.Itoa(i) + "]"
		if at := min(i, len(declared)-1); at >= 0 {
			if q := declared[at]; q.end > q.start {
				m.place.start, m.place.end = q.start, q.end
			}
			if declared[at].name != "" {
				label = declared[at].name
			}
		}
		m.path = []string{label}
		n.Of = append(n.Of, m.emit(of.get()))
	}
	n.Keys = append(n.Keys, t.labels...)
	return m.add(n)
}

// signatures finds the function that declarations declare. schema functions have none, and need none.
func (e *evaluator) signatures(found []*declaration) ([]*call, *reason) {
	var overloads, bodies []*call
	for _, d := range found {
		c := context{file: d.file, scope: d.scope}
		switch d.kind {
		case declareFunction:
			if d.of != nil {
				return e.callsOf(e.typeOf(d.of, c), d)
			}
			of := &call{d.signature, c}
			if d.body {
				bodies = append(bodies, of)
			} else {
				overloads = append(overloads, of)
			}
		case declareVariable:
			return e.variableCalls(d, c)
		}
	}
	if overloads != nil {
		return overloads, nil
	}
	if bodies != nil {
		return bodies, nil
	}
	why := &reason{text: "where it is declared is not found", hint: "export it as `export async function`"}
	for _, d := range found {
		why.file, why.start, why.end = d.file, d.start, d.start+len(d.name)
	}
	return nil, why
}

func (e *evaluator) variableCalls(d *declaration, c context) ([]*call, *reason) {
	x := d.initial
	switch {
	case d.of != nil:
		return e.callsOf(e.typeOf(d.of, c), d)
	case x == nil:
	case x.as != nil:
		return e.callsOf(e.typeOf(x.as, c), d)
	case x.kind == expressionFunction:
		if x.satisfies != nil && slices.ContainsFunc(x.signature.parameters, func(q parameter) bool { return q.of == nil && q.initial == nil }) {
			return e.callsOf(e.typeOf(x.satisfies, c), d) // from which its parameters have their types
		}
		return []*call{{x.signature, c}}, nil
	case x.kind == expressionCall && slices.Equal(x.path[len(x.path)-1:], []string{validatedName}):
		return nil, nil // its schemas check it
	case x.kind == expressionName, x.kind == expressionCall:
		return e.callsOf(e.valueType(x, c, true), d)
	}
	return nil, &reason{
		file: d.file, start: d.start, end: d.start + len(d.name), text: "its type is not written, and not plain from its value",
		hint: "write `export async function " + d.name + "(...)`, or a type behind its name",
	}
}

// validatedName is the function of "deskjs" that checks by schemas.
const validatedName = "validated"

// callsOf returns the signatures of a type.
func (e *evaluator) callsOf(t *typ, d *declaration) ([]*call, *reason) {
	if t.kind == functionType && len(t.calls) > 0 {
		return t.calls, nil
	}
	if t.why != nil && t.why.file != nil {
		return nil, t.why
	}
	return nil, &reason{file: d.file, start: d.start, end: d.start + len(d.name), text: "its type is no function's", hint: "write the type of a function"}
}
