package compile

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"maps"
	"path/filepath"
	"strings"
	"sync"
	"time"
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
	// Development is what plugins are told: that they serve, rather than build.
	Development bool
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

	starting sync.Mutex // held while plugins start, which may ask for what mutex guards
	running  *plugins   // nil until they are needed, and after a change

	mutex      sync.Mutex
	configured *config // likewise
	emitted    map[string][]byte
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

// Close ends the compilers and plugins.
func (s *Set) Close() {
	s.pool.close()
	s.stopPlugins()
}

// compile has a module compiled by the compiler of its kind, or takes what that has made of it before. What there is none for
// comes back as it is, with Loader "".
func (s *Set) compile(ctx context.Context, p *plugins, unit Unit) (Output, error) {
	kind := s.kindOf(unit.Path, unit.Query)
	if kind == nil || kind == angular && !bytes.Contains(unit.Source, []byte("@angular/core")) {
		return Output{Code: unit.Source}, nil
	}
	if err := s.installed(kind, unit.Path); err != nil {
		return Output{}, err
	}
	c := s.config()
	if c.err != nil {
		return Output{}, c.err
	}
	work := job{
		Kind: kind.name, Path: unit.Path, File: s.shown(unit.Path), Query: unit.Query, Source: string(unit.Source), Dev: unit.Dev,
		Configs: c.modules, Names: c.names, Blocks: p.process != nil,
	}
	key := s.cache.key(work, c.hash, s.versions(kind))
	if output, found := s.cache.find(key); found {
		return output, nil
	}
	if p.told.Plain != nil {
		work.Settings, work.Configs = p.told.Plain, maps.Clone(c.modules)
		delete(work.Configs, "vite")
		delete(work.Configs, "deskjs")
	}
	a, err := s.pool.run(ctx, work)
	if err != nil {
		return Output{}, err
	}
	output := a.output()
	s.cache.keep(key, output, a.Scanned)
	return output, nil
}

// Warm starts what the project's next module will need, in development after the first build: a worker with the project's compilers
// loaded. It returns when that is done.
func (s *Set) Warm(ctx context.Context) {
	p, c := s.plugins(), s.config()
	if p.err != nil {
		return
	}
	var kinds []string
	for _, k := range []*kind{vue, svelte, sass, less} {
		if c.manifest.depends(k.packages[0]) && s.installed(k, "") == nil {
			kinds = append(kinds, k.name)
		}
	}
	if s.usesSolid() && s.installed(solid, "") == nil {
		kinds = append(kinds, solid.name)
	}
	if len(kinds) > 0 {
		_, _ = s.pool.run(ctx, job{Kind: "warm", Arguments: kinds}) // who needs one of them hears what is wrong
	}
}

// output is an answer as what became of a module.
func (a *answer) output() Output {
	output := Output{
		Code: []byte(a.Code), Loader: a.Loader, Dependencies: a.Dependencies, Directories: a.Directories, Warnings: a.Warnings, HotKind: a.Hot,
	}
	if a.Map != "" {
		output.Map = []byte(a.Map)
	}
	return output
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
	case "resolve":
		var p struct{ Specifier, Importer string }
		if err := json.Unmarshal(parameters, &p); err != nil {
			return nil, err
		}
		path, external := s.options.Host.Resolve(p.Specifier, p.Importer)
		return map[string]any{"path": path, "external": external}, nil
	case "emit":
		var p struct {
			Name   string
			Source []byte
		}
		if err := json.Unmarshal(parameters, &p); err != nil {
			return nil, err
		}
		return nil, s.emit(p.Name, p.Source)
	}
	return nil, errors.New("deskjs knows no answer to " + name)
}

// emit keeps a file that a plugin adds to the app.
func (s *Set) emit(name string, source []byte) error {
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		return errors.New("a file can't be emitted outside of the app: " + name)
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.emitted == nil {
		s.emitted = map[string][]byte{}
	}
	s.emitted[name] = source
	return nil
}

// Emitted are the files that plugins have added to the app, by their paths below the page's root.
func (s *Set) Emitted() map[string][]byte {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return maps.Clone(s.emitted)
}

// shown is a path as the author knows it: relative to the project.
func (s *Set) shown(path string) string {
	if relative, err := filepath.Rel(s.options.Dir, path); err == nil && !strings.HasPrefix(relative, "..") {
		path = relative
	}
	return filepath.ToSlash(path)
}
