package compile

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/deskjs/deskjs/internal/diag"
)

// Options describe a project and what its compilers run on.
type Options struct {
	// Dir is the project's directory, absolute.
	Dir string
	// Node is a command line that runs a JavaScript file as `node FILE` does: the file is added to it. Without one, what needs a
	// compiler is an error.
	Node []string
	// Environment are variables, NAME=VALUE, that Node gets besides this process's own.
	Environment []string
	// Workers is how many compilers run at once; 0 means one for each processor, at most 8.
	Workers int
	// Timeout is how long one module may take; 0 means a minute.
	Timeout time.Duration
	// Memory is how much one worker may use, in MiB; 0 means 2048.
	Memory int
}

// Set are the compilers of one project. Its methods may be called from any goroutine.
type Set struct {
	options Options
	pool    *pool
	cache   *cache
}

// Open prepares the compilers of a project; none is started before it is needed. Close ends them.
func Open(options Options) *Set {
	if options.Timeout == 0 {
		options.Timeout = time.Minute
	}
	if options.Memory == 0 {
		options.Memory = 2048
	}
	return &Set{options: options, pool: newPool(options), cache: newCache(options.Dir)}
}

// Close ends the compilers.
func (s *Set) Close() { s.pool.close() }

// Resolve says where an import leads that compilers or plugins answer for. importer is the ID of the module that has it.
func (s *Set) Resolve(ctx context.Context, specifier, importer string) (Resolution, error) {
	if strings.HasPrefix(specifier, virtualPrefix) {
		return Resolution{Path: specifier}, nil
	}
	path, query, found := strings.Cut(specifier, "?")
	if !found || kindOf(path, query) == nil {
		return Resolution{}, nil
	}
	if !filepath.IsAbs(path) && strings.HasPrefix(path, ".") {
		file, _, _ := strings.Cut(importer, "?")
		path = filepath.Join(filepath.Dir(file), filepath.FromSlash(path))
	}
	return Resolution{Path: path, Query: query}, nil
}

// Handles reports whether Load has anything to do for a module. It is cheap.
func (s *Set) Handles(path, query string) bool {
	return strings.HasPrefix(path, virtualPrefix) || kindOf(path, query) != nil
}

// Load reads a module and transforms it. An error is a *diag.Error at the author's file, or ctx's.
func (s *Set) Load(ctx context.Context, unit Unit) (Output, error) {
	if strings.HasPrefix(unit.Path, virtualPrefix) {
		return virtualModule(unit)
	}
	if unit.Source == nil {
		source, err := os.ReadFile(unit.Path)
		if err != nil {
			return Output{}, diag.New(diag.Message{Text: s.shown(unit.Path) + " can't be read: " + err.Error(), File: s.shown(unit.Path)})
		}
		unit.Source = source
	}
	return s.Transform(ctx, unit)
}

// Transform compiles a module whose source is there. What nothing is to be done for comes back as it is, with Loader "".
func (s *Set) Transform(ctx context.Context, unit Unit) (Output, error) {
	kind := kindOf(unit.Path, unit.Query)
	if kind == nil {
		return Output{Code: unit.Source}, nil
	}
	if err := s.installed(kind, unit.Path); err != nil {
		return Output{}, err
	}
	job := job{
		Kind: kind.name, Path: unit.Path, File: s.shown(unit.Path), Query: unit.Query, Source: string(unit.Source), Dev: unit.Dev, Dir: s.options.Dir,
	}
	key := s.cache.key(kind, job, s.versions(kind, unit.Path))
	if output, found := s.cache.find(key); found {
		return output, nil
	}
	output, err := s.pool.compile(ctx, job)
	if err != nil {
		return Output{}, err
	}
	s.cache.keep(key, output)
	return output, nil
}

// Define are the names that code of the project's frameworks expects to be replaced, with JavaScript expressions.
func (s *Set) Define(development bool) map[string]string {
	define := map[string]string{}
	if _, err := os.Stat(filepath.Join(s.options.Dir, "node_modules", "vue", "package.json")); err == nil {
		define["__VUE_OPTIONS_API__"] = "true"
		define["__VUE_PROD_DEVTOOLS__"] = "false"
		define["__VUE_PROD_HYDRATION_MISMATCH_DETAILS__"] = "false"
	}
	return define
}

// shown is a path as the author knows it: relative to the project.
func (s *Set) shown(path string) string {
	if relative, err := filepath.Rel(s.options.Dir, path); err == nil && !strings.HasPrefix(relative, "..") {
		path = relative
	}
	return filepath.ToSlash(path)
}
