package types

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// conditions are those of package.json that apply to declarations of the backend's code.
var conditions = []string{"types", "node", "import", "module", "require", "default"}

// entryKey is a key of a JSON object with its value, in the order of the file: that of conditions counts.
type entryKey struct {
	key   string
	value json.RawMessage
}

func orderedKeys(data json.RawMessage) []entryKey {
	decoder := json.NewDecoder(bytes.NewReader(data))
	if token, err := decoder.Token(); err != nil || token != json.Delim('{') {
		return nil
	}
	var list []entryKey
	for decoder.More() {
		token, err := decoder.Token()
		if err != nil {
			return list
		}
		entry := entryKey{}
		entry.key, _ = token.(string)
		if decoder.Decode(&entry.value) != nil {
			return list
		}
		list = append(list, entry)
	}
	return list
}

// conditional looks an entry up in `exports` or `imports` of a package.json.
func (l *library) conditional(dir string, data json.RawMessage, entry string) string {
	keys := orderedKeys(data)
	if len(keys) == 0 || !strings.HasPrefix(keys[0].key, ".") && !strings.HasPrefix(keys[0].key, "#") {
		if entry != "." {
			return ""
		}
		return l.target(dir, data, "", 0)
	}
	for _, k := range keys {
		if k.key == entry {
			return l.target(dir, k.value, "", 0)
		}
	}
	slices.SortStableFunc(keys, func(a, b entryKey) int { return cmp.Compare(len(b.key), len(a.key)) })
	for _, k := range keys {
		before, after, pattern := strings.Cut(k.key, "*")
		if pattern && len(entry) >= len(before)+len(after) && strings.HasPrefix(entry, before) && strings.HasSuffix(entry, after) {
			return l.target(dir, k.value, entry[len(before):len(entry)-len(after)], 0)
		}
	}
	return ""
}

// target follows conditions to a file.
func (l *library) target(dir string, data json.RawMessage, star string, depth int) string {
	if depth > 20 {
		return ""
	}
	var name string
	if json.Unmarshal(data, &name) == nil {
		if !strings.HasPrefix(name, "./") {
			return "" // another package
		}
		return l.resolveFile(filepath.Join(dir, filepath.FromSlash(strings.ReplaceAll(name, "*", star))))
	}
	var list []json.RawMessage
	if json.Unmarshal(data, &list) == nil {
		for _, item := range list {
			if path := l.target(dir, item, star, depth+1); path != "" {
				return path
			}
		}
		return ""
	}
	for _, k := range orderedKeys(data) {
		if slices.Contains(conditions, k.key) || strings.HasPrefix(k.key, "types@") {
			if path := l.target(dir, k.value, star, depth+1); path != "" && !kindOf(path).javascript {
				return path
			}
		}
	}
	return ""
}

// resolveImports looks "#name" up in the nearest package.json.
func (l *library) resolveImports(specifier, dir string) string {
	for {
		if m := l.manifestIn(dir); m != nil && len(m.Imports) > 0 {
			return l.conditional(m.dir, m.Imports, specifier)
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

// pathMap is what a tsconfig.json says of where modules are.
type pathMap struct {
	base  string // for modules that no pattern has; "" if there is none
	root  string // of the patterns' targets
	paths []entryKey
}

// resolvePaths looks a specifier up in the nearest tsconfig.json.
func (l *library) resolvePaths(specifier, dir string) string {
	m := l.pathsFor(dir)
	if m == nil {
		return ""
	}
	best, star := -1, ""
	length := -1
	for i, k := range m.paths {
		before, after, pattern := strings.Cut(k.key, "*")
		switch {
		case !pattern && k.key == specifier:
			best, star, length = i, "", len(specifier)+1
		case pattern && len(before) > length && len(specifier) >= len(before)+len(after) && strings.HasPrefix(specifier, before) && strings.HasSuffix(specifier, after):
			best, star, length = i, specifier[len(before):len(specifier)-len(after)], len(before)
		}
	}
	if best >= 0 {
		var targets []string
		if json.Unmarshal(m.paths[best].value, &targets) == nil {
			for _, target := range targets {
				if path := l.resolveFile(filepath.Join(m.root, filepath.FromSlash(strings.Replace(target, "*", star, 1)))); path != "" {
					return path
				}
			}
		}
	}
	if m.base != "" {
		return l.resolveFile(filepath.Join(m.base, filepath.FromSlash(specifier)))
	}
	return ""
}

// pathsFor returns the map of the nearest tsconfig.json or jsconfig.json, up to the project's.
func (l *library) pathsFor(dir string) *pathMap {
	if m, known := l.configs[dir]; known {
		return m
	}
	var m *pathMap
	for _, name := range []string{"tsconfig.json", "jsconfig.json"} {
		if path := filepath.Join(dir, name); isFile(path) {
			m = l.readConfig(path, 0)
			break
		}
	}
	parent := filepath.Dir(dir)
	if m == nil && dir != l.dir && parent != dir {
		m = l.pathsFor(parent)
	}
	l.configs[dir] = m
	return m
}

func (l *library) readConfig(path string, depth int) *pathMap {
	data, err := os.ReadFile(path)
	if err != nil || depth > 10 {
		return nil
	}
	var config struct {
		Extends         json.RawMessage
		CompilerOptions struct {
			BaseURL *string `json:"baseUrl"`
			Paths   json.RawMessage
		}
	}
	if json.Unmarshal(PlainJSON(data), &config) != nil {
		return nil // esbuild warns of it
	}
	m := &pathMap{}
	var bases []string
	if json.Unmarshal(config.Extends, &bases) != nil {
		var one string
		if json.Unmarshal(config.Extends, &one) == nil {
			bases = []string{one}
		}
	}
	for _, base := range bases {
		if inherited := l.readConfig(l.configPath(base, filepath.Dir(path)), depth+1); inherited != nil {
			m = inherited
		}
	}
	if base := config.CompilerOptions.BaseURL; base != nil {
		m.base = filepath.Join(filepath.Dir(path), filepath.FromSlash(*base))
	}
	if paths := orderedKeys(config.CompilerOptions.Paths); paths != nil {
		m.paths, m.root = paths, filepath.Dir(path)
	}
	if m.base != "" {
		m.root = m.base
	}
	return m
}

func (l *library) configPath(name, dir string) string {
	if strings.HasPrefix(name, ".") || filepath.IsAbs(name) {
		path := name
		if !filepath.IsAbs(path) {
			path = filepath.Join(dir, filepath.FromSlash(name))
		}
		if !isFile(path) && isFile(path+".json") {
			path += ".json"
		}
		return path
	}
	for {
		path := filepath.Join(dir, "node_modules", filepath.FromSlash(name))
		for _, path := range []string{path, path + ".json", filepath.Join(path, "tsconfig.json")} {
			if isFile(path) {
				return path
			}
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

// PlainJSON takes comments and trailing commas out of JSON.
func PlainJSON(data []byte) []byte {
	var out []byte
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case c == '"':
			start := i
			for i++; i < len(data) && data[i] != '"'; i++ {
				if data[i] == '\\' {
					i++
				}
			}
			out = append(out, data[start:min(i+1, len(data))]...)
		case bytes.HasPrefix(data[i:], []byte("//")):
			for i+1 < len(data) && data[i+1] != '\n' {
				i++
			}
		case bytes.HasPrefix(data[i:], []byte("/*")):
			end := bytes.Index(data[i+2:], []byte("*/"))
			if end < 0 {
				return out
			}
			i += end + 3
		case c == '}' || c == ']':
			if trimmed := bytes.TrimRight(out, " \t\r\n"); bytes.HasSuffix(trimmed, []byte(",")) {
				out = trimmed[:len(trimmed)-1]
			}
			out = append(out, c)
		default:
			out = append(out, c)
		}
	}
	return out
}

// ambientModule finds a module that declarations know by name: a builtin, or one of the project's own declaration files.
func (l *library) ambientModule(specifier string) *scope {
	l.readGlobals()
	if s := l.ambient[specifier]; s != nil {
		return s
	}
	name := strings.TrimPrefix(specifier, "node:")
	for _, key := range []string{specifier, name} {
		text, known := l.builtins[key]
		if !known {
			continue
		}
		path := "/builtin/" + strings.ReplaceAll(name, "/", "-") + ".d.ts"
		f := l.read[path]
		if f == nil {
			f = parse(path, text, fileKind{declarations: true})
			f.foreign = true
			l.read[path] = f
		}
		for _, declared := range []string{specifier, name, "node:" + name} {
			if s := f.ambient[declared]; s != nil {
				return s
			}
		}
	}
	// @types/node declares each module in a file of its own.
	if path := filepath.Join(l.dir, "node_modules", "@types", "node", filepath.FromSlash(name)+".d.ts"); isFile(path) {
		if f := l.file(path); f != nil {
			return cmp.Or(f.ambient[name], f.ambient["node:"+name])
		}
	}
	return nil
}

// maxWalk is how many entries of the project are looked at for declaration files.
const maxWalk = 20_000

// readGlobals reads the project's own declaration files, whose names are known everywhere.
func (l *library) readGlobals() {
	if l.globals != nil {
		return
	}
	l.globals = []*scope{}
	count := 0
	// What can't be read declares nothing.
	_ = filepath.WalkDir(l.dir, func(path string, entry fs.DirEntry, err error) error {
		if count++; err != nil || count > maxWalk {
			return filepath.SkipDir
		}
		if entry.IsDir() {
			if name := entry.Name(); path != l.dir && (name == "node_modules" || name == "dist" || strings.HasPrefix(name, ".")) {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(path, ".d.ts") && !strings.HasSuffix(path, ".d.mts") && !strings.HasSuffix(path, ".d.cts") {
			return nil
		}
		f := l.file(path)
		if f == nil {
			return nil
		}
		if !f.module {
			l.globals = append(l.globals, f.root)
		}
		for name, s := range f.ambient {
			l.ambient[name] = s
		}
		return nil
	})
	for _, f := range l.read {
		if f != nil && f.global != nil && !f.foreign {
			l.globals = append(l.globals, f.global)
		}
	}
}
