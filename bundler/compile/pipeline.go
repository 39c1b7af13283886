package compile

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/diag"
)

// What becomes of a module, in Vite's order: plugins say where it is and load it; those that are early change it; the compilers
// do their work, types go; all other plugins change what is JavaScript by now.

// Resolve says where an import leads that compilers, plugins or the configuration's aliases answer for. importer is the ID of the
// module that has it. An error is a *diag.Error.
func (s *Set) Resolve(ctx context.Context, specifier, importer string) (Resolution, error) {
	if _, own := virtualModules[specifier]; own {
		return Resolution{Path: specifier}, nil
	}
	p := s.plugins()
	if p.err != nil {
		return Resolution{}, p.err
	}
	file, _, _ := strings.Cut(importer, "?")
	specifier, changed := p.aliased(specifier)
	if p.process != nil && p.told.Hooks.Resolve && !inPackage(file) {
		if found, ok, err := s.resolveByPlugin(ctx, p, specifier, importer); ok || err != nil {
			return found, err
		}
	}
	if strings.HasPrefix(specifier, virtualPrefix) {
		return Resolution{Path: specifier}, nil
	}
	path, query, hasQuery := strings.Cut(specifier, "?")
	switch {
	case hasQuery && s.kindOf(path, query) != nil:
		if !filepath.IsAbs(path) && strings.HasPrefix(path, ".") {
			path = filepath.Join(filepath.Dir(file), filepath.FromSlash(path))
		}
		return Resolution{Path: filepath.FromSlash(path), Query: query}, nil
	case changed, hasQuery && p.process != nil && p.told.Hooks.Load && !slices.ContainsFunc(bundlerQueries, func(q string) bool { return queryHas(query, q) }):
		found, external := "", false
		if s.options.Host != nil {
			found, external = s.options.Host.Resolve(path, file)
		}
		if found != "" {
			return Resolution{Path: found, Query: query, External: external}, nil
		}
	}
	return Resolution{}, nil
}

// bundlerQueries are those that the bundler answers, whatever the file.
var bundlerQueries = strings.Fields("raw url inline no-inline worker sharedworker init")

// queryHas reports whether a query has a key.
func queryHas(query, key string) bool {
	return slices.ContainsFunc(strings.Split(query, "&"), func(part string) bool { return part == key || strings.HasPrefix(part, key+"=") })
}

// inPackage reports whether a file is a package's, which plugins are not asked about.
func inPackage(path string) bool { return strings.Contains(filepath.ToSlash(path), "/node_modules/") }

// isVirtual reports whether a module is in no file.
func isVirtual(path string) bool {
	return strings.HasPrefix(path, virtualPrefix) || !filepath.IsAbs(path)
}

// Handles reports whether Load has anything to do for a module. It is cheap once the configuration is known.
func (s *Set) Handles(path, query string) bool {
	if isVirtual(path) || s.kindOf(path, query) != nil {
		return true
	}
	p := s.plugins()
	return p.err != nil || p.process != nil && (p.told.Hooks.Load || p.told.Hooks.Transform && isText(path)) && !inPackage(path)
}

// Load reads a module and transforms it. An error is a *diag.Error at the author's file, or ctx's. What nothing is to be done for comes
// back with Loader "".
func (s *Set) Load(ctx context.Context, unit Unit) (Output, error) {
	if source, own := virtualModules[unit.Path]; own {
		return Output{Code: []byte(source), Loader: "js"}, nil
	}
	p := s.plugins()
	if p.err != nil {
		return Output{}, p.err
	}
	if unit.Source == nil && p.process != nil && p.told.Hooks.Load && !inPackage(unit.Path) {
		a, err := s.hook(ctx, p, "load", unit, "", nil)
		if err != nil {
			return Output{}, err
		}
		if string(a.Value) == "true" {
			loaded := a.output()
			loaded.Loader = cmp.Or(loaded.Loader, codeLoader(unit.Path), "js")
			unit.Source = loaded.Code
			return s.transform(ctx, p, unit, loaded)
		}
	}
	if isVirtual(unit.Path) {
		return Output{}, diag.New(diag.Message{Text: "no plugin has the module " + strings.TrimPrefix(unit.ID(), virtualPrefix)})
	}
	if unit.Source == nil {
		if s.kindOf(unit.Path, unit.Query) == nil && !isText(unit.Path) {
			return Output{}, nil
		}
		source, err := os.ReadFile(unit.Path)
		if err != nil {
			return Output{}, diag.New(diag.Message{Text: s.shown(unit.Path) + " can't be read: " + err.Error(), File: s.shown(unit.Path)})
		}
		unit.Source = source
	}
	return s.transform(ctx, p, unit, Output{})
}

// Transform compiles a module whose source is there. What nothing is to be done for comes back as it is, with Loader "".
func (s *Set) Transform(ctx context.Context, unit Unit) (Output, error) {
	p := s.plugins()
	if p.err != nil {
		return Output{}, p.err
	}
	return s.transform(ctx, p, unit, Output{})
}

// transform works on a module with its source. loaded is what a plugin's load said of it.
func (s *Set) transform(ctx context.Context, p *plugins, unit Unit, loaded Output) (Output, error) {
	if p.process == nil || !p.told.Hooks.Transform || inPackage(unit.Path) {
		output, err := s.compile(ctx, p, unit)
		if output.Loader == "" && err == nil && loaded.Loader != "" {
			return loaded, nil
		}
		return output, err
	}
	var notes Output // of all steps together
	changed := loaded.Loader != ""
	note := func(o Output) {
		notes.Dependencies = append(notes.Dependencies, o.Dependencies...)
		notes.Directories = append(notes.Directories, o.Directories...)
		notes.Warnings = append(notes.Warnings, o.Warnings...)
	}
	note(loaded)
	if p.told.Early {
		a, err := s.hook(ctx, p, "transform", unit, string(unit.Source), map[string]any{"early": true})
		if err != nil {
			return Output{}, err
		}
		if string(a.Value) == "true" {
			unit.Source, changed = []byte(a.Code), true
			note(a.output())
		}
	}
	output, err := s.compile(ctx, p, unit)
	if err != nil {
		return Output{}, err
	}
	note(output)
	if output.Loader != "" {
		changed = true
	} else {
		output = Output{Code: unit.Source, Loader: loaded.Loader, Map: loaded.Map}
		if output.Loader == "" {
			output.Loader = codeLoader(unit.Path)
		}
	}
	plain := output
	if s.options.Host != nil && slices.Contains([]string{"ts", "tsx", "jsx"}, output.Loader) {
		code, sourceMap, err := s.options.Host.Strip(unit.Path, output.Loader, string(output.Code))
		if err != nil {
			return Output{}, err
		}
		plain.Code, plain.Loader = []byte(code), "js"
		if output.Map == nil {
			plain.Map = []byte(sourceMap)
		}
	}
	a, err := s.hook(ctx, p, "transform", unit, string(plain.Code), map[string]any{"early": false, "loader": plain.Loader})
	mappedBack(a.Warnings, s.shown(unit.Path), plain.Map, unit.Source)
	if located, ok := errors.AsType[*diag.Error](err); ok {
		mappedBack(located.Messages, s.shown(unit.Path), plain.Map, unit.Source)
	}
	if err != nil {
		return Output{}, err
	}
	if string(a.Value) == "true" {
		made := a.output()
		note(made)
		changed = true
		if made.Loader == "" {
			made.Loader = cmp.Or(plain.Loader, "js")
		}
		if made.Map == nil || plain.Map != nil {
			made.Map = plain.Map
		}
		made.HotKind = output.HotKind
		output = made
	}
	if !changed {
		return Output{Code: unit.Source, Warnings: notes.Warnings}, nil
	}
	output.Dependencies, output.Directories, output.Warnings = notes.Dependencies, notes.Directories, notes.Warnings
	return output, nil
}

// isText reports whether a file is one that plugins transform: not an image, a font, and the like.
func isText(path string) bool {
	extension := strings.ToLower(filepath.Ext(path))
	return codeLoader(path) != "" || !ignoredExtensions[extension] && extension != ".svg" && extension != ".html"
}

// codeLoader is the loader of a file that plugins transform, by its name; "" for any other.
func codeLoader(path string) string {
	switch extension := strings.ToLower(filepath.Ext(path)); extension {
	case ".js", ".mjs", ".cjs":
		return "js"
	case ".ts", ".mts", ".cts":
		return "ts"
	case ".jsx", ".tsx", ".json", ".css":
		return extension[1:]
	}
	return ""
}

// Changed tells of files that have changed, by their absolute paths: a changed configuration is read again, and its plugins are
// started anew. It reports whether that is so.
func (s *Set) Changed(paths []string) bool {
	s.mutex.Lock()
	configured := s.configured
	s.mutex.Unlock()
	if configured == nil || !slices.ContainsFunc(paths, func(path string) bool { return s.isConfig(path) || slices.Contains(configured.files, path) }) {
		return false
	}
	s.mutex.Lock()
	s.configured = nil
	s.mutex.Unlock()
	s.stopPlugins()
	return true
}

// isConfig reports whether a file is, or would be, one of the configuration.
func (s *Set) isConfig(path string) bool {
	if filepath.Dir(path) != s.options.Dir {
		return false
	}
	base := filepath.Base(path)
	for _, names := range configNames {
		if slices.Contains(names, base) {
			return true
		}
	}
	return base == "package.json" || base == "package-lock.json"
}

func (s *Set) stopPlugins() {
	s.starting.Lock()
	defer s.starting.Unlock()
	if s.running != nil && s.running.process != nil {
		s.running.process.kill()
	}
	s.running = nil
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.emitted = nil
}

// Define are the names that code of the page expects to be replaced, with JavaScript expressions: those of the project's frameworks
// and of its configuration.
func (s *Set) Define() map[string]string {
	define := map[string]string{}
	if _, ok := s.packageDir("vue"); ok {
		define["__VUE_OPTIONS_API__"] = "true"
		define["__VUE_PROD_DEVTOOLS__"] = "false"
		define["__VUE_PROD_HYDRATION_MISMATCH_DETAILS__"] = "false"
	}
	if s.config().manifest.depends("@angular/core") {
		define["ngServerMode"], define["ngJitMode"] = "false", "true"
		if !s.options.Development {
			define["ngDevMode"] = "false"
		}
	}
	for name, expression := range s.plugins().told.Define { // what is wrong with it is said where modules are loaded
		define[name] = expression
	}
	return define
}

// Conditions are those under which packages of the project's frameworks give code for the page, besides the usual ones.
func (s *Set) Conditions() []string {
	conditions := []string{"module", "production"}
	if s.options.Development {
		conditions[1] = "development"
	}
	manifest := &s.config().manifest
	if manifest.depends("svelte") {
		conditions = append(conditions, "svelte")
	}
	if manifest.depends("solid-js") {
		conditions = append(conditions, "solid")
	}
	return conditions
}

// JSXImportSource is the package of the JSX functions where the project's tsconfig.json says nothing; "" for React's.
func (s *Set) JSXImportSource() string {
	manifest := &s.config().manifest
	switch builtin := s.plugins().told.Builtin; {
	case manifest.depends("react"):
		return ""
	case manifest.depends("preact"):
		return "preact"
	case slices.Contains(builtin, "vueJsx"):
		return "vue"
	}
	return ""
}
