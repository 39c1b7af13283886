package hot

import (
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/evanw/esbuild/pkg/api"
)

// esbuild's resolver, asked from outside for one import after the other, reads every directory and package.json anew. What is plain is
// resolved here, by the same rules; all else is asked for once for each part of the project in which it means the same.

// request is an import that means the same in all files of a directory, or of a whole scope if it isn't relative.
type request struct {
	directory, specifier string
	required             bool
}

type resolver struct {
	mutex  sync.Mutex
	places map[request]place
	scopes map[string]string // directory -> the nearest one above it that can change what packages mean
	mapped map[string]bool   // scope -> its package.json changes what relative imports mean
}

func newResolver() *resolver {
	return &resolver{places: map[request]place{}, scopes: map[string]string{}, mapped: map[string]bool{}}
}

func (r *resolver) get(key request) (place, bool) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	p, ok := r.places[key]
	return p, ok
}

func (r *resolver) put(key request, p place) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.places[key] = p
}

// clear forgets everything: files have come or gone.
func (r *resolver) clear() {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	clear(r.places)
	clear(r.scopes)
	clear(r.mapped)
}

// scopeMarks are what makes imports of packages mean something else than in the directory above.
var scopeMarks = []string{"package.json", "tsconfig.json", "jsconfig.json", "node_modules"}

// scope returns the directory that stands for all with the same meaning of packages.
func (r *resolver) scope(directory string) string {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	return r.scopeOf(directory)
}

func (r *resolver) scopeOf(directory string) string {
	if known, ok := r.scopes[directory]; ok {
		return known
	}
	found := ""
	for _, name := range scopeMarks {
		if _, err := os.Stat(filepath.Join(directory, name)); err == nil {
			found = directory
			break
		}
	}
	if parent := filepath.Dir(directory); found == "" && parent != directory {
		found = r.scopeOf(parent)
	}
	if found == directory {
		text, err := os.ReadFile(filepath.Join(directory, "package.json"))
		r.mapped[directory] = err == nil && strings.Contains(string(text), `"browser"`)
	}
	r.scopes[directory] = found
	return found
}

// key says what an import's meaning depends on.
func (r *resolver) key(args api.OnResolveArgs) request {
	key := request{directory: args.ResolveDir, specifier: args.Path, required: args.Kind == api.ResolveJSRequireCall}
	if !isRelative(args.Path) {
		key.directory = r.scope(args.ResolveDir)
	}
	return key
}

func isRelative(specifier string) bool {
	return strings.HasPrefix(specifier, "./") || strings.HasPrefix(specifier, "../") || specifier == "." || specifier == ".."
}

// resolveExtensions is esbuild's default order.
var resolveExtensions = []string{".tsx", ".ts", ".jsx", ".js", ".css", ".json"}

// file resolves a relative import that names a file outright, or but for its extension.
func (r *resolver) file(args api.OnResolveArgs, extensions []string) (place, bool) {
	if !isRelative(args.Path) || strings.ContainsAny(args.Path, "?#") || strings.HasSuffix(args.Path, "/") || strings.HasSuffix(args.Path, ".") {
		return place{}, false
	}
	scope := r.scope(args.ResolveDir)
	r.mutex.Lock()
	mapped := r.mapped[scope]
	r.mutex.Unlock()
	if mapped {
		return place{}, false
	}
	if len(extensions) == 0 {
		extensions = resolveExtensions
	}
	path := filepath.Join(args.ResolveDir, filepath.FromSlash(args.Path))
	if isPlainFile(path) {
		return place{path: path, namespace: "file"}, true
	}
	for _, extension := range extensions {
		if isPlainFile(path + extension) {
			return place{path: path + extension, namespace: "file"}, true
		}
	}
	return place{}, false
}

// isPlainFile reports whether a file is there, and is no link, whose target counts.
func isPlainFile(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.Mode().IsRegular()
}
