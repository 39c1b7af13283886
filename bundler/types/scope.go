package types

import "slices"

// maxHops is how many imports and re-exports are followed for one name.
const maxHops = 100

// lookup returns what a name means where it is written: its declarations, behind imports. None if it is not declared there.
func (l *library) lookup(s *scope, name string) []*declaration {
	for ; s != nil; s = s.outer {
		if found := l.own(s, name, 0); found != nil {
			return found
		}
	}
	l.readGlobals()
	var found []*declaration
	for _, s := range l.globals {
		found = append(found, l.own(s, name, 0)...)
	}
	return found
}

// own returns what a name means in a scope itself. Of a namespace that is declared in several places all count.
func (l *library) own(s *scope, name string, hops int) []*declaration {
	list := s.names[name]
	if !slices.ContainsFunc(list, func(d *declaration) bool { return d.kind == declareImport }) {
		return list
	}
	var found []*declaration
	for _, d := range list {
		if d.kind != declareImport {
			found = append(found, d)
			continue
		}
		if d.path != nil {
			found = append(found, l.alias(s, d)...)
			continue
		}
		found = append(found, l.imported(d.module, d.imported, s.file, hops+1)...)
	}
	if found == nil {
		found = []*declaration{} // it is declared, and stays unknown
	}
	return found
}

// alias returns what import a = b.c means.
func (l *library) alias(s *scope, d *declaration) []*declaration {
	if l.hops > maxHops {
		return nil
	}
	l.hops++
	defer func() { l.hops-- }()
	return l.path(s, d.path)
}

// imported returns what a name of another module means.
func (l *library) imported(specifier, name string, from *file, hops int) []*declaration {
	s := l.module(specifier, from)
	if s == nil || hops > maxHops || l.hops > maxHops {
		return nil
	}
	l.hops++
	defer func() { l.hops-- }()
	if name == "*" {
		return []*declaration{{kind: declareNamespace, name: specifier, file: s.file, scope: s, inner: s}}
	}
	if name == "=" {
		if found := l.assigned(s, hops); found != nil {
			return found
		}
		return []*declaration{{kind: declareNamespace, name: specifier, file: s.file, scope: s, inner: s}}
	}
	return l.exported(s, name, hops)
}

// exported returns what a scope exports by a name.
func (l *library) exported(s *scope, name string, hops int) []*declaration {
	if hops > maxHops {
		return nil
	}
	if e, ok := s.exports[name]; ok {
		switch {
		case e.module != "":
			return l.imported(e.module, e.name, s.file, hops+1)
		case e.expression != nil:
			if e.expression.kind == expressionName && len(e.expression.path) == 1 {
				return l.lookup(s, e.expression.path[0])
			}
			return []*declaration{{kind: declareVariable, name: name, constant: true, file: s.file, scope: s, start: e.expression.start, initial: e.expression}}
		}
		if found := l.own(s, e.local, hops+1); found != nil {
			return found
		}
		return l.lookup(s, e.local)
	}
	for _, module := range s.stars {
		if name == "default" {
			break
		}
		if found := l.imported(module, name, s.file, hops+1); found != nil {
			return found
		}
	}
	if s.equals == nil {
		return nil
	}
	assigned := l.assigned(s, hops+1)
	if name == "default" {
		return assigned
	}
	for _, d := range assigned {
		if d.inner != nil && d.inner != s {
			if found := l.exported(d.inner, name, hops+1); found != nil {
				return found
			}
		}
	}
	return nil
}

// assigned returns what `export =` gives away.
func (l *library) assigned(s *scope, hops int) []*declaration {
	if s.equals == nil || s.equals.kind != expressionName || len(s.equals.path) == 0 || hops > maxHops {
		return nil
	}
	return l.path(s, s.equals.path)
}

// path returns what a.b.c means.
func (l *library) path(s *scope, path []string) []*declaration {
	if len(path) == 0 {
		return nil
	}
	found := l.lookup(s, path[0])
	for _, name := range path[1:] {
		var inside []*declaration
		for _, d := range found {
			if d.inner != nil {
				inside = append(inside, l.exported(d.inner, name, 0)...)
			}
		}
		found = inside
	}
	return found
}

// exportedNames lists what a module exports, for `typeof import(...)` and namespaces.
func (l *library) exportedNames(s *scope, seen map[*scope]bool) []string {
	if s == nil || seen[s] {
		return nil
	}
	seen[s] = true
	var names []string
	for name := range s.exports {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, module := range s.stars {
		for _, name := range l.exportedNames(l.module(module, s.file), seen) {
			if name != "default" && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}
