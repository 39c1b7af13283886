package compile

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
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
	// Host is what the compilers need of the bundler; without it, configuration files can't be read.
	Host Host
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
	scanner *scanner

	mutex      sync.Mutex
	configured *config // nil until it is needed, and after a change
}

// Open prepares the compilers of a project; none is started before it is needed. Close ends them.
func Open(options Options) *Set {
	if options.Timeout == 0 {
		options.Timeout = time.Minute
	}
	if options.Memory == 0 {
		options.Memory = 2048
	}
	s := &Set{options: options, scanner: newScanner(options.Dir)}
	s.pool, s.cache = newPool(options, s.asked), newCache(options.Dir, s.scanner)
	return s
}

// Close ends the compilers.
func (s *Set) Close() { s.pool.close() }

// Resolve says where an import leads that compilers or plugins answer for. importer is the ID of the module that has it.
func (s *Set) Resolve(ctx context.Context, specifier, importer string) (Resolution, error) {
	if strings.HasPrefix(specifier, virtualPrefix) {
		return Resolution{Path: specifier}, nil
	}
	path, query, found := strings.Cut(specifier, "?")
	if !found || s.kindOf(path, query) == nil {
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
	return strings.HasPrefix(path, virtualPrefix) || s.kindOf(path, query) != nil
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
	kind := s.kindOf(unit.Path, unit.Query)
	if kind == nil {
		return Output{Code: unit.Source}, nil
	}
	if err := s.installed(kind, unit.Path); err != nil {
		return Output{}, err
	}
	c := s.config()
	if c.err != nil {
		return Output{}, c.err
	}
	work := job{Kind: kind.name, Path: unit.Path, File: s.shown(unit.Path), Query: unit.Query, Source: string(unit.Source), Dev: unit.Dev, Configs: c.modules}
	key := s.cache.key(work, c.hash, s.versions(kind))
	if output, found := s.cache.find(key); found {
		return output, nil
	}
	a, err := s.pool.run(ctx, work)
	if err != nil {
		return Output{}, err
	}
	output := Output{
		Code: []byte(a.Code), Loader: a.Loader, Dependencies: a.Dependencies, Directories: a.Directories, Warnings: a.Warnings, HotKind: a.Hot,
	}
	if a.Map != "" {
		output.Map = []byte(a.Map)
	}
	s.cache.keep(key, output, a.Scanned)
	return output, nil
}

// asked answers a question of a worker.
func (s *Set) asked(name string, parameters json.RawMessage) (any, error) {
	switch name {
	case "scan":
		var sources []Source
		if err := json.Unmarshal(parameters, &sources); err != nil {
			return nil, err
		}
		return s.scanner.scan(sources), nil
	case "transform":
		var p struct{ Code, Loader, File string }
		if err := json.Unmarshal(parameters, &p); err != nil {
			return nil, err
		}
		code, sourceMap, err := s.options.Host.Strip(p.File, p.Loader, p.Code)
		return map[string]string{"code": code, "map": sourceMap}, err
	}
	return nil, errors.New("deskjs knows no answer to " + name)
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
