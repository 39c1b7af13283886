package backend_test

import (
	"slices"
	"strings"
)

// declarations is what *.d.ts files declare, as far as names go. The module "" is the global scope.
type declarations struct {
	modules map[string]*scope
	under   map[lookup]bool // what is being looked for, against circles
	known   map[lookup]*scope
}

type lookup struct {
	in   *scope
	name string
}

// A scope is a module, a namespace, a class, an interface or a type with the names in it.
type scope struct {
	names  map[string]*scope
	value  bool     // it is there when the program runs, unlike a type
	also   []string // types whose members it has too
	stars  []string // modules whose exports it has too
	listed bool     // in an export { }
	any    bool     // it has an index signature
	whole  string   // the name that is the module, of "export ="
	in     *scope

	explicit bool              // it says what it exports: other names are its own
	exported []string          // the names behind "export"
	imports  map[string]string // names of other modules, which it may export
}

// imported is the module that name is imported from, "" if it is not.
func (s *scope) imported(name string) string {
	for ; s != nil; s = s.in {
		if module := s.imports[name]; module != "" {
			return module
		}
	}
	return ""
}

func (s *scope) child(name string) *scope {
	if s.names == nil {
		s.names = map[string]*scope{}
	}
	if s.names[name] == nil {
		s.names[name] = &scope{in: s}
	}
	return s.names[name]
}

// has reports whether the names of path, each in the one before, are declared in s.
func (d *declarations) has(s *scope, path []string) bool {
	found := d.find(s, path[0])
	return found != nil && found.value && (len(path) == 1 || d.find(found, path[1]) != nil)
}

// find looks for name among the members of s and of what it extends.
func (d *declarations) find(s *scope, name string) *scope {
	at := lookup{s, name}
	if s == nil || d.under[at] {
		return nil
	}
	if found, known := d.known[at]; known {
		return found
	}
	d.under[at] = true
	found := d.search(s, name)
	delete(d.under, at)
	if len(d.under) == 0 || found != nil {
		d.known[at] = found
	}
	return found
}

func (d *declarations) search(s *scope, name string) *scope {
	if found := s.names[name]; found != nil && (found.value || s.whole == "") {
		return found
	}
	if s.any {
		return &scope{value: true}
	}
	for _, star := range s.stars {
		if found := d.find(d.modules[star], name); found != nil {
			return found
		}
	}
	also := s.also
	if s.whole != "" {
		also = append(also[:len(also):len(also)], s.whole)
	}
	for _, other := range also {
		for _, target := range d.resolve(s, other) {
			if target != s {
				if found := d.find(target, name); found != nil {
					return found
				}
			}
		}
	}
	return nil
}

// resolve returns what name may stand for where s is: in s and the scopes around it, then globally, then in any module.
func (d *declarations) resolve(s *scope, name string) []*scope {
	if module, rest, ok := strings.Cut(name, "#"); ok {
		if rest == "" {
			return []*scope{d.module(module)}
		}
		return d.descend([]*scope{d.module(module)}, rest)
	}
	first, rest, dotted := strings.Cut(name, ".")
	var found []*scope
	if first == "globalThis" {
		found = append(found, d.module(""))
	}
	for around := s; around != nil; around = around.in {
		if target := around.names[first]; target != nil {
			found = append(found, target)
		}
		if module := d.modules[around.imports[first]]; module != nil && around.imports[first] != "" {
			found = append(found, module)
			if target := d.find(module, first); target != nil {
				found = append(found, target)
			}
		}
	}
	if target := d.module("").names[first]; target != nil {
		found = append(found, target)
	}
	if dotted {
		return d.descend(found, rest)
	}
	return found
}

// descend goes from each of the scopes down a dotted name.
func (d *declarations) descend(from []*scope, name string) []*scope {
	first, rest, dotted := strings.Cut(name, ".")
	var found []*scope
	for _, s := range from {
		if target := d.find(s, first); target != nil {
			found = append(found, target)
		}
	}
	if dotted {
		return d.descend(found, rest)
	}
	return found
}

// values are the exports of a module that programs can use.
func (d *declarations) values(s *scope) []string {
	var names []string
	if s.whole != "" {
		return nil
	}
	for name, found := range s.names {
		if found.value && (!s.explicit || found.listed || slices.Contains(s.exported, name)) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return slices.DeleteFunc(names, func(name string) bool { return name == "default" })
}
