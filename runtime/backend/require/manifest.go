package require

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"sort"
	"strings"

	"github.com/deskjs/deskjs/runtime/backend/permission"
)

// manifest is what resolution reads of a package.json.
type manifest struct {
	Name    string
	Main    string
	Type    string
	Exports any
	Imports any
}

// manifest returns the package.json in dir, nil if there is none.
func (l *Loader) manifest(dir string) (*manifest, error) {
	if m, ok := l.packages[dir]; ok {
		return m, nil
	}
	m, err := l.readManifest(filepath.Join(dir, "package.json"))
	if err != nil {
		return nil, err
	}
	l.packages[dir] = m
	return m, nil
}

func (l *Loader) readManifest(path string) (*manifest, error) {
	data, err := permission.ReadFile(path)
	if err != nil {
		return nil, nil
	}
	var raw struct {
		Name, Main, Type any
		Exports, Imports json.RawMessage
	}
	if err := json.Unmarshal(bytes.TrimPrefix(data, []byte("\ufeff")), &raw); err != nil {
		return nil, l.failure("", "ERR_INVALID_PACKAGE_CONFIG", fmt.Sprintf("Invalid package config %s: %v", path, err))
	}
	m := &manifest{}
	m.Name, _ = raw.Name.(string)
	m.Main, _ = raw.Main.(string)
	m.Type, _ = raw.Type.(string)
	m.Exports = ordered(raw.Exports)
	m.Imports = ordered(raw.Imports)
	return m, nil
}

// conditions is a JSON object with its keys in order: the order decides which condition wins.
type conditions []condition

type condition struct {
	key   string
	value any
}

// ordered decodes JSON, keeping the order of objects' keys.
func ordered(raw json.RawMessage) any {
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 || string(raw) == "null" {
		return nil
	}
	switch raw[0] {
	case '{':
		decoder := json.NewDecoder(bytes.NewReader(raw))
		_, _ = decoder.Token()
		var out conditions
		for decoder.More() {
			key, err := decoder.Token()
			if err != nil {
				return out
			}
			var value json.RawMessage
			if err := decoder.Decode(&value); err != nil {
				return out
			}
			out = append(out, condition{key.(string), ordered(value)})
		}
		return out
	case '[':
		var items []json.RawMessage
		_ = json.Unmarshal(raw, &items)
		out := make([]any, len(items))
		for i, item := range items {
			out[i] = ordered(item)
		}
		return out
	}
	var value any
	_ = json.Unmarshal(raw, &value)
	return value
}

// enclosing returns the manifest of the package that dir is part of, and its folder.
func (l *Loader) enclosing(dir string) (*manifest, string, error) {
	for {
		m, err := l.manifest(dir)
		if m != nil || err != nil {
			return m, dir, err
		}
		parent := filepath.Dir(dir)
		if parent == dir || filepath.Base(dir) == "node_modules" {
			return nil, "", nil
		}
		dir = parent
	}
}

// The conditions that hold for a require, and those tried next where files are
// lowered to CommonJS: a package that exports to import alone can then be required too.
var (
	forRequire = map[string]bool{"node": true, "require": true, "module-sync": true, "default": true}
	forImport  = map[string]bool{"node": true, "import": true, "module-sync": true, "default": true}
)

// lookup is match with the conditions that hold here.
func (l *Loader) lookup(table conditions, key string, from origin) (string, bool) {
	first, second := forRequire, forImport
	if from.es {
		first, second = second, first
	}
	target, ok := match(table, key, first)
	if !ok && l.transform != nil {
		target, ok = match(table, key, second)
	}
	return target, ok
}

// resolveExports is PACKAGE_EXPORTS_RESOLVE of Node's documentation.
func (l *Loader) resolveExports(m *manifest, home, subpath string, from origin) (string, error) {
	table, ok := m.Exports.(conditions)
	if !ok || len(table) == 0 || !strings.HasPrefix(table[0].key, ".") {
		table = conditions{{".", m.Exports}}
	}
	target, ok := l.lookup(table, subpath, from)
	if !ok {
		return "", l.notExported(subpath, home, from)
	}
	return l.resolveTarget("exports", subpath, target, home, from)
}

// resolveTarget returns the file of a package that a target ("./x") names.
func (l *Loader) resolveTarget(field, key, target, home string, from origin) (string, error) {
	path := filepath.Join(home, filepath.FromSlash(target))
	if !strings.HasPrefix(target, "./") || !strings.HasPrefix(path, home+string(filepath.Separator)) {
		return "", l.invalidTarget(field, key, target, home, from)
	}
	if isFile(path) {
		return path, nil
	}
	if source := l.typeScriptOf(path); source != "" {
		return source, nil
	}
	return "", l.targetNotFound(path, home)
}

// resolveImports is PACKAGE_IMPORTS_RESOLVE. The target may be a builtin.
func (l *Loader) resolveImports(specifier string, from origin) (string, error) {
	m, home, err := l.enclosing(from.dir)
	if err != nil || m == nil || m.Imports == nil {
		return "", err
	}
	table, _ := m.Imports.(conditions)
	target, ok := l.lookup(table, specifier, from)
	switch {
	case !ok:
		return "", l.failure("TypeError", "ERR_PACKAGE_IMPORT_NOT_DEFINED", fmt.Sprintf(
			"Package import specifier \"%s\" is not defined in package %s%s", specifier, filepath.Join(home, "package.json"), from.importedFrom()))
	case strings.HasPrefix(target, "./"):
		return l.resolveTarget("imports", specifier, target, home, from)
	case l.public(target) != nil:
		return target, nil
	case isRelative(target), strings.HasPrefix(target, "/"), strings.Contains(target, ":"):
		return "", l.invalidTarget("imports", specifier, target, home, from)
	}
	found, err := l.resolvePackage(target, origin{dir: home, module: from.module, importer: from.importer, es: from.es})
	if found == "" && err == nil {
		err = l.notFound(target, from)
	}
	return found, err
}

// match finds key in table: exactly, or by the longest pattern with one "*".
func match(table conditions, key string, wanted map[string]bool) (string, bool) {
	for _, entry := range table {
		if entry.key == key && !strings.Contains(key, "*") {
			target, _ := pick(entry.value, "", wanted)
			return target, target != ""
		}
	}
	patterns := make(conditions, 0, len(table))
	for _, entry := range table {
		if strings.Count(entry.key, "*") == 1 {
			patterns = append(patterns, entry)
		}
	}
	sort.SliceStable(patterns, func(i, j int) bool {
		a, b := patterns[i].key, patterns[j].key
		if starA, starB := strings.IndexByte(a, '*'), strings.IndexByte(b, '*'); starA != starB {
			return starA > starB
		}
		return len(a) > len(b)
	})
	for _, entry := range patterns {
		before, after, _ := strings.Cut(entry.key, "*")
		if len(key) >= len(entry.key) && strings.HasPrefix(key, before) && strings.HasSuffix(key, after) {
			target, _ := pick(entry.value, key[len(before):len(key)-len(after)], wanted)
			return target, target != ""
		}
	}
	return "", false
}

// pick is PACKAGE_TARGET_RESOLVE: the first condition that holds. done is false when none
// does; a target of null, which is "", is an answer: what it stands for is not to be had.
func pick(target any, star string, wanted map[string]bool) (found string, done bool) {
	switch t := target.(type) {
	case nil:
		return "", true
	case string:
		return strings.ReplaceAll(t, "*", star), true
	case []any:
		for _, item := range t {
			found, ok := pick(item, star, wanted)
			if found != "" {
				return found, true
			}
			done = done || ok
		}
		return "", done
	case conditions:
		for _, entry := range t {
			if wanted[entry.key] {
				if found, ok := pick(entry.value, star, wanted); ok {
					return found, true
				}
			}
		}
	}
	return "", false
}
