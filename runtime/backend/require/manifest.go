package require

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/deskjs/deskjs/runtime/backend/op"
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
	m, err := readManifest(filepath.Join(dir, "package.json"))
	if err != nil {
		return nil, err
	}
	l.packages[dir] = m
	return m, nil
}

func readManifest(path string) (*manifest, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, nil
	}
	var raw struct {
		Name, Main, Type any
		Exports, Imports json.RawMessage
	}
	if err := json.Unmarshal(data, &raw); err != nil {
		return nil, &op.Error{Code: "ERR_INVALID_PACKAGE_CONFIG", Message: fmt.Sprintf("Invalid package config %s: %v", path, err)}
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

// resolveExports is PACKAGE_EXPORTS_RESOLVE of Node's documentation.
func (l *Loader) resolveExports(m *manifest, home, subpath, specifier string) (string, error) {
	exports := m.Exports
	if table, ok := exports.(conditions); !ok || len(table) == 0 || !strings.HasPrefix(table[0].key, ".") {
		exports = conditions{{".", exports}}
	}
	target, ok := match(exports.(conditions), subpath, forRequire)
	if !ok && l.transform != nil {
		target, ok = match(exports.(conditions), subpath, forImport)
	}
	if !ok {
		return "", &op.Error{Code: "ERR_PACKAGE_PATH_NOT_EXPORTED", Message: fmt.Sprintf(
			"Package subpath '%s' is not defined by \"exports\" in %s", subpath, filepath.Join(home, "package.json"))}
	}
	path := filepath.Join(home, filepath.FromSlash(target))
	if !strings.HasPrefix(target, "./") || !strings.HasPrefix(path, home+string(filepath.Separator)) {
		return "", &op.Error{Code: "ERR_INVALID_PACKAGE_TARGET", Message: fmt.Sprintf(
			"Invalid \"exports\" target %q in %s", target, filepath.Join(home, "package.json"))}
	}
	if !isFile(path) {
		return "", l.notFound(specifier, home)
	}
	return path, nil
}

// resolveImports is PACKAGE_IMPORTS_RESOLVE.
func (l *Loader) resolveImports(specifier, dir string) (string, error) {
	m, home, err := l.enclosing(dir)
	if err != nil {
		return "", err
	}
	if m != nil {
		if table, ok := m.Imports.(conditions); ok {
			if target, ok := match(table, specifier, forRequire); ok {
				if strings.HasPrefix(target, "./") {
					return l.resolveFile(filepath.Join(home, filepath.FromSlash(target)))
				}
				return l.Resolve(target, home)
			}
		}
	}
	return "", &op.Error{Type: "TypeError", Code: "ERR_PACKAGE_IMPORT_NOT_DEFINED",
		Message: fmt.Sprintf("Package import specifier \"%s\" is not defined", specifier)}
}

// match finds key in table: exactly, or by the longest pattern with one "*".
func match(table conditions, key string, wanted map[string]bool) (string, bool) {
	for _, entry := range table {
		if entry.key == key && !strings.Contains(key, "*") {
			return pick(entry.value, "", wanted)
		}
	}
	patterns := make(conditions, 0, len(table))
	for _, entry := range table {
		if strings.Count(entry.key, "*") == 1 {
			patterns = append(patterns, entry)
		}
	}
	sort.SliceStable(patterns, func(i, j int) bool {
		return strings.IndexByte(patterns[i].key, '*') > strings.IndexByte(patterns[j].key, '*')
	})
	for _, entry := range patterns {
		before, after, _ := strings.Cut(entry.key, "*")
		if len(key) >= len(before)+len(after) && strings.HasPrefix(key, before) && strings.HasSuffix(key, after) && key != before {
			return pick(entry.value, key[len(before):len(key)-len(after)], wanted)
		}
	}
	return "", false
}

// pick is PACKAGE_TARGET_RESOLVE: the first condition that holds.
func pick(target any, star string, wanted map[string]bool) (string, bool) {
	switch t := target.(type) {
	case string:
		return strings.ReplaceAll(t, "*", star), true
	case []any:
		for _, item := range t {
			if found, ok := pick(item, star, wanted); ok {
				return found, true
			}
		}
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
