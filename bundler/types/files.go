package types

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
)

// Limits of what is read.
const (
	// maxFileSize is how large a file may be. Larger ones declare nothing.
	maxFileSize = 8 << 20
	// maxFiles is how many files are read for one app.
	maxFiles = 4000
)

// Cache keeps the files that were read for the next time, when most are the same. It is not for several goroutines at once.
type Cache struct {
	files map[string]*file
}

// library reads files, and finds those that specifiers stand for.
type library struct {
	dir      string // of the project, absolute
	cache    *Cache
	builtins map[string]string // declarations by module name
	read     map[string]*file  // in this run
	resolved map[[2]string]*scope
	configs  map[string]*pathMap
	packages map[string]*manifest
	globals  []*scope // nil until asked for
	ambient  map[string]*scope
	hops     int // of imports, at the moment
}

func newLibrary(dir string, cache *Cache, builtins map[string]string) *library {
	if cache.files == nil {
		cache.files = map[string]*file{}
	}
	return &library{
		dir: dir, cache: cache, builtins: builtins, read: map[string]*file{}, resolved: map[[2]string]*scope{},
		configs: map[string]*pathMap{}, packages: map[string]*manifest{}, ambient: map[string]*scope{},
	}
}

// extensions are those of files that can be read, in the order in which an import without one finds them.
var extensions = []string{".ts", ".tsx", ".d.ts", ".mts", ".d.mts", ".cts", ".d.cts", ".js", ".jsx", ".mjs", ".cjs"}

// kindOf says how a file is read, by its name.
func kindOf(path string) fileKind {
	extension := strings.ToLower(filepath.Ext(path))
	base := strings.TrimSuffix(path, filepath.Ext(path))
	return fileKind{
		jsx:          extension == ".tsx" || extension == ".jsx" || extension == ".js",
		javascript:   extension == ".js" || extension == ".jsx" || extension == ".mjs" || extension == ".cjs",
		declarations: strings.HasSuffix(base, ".d"),
	}
}

// file returns the file at an absolute path; nil if it can't be read.
func (l *library) file(path string) *file {
	if f, known := l.read[path]; known || len(l.read) >= maxFiles {
		return f
	}
	f := l.load(path)
	l.read[path] = f
	return f
}

func (l *library) load(path string) *file {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxFileSize {
		return nil
	}
	source, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	if cached := l.cache.files[path]; cached != nil && cached.source == string(source) {
		return cached
	}
	f := parse(path, string(source), kindOf(path))
	f.foreign = strings.Contains(filepath.ToSlash(path), "/node_modules/")
	l.cache.files[path] = f
	return f
}

// module returns the scope of the module that a specifier stands for in a file; nil if it isn't found.
func (l *library) module(specifier string, from *file) *scope {
	key := [2]string{from.path, specifier}
	if s, known := l.resolved[key]; known {
		return s
	}
	l.resolved[key] = nil
	s := l.findModule(specifier, from)
	l.resolved[key] = s
	return s
}

func (l *library) findModule(specifier string, from *file) *scope {
	if s := from.ambient[specifier]; s != nil {
		return s
	}
	if path := l.resolve(specifier, filepath.Dir(from.path)); path != "" {
		if f := l.file(path); f != nil {
			return f.root
		}
		return nil
	}
	return l.ambientModule(specifier)
}

// resolve returns the path of the file that a specifier stands for; "" if there is none.
func (l *library) resolve(specifier, dir string) string {
	switch {
	case specifier == "":
		return ""
	case specifier == "." || specifier == ".." || strings.HasPrefix(specifier, "./") || strings.HasPrefix(specifier, "../"):
		return l.resolveFile(filepath.Join(dir, filepath.FromSlash(specifier)))
	case filepath.IsAbs(specifier):
		return l.resolveFile(specifier)
	case strings.HasPrefix(specifier, "node:"):
		return ""
	}
	if path := l.resolvePaths(specifier, dir); path != "" {
		return path
	}
	if strings.HasPrefix(specifier, "#") {
		return l.resolveImports(specifier, dir)
	}
	return l.resolvePackage(specifier, dir)
}

// written are the extensions of the sources that an import by an extension of JavaScript may mean.
var written = map[string][]string{
	".js": {".ts", ".tsx", ".d.ts"}, ".jsx": {".tsx", ".d.ts"}, ".mjs": {".mts", ".d.mts"}, ".cjs": {".cts", ".d.cts"},
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// resolveFile finds the file that a path without, or with another, extension means.
func (l *library) resolveFile(path string) string {
	extension := filepath.Ext(path)
	for _, source := range written[extension] {
		if name := strings.TrimSuffix(path, extension) + source; isFile(name) {
			return name
		}
	}
	if isFile(path) {
		if extension == ".json" {
			return ""
		}
		return path
	}
	for _, extension := range extensions {
		if isFile(path + extension) {
			return path + extension
		}
	}
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		return ""
	}
	if m := l.manifestIn(path); m != nil {
		if name := l.mainTypes(m); name != "" {
			return name
		}
	}
	for _, extension := range extensions {
		if name := filepath.Join(path, "index"+extension); isFile(name) {
			return name
		}
	}
	return ""
}

// manifest is what a package.json says of types.
type manifest struct {
	dir          string
	Types        string          `json:"types"`
	Typings      string          `json:"typings"`
	Main         string          `json:"main"`
	Exports      json.RawMessage `json:"exports"`
	Imports      json.RawMessage `json:"imports"`
	TypeVersions json.RawMessage `json:"typesVersions"`
}

// manifestIn returns the package.json of a folder; nil if it has none.
func (l *library) manifestIn(dir string) *manifest {
	if m, known := l.packages[dir]; known {
		return m
	}
	l.packages[dir] = nil
	data, err := os.ReadFile(filepath.Join(dir, "package.json"))
	if err != nil || len(data) > maxFileSize {
		return nil
	}
	m := &manifest{dir: dir}
	if json.Unmarshal(data, m) != nil {
		return nil // the package manager says so
	}
	l.packages[dir] = m
	return m
}

// mainTypes finds the declarations of a package's main entry.
func (l *library) mainTypes(m *manifest) string {
	for _, name := range []string{m.Types, m.Typings, m.Main} {
		if name == "" {
			continue
		}
		if path := filepath.Join(m.dir, filepath.FromSlash(name)); path != m.dir {
			if found := l.resolveFile(path); found != "" {
				return found
			}
		}
	}
	return ""
}

// resolvePackage finds the declarations of a package in the node_modules of a folder or one above it.
func (l *library) resolvePackage(specifier, dir string) string {
	name, rest := specifier, ""
	parts := strings.SplitN(specifier, "/", 3)
	if strings.HasPrefix(specifier, "@") && len(parts) > 1 {
		name, rest = parts[0]+"/"+parts[1], strings.Join(parts[2:], "/")
	} else if len(parts) > 1 {
		name, rest = parts[0], strings.Join(parts[1:], "/")
	}
	typesName := "@types/" + strings.Replace(strings.TrimPrefix(name, "@"), "/", "__", 1)
	for {
		for _, name := range []string{name, typesName} {
			folder := filepath.Join(dir, "node_modules", filepath.FromSlash(name))
			if info, err := os.Stat(folder); err != nil || !info.IsDir() {
				continue
			}
			if path := l.inPackage(folder, rest); path != "" && !kindOf(path).javascript {
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

// inPackage finds the declarations of a package's entry: "" is the main one.
func (l *library) inPackage(folder, rest string) string {
	if real, err := filepath.EvalSymlinks(folder); err == nil {
		folder = real
	}
	m := l.manifestIn(folder)
	if m == nil {
		return l.resolveFile(filepath.Join(folder, filepath.FromSlash(rest)))
	}
	if len(m.Exports) > 0 {
		entry := "."
		if rest != "" {
			entry = "./" + rest
		}
		if path := l.conditional(m.dir, m.Exports, entry); path != "" {
			return path
		}
	}
	if rest == "" {
		if path := l.mainTypes(m); path != "" {
			return path
		}
	}
	return l.resolveFile(filepath.Join(folder, filepath.FromSlash(rest)))
}
